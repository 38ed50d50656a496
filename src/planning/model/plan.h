#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/quantities.h"
#include "base/time.h"
#include "planning/model/scenario.h"

// A plan for a scenario: who travels when, on which trip, to which bed. All ids are the scenario's, but for those of
// trips and duties. The field names here, less their last underscore, are those of the JSON file: docs/formats/plan.md.
namespace leeward::planning {

inline constexpr auto const kPlanFormat = "leeward-plan-1";

// A drive from place to place. It takes driving_s_ and the breaks of the duty that lie within it.
struct leg {
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
  leg way_;
  instant begin_;
  instant end_;
  persons persons_;                      // that board, or leave, here
  std::vector<std::string> households_;  // that board here; empty at the centre, where all leave
};
BOOST_DESCRIBE_STRUCT(stop, (), (way_, begin_, end_, persons_, households_))

// One loaded run: the way to the first pickup point is empty.
struct trip {
  std::string id_;
  std::string vehicle_;
  std::string duty_;
  std::vector<stop> pickups_;
  stop centre_;
};
BOOST_DESCRIBE_STRUCT(trip, (), (id_, vehicle_, duty_, pickups_, centre_))

struct rest {
  instant from_;
  instant until_;
  std::optional<std::string> place_;  // nothing: on the way, inside a leg
};
BOOST_DESCRIBE_STRUCT(rest, (), (from_, until_, place_))

// What one crew does in one shift with its vehicle: out of the depot, some trips, and back.
struct duty {
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

struct assignment {
  std::string household_;
  std::string trip_;
  std::string pickup_point_;
  instant boarding_;  // when boarding begins at the point
  instant arrival_;   // when unloading begins at the centre
  std::string centre_;
  beds beds_;  // held there
};
BOOST_DESCRIBE_STRUCT(assignment, (), (household_, trip_, pickup_point_, boarding_, arrival_, centre_, beds_))

enum class unserved_reason : std::uint8_t {
  kNoRoad,         // no way from the point to a centre that could take the household
  kNoCentre,       // no centre serves its needs, or has that many beds of a kind even when empty
  kNoBed,          // the beds that would do are taken
  kNoVehicle,      // none has the seats, bays, lying places or oxygen, or takes its pet
  kPointUnusable,  // its point is not step-free, or never open while it is ready
  kNoTime          // every fitting vehicle is too late for the operation's end or its crew's hours
};
BOOST_DESCRIBE_ENUM(unserved_reason, kNoRoad, kNoCentre, kNoBed, kNoVehicle, kPointUnusable, kNoTime)

struct unserved {
  std::string household_;
  unserved_reason reason_{unserved_reason::kNoTime};
  std::string sentence_;  // plain words with the figures
};
BOOST_DESCRIBE_STRUCT(unserved, (), (household_, reason_, sentence_))

struct centre_fill {
  std::string centre_;
  persons persons_;
  beds used_;
  beds available_;
  std::optional<instant> first_arrival_;
  std::optional<instant> last_arrival_;
};
BOOST_DESCRIBE_STRUCT(centre_fill, (), (centre_, persons_, used_, available_, first_arrival_, last_arrival_))

struct unserved_count {
  std::int64_t priority_{0};
  std::int64_t households_{0};
  persons persons_;
};
BOOST_DESCRIBE_STRUCT(unserved_count, (), (priority_, households_, persons_))

// The terms of the objective, in the order of their importance, then what a person likes to know.
struct totals {
  std::vector<unserved_count> unserved_by_priority_;  // most urgent first; only priorities with somebody unserved
  std::int64_t unserved_weight_{0};                   // Σ priority × persons unserved
  std::int64_t weighted_waiting_s_{0};  // Σ priority × persons × waiting: from the later of start and ready_from to the
                                        // arrival; unserved: to the operation's end
  std::optional<instant> clearance_;    // the last arrival
  persons own_tier_;                    // who arrived in a centre of tier 1
  metres length_m_;                     // driven, empty ways included

  std::int64_t households_{0};
  persons persons_;
  std::int64_t served_households_{0};
  persons served_;
  std::int64_t trips_{0};
  std::int64_t vehicles_used_{0};
  seconds driving_s_;
};
BOOST_DESCRIBE_STRUCT(totals, (),
                      (unserved_by_priority_, unserved_weight_, weighted_waiting_s_, clearance_, own_tier_, length_m_,
                       households_, persons_, served_households_, served_, trips_, vehicles_used_, driving_s_))

// What the plan was made of, and by what.
struct origin {
  std::string program_;                // "leeward 0.1.0"
  std::string scenario_;               // its name
  std::string scenario_digest_;        // of the file's bytes
  std::string roads_;                  // as the scenario names it
  std::string attribution_;            // of the roads' data; stands on every output
  std::vector<std::string> closures_;  // ids of those that were in force
  std::uint64_t seed_{0};
};
BOOST_DESCRIBE_STRUCT(origin, (), (program_, scenario_, scenario_digest_, roads_, attribution_, closures_, seed_))

struct plan {
  std::string format_;  // kPlanFormat
  origin made_from_;
  totals totals_;
  std::vector<trip> trips_;  // by departure for the first pickup
  std::vector<duty> duties_;
  std::vector<assignment> households_;  // in the scenario's order
  std::vector<unserved> unserved_;      // in the scenario's order
  std::vector<centre_fill> centres_;    // in the scenario's order
};
BOOST_DESCRIBE_STRUCT(plan, (), (format_, made_from_, totals_, trips_, duties_, households_, unserved_, centres_))

}  // namespace leeward::planning
