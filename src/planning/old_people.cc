#include "planning/old_people.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/must_have.h"

namespace leeward::planning {

namespace {

timed_stop as_it_was(stop const& was, place_id const at) {
  auto is = timed_stop{};
  is.place_ = at;
  is.driving_ = was.way_.driving_s_;
  is.departure_ = was.way_.departure_;
  is.arrival_ = was.way_.arrival_;
  is.begin_ = was.begin_;
  is.end_ = was.end_;
  is.length_ = was.way_.length_m_;
  return is;
}

}  // namespace

// What a trip may still take while its people are looked at one after the other.
struct old_people::space {
  vehicle_id vehicle_;
  centre_id centre_;
  room room_;
  beds beds_;
  std::vector<household_id> parties_{};
};

old_people::old_people(problem const& p)
    : p_{p}, party_of_(p.scenario_.households_.size()), aboard_(p.households_.size()) {
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    for (auto const m : p.households_[i].members_) {
      party_of_[m] = {i};
    }
  }
}

std::optional<centre_id> old_people::centre_at(std::string_view const id) const {
  auto const at = p_.names_.places_.find(id);
  return at == p_.names_.places_.end() || at->second.v_ < p_.first_centre_ || at->second.v_ >= p_.times_.core_
             ? std::nullopt
             : std::optional{centre_id{at->second.v_ - p_.first_centre_}};
}

run old_people::as_it_stood(trip const& t) const {
  auto r = run{};
  r.centre_ = must_have(centre_at(t.centre_.way_.to_), "what has begun goes to a centre that there is");
  for (auto const& at : t.pickups_) {
    auto const place = p_.names_.places_.at(at.way_.to_);
    r.pickups_.push_back({.point_ = must_have(p_.point_at(place), "what has begun boards at points"),
                          .households_ = {},
                          .persons_ = at.persons_});
    r.stops_.push_back(as_it_was(at, place));
  }
  r.stops_.push_back(as_it_was(t.centre_, p_.at(r.centre_)));
  return r;
}

std::optional<run> old_people::with_its_people(kept_plan const& k, trip const& was, vehicle_id const v,
                                               bool& is_whole) {
  auto const& s = p_.scenario_;
  auto const c = centre_at(was.centre_.way_.to_);
  if (!c || was.centre_.begin_ > s.end_ || was.centre_.begin_ < open_from(s, s.centres_[c->v_])) {
    return std::nullopt;
  }
  auto left = space{.vehicle_ = v, .centre_ = *c, .room_ = p_.vehicles_[v.v_].has_, .beds_ = k.beds_[c->v_]};
  auto r = run{};
  r.centre_ = *c;
  for (auto const& at : was.pickups_) {
    auto const n = r.pickups_.size();
    keep_stop(k, at, left, r);
    is_whole = is_whole && r.pickups_.size() == n + 1 && r.pickups_.back().persons_ == at.persons_;
  }
  if (r.pickups_.empty() || unloading_time(s, people_of(r)) > was.centre_.end_ - was.centre_.begin_) {
    return std::nullopt;
  }
  r.stops_.push_back(as_it_was(was.centre_, p_.at(*c)));
  return r;
}

// Adds the stop with those who may still board there, if there are any.
void old_people::keep_stop(kept_plan const& k, stop const& was, space& left, run& to) {
  auto const place = p_.names_.places_.find(was.way_.to_);
  auto const point = place == p_.names_.places_.end() ? std::nullopt : p_.point_at(place->second);
  if (!point || !may_meet(p_, left.vehicle_, *point, left.centre_)) {
    return;
  }
  auto const& at = p_.points_[point->v_];
  if (was.begin_ < at.open_from_ || was.end_ > at.open_until_ || was.begin_ < p_.scenario_.start_) {
    return;
  }
  auto chosen = pickup{.point_ = *point, .households_ = {}, .persons_ = {}};
  for (auto const h : whole_parties(was)) {
    auto const& party = p_.households_[h.v_];
    auto const all = chosen.persons_ + party.persons_;
    if (all > was.persons_ || !may_stay(k, h, *point, was, left)) {
      continue;
    }
    chosen.households_.push_back(h);
    chosen.persons_ = all;
    left.room_ = left.room_ - party.takes_;
    left.beds_ = left.beds_ - party.beds_;
    left.parties_.push_back(h);
  }
  if (!chosen.households_.empty() && loading_time(at, chosen.persons_) <= was.end_ - was.begin_) {
    to.pickups_.push_back(std::move(chosen));
    to.stops_.push_back(as_it_was(was, place->second));
  }
}

// The parties all of whom board there.
std::vector<household_id> old_people::whole_parties(stop const& at) {
  auto list = std::vector<household_id>{};
  for (auto const& id : at.households_) {
    auto const h = p_.names_.households_.find(id);
    auto const party = h == p_.names_.households_.end() ? household_id{} : party_of_[h->second.v_];
    if (!party.is_none() && aboard_[party.v_]++ == 0) {
      list.push_back(party);
    }
  }
  auto const were_aboard = list;
  std::erase_if(list, [&](household_id const h) { return aboard_[h.v_] != p_.households_[h.v_].members_.size(); });
  for (auto const h : were_aboard) {
    aboard_[h.v_] = 0;
  }
  return list;
}

bool old_people::may_stay(kept_plan const& k, household_id const h, point_id const point, stop const& at,
                          space const& left) const {
  auto const& party = p_.households_[h.v_];
  return !k.is_kept_[h.v_] && std::ranges::find(party.boards_at_, point) != party.boards_at_.end() &&
         party.ready_from_ <= at.begin_ && (!party.board_by_ || at.end_ <= *party.board_by_) &&
         can_take(p_, left.vehicle_, h) && can_house(p_, left.centre_, h) && fits(party.takes_, left.room_) &&
         fits(party.beds_, left.beds_) && !meets(p_, k, h, left.centre_) && !meets_on_board(h, left);
}

bool old_people::meets_on_board(household_id const h, space const& left) const {
  return std::ranges::any_of(p_.households_[h.v_].apart_, [&](std::uint32_t const other) {
    return std::ranges::find(left.parties_, party_of_[other]) != left.parties_.end();
  });
}

}  // namespace leeward::planning
