#include "planning/regroup.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "planning/load_maker.h"
#include "planning/trips/route.h"

namespace leeward::planning {

namespace {

constexpr auto const kNear = std::size_t{12};  // loads that a stop is offered to
constexpr auto const kMostStops = std::size_t{20};
constexpr auto const kRounds = 2;

// Where a load is driven.
struct driven_at {
  std::size_t shift_{0};
  std::size_t index_{0};
  bool is_driven_{false};
};

// A stop of one load comes to another.
struct offer_of_stop {
  std::size_t to_{0};
  planned_run from_run_;
  planned_run to_run_;
  std::int64_t delta_{0};
};

class regrouping {
public:
  regrouping(problem const& p, loads& l)
      : p_{p}, l_{l}, maker_{p, l.problem_}, at_(l.runs_.size()), at_point_(p.points_.size()) {
    room_ = l.problem_.room_;
    for (auto v = std::size_t{0}; v != l.start_.trips_.size(); ++v) {
      note(v);
      for (auto const& t : l.start_.trips_[v]) {
        take_beds(t.load_.v_, t.centre_, -1);
      }
    }
    for (auto i = std::size_t{0}; i != l.runs_.size(); ++i) {
      for (auto const& stop : l.runs_[i].pickups_) {
        at_point_[stop.point_.v_].push_back(i);
      }
    }
  }

  std::size_t run() {
    auto moved = std::size_t{0};
    for (auto round = 0; round != kRounds; ++round) {
      auto order = std::vector<std::size_t>(l_.runs_.size());
      for (auto i = std::size_t{0}; i != order.size(); ++i) {
        order[i] = i;
      }
      std::ranges::stable_sort(order, {}, [&](std::size_t const i) { return l_.problem_.loads_[i].persons_; });
      for (auto const i : order) {
        moved += empty(i);
      }
    }
    drop_empty();
    return moved;
  }

private:
  // Offers each stop of a load to others.
  std::size_t empty(std::size_t const i) {
    auto moved = std::size_t{0};
    for (auto k = l_.runs_[i].pickups_.size(); k-- != 0;) {
      if (auto best = best_offer(i, k)) {
        accept(i, std::move(*best));
        ++moved;
      }
    }
    return moved;
  }

  std::optional<offer_of_stop> best_offer(std::size_t const i, std::size_t const k) {
    auto best = std::optional<offer_of_stop>{};
    for (auto const to : others_near(i, l_.runs_[i].pickups_[k].point_)) {
      if (auto o = offer_to(i, k, to); o && o->delta_ < 0 && (!best || o->delta_ < best->delta_)) {
        best = std::move(o);
      }
    }
    return best;
  }

  std::vector<std::size_t> others_near(std::size_t const i, point_id const q) const {
    auto list = std::vector<std::size_t>{};
    auto const add = [&](point_id const at) {
      for (auto const other : at_point_[at.v_]) {
        if (other != i && at_[other].is_driven_ && list.size() != kNear &&
            std::ranges::find(list, other) == list.end()) {
          list.push_back(other);
        }
      }
    };
    add(q);
    if (q.v_ >= p_.first_door_) {
      auto const& near = p_.times_.near_doors_;
      for (auto n = near.first_[q.v_ - p_.first_door_]; n != near.first_[q.v_ - p_.first_door_ + 1]; ++n) {
        add({p_.first_door_ + near.to_[n]});
      }
    }
    return list;
  }

  // What the two shifts cost with the stop in the other load.
  std::optional<offer_of_stop> offer_to(std::size_t const i, std::size_t const k, std::size_t const to) {
    auto o = offer_of_stop{.to_ = to, .from_run_ = l_.runs_[i], .to_run_ = l_.runs_[to]};
    auto const stop = o.from_run_.pickups_[k];
    if (std::ranges::any_of(stop.households_,
                            [&](household_id const h) { return !p_.households_[h.v_].apart_.empty(); })) {
      return std::nullopt;
    }
    o.from_run_.pickups_.erase(o.from_run_.pickups_.begin() + static_cast<std::ptrdiff_t>(k));
    if (!add_stop(o.to_run_, stop)) {
      return std::nullopt;
    }
    o.to_run_.centre_ = centre_of(to);
    auto const before = cost(at_[i].shift_) + (at_[i].shift_ == at_[to].shift_ ? 0 : cost(at_[to].shift_));
    auto const old_from = l_.problem_.loads_[i];
    auto const old_to = l_.problem_.loads_[to];
    l_.problem_.loads_[to] = maker_.make(o.to_run_);
    auto const id = trips::load_id{static_cast<std::uint32_t>(to)};
    auto const fits = l_.problem_.may_carry({static_cast<std::uint32_t>(at_[to].shift_)}, id) &&
                      l_.problem_.may_house(l_.start_.trips_[at_[to].shift_][at_[to].index_].centre_, id) &&
                      has_beds(old_to, i, to);
    auto after = std::optional<std::int64_t>{};
    if (fits) {
      is_gone_ = o.from_run_.pickups_.empty() ? i : kNone;
      if (is_gone_ == kNone) {
        o.from_run_.centre_ = centre_of(i);
        l_.problem_.loads_[i] = maker_.make(o.from_run_);
      }
      after = cost_if_in_time(at_[i].shift_);
      if (after && at_[i].shift_ != at_[to].shift_) {
        auto const second = cost_if_in_time(at_[to].shift_);
        after = second ? std::optional{*after + *second} : std::nullopt;
      }
      is_gone_ = kNone;
    }
    l_.problem_.loads_[i] = old_from;
    l_.problem_.loads_[to] = old_to;
    if (!after) {
      return std::nullopt;
    }
    o.delta_ = *after - before;
    return o;
  }

  // Where it makes the way longest by least; among those who board there already, if the vehicle stops there.
  bool add_stop(planned_run& r, pickup const& stop) const {
    auto const same = std::ranges::find(r.pickups_, stop.point_, &pickup::point_);
    if (same != r.pickups_.end()) {
      same->households_.insert(same->households_.end(), stop.households_.begin(), stop.households_.end());
      same->persons_ += stop.persons_;
      auto const& capacity = p_.points_[stop.point_.v_].capacity_;
      return !capacity || same->persons_ <= *capacity;
    }
    auto const at = p_.at(stop.point_);
    auto best = kNoWay;
    auto where = std::size_t{0};
    for (auto i = std::size_t{0}; i <= r.pickups_.size(); ++i) {
      auto const from = i == 0 ? at : p_.at(r.pickups_[i - 1].point_);
      auto const to = i == r.pickups_.size() ? at : p_.at(r.pickups_[i].point_);
      auto const straight = i == 0 || i == r.pickups_.size() ? seconds{} : p_.driving({0}, from, to);
      auto const round =
          (from == at ? seconds{} : p_.driving({0}, from, at)) + (to == at ? seconds{} : p_.driving({0}, at, to));
      if (round < kNoWay && round - straight < best) {
        best = round - straight;
        where = i;
      }
    }
    if (best >= kNoWay || r.pickups_.size() == kMostStops) {
      return false;
    }
    r.pickups_.insert(r.pickups_.begin() + static_cast<std::ptrdiff_t>(where), stop);
    return true;
  }

  // What leaves one load comes to the other: within a centre nothing changes.
  bool has_beds(trips::load const& old_to, std::size_t const i, std::size_t const to) const {
    auto const c = centre_of(to);
    auto const& now = l_.problem_.loads_[to].beds_;
    return centre_of(i) == c || (room_[c.v_].general_ >= now.general_ - old_to.beds_.general_ &&
                                 room_[c.v_].accessible_ >= now.accessible_ - old_to.beds_.accessible_);
  }

  centre_id centre_of(std::size_t const i) const { return {l_.start_.trips_[at_[i].shift_][at_[i].index_].centre_.v_}; }

  trips::route route_of(std::size_t const shift) const {
    auto trips = l_.start_.trips_[shift];
    std::erase_if(trips, [&](trips::trip const& t) { return t.load_.v_ == is_gone_; });
    return trips::make_route(l_.problem_, {static_cast<std::uint32_t>(shift)}, trips);
  }

  // Σ weight × arrival.
  std::int64_t cost(std::size_t const shift) const {
    auto const r = route_of(shift);
    auto sum = std::int64_t{0};
    for (auto i = std::size_t{0}; i != r.size(); ++i) {
      sum += l_.problem_.at(r.at(i).load_).weight_ * r.stops_[i + 1].arrival_;
    }
    return sum;
  }

  std::optional<std::int64_t> cost_if_in_time(std::size_t const shift) const {
    auto const id = trips::vehicle_id{static_cast<std::uint32_t>(shift)};
    auto const empty = trips::make_route(l_.problem_, id, {});
    auto walker = trips::walker{l_.problem_, id, empty, 0};
    for (auto const& t : l_.start_.trips_[shift]) {
      if (t.load_.v_ != is_gone_) {
        walker.drive(t);
      }
    }
    return walker.in_time() ? std::optional{cost(shift)} : std::nullopt;
  }

  void accept(std::size_t const i, offer_of_stop o) {
    take_beds(i, {centre_of(i).v_}, 1);
    take_beds(o.to_, {centre_of(o.to_).v_}, 1);
    for (auto const& stop : l_.runs_[i].pickups_) {
      if (std::ranges::find(o.from_run_.pickups_, stop.point_, &pickup::point_) == o.from_run_.pickups_.end()) {
        at_point_[stop.point_.v_].push_back(o.to_);
      }
    }
    l_.runs_[o.to_] = std::move(o.to_run_);
    l_.problem_.loads_[o.to_] = maker_.make(l_.runs_[o.to_]);
    take_beds(o.to_, {centre_of(o.to_).v_}, -1);
    l_.runs_[i] = std::move(o.from_run_);
    auto const shift = at_[i].shift_;
    if (l_.runs_[i].pickups_.empty()) {
      at_[i].is_driven_ = false;
      std::erase_if(l_.start_.trips_[shift], [&](trips::trip const& t) { return t.load_.v_ == i; });
      note(shift);
    } else {
      l_.problem_.loads_[i] = maker_.make(l_.runs_[i]);
      take_beds(i, {centre_of(i).v_}, -1);
    }
  }

  void take_beds(std::size_t const i, trips::centre_id const c, std::int64_t const sign) {
    room_[c.v_].general_ += sign * l_.problem_.loads_[i].beds_.general_;
    room_[c.v_].accessible_ += sign * l_.problem_.loads_[i].beds_.accessible_;
  }

  void note(std::size_t const shift) {
    for (auto i = std::size_t{0}; i != l_.start_.trips_[shift].size(); ++i) {
      at_[l_.start_.trips_[shift][i].load_.v_] = {shift, i, true};
    }
  }

  void drop_empty() {
    auto keeps = std::vector<bool>{};
    for (auto const& r : l_.runs_) {
      keeps.push_back(!r.pickups_.empty());
    }
    keep_loads(l_, keeps);
  }

  static constexpr auto const kNone = ~std::size_t{0};

  problem const& p_;
  loads& l_;
  load_maker maker_;
  std::vector<driven_at> at_;                       // [loads]
  std::vector<std::vector<std::size_t>> at_point_;  // loads that stop there, or did
  std::vector<trips::bed_count> room_{};
  std::size_t is_gone_{kNone};  // not driven, on trial
};

}  // namespace

std::size_t regroup(problem const& p, loads& l) { return regrouping{p, l}.run(); }

}  // namespace leeward::planning
