#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/quantities.h"
#include "base/time.h"

// What vehicles and crews do: in a plan, and in a scenario the part of an earlier plan that has begun. The field names,
// less their last underscore, are those of docs/formats/plan.md.
namespace leeward::planning {

// A drive from place to place. It takes driving_s_ and the breaks of the duty that lie within it.
struct leg {
  bool operator==(leg const&) const = default;

  std::string from_;
  std::string to_;
  instant departure_;
  instant arrival_;
  seconds driving_s_;
  metres length_m_;
};
BOOST_DESCRIBE_STRUCT(leg, (), (from_, to_, departure_, arrival_, driving_s_, length_m_))

// The vehicle comes by way_, waits until begin_, and boards or unloads until end_.
struct stop {
  bool operator==(stop const&) const = default;

  leg way_;
  instant begin_;
  instant end_;
  persons persons_;                      // that board, or leave, here
  std::vector<std::string> households_;  // that board here; empty at the centre, where all leave
};
BOOST_DESCRIBE_STRUCT(stop, (), (way_, begin_, end_, persons_, households_))

// One loaded run: the way to the first pickup point is empty.
struct trip {
  bool operator==(trip const&) const = default;

  std::string id_;
  std::string vehicle_;
  std::string duty_;
  std::vector<stop> pickups_;
  stop centre_;
};
BOOST_DESCRIBE_STRUCT(trip, (), (id_, vehicle_, duty_, pickups_, centre_))

struct rest {
  bool operator==(rest const&) const = default;

  instant from_;
  instant until_;
  std::optional<std::string> place_;  // nothing: on the way, inside a leg
};
BOOST_DESCRIBE_STRUCT(rest, (), (from_, until_, place_))

// What one crew does in one shift with its vehicle: out of the depot, some trips, and back.
struct duty {
  bool operator==(duty const&) const = default;

  std::string id_;
  std::string vehicle_;
  std::string crew_;
  instant departure_;               // from the depot
  instant end_;                     // back in the depot
  std::vector<std::string> trips_;  // in order
  std::vector<rest> breaks_;        // in order
  leg back_;                        // from the last centre to the depot
  seconds driving_s_;
};
BOOST_DESCRIBE_STRUCT(duty, (), (id_, vehicle_, crew_, departure_, end_, trips_, breaks_, back_, driving_s_))

}  // namespace leeward::planning
