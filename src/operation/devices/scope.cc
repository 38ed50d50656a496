#include "operation/devices/scope.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace leeward::operation::devices {

namespace {

bool has(scope const& of, trip_id const& t) { return std::ranges::find(of.trips_, t) != of.trips_.end(); }

// What stands on a leg, or what was told and stands on none.
template <typename Told>
bool has(operation::state const& s, scope const& of, Told const& t) {
  return (!t.trip_.is_none() && has(of, s.trips_.trips_.at(t.trip_).id_)) ||
         (!t.centre_.is_none() && of.centre_ == s.centres_.centres_.at(t.centre_).id_);
}

}  // namespace

check may_speak_of(coming const& c, trip_id const& trip) {
  if (has(c.device_.scope_, trip)) {
    return {};
  }
  return refuse(refusal_code::kNotAllowed, fmt::format("The device is not for the trip {}.", to_string(trip)), "trip",
                "a trip that the device is for");
}

check may_speak_of(coming const& c, centre_id const& centre) {
  if (c.device_.scope_.centre_ == centre) {
    return {};
  }
  return refuse(refusal_code::kNotAllowed,
                fmt::format("The device is not for the reception centre {}.", to_string(centre)), "centre",
                "the reception centre that the device is for");
}

check may_speak_of(coming const& c, household_row const h, std::string_view const field) {
  auto const& household = c.s_.households_.households_.at(h);
  auto const is_known = [&](person_row const p) {
    auto const& t = c.s_.custody_.tracks_[p.v_];
    auto const is_here = [&](auto const& told) { return has(c.s_, c.device_.scope_, told); };
    return std::ranges::any_of(t.legs_, is_here) || std::ranges::any_of(t.noted_, is_here);
  };
  if (c.device_.registered_.contains(household.id_) || std::ranges::any_of(household.persons_, is_known)) {
    return {};
  }
  return refuse(refusal_code::kNotAllowed,
                "Nobody of this household was on a trip or in the reception centre that the device is for.",
                std::string{field}, "somebody who was, or whom the device has registered");
}

}  // namespace leeward::operation::devices
