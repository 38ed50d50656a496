#include "operation/touched.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "operation/place.h"
#include "operation/regions/offers.h"

namespace leeward::operation {

namespace {

template <typename Thing>
void mark(state const& s, Thing& thing) {
  thing.touched_ = static_cast<std::uint32_t>(s.events_);
}

void touch_household(state& s, household_id const& h) { mark(s, s.households_.households_.at(h)); }

void touch_households_of(state& s, std::vector<custody::on_leg> const& people) {
  for (auto const& p : people) {
    mark(s, s.households_.households_.at(s.households_.persons_.at(p.person_).household_));
  }
}

bool is_change_of_members(place const p) { return p == place::kGone || p == place::kWaiting; }

bool is_fewer(beds const& now, beds const& before) { return (now - before).below_zero(); }

}  // namespace

void touch(state& s, households::confirmation_undone const& e) {
  for (auto const row : s.households_.confirmations_.at(e.batch_)) {
    if (auto& h = s.households_.households_.at(row); h.confirmed_with_ == e.batch_) {
      mark(s, h);
    }
  }
}

void touch(state& s, households::person_joined const& e) { touch_household(s, e.household_); }

void touch(state& s, households::needs_changed const& e) {
  mark(s, s.households_.households_.at(s.households_.persons_.at(e.person_).household_));
}

void touch(state& s, households::boarding_changed const& e) { touch_household(s, e.household_); }

void touch(state& s, households::split const& e) { touch_household(s, e.household_); }

void touch(state& s, duplicates::merged const& e) {
  touch_household(s, e.from_);
  touch_household(s, e.into_);
}

void touch(state& s, duplicates::unmerged const& e) {
  touch_household(s, e.from_);
  touch_household(s, e.into_);
}

void touch(state& s, custody::moved const& e) {
  if (is_change_of_members(e.to_)) {
    touch_households_of(s, e.people_);
  }
}

void touch(state& s, custody::voided const& e) {
  if (e.was_ != e.now_ && (e.was_ == place::kGone || e.now_ == place::kGone)) {
    touch_households_of(s, e.people_);
  }
}

void touch(state& s, fleet::inspected const& e) {
  auto& v = s.fleet_.vehicles_.at(e.vehicle_);
  if (v.usable_ != e.usable_ || v.lift_works_ != e.lift_works_) {
    mark(s, v);
  }
}

void touch(state& s, fleet::crew_hours_set const& e) {
  auto& c = s.fleet_.crews_.at(e.crew_);
  if (c.from_ != e.from_ || c.until_ != e.until_) {
    mark(s, c);
  }
}

namespace {

// They will not be where a plan has them next.
void touch_vehicle_and_crew(state& s, trip_id const& id) {
  auto const& t = s.trips_.trips_.at(id);
  mark(s, s.fleet_.vehicles_.at(t.vehicle_));
  mark(s, s.fleet_.crews_.at(t.crew_));
}

}  // namespace

void touch(state& s, trips::phase_changed const& e) {
  if (e.phase_ == trips::phase::kBrokenDown) {
    touch_vehicle_and_crew(s, e.trip_);
  }
}

void touch(state& s, trips::diverted const& e) { touch_vehicle_and_crew(s, e.trip_); }

void touch(state& s, zones::point_closed const& e) { mark(s, s.zones_.points_.at(e.point_)); }

void touch(state& s, centres::status_set const& e) { mark(s, s.centres_.centres_.at(e.centre_)); }

void touch(state& s, centres::room_set const& e) {
  auto& c = s.centres_.centres_.at(e.centre_);
  auto const room = c.rooms_.find(e.room_);
  if (room != c.rooms_.end() && is_fewer(e.beds_, room->second.beds_)) {
    mark(s, c);
  }
}

void touch(state& s, centres::beds_blocked const& e) {
  auto& c = s.centres_.centres_.at(e.centre_);
  if (is_fewer(c.rooms_.at(e.room_).blocked_, e.blocked_)) {
    mark(s, c);
  }
}

void touch(state& s, centres::intake_set const& e) {
  auto& c = s.centres_.centres_.at(e.centre_);
  if (e.per_hour_ && (!c.intake_per_hour_ || *e.per_hour_ < *c.intake_per_hour_)) {
    mark(s, c);
  }
}

void touch(state& s, regions::offer_changed const& e) {
  auto const& o = s.regions_.offers_.at(e.offer_);
  if (regions::stands(o.status_) && !regions::stands(e.to_)) {
    for (auto const& place : o.what_.places_) {
      mark(s, s.centres_.centres_.at(place.centre_));
    }
  }
}

namespace {

template <typename Thing>
check is_untouched(Thing const& thing, std::optional<std::uint64_t> const made_from, std::string_view const field,
                   std::string_view const name, std::string_view const what) {
  if (!made_from || thing.touched_ <= *made_from) {
    return {};
  }
  return refuse(refusal_code::kWrongState, fmt::format("{} has changed since the plan was made: {}.", name, what),
                std::string{field}, "a plan made from what is known now");
}

}  // namespace

check is_untouched(state const& s, household_row const row, std::optional<std::uint64_t> const made_from,
                   std::string_view const field) {
  auto const& h = s.households_.households_.at(row);
  return is_untouched(h, made_from, field, "Household " + to_string(h.id_),
                      "who belongs to it, what they need, where they board, or whether they come");
}

check is_untouched(state const& s, vehicle_row const row, std::optional<std::uint64_t> const made_from,
                   std::string_view const field) {
  auto const& v = s.fleet_.vehicles_.at(row);
  return is_untouched(v, made_from, field, v.name_, "it was inspected, broke down, or was sent elsewhere");
}

check is_untouched(state const& s, crew_row const row, std::optional<std::uint64_t> const made_from,
                   std::string_view const field) {
  auto const& c = s.fleet_.crews_.at(row);
  return is_untouched(c, made_from, field, "Crew " + to_string(c.id_), "its hours, or where its vehicle takes it");
}

check is_untouched(state const& s, point_row const row, std::optional<std::uint64_t> const made_from,
                   std::string_view const field) {
  auto const& p = s.zones_.points_.at(row);
  return is_untouched(p, made_from, field, fmt::format("The pickup point {}", p.name_), "it was closed");
}

check is_untouched(state const& s, centre_row const row, std::optional<std::uint64_t> const made_from,
                   std::string_view const field) {
  auto const& c = s.centres_.centres_.at(row);
  return is_untouched(c, made_from, field, c.name_, "it closed, or has fewer beds or takes in fewer an hour");
}

}  // namespace leeward::operation
