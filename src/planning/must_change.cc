#include "planning/must_change.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "planning/numbers.h"

namespace leeward::planning {

namespace {

constexpr auto const kFar = instant{std::numeric_limits<std::int64_t>::max() / 2};

// Tickets of one vehicle that say the same place, time and centre.
struct promised {
  instant when_;
  point_id point_;
  place_id from_;  // where that is
  place_id to_;
  std::vector<persons> people_{};  // of so many households, the smallest first: in all
};

// Who can be told by a ticket, in numbers. Nothing if what it names is gone, or no road leads from the one to the
// other.
class tickets {
public:
  tickets(problem const& p, losses const& lost) : p_{p} {
    auto const& n = p.names_;
    is_lost_place_.resize(p.times_.places_);
    is_lost_vehicle_.resize(p.vehicles_.size());
    auto const mark = [](auto const& names, auto const& ids, std::vector<bool>& is_lost) {
      for (auto const& id : ids) {
        if (auto const at = names.find(id); at != names.end()) {
          is_lost[at->second.v_] = true;
        }
      }
    };
    mark(n.places_, lost.centres_, is_lost_place_);
    mark(n.places_, lost.points_, is_lost_place_);
    mark(n.vehicles_, lost.vehicles_, is_lost_vehicle_);
  }

  std::optional<vehicle_id> vehicle(std::string_view const id) const {
    auto const v = p_.names_.vehicles_.find(id);
    return v == p_.names_.vehicles_.end() || is_lost_vehicle_[v->second.v_] ? std::nullopt : std::optional{v->second};
  }

  std::optional<promised> read(vehicle_id const v, std::string_view const point, std::string_view const centre,
                               instant const boarding) const {
    auto const& places = p_.names_.places_;
    auto const from = places.find(point);
    auto const to = places.find(centre);
    auto const at = from == places.end() ? std::nullopt : p_.point_at(from->second);
    if (!at || to == places.end() || is_lost_place_[from->second.v_] || is_lost_place_[to->second.v_] ||
        p_.least(v, from->second, to->second) >= kNoWay) {
      return std::nullopt;
    }
    return promised{.when_ = boarding, .point_ = *at, .from_ = from->second, .to_ = to->second};
  }

private:
  problem const& p_;
  std::vector<bool> is_lost_place_{};
  std::vector<bool> is_lost_vehicle_{};
};

// To the beginning of boarding somewhere.
struct way_there {
  std::int64_t kept_{0};  // tickets before
  seconds since_break_;   // driven at least
};

// What one vehicle can do at most of what was promised.
class most_kept {
public:
  most_kept(problem const& p, vehicle_id const v)
      : p_{p}, v_{v}, of_{p.vehicles_[v.v_]}, depot_{p.at(of_.depot_)}, from_{depot_} {
    auto const& s = p.scenario_;
    now_ = std::max(s.start_, available_from(s, s.vehicles_[v.v_]));
    if (of_.begun_.empty() || !s.committed_) {
      return;
    }
    auto const& last = of_.begun_.back();
    if (last.may_go_on_) {
      from_ = last.at_;
      now_ = last.clock_.now_;
      on_duty_ = shift_of(of_.turns_[last.turn_]);
      since_break_ = last.clock_.since_break_;
      rests_from_ = s.committed_->trips_[last.trips_.back()].centre_.end_;
    } else {
      now_ = std::max(now_, s.committed_->duties_[last.duty_].end_);
    }
  }

  // Of these, in the order of their times.
  std::int64_t operator()(std::vector<promised> const& list) const {
    auto best = std::int64_t{0};
    auto ways = std::vector<std::vector<way_there>>(list.size());
    for (auto i = std::size_t{0}; i != list.size(); ++i) {
      begin_with(list[i], ways[i]);
      for (auto k = std::size_t{0}; k != i; ++k) {
        for (auto const& w : ways[k]) {
          go_on(list[k], w, list[i], ways[i]);
        }
      }
      for (auto const& w : ways[i]) {
        best = std::max(best, w.kept_ + at_last(list[i], w));
      }
    }
    return best;
  }

private:
  shift shift_of(turn const& t) const { return p_.scenario_.vehicles_[v_.v_].crews_[t.crew_].shifts_[t.shift_]; }

  static bool covers(shift const& s, instant const t) { return s.from_ <= t && t < s.until_; }

  bool is_one_shift(instant const a, instant const b) const {
    return std::ranges::any_of(of_.turns_, [&](turn const& t) {
      auto const s = shift_of(t);
      return covers(s, a) && covers(s, b);
    });
  }

  // When a crew that is there at that time may leave the depot at the earliest, and must be back at the latest.
  shift widest_at(instant const t) const {
    auto widest = shift{.from_ = kFar, .until_ = {}};
    for (auto const& turn : of_.turns_) {
      if (auto const s = shift_of(turn); covers(s, t)) {
        widest.from_ = std::min(widest.from_, s.from_);
        widest.until_ = std::max(widest.until_, s.until_);
      }
    }
    widest.until_ = std::min(widest.until_, p_.scenario_.vehicles_[v_.v_].available_until_.value_or(kFar));
    return widest;
  }

  // Between doors and points that are far apart nothing is known.
  seconds least(place_id const from, place_id const to) const {
    auto const t = p_.least(v_, from, to);
    auto const is_hub = [&](place_id const x) { return x.v_ < p_.times_.core_ && !p_.times_.is_point(x); };
    auto const is_known = from.v_ < p_.times_.core_ ? to.v_ < p_.times_.core_ || is_hub(from) : is_hub(to);
    return t >= kNoWay && !is_known ? seconds{} : t;
  }

  // How many breaks a drive takes at least, after so much without one.
  std::int64_t breaks_in(seconds const driven) const {
    auto const most = p_.scenario_.crew_rules_.driving_without_break_s_.v_;
    return std::max((driven.v_ + most - 1) / most - 1, std::int64_t{0});
  }
  seconds lasting(std::int64_t const breaks) const { return p_.scenario_.crew_rules_.break_s_ * breaks; }

  // Of those that keep as many, the one that has driven least.
  static void offer(way_there const w, std::vector<way_there>& to) {
    auto const is_no_worse = [](way_there const& a, way_there const& b) {
      return a.kept_ >= b.kept_ && a.since_break_ <= b.since_break_;
    };
    if (std::ranges::none_of(to, [&](way_there const& known) { return is_no_worse(known, w); })) {
      std::erase_if(to, [&](way_there const& known) { return is_no_worse(w, known); });
      to.push_back(w);
    }
  }

  // A drive that may take so long with its breaks: with as many as there must be, or one more. `kept` says how many
  // tickets are, if it takes so much less; nothing: it cannot be.
  template <typename Kept>
  void drive(seconds const since_break, seconds const driving, Kept&& kept, std::vector<way_there>& to) const {
    auto const driven = since_break + driving;
    auto const must = breaks_in(driven);
    for (auto const n : {must, must + 1}) {
      if (std::optional<std::int64_t> const all = kept(lasting(n))) {
        auto const since = driven - p_.scenario_.crew_rules_.driving_without_break_s_ * n;
        offer({.kept_ = *all, .since_break_ = std::max(since, seconds{})}, to);
      }
    }
  }

  bool leaves_depot_in_time(instant const from, promised const& x) const {
    return std::max(from, widest_at(x.when_).from_) + least(depot_, x.from_) <= x.when_;
  }

  void begin_with(promised const& x, std::vector<way_there>& to) const {
    auto const there = least(from_, x.from_);
    if (on_duty_ && covers(*on_duty_, x.when_) && now_ + there <= x.when_) {
      auto const nobody = [&](seconds const rest) {
        return rests_from_ + there + rest <= x.when_ ? std::optional{std::int64_t{0}} : std::nullopt;
      };
      drive(since_break_, there, nobody, to);
    }
    if (leaves_depot_in_time(now_ + least(from_, depot_), x)) {
      offer({.kept_ = 0, .since_break_ = {}}, to);
    }
  }

  // How many of its households at most, if they have so long for boarding, or for that and for leaving.
  std::int64_t boarding(promised const& x, seconds const within) const { return count(x, within, loading_at(x)); }
  std::int64_t boarding_and_leaving(promised const& x, seconds const within) const {
    auto const& in = loading_at(x);
    auto const& out = p_.scenario_.unloading_;
    return count(x, within, {in.fixed_s_ + out.fixed_s_, in.per_person_s_ + out.per_person_s_});
  }

  service_time const& loading_at(promised const& x) const { return p_.points_[x.point_.v_].loading_; }

  static std::int64_t count(promised const& x, seconds const within, service_time const& takes) {
    auto const in_time = [&](persons const n) { return takes.fixed_s_ + takes.per_person_s_ * n.v_ <= within; };
    return std::ranges::partition_point(x.people_, in_time) - x.people_.begin();
  }

  std::int64_t at_last(promised const& x, way_there const& w) const {
    auto const there = least(x.from_, x.to_);
    auto const back = there + least(x.to_, depot_);
    auto const by_end = p_.scenario_.end_ - (x.when_ + there + lasting(breaks_in(w.since_break_ + there)));
    auto const by_shift = widest_at(x.when_).until_ - (x.when_ + back + lasting(breaks_in(w.since_break_ + back)));
    return std::min(boarding(x, by_end), boarding_and_leaving(x, by_shift));
  }

  // With as many of the first as can be, if the second is kept as well: one after the other, both on board, or by
  // another duty.
  void go_on(promised const& a, way_there const& w, promised const& b, std::vector<way_there>& to) const {
    auto const kept = [&](std::int64_t const n) { return n > 0 ? std::optional{w.kept_ + n} : std::nullopt; };
    auto const there = least(a.from_, a.to_);
    if (is_one_shift(a.when_, b.when_)) {
      auto const over_centre = there + least(a.to_, b.from_);
      auto const within = b.when_ - (a.when_ + over_centre);
      drive(
          w.since_break_, over_centre, [&](seconds const rest) { return kept(boarding_and_leaving(a, within - rest)); },
          to);
    }
    if (a.to_ == b.to_) {
      auto const direct = least(a.from_, b.from_);
      auto const within = b.when_ - (a.when_ + direct);
      drive(w.since_break_, direct, [&](seconds const rest) { return kept(boarding(a, within - rest)); }, to);
    }
    if (auto const all = kept(over_depot(a, w, b, there))) {
      offer({.kept_ = *all, .since_break_ = {}}, to);
    }
  }

  std::int64_t over_depot(promised const& a, way_there const& w, promised const& b, seconds const there) const {
    auto const back = there + least(a.to_, depot_);
    auto const takes = back + lasting(breaks_in(w.since_break_ + back));
    auto const leaves = b.when_ - least(depot_, b.from_);
    return leaves_depot_in_time({}, b)
               ? boarding_and_leaving(a, std::min(leaves, widest_at(a.when_).until_) - (a.when_ + takes))
               : 0;
  }

  problem const& p_;
  vehicle_id v_;
  fleet_vehicle const& of_;
  place_id depot_;
  place_id from_;                   // where it is for certain
  instant now_;                     // … and from when on
  std::optional<shift> on_duty_{};  // … and in which shift
  seconds since_break_{};           // of driving until then
  instant rests_from_{};            // its crew may rest from then on
};

struct ticket {
  vehicle_id vehicle_;
  promised says_;
  persons persons_;
};

// Those that can be kept, of vehicles that do not keep all of theirs.
std::vector<ticket> possible_ones(problem const& p, plan const& before, tickets const& t,
                                  std::vector<bool> const& of_vehicle) {
  auto const trips = number<household_number>(before.trips_);
  auto is_counted = std::vector<bool>(p.scenario_.households_.size());
  for (auto const& s : p.settled_) {
    is_counted[s.household_] = true;
  }
  auto list = std::vector<ticket>{};
  for (auto const& a : before.households_) {
    auto const trip = trips.find(a.trip_);
    auto const v = trip == trips.end() ? std::nullopt : t.vehicle(before.trips_[trip->second.v_].vehicle_);
    if (!v || !of_vehicle[v->v_]) {
      continue;
    }
    auto const h = p.names_.households_.find(a.household_);
    if (h == p.names_.households_.end() || is_counted[h->second.v_]) {
      continue;
    }
    is_counted[h->second.v_] = true;
    if (auto says = t.read(*v, a.pickup_point_, a.centre_, a.boarding_)) {
      list.push_back({*v, std::move(*says), p.scenario_.households_[h->second.v_].persons_});
    }
  }
  std::ranges::sort(list, {}, [](ticket const& x) {
    return std::tuple{x.vehicle_, x.says_.when_, x.says_.from_, x.says_.to_, x.persons_};
  });
  return list;
}

bool is_same(promised const& a, promised const& b) {
  return std::tuple{a.when_, a.from_, a.to_} == std::tuple{b.when_, b.from_, b.to_};
}

// Of sorted ones: the promises of the vehicle whose tickets begin there.
std::vector<promised> promises_of(std::vector<ticket> const& all, std::size_t& next) {
  auto list = std::vector<promised>{};
  for (auto const v = all[next].vehicle_; next != all.size() && all[next].vehicle_ == v; ++next) {
    auto const& x = all[next];
    if (list.empty() || !is_same(list.back(), x.says_)) {
      list.push_back(x.says_);
    }
    auto& people = list.back().people_;
    people.push_back(x.persons_ + (people.empty() ? persons{} : people.back()));
  }
  return list;
}

}  // namespace

std::int64_t count_must_change(problem const& p, plan const& before, losses const& lost,
                               std::vector<changed_ticket> const& changes) {
  auto const t = tickets{p, lost};
  auto must = std::int64_t{0};
  auto is_touched = std::vector<bool>(p.vehicles_.size());
  for (auto const& c : changes) {
    if (!c.was_) {
      continue;
    }
    auto const v = t.vehicle(c.was_->vehicle_);
    if (v && t.read(*v, c.was_->pickup_point_, c.was_->centre_, c.was_->boarding_)) {
      is_touched[v->v_] = true;
    } else {
      ++must;
    }
  }
  if (!p.times_.are_shortest_) {
    return must;
  }
  auto const possible = possible_ones(p, before, t, is_touched);
  for (auto next = std::size_t{0}; next != possible.size();) {
    auto const v = possible[next].vehicle_;
    auto const first = next;
    auto const promises = promises_of(possible, next);
    must += static_cast<std::int64_t>(next - first) - most_kept{p, v}(promises);
  }
  return must;
}

}  // namespace leeward::planning
