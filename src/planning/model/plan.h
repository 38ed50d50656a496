#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/quantities.h"
#include "base/time.h"
#include "planning/model/scenario.h"
#include "planning/model/trip.h"

// A plan for a scenario: who travels when, on which trip, to which bed. All ids are the scenario's, but for those of
// trips and duties. The field names here, less their last underscore, are those of the JSON file: docs/formats/plan.md.
namespace leeward::planning {

inline constexpr auto const kPlanFormat = "leeward-plan-1";

struct assignment {
  std::string household_;
  std::string trip_;
  std::string pickup_point_;
  instant boarding_;  // when boarding begins at the point
  instant arrival_;   // when unloading begins at the centre
  std::string centre_;
  beds beds_;                       // held there
  std::optional<metres> walk_m_{};  // to the point, when the plan chose it
};
BOOST_DESCRIBE_STRUCT(assignment, (), (household_, trip_, pickup_point_, boarding_, arrival_, centre_, beds_, walk_m_))

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
  std::string sentence_;                     // plain words with the figures
  std::optional<std::string> would_help_{};  // the nearest thing that would change it
};
BOOST_DESCRIBE_STRUCT(unserved, (), (household_, reason_, sentence_, would_help_))

// How many have arrived by then, in all.
struct arrived {
  bool operator==(arrived const&) const = default;

  instant at_;
  persons persons_;
};
BOOST_DESCRIBE_STRUCT(arrived, (), (at_, persons_))

struct centre_fill {
  std::string centre_;
  persons persons_;
  beds used_;
  beds available_;  // less those held for others
  std::optional<instant> first_arrival_;
  std::optional<instant> last_arrival_;
  std::vector<arrived> arrivals_{};  // the curve, one step for each time at which somebody arrives
};
BOOST_DESCRIBE_STRUCT(centre_fill, (), (centre_, persons_, used_, available_, first_arrival_, last_arrival_, arrivals_))

struct unserved_count {
  std::int64_t priority_{0};
  std::int64_t households_{0};
  persons persons_;
};
BOOST_DESCRIBE_STRUCT(unserved_count, (), (priority_, households_, persons_))

// What no plan for the scenario can do better, term by term; a term without a bound is left out. If proved_optimal_,
// the plan is the best of all: it has these values itself, and each of them is a bound for plans that are as good in
// all terms before it; that of the length for those of them that drive each way as quickly as it can be driven.
struct term_bounds {
  static constexpr auto const kMayBeMissing = std::array{"proved_optimal"};

  std::optional<std::int64_t> unserved_weight_;
  std::optional<std::int64_t> weighted_waiting_s_;
  std::optional<instant> clearance_;
  std::optional<persons> own_tier_;  // at most
  std::optional<metres> length_m_;
  bool proved_optimal_{false};
};
BOOST_DESCRIBE_STRUCT(term_bounds, (),
                      (unserved_weight_, weighted_waiting_s_, clearance_, own_tier_, length_m_, proved_optimal_))

// The terms of the objective, in the order of their importance, then what a person likes to know.
struct totals {
  std::vector<unserved_count> unserved_by_priority_;  // most urgent first; only priorities with somebody unserved
  std::int64_t unserved_weight_{0};                   // Σ priority × persons unserved
  std::int64_t weighted_waiting_s_{0};  // Σ priority × persons × waiting: from the later of start and ready_from to the
                                        // arrival; unserved: to the operation's end
  std::optional<instant> clearance_;    // the last arrival
  persons own_tier_;                    // who arrived in a centre of tier 1
  metres length_m_;                     // driven, empty ways included
  std::optional<term_bounds> bounds_{};

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
                       bounds_, households_, persons_, served_households_, served_, trips_, vehicles_used_, driving_s_))

// What the plan was made of, and by what.
struct origin {
  static constexpr auto const kMayBeMissing = std::array{"iterations"};

  std::string program_;                // "leeward 0.1.0"
  std::string scenario_;               // its name
  std::string scenario_digest_;        // of the file's bytes
  std::string roads_;                  // as the scenario names it
  std::string attribution_;            // of the roads' data; stands on every output
  std::vector<std::string> closures_;  // ids of those that were in force
  std::uint64_t seed_{0};
  std::uint64_t iterations_{0};  // of improvement; the same ones give the same plan
};
BOOST_DESCRIBE_STRUCT(origin, (),
                      (program_, scenario_, scenario_digest_, roads_, attribution_, closures_, seed_, iterations_))

// A household of the scenario's file that is not planned for, because its entry is wrong.
struct skipped {
  std::string household_;  // its place in the file, and its id: "households[12] (h13)"
  std::string problem_;
};
BOOST_DESCRIBE_STRUCT(skipped, (), (household_, problem_))

// What a household was told: its ticket.
struct promise {
  bool operator==(promise const&) const = default;

  std::string pickup_point_;
  std::string vehicle_;
  instant boarding_;
  std::string centre_;
};
BOOST_DESCRIBE_STRUCT(promise, (), (pickup_point_, vehicle_, boarding_, centre_))

// A ticket that differs from that of the plan before.
struct changed_ticket {
  std::string household_;
  std::optional<promise> was_;  // nothing: it had none
  std::optional<promise> is_;   // nothing: it has none any more
};
BOOST_DESCRIBE_STRUCT(changed_ticket, (), (household_, was_, is_))

struct plan {
  static constexpr auto const kMayBeMissing = std::array{"id"};

  std::string format_;  // kPlanFormat
  std::string id_;      // of what the plan says: the same plan, the same id
  origin made_from_;
  totals totals_;
  std::vector<trip> trips_;  // by departure for the first pickup
  std::vector<duty> duties_;
  std::vector<assignment> households_;                    // in the scenario's order
  std::vector<unserved> unserved_;                        // in the scenario's order
  std::vector<centre_fill> centres_;                      // in the scenario's order
  std::vector<skipped> skipped_{};                        // left out because their entries in the scenario are wrong
  std::optional<std::vector<changed_ticket>> changes_{};  // against an earlier plan, in the scenario's order
};
BOOST_DESCRIBE_STRUCT(plan, (),
                      (format_, id_, made_from_, totals_, trips_, duties_, households_, unserved_, centres_, skipped_,
                       changes_))

}  // namespace leeward::planning
