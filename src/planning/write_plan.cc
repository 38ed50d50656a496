#include "planning/write_plan.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "planning/totals.h"

namespace leeward::planning {

namespace {

struct writing {
  problem const& p_;
  solution const& done_;
  std::vector<place> places_;
  std::vector<std::string> trip_ids_;  // of each run
  std::vector<std::string> duty_ids_;
  std::vector<std::size_t> duty_of_;  // of each run
};

leg make_leg(writing const& w, vehicle_id const v, place_id const from, place_id const to, instant const departure,
             instant const arrival, seconds const driving) {
  return {.from_ = std::string{w.places_[from.v_].id_},
          .to_ = std::string{w.places_[to.v_].id_},
          .departure_ = departure,
          .arrival_ = arrival,
          .driving_s_ = driving,
          .length_m_ = from == to ? metres{} : w.p_.times_.length_(w.p_.vehicles_[v.v_].profile_, from, to)};
}

stop make_stop(writing const& w, vehicle_id const v, place_id const from, timed_stop const& t) {
  return {.way_ = make_leg(w, v, from, t.place_, t.departure_, t.arrival_, t.driving_),
          .begin_ = t.begin_,
          .end_ = t.end_,
          .persons_ = {},
          .households_ = {}};
}

trip make_trip(writing const& w, std::size_t const index, place_id from) {
  auto const& [v, r] = w.done_.runs_[index];
  auto t = trip{.id_ = w.trip_ids_[index],
                .vehicle_ = w.p_.scenario_.vehicles_[v.v_].id_,
                .duty_ = w.duty_ids_[w.duty_of_[index]],
                .pickups_ = {},
                .centre_ = {}};
  auto on_board = persons{};
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    auto stop = make_stop(w, v, from, r.stops_[i]);
    stop.persons_ = r.pickups_[i].persons_;
    for (auto const h : r.pickups_[i].households_) {
      stop.households_.push_back(w.p_.scenario_.households_[h.v_].id_);
    }
    on_board += stop.persons_;
    from = r.stops_[i].place_;
    t.pickups_.push_back(std::move(stop));
  }
  t.centre_ = make_stop(w, v, from, r.stops_.back());
  t.centre_.persons_ = on_board;
  return t;
}

duty make_duty(writing const& w, std::size_t const index) {
  auto const& d = w.done_.duties_[index];
  auto const& s = w.p_.scenario_;
  auto const depot = w.p_.at(w.p_.vehicles_[d.vehicle_.v_].depot_);
  auto made =
      duty{.id_ = w.duty_ids_[index],
           .vehicle_ = s.vehicles_[d.vehicle_.v_].id_,
           .crew_ = s.vehicles_[d.vehicle_.v_].crews_[d.turn_.crew_].id_,
           .departure_ = w.done_.runs_[d.runs_.front()].run_.stops_.front().departure_,
           .end_ = d.home_.after_.now_,
           .trips_ = {},
           .breaks_ = {},
           .back_ = make_leg(w, d.vehicle_, d.last_, depot, d.home_.departure_, d.home_.after_.now_, d.home_.driving_),
           .driving_s_ = d.home_.after_.driven_};
  for (auto const run : d.runs_) {
    made.trips_.push_back(w.trip_ids_[run]);
  }
  for (auto const& b : d.home_.after_.breaks_) {
    auto const where = b.where_.is_none() ? std::nullopt : std::optional{std::string{w.places_[b.where_.v_].id_}};
    made.breaks_.push_back({.from_ = b.from_, .until_ = b.until_, .place_ = where});
  }
  return made;
}

// Numbers 0 … n-1 in the order of their keys.
template <typename Key>
std::vector<std::size_t> sorted_by(std::size_t const n, Key&& key) {
  auto order = std::vector<std::size_t>(n);
  for (auto i = std::size_t{0}; i != n; ++i) {
    order[i] = i;
  }
  std::ranges::stable_sort(order, {}, key);
  return order;
}

// Trips are numbered by their departure for the first pickup, duties by theirs.
void name_all(writing& w, std::vector<std::size_t> const& trip_order, std::vector<std::size_t> const& duty_order) {
  w.trip_ids_.resize(trip_order.size());
  w.duty_ids_.resize(duty_order.size());
  w.duty_of_.resize(trip_order.size());
  for (auto i = std::size_t{0}; i != trip_order.size(); ++i) {
    w.trip_ids_[trip_order[i]] = fmt::format("t{}", i + 1);
  }
  for (auto i = std::size_t{0}; i != duty_order.size(); ++i) {
    w.duty_ids_[duty_order[i]] = fmt::format("d{}", i + 1);
  }
  for (auto i = std::size_t{0}; i != w.done_.duties_.size(); ++i) {
    for (auto const run : w.done_.duties_[i].runs_) {
      w.duty_of_[run] = i;
    }
  }
}

std::vector<place_id> starts_of(writing const& w) {
  auto starts = std::vector<place_id>(w.done_.runs_.size());
  for (auto const& d : w.done_.duties_) {
    auto at = w.p_.at(w.p_.vehicles_[d.vehicle_.v_].depot_);
    for (auto const run : d.runs_) {
      starts[run] = std::exchange(at, w.done_.runs_[run].run_.stops_.back().place_);
    }
  }
  return starts;
}

void assign(writing const& w, std::vector<std::size_t> const& trip_order, plan& made) {
  auto const& s = w.p_.scenario_;
  auto by_household = std::vector<std::optional<assignment>>(s.households_.size());
  for (auto const index : trip_order) {
    auto const& r = w.done_.runs_[index].run_;
    for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
      for (auto const h : r.pickups_[i].households_) {
        by_household[h.v_] = assignment{.household_ = s.households_[h.v_].id_,
                                        .trip_ = w.trip_ids_[index],
                                        .pickup_point_ = s.pickup_points_[r.pickups_[i].point_.v_].id_,
                                        .boarding_ = r.stops_[i].begin_,
                                        .arrival_ = r.stops_.back().begin_,
                                        .centre_ = s.centres_[r.centre_.v_].id_,
                                        .beds_ = w.p_.households_[h.v_].beds_};
      }
    }
  }
  for (auto& a : by_household) {
    if (a) {
      made.households_.push_back(std::move(*a));
    }
  }
}

std::vector<unserved> in_scenario_order(scenario const& s, std::vector<unserved> list) {
  auto position = std::unordered_map<std::string_view, std::size_t>{};
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    position.emplace(s.households_[i].id_, i);
  }
  std::ranges::sort(list, {}, [&](unserved const& u) { return position.at(u.household_); });
  return list;
}

}  // namespace

plan write_plan(problem const& p, solution const& done, origin const& made_from) {
  auto w = writing{
      .p_ = p, .done_ = done, .places_ = places_of(p.scenario_), .trip_ids_ = {}, .duty_ids_ = {}, .duty_of_ = {}};
  auto const first_departure = [&](std::size_t const run) { return done.runs_[run].run_.stops_.front().departure_; };
  auto const trip_order = sorted_by(done.runs_.size(), first_departure);
  auto const duty_order = sorted_by(
      done.duties_.size(), [&](std::size_t const d) { return first_departure(done.duties_[d].runs_.front()); });
  name_all(w, trip_order, duty_order);

  auto made = plan{};
  made.format_ = kPlanFormat;
  made.made_from_ = made_from;
  auto const starts = starts_of(w);
  for (auto const index : trip_order) {
    made.trips_.push_back(make_trip(w, index, starts[index]));
  }
  for (auto const index : duty_order) {
    made.duties_.push_back(make_duty(w, index));
  }
  assign(w, trip_order, made);
  made.unserved_ = in_scenario_order(p.scenario_, done.unserved_);
  made.centres_ = fill_of_centres(p.scenario_, made);
  made.totals_ = sum_up(p.scenario_, made);
  return made;
}

}  // namespace leeward::planning
