#include "operation/holds/beds_held.h"

#include <algorithm>

#include "operation/legs.h"
#include "operation/people.h"

namespace leeward::operation::holds {

std::optional<trip_id> trip_of(operation::state const& s, hold const& h) {
  return h.trip_.is_none() ? std::nullopt : std::optional{s.trips_.trips_.at(h.trip_).id_};
}

namespace {

bool needs_bed_still(place const p) { return p <= place::kArrived; }

}  // namespace

beds beds_held_for(operation::state const& s, std::vector<person_row> const& people) {
  auto all = beds{};
  for (auto const p : people) {
    auto const& person = s.households_.persons_.at(p);
    if (s.holds_.of_[person.household_.v_] && needs_bed_still(place_of(s, p))) {
      all += bed_for(person.needs_);
    }
  }
  return all;
}

std::optional<holds::event> give_back(operation::state const& s, household_row const h, beds const& b,
                                      release const why) {
  auto const& hold = s.holds_.of_[h.v_];
  if (!hold || b == beds{}) {
    return std::nullopt;
  }
  auto const& id = s.households_.households_.at(h).id_;
  // Needs may have changed since: never more than is held.
  auto const back = smaller(b, hold->beds_);
  if (back == hold->beds_) {
    return released{id, why};
  }
  return reduced{id, back};
}

std::optional<holds::event> give_back_of(operation::state const& s, household_row const h,
                                         std::vector<person_row> const& people, release const why) {
  auto const all = members(s, h);
  auto const somebody_needs_it = std::ranges::any_of(all, [&](person_row const p) {
    return needs_bed_still(place_of(s, p)) && std::ranges::find(people, p) == people.end();
  });
  auto const is_held = s.holds_.of_[h.v_] && beds_held_for(s, people) != beds{};
  if (is_held && !somebody_needs_it) {
    return released{s.households_.households_.at(h).id_, why};
  }
  return give_back(s, h, beds_held_for(s, people), why);
}

namespace {

beds held_in(operation::state const& s, household_row const h, centre_row const c) {
  auto const& hold = s.holds_.of_[h.v_];
  return hold && hold->centre_ == c ? hold->beds_ : beds{};
}

bool comes_to(operation::state const& s, person_row const p, centre_row const c) {
  auto const where = place_of(s, p);
  auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
  return where >= place::kPromised && needs_bed_still(where) && l != nullptr && l->centre_ == c;
}

}  // namespace

beds beds_to_hold(operation::state const& s, household_row const h, centre_row const c,
                  std::vector<person_row> const& coming) {
  auto all = beds{};
  for (auto const p : members(s, h)) {
    auto const is_coming = std::ranges::find(coming, p) != coming.end();
    if (is_coming || comes_to(s, p, c)) {
      all += bed_for(s.households_.persons_.at(p).needs_);
    }
  }
  return larger(all, held_in(s, h, c));
}

beds beds_missing(operation::state const& s, household_row const h, centre_row const c,
                  std::vector<person_row> const& coming) {
  return beds_to_hold(s, h, c, coming) - held_in(s, h, c);
}

}  // namespace leeward::operation::holds
