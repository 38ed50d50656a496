#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/time.h"

// The places of a scenario: where vehicles start, where people board, and where they are brought. See scenario.h.
namespace leeward::planning {

// A place further from any road than this is an error of the scenario.
inline constexpr auto const kSnapLimit = metres{1000};

// What a household asks of the room where it will live.
enum class need : std::uint8_t { kGroundFloor, kPower, kCarer, kPet };
BOOST_DESCRIBE_ENUM(need, kGroundFloor, kPower, kCarer, kPet)

// Seconds that a vehicle stands: once, and for every person.
struct service_time {
  seconds fixed_s_;
  seconds per_person_s_;
};
BOOST_DESCRIBE_STRUCT(service_time, (), (fixed_s_, per_person_s_))

struct beds {
  bool operator==(beds const&) const = default;

  persons general_;
  persons accessible_;  // only for persons who need one
};
BOOST_DESCRIBE_STRUCT(beds, (), (general_, accessible_))

// The ids of depots, pickup points, centres and of households that are fetched at their door share one name space: they
// are the places of the operation.
struct depot {
  std::string id_;
  std::string name_;
  position position_;
};
BOOST_DESCRIBE_STRUCT(depot, (), (id_, name_, position_))

struct pickup_point {
  static constexpr auto const kMayBeMissing = std::array{"step_free"};

  std::string id_;
  std::string name_;
  position position_;
  bool step_free_{true};                        // wheelchairs and stretchers board only where it is
  std::optional<instant> open_from_;            // else the operation's start
  std::optional<instant> open_until_;           // else its end; whoever boards is on board by then
  std::optional<std::int64_t> loading_places_;  // vehicles that load at the same time; else no limit
  std::optional<persons> capacity_{};           // who board at the same time, in all vehicles; else no limit
  std::optional<service_time> loading_;         // else the scenario's
};
BOOST_DESCRIBE_STRUCT(pickup_point, (),
                      (id_, name_, position_, step_free_, open_from_, open_until_, loading_places_, capacity_,
                       loading_))

struct centre {
  std::string id_;
  std::string name_;
  position position_;
  std::int64_t tier_{1};  // 1: own region; then the others in the order in which they are asked
  beds beds_;
  std::vector<need> serves_;
  std::optional<instant> open_from_;                     // else the operation's start
  std::optional<std::int64_t> intake_persons_per_hour_;  // one desk takes bus after bus; else no limit
  std::optional<std::int64_t> unloading_places_;         // vehicles that unload at the same time; else no limit
};
BOOST_DESCRIBE_STRUCT(centre, (),
                      (id_, name_, position_, tier_, beds_, serves_, open_from_, intake_persons_per_hour_,
                       unloading_places_))

// People in a zone with a deadline are on board by then.
struct zone {
  std::string id_;
  std::string name_;
  std::optional<instant> deadline_;
};
BOOST_DESCRIBE_STRUCT(zone, (), (id_, name_, deadline_))

}  // namespace leeward::planning
