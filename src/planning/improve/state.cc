#include "planning/improve/state.h"

#include <numeric>

namespace leeward::planning::improve {

using trips::bed_count;
using trips::centre_id;
using trips::load_id;
using trips::vehicle_id;

namespace {

constexpr auto const kNotLate = std::numeric_limits<std::uint32_t>::max();

void add(bed_count& to, bed_count const& what) {
  to.general_ += what.general_;
  to.accessible_ += what.accessible_;
}

void take(bed_count& from, bed_count const& what) {
  from.general_ -= what.general_;
  from.accessible_ -= what.accessible_;
}

}  // namespace

state::state(trips::problem const& p, trips::solution const& s, objective const& o) : p_{p}, objective_{o} {
  begin_from(s, o);
}

void state::begin_from(trips::solution const& s, objective const& o) {
  cost_.assign(p_.vehicles_.size(), 0);
  arrival_.assign(p_.vehicles_.size(), 0);
  where_.assign(p_.loads_.size(), {});
  at_centre_.assign(p_.centres(), {});
  unserved_.clear();
  unserved_weight_ = 0;
  room_ = p_.room_;
  routes_.clear();
  at_desks_.assign(p_.desks_ ? p_.centres() * static_cast<std::size_t>(p_.desks_->steps_) : 0, 0);
  queues_ = 0;
  for (auto const l : s.unserved_) {
    set_served(l, false);
  }
  for (auto v = std::uint32_t{0}; v != p_.vehicles_.size(); ++v) {
    routes_.push_back(trips::make_route(p_, {v}, s.trips_[v]));
    for (auto i = std::uint32_t{0}; i != s.trips_[v].size(); ++i) {
      auto const t = s.trips_[v][i];
      where_[t.load_.v_].vehicle_ = {v};
      where_[t.load_.v_].index_ = i;
      set_centre(t.load_, t.centre_);
    }
    count_at_desks({v}, 0, 1);
  }
  judge_by(o);
}

void state::judge_by(objective const& o) {
  objective_ = o;
  over_limit_ = 0;
  late_.clear();
  late_slot_.assign(routes_.size(), kNotLate);
  arrival_.assign(routes_.size(), std::numeric_limits<std::int64_t>::min());
  for (auto v = std::uint32_t{0}; v != routes_.size(); ++v) {
    cost_[v] = o.of_vehicle(routes_[v].arrival(), routes_[v].waited());
    count({v}, routes_[v].arrival());
  }
}

void state::count(vehicle_id const v, std::int64_t const arrival) {
  over_limit_ -= arrival_[v.v_] > objective_.limit_ ? 1U : 0U;
  over_limit_ += arrival > objective_.limit_ ? 1U : 0U;
  arrival_[v.v_] = arrival;
  auto& slot = late_slot_[v.v_];
  if ((arrival > objective_.target_) == (slot != kNotLate)) {
    return;
  }
  if (slot == kNotLate) {
    slot = static_cast<std::uint32_t>(late_.size());
    late_.push_back(v);
  } else {
    late_[slot] = late_.back();
    late_slot_[late_[slot].v_] = slot;
    late_.pop_back();
    slot = kNotLate;
  }
}

std::int64_t state::cost() const {
  return std::accumulate(begin(cost_), end(cost_),
                         objective_.unserved_ * unserved_weight_ + objective_.waiting_ * queues_);
}

trips::value state::value() const {
  auto out = trips::value{.unserved_ = unserved_weight_, .waiting_ = p_.waiting_counts_ ? queues_ : 0};
  for (auto const& r : routes_) {
    out.makespan_ = std::max(out.makespan_, r.arrival());
    out.waiting_ += p_.waiting_counts_ ? r.waited() : 0;
  }
  return out;
}

trips::solution state::copy() const {
  auto out = trips::solution{.trips_ = std::vector<std::vector<trips::trip>>(routes_.size()), .unserved_ = unserved_};
  for (auto v = std::size_t{0}; v != routes_.size(); ++v) {
    for (auto i = std::size_t{0}; i != routes_[v].size(); ++i) {
      out.trips_[v].push_back(routes_[v].at(i));
    }
  }
  return out;
}

void state::change(std::span<new_end const> const ends) {
  for (auto const& e : ends) {
    count_at_desks(e.vehicle_, e.from_, -1);
    auto& stops = routes_[e.vehicle_.v_].stops_;
    stops.resize(e.from_ + 1 + e.trips_.size());
    for (auto i = std::size_t{0}; i != e.trips_.size(); ++i) {
      auto const t = e.trips_[i];
      stops[e.from_ + 1 + i].trip_ = t;
      auto& w = where_[t.load_.v_];
      if (!w.is_served()) {
        set_served(t.load_, true);
      }
      w.vehicle_ = e.vehicle_;
      w.index_ = static_cast<std::uint32_t>(e.from_ + i);
      if (w.centre_ != t.centre_) {
        set_centre(t.load_, t.centre_);
      }
    }
    renew(e.vehicle_, e.from_);
  }
}

void state::drop(load_id const l) {
  auto const w = where_[l.v_];
  count_at_desks(w.vehicle_, w.index_, -1);
  auto& stops = routes_[w.vehicle_.v_].stops_;
  stops.erase(begin(stops) + w.index_ + 1);
  for (auto i = std::size_t{w.index_} + 1; i != stops.size(); ++i) {
    where_[stops[i].trip_.load_.v_].index_ = static_cast<std::uint32_t>(i - 1);
  }
  set_centre(l, {});
  where_[l.v_].vehicle_ = {};
  set_served(l, false);
  renew(w.vehicle_, w.index_);
}

void state::renew(vehicle_id const v, std::size_t const from) {
  auto& r = routes_[v.v_];
  trips::renew(p_, v, r, from);
  count_at_desks(v, from, 1);
  cost_[v.v_] = objective_.of_vehicle(r.arrival(), r.waited());
  count(v, r.arrival());
}

// The trips of a vehicle from the i-th on.
void state::count_at_desks(vehicle_id const v, std::size_t const from, std::int64_t const sign) {
  if (!p_.desks_) {
    return;
  }
  auto const& r = routes_[v.v_];
  for (auto i = from; i < r.size(); ++i) {
    auto const& stop = r.stops_[i + 1];
    auto const slot = p_.desks_->slot(stop.trip_.centre_, stop.arrival_);
    queues_ -= p_.desks_->cost(slot, at_desks_[slot]);
    at_desks_[slot] += sign * p_.at(stop.trip_.load_).persons_;
    queues_ += p_.desks_->cost(slot, at_desks_[slot]);
  }
}

void state::set_served(load_id const l, bool const is_served) {
  auto const weight = trips::unserved_weight(p_.at(l));
  if (is_served) {
    unlist(unserved_, l);
    unserved_weight_ -= weight;
  } else {
    list(unserved_, l);
    unserved_weight_ += weight;
  }
}

void state::set_centre(load_id const l, centre_id const c) {
  auto& w = where_[l.v_];
  if (!w.centre_.is_none()) {
    unlist(at_centre_[w.centre_.v_], l);
    add(room_[w.centre_.v_], p_.at(l).beds_);
  }
  w.centre_ = c;
  if (!c.is_none()) {
    list(at_centre_[c.v_], l);
    take(room_[c.v_], p_.at(l).beds_);
  }
}

void state::list(std::vector<load_id>& all, load_id const l) {
  where_[l.v_].slot_ = static_cast<std::uint32_t>(all.size());
  all.push_back(l);
}

void state::unlist(std::vector<load_id>& all, load_id const l) {
  auto const slot = where_[l.v_].slot_;
  all[slot] = all.back();
  where_[all[slot].v_].slot_ = slot;
  all.pop_back();
}

}  // namespace leeward::planning::improve
