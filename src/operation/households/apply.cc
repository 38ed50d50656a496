#include <algorithm>
#include <utility>
#include <vector>

#include "operation/appeals/asked_since.h"
#include "operation/custody/awaited.h"
#include "operation/custody/watch.h"
#include "operation/holds/for_nobody.h"
#include "operation/households/rules.h"

namespace leeward::operation::households {

namespace {

person_row add(operation::state& s, instant const at, household_row const household, member const& m) {
  auto const row = s.households_.persons_.add({.id_ = m.person_,
                                               .household_ = household,
                                               .needs_ = needs{m.needs_},
                                               .age_ = m.age_,
                                               .same_as_ = {},
                                               .described_ = m.described_.value_or(0)});
  s.households_.households_.at(household).persons_.push_back(row);
  s.custody_.tracks_.push_back({.legs_ = {}, .last_ = {}, .since_ = at, .uncounted_ = false, .watched_until_ = {}});
  custody::watch(s.custody_, row);
  ++s.custody_.by_place_[place::kWaiting];
  ++s.households_.registered_;
  custody::find_awaited(s.custody_, m.person_, row);
  return row;
}

void set_boarding(operation::state& s, household& h, zone_id const& zone, std::optional<point_id> const& point,
                  bool const at_door) {
  h.zone_ = s.zones_.zones_.row_of(zone);
  h.point_ = point ? s.zones_.points_.row_of(*point) : point_row{};
  h.at_door_ = at_door;
}

household_row add(operation::state& s, household h) {
  s.holds_.of_.emplace_back();
  return s.households_.households_.add(std::move(h));
}

}  // namespace

void apply(operation::state& s, instant const at, registered const& e) {
  auto h = household{};
  h.id_ = e.household_;
  set_boarding(s, h, e.zone_, e.point_, e.at_door_);
  h.origin_ = e.origin_;
  h.confirmed_ = e.origin_ == origin::kSelf ? std::nullopt : std::optional{e.origin_};
  h.asked_ = at;
  h.entered_ = at;
  h.ready_from_ = e.ready_from_;
  h.persons_.reserve(e.members_.size());
  auto const row = add(s, std::move(h));
  for (auto const& m : e.members_) {
    add(s, at, row, m);
  }
}

void apply(operation::state& s, instant, confirmed const& e) {
  auto& list = s.households_.confirmations_[e.batch_];
  for (auto const& id : e.households_) {
    auto const row = s.households_.households_.row_of(id);
    auto& h = s.households_.households_.at(row);
    h.confirmed_ = e.by_;
    h.confirmed_with_ = e.batch_;
    list.push_back(row);
  }
}

void apply(operation::state& s, instant, confirmation_undone const& e) {
  for (auto const row : s.households_.confirmations_.at(e.batch_)) {
    auto& h = s.households_.households_.at(row);
    if (h.confirmed_with_ == e.batch_) {
      h.confirmed_.reset();
      h.confirmed_with_.reset();
    }
  }
  s.households_.confirmations_.erase(e.batch_);
}

void apply(operation::state& s, instant const at, person_joined const& e) {
  auto const row = s.households_.households_.row_of(e.household_);
  add(s, at, row, e.member_);
  holds::note_if_for_nobody(s, row);
  ++s.households_.households_.at(row).version_;
}

void apply(operation::state& s, instant, needs_changed const& e) {
  auto& p = s.households_.persons_.at(e.person_);
  p.needs_ = needs{e.needs_};
  ++s.households_.households_.at(p.household_).version_;
}

void apply(operation::state& s, instant, boarding_changed const& e) {
  auto& h = s.households_.households_.at(e.household_);
  set_boarding(s, h, e.zone_, e.point_, e.at_door_);
  ++h.version_;
}

void apply(operation::state& s, instant, split const& e) {
  auto const from = s.households_.households_.row_of(e.household_);
  auto into = s.households_.households_.at(from);
  into.id_ = e.into_;
  into.persons_.clear();
  into.version_ = 0;
  auto const to = add(s, std::move(into));
  for (auto const& id : e.persons_) {
    auto const person = s.households_.persons_.row_of(id);
    s.households_.persons_.at(person).household_ = to;
    std::erase(s.households_.households_.at(from).persons_, person);
    s.households_.households_.at(to).persons_.push_back(person);
  }
  holds::note_if_for_nobody(s, from);
  ++s.households_.households_.at(from).version_;
}

void apply(operation::state& s, instant, disclosure_set const& e) {
  s.households_.households_.at(e.household_).secret_ = e.secret_;
}

void apply(operation::state& s, instant const at, asked_again const& e) {
  auto& h = s.households_.households_.at(e.household_);
  for (auto const p : h.persons_) {
    h.served_until_ = std::max(h.served_until_, s.custody_.tracks_[p.v_].since_);
  }
  h.entered_ = at;
  h.put_first_ = false;
  h.asked_ = appeals::asked_since(s, s.households_.households_.row_of(e.household_));
}

void apply(operation::state& s, instant, order_overridden const& e) {
  s.households_.households_.at(e.household_).put_first_ = true;
}

void apply(operation::state& s, instant, person_described const& e) {
  auto& newest = s.households_.persons_.at(e.person_).described_;
  newest = std::max(newest, e.version_);
}

}  // namespace leeward::operation::households
