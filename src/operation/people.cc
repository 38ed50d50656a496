#include "operation/people.h"

#include <algorithm>
#include <cstdint>

#include "base/must_have.h"
#include "operation/legs.h"

namespace leeward::operation {

namespace {

template <typename Sum, typename Of>
Sum sum(state const& s, household_row const h, Of const& of) {
  auto all = Sum{};
  for (auto const p : members(s, h)) {
    all += of(s.households_.persons_.at(p).needs_);
  }
  return all;
}

}  // namespace

place place_of(state const& s, person_row const p) { return place_of(s.custody_.tracks_[p.v_]); }

bool is_member(state const& s, person_row const p) {
  return !s.custody_.tracks_[p.v_].uncounted_ && place_of(s, p) != place::kGone;
}

std::vector<person_row> members(state const& s, household_row const h) {
  auto all = s.households_.households_.at(h).persons_;
  std::erase_if(all, [&](person_row const p) { return !is_member(s, p); });
  return all;
}

std::vector<person_row> members_at(state const& s, household_row const h, place const where) {
  auto all = members(s, h);
  std::erase_if(all, [&](person_row const p) { return place_of(s, p) != where; });
  return all;
}

std::map<household_row, std::vector<person_row>> by_household(state const& s, std::vector<person_row> const& people) {
  auto all = std::map<household_row, std::vector<person_row>>{};
  for (auto const p : people) {
    all[s.households_.persons_.at(p).household_].push_back(p);
  }
  return all;
}

space space_of(state const& s, household_row const h) { return sum<space>(s, h, space_for); }

beds beds_of(state const& s, household_row const h) { return sum<beds>(s, h, bed_for); }

needs needs_of(state const& s, household_row const h) {
  auto all = needs{};
  for (auto const p : members(s, h)) {
    all = all | s.households_.persons_.at(p).needs_;
  }
  return all;
}

bool has_lift_need(needs const& n) { return n.has(need::kWheelchair) || n.has(need::kLying); }

custody::on_leg this_leg(state const& s, person_row const p) {
  return {s.households_.persons_.at(p).id_,
          must_have(current_leg_number(s.custody_.tracks_[p.v_]), "a person without a leg is asked for it")};
}

custody::on_leg next_leg(state const& s, person_row const p) {
  return {s.households_.persons_.at(p).id_, static_cast<std::uint16_t>(s.custody_.tracks_[p.v_].legs_.size())};
}

std::vector<custody::on_leg> these_legs(state const& s, std::vector<person_row> const& people) {
  auto legs = std::vector<custody::on_leg>{};
  for (auto const p : people) {
    legs.push_back(this_leg(s, p));
  }
  return legs;
}

std::vector<custody::on_leg> next_legs(state const& s, std::vector<person_row> const& people) {
  auto legs = std::vector<custody::on_leg>{};
  for (auto const p : people) {
    legs.push_back(next_leg(s, p));
  }
  return legs;
}

}  // namespace leeward::operation
