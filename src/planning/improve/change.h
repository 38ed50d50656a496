#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <boost/container/static_vector.hpp>

#include "base/must_have.h"
#include "planning/improve/state.h"

// What the operators share. A move says how the new sequences of one or two vehicles are laid together from pieces of
// the old; the same words drive it on paper (evaluate) and make it (apply). A move has
//   first_, second_            vehicles, equal if it is one
//   kept_first_, kept_second_  trips at the beginning that stay
//   lay_first(state, to), lay_second(state, to)   the rest: to.drive(trip), to.drive(route, from, to), to.drive_rest(…)
namespace leeward::planning::improve {

// Notes down what a walker would drive.
struct builder {
  void drive(trips::trip const t) { out_.push_back(t); }
  void drive(trips::route const& r, std::size_t const from, std::size_t const to) {
    for (auto i = from; i < to; ++i) {
      out_.push_back(r.at(i));
    }
  }
  void drive_rest(trips::route const& r, std::size_t const from) { drive(r, from, r.size()); }

  std::vector<trips::trip>& out_;
};

// By how much the queues at desks change with the ends of one or two routes.
class desk_change {
public:
  explicit desk_change(state const& s) : s_{s} {}

  void leave(trips::route const& r, std::size_t const kept) {
    auto const& desks = must_have(s_.p_.desks_, "who leaves a desk has one");
    for (auto i = kept; i < r.size(); ++i) {
      auto const& stop = r.stops_[i + 1];
      add(desks.slot(stop.trip_.centre_, stop.arrival_), -s_.p_.at(stop.trip_.load_).persons_);
    }
  }
  void come(trips::walker const& w) {
    for (auto const& a : w.arrivals()) {
      add(a.slot_, a.persons_);
    }
  }
  std::int64_t cost() const {
    if (!s_.p_.desks_) {
      return 0;
    }
    auto const& desks = *s_.p_.desks_;
    auto sum = std::int64_t{0};
    for (auto const& [slot, persons] : changed_) {
      auto const had = s_.at_desk(slot);
      sum += desks.cost(slot, had + persons) - desks.cost(slot, had);
    }
    return sum;
  }

private:
  static constexpr auto const kMostChanged = std::size_t{128};

  void add(std::size_t const slot, std::int64_t const persons) {
    for (auto& known : changed_) {
      if (known.slot_ == slot) {
        known.persons_ += persons;
        return;
      }
    }
    if (changed_.size() != kMostChanged) {
      changed_.push_back({slot, persons});
    }
  }

  state const& s_;
  boost::container::static_vector<trips::walker::arrival_at, kMostChanged> changed_;
};

// By how much the cost changes; nothing if a vehicle would be too late. Rooms and classes are the operator's to check.
template <typename Move>
std::optional<std::int64_t> delta_of(state const& s, Move const& m) {
  auto const& o = s.objective_;
  auto first = trips::walker{s.p_, m.first_, s.route_of(m.first_), m.kept_first_};
  m.lay_first(s, first);
  auto delta = o.of_vehicle(first.arrival(), first.waited()) - s.cost_of(m.first_);
  if (!first.in_time()) {
    return std::nullopt;
  }
  auto desks = desk_change{s};
  if (s.p_.desks_) {
    desks.leave(s.route_of(m.first_), m.kept_first_);
    desks.come(first);
  }
  if (m.first_ != m.second_) {
    auto second = trips::walker{s.p_, m.second_, s.route_of(m.second_), m.kept_second_};
    m.lay_second(s, second);
    delta += o.of_vehicle(second.arrival(), second.waited()) - s.cost_of(m.second_);
    if (!second.in_time()) {
      return std::nullopt;
    }
    if (s.p_.desks_) {
      desks.leave(s.route_of(m.second_), m.kept_second_);
      desks.come(second);
    }
  }
  return delta + o.waiting_ * desks.cost();
}

template <typename Move>
void make_change(state& s, Move const& m) {
  auto& [first, second] = s.scratch_;
  first.clear();
  auto to_first = builder{first};
  m.lay_first(s, to_first);
  if (m.first_ == m.second_) {
    s.change(std::array{state::new_end{m.first_, m.kept_first_, first}});
    return;
  }
  second.clear();
  auto to_second = builder{second};
  m.lay_second(s, to_second);
  s.change(
      std::array{state::new_end{m.first_, m.kept_first_, first}, state::new_end{m.second_, m.kept_second_, second}});
}

// Whether all trips of a part of a route may be driven by that vehicle.
inline bool may_carry(state const& s, trips::vehicle_id const v, trips::route const& r, std::size_t const from,
                      std::size_t const to) {
  if (s.p_.at(v).kind_ == r.kind_) {
    return true;
  }
  for (auto i = from; i != to; ++i) {
    if (!s.p_.may_carry(v, r.at(i).load_)) {
      return false;
    }
  }
  return true;
}

}  // namespace leeward::planning::improve
