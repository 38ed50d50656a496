#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/quantities.h"
#include "base/time.h"
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
  kBeforeReady, kAfterDeadline, kWalkTooLong, kWalkWrong, kNotTogether, kNotApart, kPinBroken, kForbiddenPair,
  kReasonMissing, kReasonUntrue,
  // vehicles
  kSeatsExceeded, kWheelchairBaysExceeded, kLyingPlacesExceeded, kOxygenExceeded, kPetsNotTaken,
  // points and centres
  kPointClosed, kPointCrowded, kLoadingTooShort, kLoadingPlacesExceeded, kCentreClosed, kUnloadingTooShort, kUnloadingPlacesExceeded,
  kIntakeExceeded, kBedsExceeded, kBedsWrong, kNeedsNotServed,
  // driving
  kNoWay, kLegTooFast, kLegDuration, kLegTooShort, kVehicleElsewhere, kVehicleTwice, kBeforeAvailable, kAfterAvailable,
  // crews
  kWrongCrew, kOutsideShift, kDrivingTooLong, kBreakMissing, kBreakMisplaced,
  // the operation
  kBeforeStart, kAfterEnd, kCommittedChanged,
  // what the plan says of itself
  kCentreFillWrong, kUnservedCountWrong, kWaitingWrong, kClearanceWrong, kOwnTierWrong, kLengthWrong, kCountsWrong,
  kBoundBeaten, kChangesWrong
};
// More than BOOST_DESCRIBE_ENUM takes.
BOOST_DESCRIBE_ENUM_BEGIN(rule)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kUnknownId)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kDuplicateId)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kDutyMismatch)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kEmptyTrip)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kTimeOrder)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kHeadCount)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kAssignmentMismatch)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kHouseholdMissing)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kHouseholdTwice)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kHouseholdServedAndUnserved)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kHouseholdSplit)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kWrongPoint)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kNotStepFree)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBeforeReady)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kAfterDeadline)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kWalkTooLong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kWalkWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kNotTogether)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kNotApart)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kPinBroken)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kForbiddenPair)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kReasonMissing)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kReasonUntrue)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kSeatsExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kWheelchairBaysExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLyingPlacesExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kOxygenExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kPetsNotTaken)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kPointClosed)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kPointCrowded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLoadingTooShort)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLoadingPlacesExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kCentreClosed)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kUnloadingTooShort)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kUnloadingPlacesExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kIntakeExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBedsExceeded)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBedsWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kNeedsNotServed)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kNoWay)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLegTooFast)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLegDuration)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLegTooShort)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kVehicleElsewhere)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kVehicleTwice)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBeforeAvailable)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kAfterAvailable)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kWrongCrew)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kOutsideShift)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kDrivingTooLong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBreakMissing)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBreakMisplaced)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBeforeStart)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kAfterEnd)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kCommittedChanged)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kCentreFillWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kUnservedCountWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kWaitingWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kClearanceWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kOwnTierWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kLengthWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kCountsWrong)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kBoundBeaten)
BOOST_DESCRIBE_ENUM_ENTRY(rule, kChangesWrong)
BOOST_DESCRIBE_ENUM_END(rule)
// clang-format on

struct finding {
  rule rule_{rule::kUnknownId};
  std::string subject_;   // "household h17", "trip t3", "vehicle v2", …
  std::string sentence_;  // with the figures
};
BOOST_DESCRIBE_STRUCT(finding, (), (rule_, subject_, sentence_))

// What the roads say, in the scenario's own names.
struct leg_times {
  // The least driving time of a profile between two places, by roads that are open, and at the speeds that hold, in all
  // closures that hold at any moment of the time given; nothing if there is no way.
  using drive = std::function<std::optional<seconds>(std::string_view profile, std::string_view from,
                                                     std::string_view to, instant departure, instant arrival)>;

  // The way on foot of a household with a position to a pickup point; nothing if there is none.
  using walk = std::function<std::optional<metres>(std::string_view household, std::string_view point)>;

  leg_times(drive d, walk w) : drive_{std::move(d)}, walk_{std::move(w)} {}

  // Times that are always the same; walks are 1.3 times the straight line.
  template <typename Fn>
    requires std::is_invocable_r_v<std::optional<seconds>, Fn&, std::string_view, std::string_view, std::string_view>
  leg_times(Fn always)  // NOLINT(google-explicit-constructor): a plain table is the usual case in tests
      : drive_{[always = std::move(always)](std::string_view const profile, std::string_view const from,
                                            std::string_view const to, instant,
                                            instant) { return always(profile, from, to); }} {}

  drive drive_;
  walk walk_;  // may be empty
};

// Everything that is wrong with the plan; nothing if it keeps every rule.
std::vector<finding> check_plan(planning::scenario const&, planning::plan const&, leg_times const&);

}  // namespace leeward::check
