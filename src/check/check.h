#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/quantities.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

// The independent judge of a plan. It takes the scenario at its word and nothing else: it counts again, and asks the
// roads again, with none of the planner's code.
namespace leeward::check {

// clang-format off
enum class rule : std::uint8_t {
  // the plan's own bookkeeping
  kUnknownId, kDuplicateId, kDutyMismatch, kEmptyTrip, kTimeOrder, kHeadCount, kAssignmentMismatch,
  // people
  kHouseholdMissing, kHouseholdTwice, kHouseholdServedAndUnserved, kHouseholdSplit, kWrongPoint, kNotStepFree,
  kBeforeReady, kReasonMissing, kReasonUntrue,
  // vehicles
  kSeatsExceeded, kWheelchairBaysExceeded, kLyingPlacesExceeded, kOxygenExceeded, kPetsNotTaken,
  // points and centres
  kPointClosed, kLoadingTooShort, kLoadingPlacesExceeded, kCentreClosed, kUnloadingTooShort, kUnloadingPlacesExceeded,
  kIntakeExceeded, kBedsExceeded, kBedsWrong, kNeedsNotServed,
  // driving
  kNoWay, kLegTooFast, kLegDuration, kLegTooShort, kVehicleElsewhere, kVehicleTwice, kBeforeAvailable,
  // crews
  kWrongCrew, kOutsideShift, kDrivingTooLong, kBreakMissing, kBreakMisplaced,
  // the operation
  kBeforeStart, kAfterEnd,
  // what the plan says of itself
  kCentreFillWrong, kUnservedCountWrong, kWaitingWrong, kClearanceWrong, kOwnTierWrong, kLengthWrong, kCountsWrong
};
BOOST_DESCRIBE_ENUM(rule,
  kUnknownId, kDuplicateId, kDutyMismatch, kEmptyTrip, kTimeOrder, kHeadCount, kAssignmentMismatch,
  kHouseholdMissing, kHouseholdTwice, kHouseholdServedAndUnserved, kHouseholdSplit, kWrongPoint, kNotStepFree,
  kBeforeReady, kReasonMissing, kReasonUntrue,
  kSeatsExceeded, kWheelchairBaysExceeded, kLyingPlacesExceeded, kOxygenExceeded, kPetsNotTaken,
  kPointClosed, kLoadingTooShort, kLoadingPlacesExceeded, kCentreClosed, kUnloadingTooShort, kUnloadingPlacesExceeded,
  kIntakeExceeded, kBedsExceeded, kBedsWrong, kNeedsNotServed,
  kNoWay, kLegTooFast, kLegDuration, kLegTooShort, kVehicleElsewhere, kVehicleTwice, kBeforeAvailable,
  kWrongCrew, kOutsideShift, kDrivingTooLong, kBreakMissing, kBreakMisplaced,
  kBeforeStart, kAfterEnd,
  kCentreFillWrong, kUnservedCountWrong, kWaitingWrong, kClearanceWrong, kOwnTierWrong, kLengthWrong, kCountsWrong)
// clang-format on

struct finding {
  rule rule_{rule::kUnknownId};
  std::string subject_;   // "household h17", "trip t3", "vehicle v2", …
  std::string sentence_;  // with the figures
};
BOOST_DESCRIBE_STRUCT(finding, (), (rule_, subject_, sentence_))

// The least driving time of a profile between two places of the scenario; nothing if there is no way.
using leg_times =
    std::function<std::optional<seconds>(std::string_view profile, std::string_view from, std::string_view to)>;

// Everything that is wrong with the plan; nothing if it keeps every rule.
std::vector<finding> check_plan(planning::scenario const&, planning::plan const&, leg_times const&);

}  // namespace leeward::check
