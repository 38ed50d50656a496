#include "planning/keep_trips.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "planning/drive_at.h"
#include "planning/run.h"

namespace leeward::planning {

namespace {

template <typename Id>
using numbers = std::unordered_map<std::string_view, Id>;

template <typename Id, typename List>
numbers<Id> number(List const& list) {
  auto all = numbers<Id>{};
  all.reserve(list.size());
  for (auto i = std::uint32_t{0}; i != list.size(); ++i) {
    all.emplace(list[i].id_, Id{i});
  }
  return all;
}

struct keeping {
  explicit keeping(problem const& p)
      : p_{p},
        places_{places_of(p.scenario_)},
        place_{number<place_id>(places_)},
        vehicle_{number<vehicle_id>(p.scenario_.vehicles_)},
        household_{number<household_id>(p.scenario_.households_)},
        party_of_(p.scenario_.households_.size()),
        free_{p.beds_},
        centre_of_(p.scenario_.households_.size()),
        is_kept_(p.households_.size()) {
    for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
      for (auto const m : p.households_[i].members_) {
        party_of_[m] = {i};
      }
    }
    for (auto const& s : p.settled_) {
      centre_of_[s.household_] = s.centre_;
    }
  }

  problem const& p_;
  std::vector<place> places_;
  numbers<place_id> place_;
  numbers<vehicle_id> vehicle_;
  numbers<household_id> household_;     // of the scenario
  std::vector<household_id> party_of_;  // of each household of the scenario; none: it has begun
  std::vector<beds> free_;              // by centre
  std::vector<centre_id> centre_of_;    // of each household of the scenario
  std::vector<bool> is_kept_;           // of each party
  kept made_{};
};

// A duty while what is left of it is driven on paper.
struct drive_on {
  vehicle_state state_;
  std::vector<trip> trips_{};
  std::optional<way_home> home_{};
};

std::optional<point_id> point_at(problem const& p, place_id const at) {
  auto const last = p.first_point_ + p.first_door_;
  if (at.v_ >= p.first_point_ && at.v_ < last) {
    return point_id{at.v_ - p.first_point_};
  }
  if (at.v_ >= p.times_.core_) {
    return point_id{p.first_door_ + at.v_ - static_cast<std::uint32_t>(p.times_.core_)};
  }
  return std::nullopt;
}

std::optional<centre_id> centre_at(keeping const& k, std::string_view const id) {
  auto const at = k.place_.find(id);
  auto const first = k.p_.first_centre_;
  return at == k.place_.end() || at->second.v_ < first || at->second.v_ >= k.p_.times_.core_
             ? std::nullopt
             : std::optional{centre_id{at->second.v_ - first}};
}

// What a trip may still take while its people are looked at one after the other.
struct space {
  vehicle_id vehicle_;
  centre_id centre_;
  room room_;
  beds beds_;
  std::vector<household_id> parties_{};
};

bool meets_on_board(keeping const& k, household_id const h, space const& left) {
  auto const& apart = k.p_.households_[h.v_].apart_;
  return std::ranges::any_of(apart, [&](std::uint32_t const other) {
    return k.centre_of_[other] == left.centre_ ||
           std::ranges::find(left.parties_, k.party_of_[other]) != left.parties_.end();
  });
}

bool may_stay(keeping const& k, household_id const h, point_id const point, stop const& at, space const& left) {
  auto const& p = k.p_;
  auto const& party = p.households_[h.v_];
  return !k.is_kept_[h.v_] && std::ranges::find(party.boards_at_, point) != party.boards_at_.end() &&
         party.ready_from_ <= at.begin_ && (!party.board_by_ || at.end_ <= *party.board_by_) &&
         can_take(p, left.vehicle_, h) && can_house(p, left.centre_, h) && fits(party.takes_, left.room_) &&
         fits(party.beds_, left.beds_) && !meets_on_board(k, h, left);
}

// The parties all of whom board there.
std::vector<household_id> whole_parties(keeping const& k, stop const& at) {
  auto list = std::vector<household_id>{};
  auto here = std::set<std::string_view>(at.households_.begin(), at.households_.end());
  for (auto const& id : at.households_) {
    auto const h = k.household_.find(id);
    if (h == k.household_.end() || k.party_of_[h->second.v_].is_none()) {
      continue;
    }
    auto const party = k.party_of_[h->second.v_];
    auto const& members = k.p_.households_[party.v_].members_;
    auto const is_whole = std::ranges::all_of(
        members, [&](std::uint32_t const m) { return here.contains(k.p_.scenario_.households_[m].id_); });
    if (is_whole && std::ranges::find(list, party) == list.end()) {
      list.push_back(party);
    }
  }
  return list;
}

// The stop with those who may still board there; nothing if nobody does.
std::optional<stop> keep_stop(keeping const& k, stop const& was, space& left) {
  auto const& p = k.p_;
  auto const place = k.place_.find(was.way_.to_);
  auto const point = place == k.place_.end() ? std::nullopt : point_at(p, place->second);
  if (!point || !may_meet(p, left.vehicle_, *point, left.centre_)) {
    return std::nullopt;
  }
  auto const& at = p.points_[point->v_];
  if (was.begin_ < at.open_from_ || was.end_ > at.open_until_ || was.begin_ < p.scenario_.start_) {
    return std::nullopt;
  }
  auto is = was;
  is.households_.clear();
  is.persons_ = {};
  for (auto const h : whole_parties(k, was)) {
    auto const& party = p.households_[h.v_];
    auto const all = is.persons_ + party.persons_;
    if (all > was.persons_ || !may_stay(k, h, *point, was, left)) {
      continue;
    }
    for (auto const m : party.members_) {
      is.households_.push_back(p.scenario_.households_[m].id_);
    }
    is.persons_ = all;
    left.room_ = left.room_ - party.takes_;
    left.beds_ = left.beds_ - party.beds_;
    left.parties_.push_back(h);
  }
  if (is.households_.empty() || loading_time(at, is.persons_) > was.end_ - was.begin_) {
    return std::nullopt;
  }
  if (is.households_.size() == was.households_.size()) {
    is.households_ = was.households_;
  }
  return is;
}

// The trip with those who may still travel on it; nothing if nobody does.
std::optional<trip> keep_people(keeping const& k, trip const& was, vehicle_id const v, space& left) {
  auto const& s = k.p_.scenario_;
  auto const c = centre_at(k, was.centre_.way_.to_);
  if (!c || was.centre_.begin_ > s.end_ || was.centre_.begin_ < open_from(s, s.centres_[c->v_])) {
    return std::nullopt;
  }
  left = {.vehicle_ = v, .centre_ = *c, .room_ = k.p_.vehicles_[v.v_].has_, .beds_ = k.free_[c->v_]};
  auto is = was;
  is.pickups_.clear();
  is.centre_.persons_ = {};
  for (auto const& at : was.pickups_) {
    if (auto kept = keep_stop(k, at, left)) {
      is.centre_.persons_ += kept->persons_;
      is.pickups_.push_back(std::move(*kept));
    }
  }
  if (is.pickups_.empty() || unloading_time(s, is.centre_.persons_) > was.centre_.end_ - was.centre_.begin_) {
    return std::nullopt;
  }
  return is;
}

void settle(keeping& k, space const& of) {
  for (auto const h : of.parties_) {
    k.is_kept_[h.v_] = true;
    k.free_[of.centre_.v_] = k.free_[of.centre_.v_] - k.p_.households_[h.v_].beds_;
    for (auto const m : k.p_.households_[h.v_].members_) {
      k.centre_of_[m] = of.centre_;
    }
  }
}

void unsettle(keeping& k, space const& of) {
  for (auto const h : of.parties_) {
    k.is_kept_[h.v_] = false;
    k.free_[of.centre_.v_] = k.free_[of.centre_.v_] + k.p_.households_[h.v_].beds_;
    for (auto const m : k.p_.households_[h.v_].members_) {
      k.centre_of_[m] = {};
    }
  }
}

// Comes to the stop in time for its old begin. False if that is too late.
bool come(keeping const& k, vehicle_state& v, stop& at, bool const is_empty) {
  auto const& p = k.p_;
  auto const& rules = p.scenario_.crew_rules_;
  auto const to = k.place_.at(at.way_.to_);
  auto const driven = drive(p, v.vehicle_, v.at_, to, v.clock_);
  if (!driven || v.clock_.now_ > at.begin_) {
    return false;
  }
  auto const length =
      v.at_ == to ? metres{} : p.times_.length_(p.vehicles_[v.vehicle_.v_].profile_, v.at_, to, driven->span_);
  at.way_ = {.from_ = k.places_[v.at_.v_].id_,
             .to_ = k.places_[to.v_].id_,
             .departure_ = driven->departure_,
             .arrival_ = v.clock_.now_,
             .driving_s_ = driven->driving_,
             .length_m_ = length};
  if (is_empty && at.begin_ - v.clock_.now_ >= rules.break_s_) {
    idle_until(v.clock_, rules, at.begin_, to);
  }
  v.clock_.now_ = at.end_;
  v.at_ = to;
  return true;
}

// Drives the trip at its old times and can still come home.
bool go_again(keeping const& k, drive_on& d, trip& t) {
  auto after = d.state_;
  auto is_empty = true;
  for (auto& at : t.pickups_) {
    if (!come(k, after, at, is_empty)) {
      return false;
    }
    is_empty = false;
  }
  if (!come(k, after, t.centre_, false)) {
    return false;
  }
  auto home = try_home(k.p_, after, after.clock_, after.at_);
  if (!home) {
    return false;
  }
  d.state_ = std::move(after);
  d.home_ = std::move(home);
  return true;
}

// Whether the roads still allow a leg in its time.
bool still_goes(keeping const& k, vehicle_id const v, leg const& l) {
  auto const from = k.place_.find(l.from_);
  auto const to = k.place_.find(l.to_);
  if (from == k.place_.end() || to == k.place_.end()) {
    return false;
  }
  auto const& times = k.p_.times_;
  auto const span =
      times.span_from(times.slice_at(l.departure_), times.slice_at(std::max(l.departure_, l.arrival_ + seconds{-1})));
  return times.driving(k.p_.vehicles_[v.v_].profile_, from->second, to->second, span) <= l.driving_s_;
}

bool still_goes(keeping const& k, vehicle_id const v, trip const& t) {
  return still_goes(k, v, t.centre_.way_) &&
         std::ranges::all_of(t.pickups_, [&](stop const& at) { return still_goes(k, v, at.way_); });
}

// What is left of a duty of the plan before.
struct rest_of_duty {
  duty const& was_;
  begun_duty const* begun_{nullptr};
  std::vector<trip const*> trips_{};  // that have not begun
  instant until_;                     // back by then
};

// Where the vehicle stands before the rest; nothing if the duty cannot be.
std::optional<drive_on> start_of(keeping const& k, rest_of_duty const& r, vehicle_id const v) {
  auto const& s = k.p_.scenario_;
  auto const& named = s.vehicles_[v.v_];
  auto const& d = r.was_;
  auto const by = std::ranges::find(named.crews_, d.crew_, &crew::id_);
  if (by == named.crews_.end() || (r.begun_ == nullptr && d.departure_ < available_from(s, named))) {
    return std::nullopt;
  }
  auto const during = std::ranges::find_if(
      by->shifts_, [&](shift const& x) { return x.from_ <= d.departure_ && d.departure_ < x.until_; });
  if (during == by->shifts_.end()) {
    return std::nullopt;
  }
  auto on = drive_on{};
  on.state_.vehicle_ = v;
  on.state_.until_ = std::min({during->until_, named.available_until_.value_or(during->until_), r.until_});
  on.state_.at_ = r.begun_ == nullptr ? k.p_.at(k.p_.vehicles_[v.v_].depot_) : r.begun_->at_;
  on.state_.clock_.now_ = d.departure_;
  if (r.begun_ != nullptr) {
    on.state_.clock_ = r.begun_->clock_;
  }
  return on;
}

// Takes the rest as it was, if nothing of it has changed.
bool keep_all(keeping& k, rest_of_duty const& r, vehicle_id const v, instant const until) {
  auto const still = [&](trip const* const t) { return still_goes(k, v, *t); };
  if (r.was_.end_ > until || !still_goes(k, v, r.was_.back_) || !std::ranges::all_of(r.trips_, still)) {
    return false;
  }
  auto taken = std::vector<space>{};
  for (auto const* const t : r.trips_) {
    auto left = space{};
    auto const is = keep_people(k, *t, v, left);
    if (!is || *is != *t) {
      for (auto const& of : taken) {
        unsettle(k, of);
      }
      return false;
    }
    settle(k, left);
    taken.push_back(std::move(left));
  }
  for (auto const* const t : r.trips_) {
    k.made_.all_.trips_.push_back(*t);
  }
  k.made_.all_.duties_.push_back(r.was_);
  return true;
}

// What has begun of the duty, the trips that were driven on paper, and its new way home.
duty made_of(keeping const& k, rest_of_duty const& r, drive_on const& on) {
  auto d = r.was_;
  d.trips_.clear();
  if (r.begun_ != nullptr) {
    d.trips_ = k.p_.scenario_.committed_->duties_[r.begun_->duty_].trips_;
  }
  for (auto const& t : on.trips_) {
    d.trips_.push_back(t.id_);
  }
  auto const& v = k.p_.vehicles_[on.state_.vehicle_.v_];
  auto const& from = on.state_.at_;
  auto const depot = k.p_.at(v.depot_);
  auto const& after = on.home_->after_;
  d.departure_ = r.begun_ == nullptr ? on.trips_.front().pickups_.front().way_.departure_ : d.departure_;
  d.end_ = after.now_;
  d.driving_s_ = after.driven_;
  d.back_ = {.from_ = k.places_[from.v_].id_,
             .to_ = k.places_[depot.v_].id_,
             .departure_ = on.home_->departure_,
             .arrival_ = after.now_,
             .driving_s_ = on.home_->driving_,
             .length_m_ = from == depot ? metres{} : k.p_.times_.length_(v.profile_, from, depot, on.home_->span_)};
  d.breaks_.clear();
  for (auto const& b : after.breaks_) {
    auto const where = b.where_.is_none() ? std::nullopt : std::optional{k.places_[b.where_.v_].id_};
    d.breaks_.push_back({.from_ = b.from_, .until_ = b.until_, .place_ = where});
  }
  return d;
}

// Drives those trips of the rest that can still go at their times.
void keep_some(keeping& k, rest_of_duty const& r, drive_on on) {
  for (auto const* const t : r.trips_) {
    auto left = space{};
    auto is = keep_people(k, *t, on.state_.vehicle_, left);
    if (is && go_again(k, on, *is)) {
      settle(k, left);
      on.trips_.push_back(std::move(*is));
    }
  }
  if (on.trips_.empty() && r.begun_ != nullptr) {
    on.home_ = try_home(k.p_, on.state_, on.state_.clock_, on.state_.at_);
  }
  if (on.home_) {
    k.made_.all_.duties_.push_back(made_of(k, r, on));
  } else if (r.begun_ != nullptr) {
    k.made_.all_.duties_.push_back(k.p_.scenario_.committed_->duties_[r.begun_->duty_]);
  }
  for (auto& t : on.trips_) {
    k.made_.all_.trips_.push_back(std::move(t));
  }
}

void keep_duty(keeping& k, rest_of_duty const& r, vehicle_id const v) {
  auto on = start_of(k, r, v);
  auto const had = k.made_.all_.trips_.size();
  if (r.begun_ != nullptr && (!on || !r.begun_->may_go_on_)) {
    k.made_.all_.duties_.push_back(k.p_.scenario_.committed_->duties_[r.begun_->duty_]);
  } else if (on && !keep_all(k, r, v, on->state_.until_)) {
    keep_some(k, r, std::move(*on));
  }
  k.made_.trips_ += static_cast<std::int64_t>(k.made_.all_.trips_.size() - had);
}

// The vehicle's duty of that name that has begun.
begun_duty const* find_begun(problem const& p, vehicle_id const v, std::string_view const id) {
  for (auto const& b : p.vehicles_[v.v_].begun_) {
    if (p.scenario_.committed_->duties_[b.duty_].id_ == id) {
      return &b;
    }
  }
  return nullptr;
}

// As in the plan before.
template <typename List>
void sort_as(List const& before, List& list) {
  auto index = std::unordered_map<std::string_view, std::size_t>{};
  for (auto const& x : before) {
    index.emplace(x.id_, index.size());
  }
  std::ranges::stable_sort(list, {}, [&](auto const& x) { return index.at(x.id_); });
}

// By when each must be over: its vehicle's next one leaves then.
std::vector<instant> ends_of(std::vector<duty const*> const& order) {
  auto next = std::unordered_map<std::string_view, instant>{};
  auto until = std::vector<instant>(order.size(), instant{std::numeric_limits<std::int64_t>::max()});
  for (auto i = order.size(); i-- != 0;) {
    auto const [at, is_last] = next.try_emplace(order[i]->vehicle_, order[i]->departure_);
    if (!is_last) {
      until[i] = std::exchange(at->second, order[i]->departure_);
    }
  }
  return until;
}

}  // namespace

kept keep_trips(problem const& p, plan const& before) {
  auto k = keeping{p};
  auto trips = std::unordered_map<std::string_view, trip const*>{};
  for (auto const& t : before.trips_) {
    trips.emplace(t.id_, &t);
  }
  auto begun_trips = std::set<std::string_view>{};
  if (auto const& had = p.scenario_.committed_) {
    k.made_.all_.trips_ = had->trips_;
    k.made_.all_.holds_ = had->holds_;
    for (auto const& t : had->trips_) {
      begun_trips.insert(t.id_);
    }
  }
  auto order = std::vector<duty const*>{};
  for (auto const& d : before.duties_) {
    order.push_back(&d);
  }
  std::ranges::stable_sort(order, {}, [](duty const* d) { return d->departure_; });
  auto const until = ends_of(order);
  for (auto i = std::size_t{0}; i != order.size(); ++i) {
    auto const v = k.vehicle_.find(order[i]->vehicle_);
    if (v == k.vehicle_.end()) {
      continue;
    }
    auto r = rest_of_duty{
        .was_ = *order[i], .begun_ = find_begun(p, v->second, order[i]->id_), .trips_ = {}, .until_ = until[i]};
    for (auto const& id : order[i]->trips_) {
      if (auto const t = trips.find(id); t != trips.end() && !begun_trips.contains(id)) {
        r.trips_.push_back(t->second);
      }
    }
    keep_duty(k, r, v->second);
  }
  sort_as(before.trips_, k.made_.all_.trips_);
  sort_as(before.duties_, k.made_.all_.duties_);
  return std::move(k.made_);
}

}  // namespace leeward::planning
