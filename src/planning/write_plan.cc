#include "planning/write_plan.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "planning/numbers.h"
#include "planning/totals.h"

namespace leeward::planning {

namespace {

struct writing {
  problem const& p_;
  solution const& done_;
  std::vector<std::string> trip_ids_;  // of each run
  std::vector<std::string> duty_ids_;
  std::vector<std::size_t> duty_of_;  // of each run
};

std::string name_of(writing const& w, place_id const p) { return std::string{w.p_.names_.place_ids_[p.v_]}; }

metres length_of(writing const& w, vehicle_id const v, place_id const from, place_id const to,
                 std::optional<metres> const known, std::size_t const span) {
  if (from == to) {
    return {};
  }
  return known ? *known : w.p_.times_.length_(w.p_.vehicles_[v.v_].profile_, from, to, span);
}

leg make_leg(writing const& w, place_id const from, place_id const to, instant const departure, instant const arrival,
             seconds const driving, metres const length) {
  return {.from_ = name_of(w, from),
          .to_ = name_of(w, to),
          .departure_ = departure,
          .arrival_ = arrival,
          .driving_s_ = driving,
          .length_m_ = length};
}

stop make_stop(writing const& w, vehicle_id const v, place_id const from, timed_stop const& t) {
  return {.way_ = make_leg(w, from, t.place_, t.departure_, t.arrival_, t.driving_,
                           length_of(w, v, from, t.place_, t.length_, t.span_)),
          .begin_ = t.begin_,
          .end_ = t.end_,
          .persons_ = {},
          .households_ = {}};
}

trip make_trip(writing const& w, std::size_t const index, place_id from) {
  auto const v = w.done_.runs_[index].vehicle_;
  auto const& r = w.done_.runs_[index].run_;
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
      for (auto const m : w.p_.households_[h.v_].members_) {
        stop.households_.push_back(w.p_.scenario_.households_[m].id_);
      }
    }
    on_board += stop.persons_;
    from = r.stops_[i].place_;
    t.pickups_.push_back(std::move(stop));
  }
  t.centre_ = make_stop(w, v, from, r.stops_.back());
  t.centre_.persons_ = on_board;
  return t;
}

begun_duty const* begun_by(writing const& w, done_duty const& d) {
  return d.begun_ ? &w.p_.vehicles_[d.vehicle_.v_].begun_[*d.begun_] : nullptr;
}

instant departure_of(writing const& w, done_duty const& d) {
  auto const* const begun = begun_by(w, d);
  return begun == nullptr ? w.done_.runs_[d.runs_.front()].run_.stops_.front().departure_
                          : w.p_.scenario_.committed_->duties_[begun->duty_].departure_;
}

duty make_duty(writing const& w, std::size_t const index) {
  auto const& d = w.done_.duties_[index];
  auto const& s = w.p_.scenario_;
  if (d.is_as_begun_) {
    return s.committed_->duties_[begun_by(w, d)->duty_];
  }
  auto const depot = w.p_.at(w.p_.vehicles_[d.vehicle_.v_].depot_);
  auto made = duty{.id_ = w.duty_ids_[index],
                   .vehicle_ = s.vehicles_[d.vehicle_.v_].id_,
                   .crew_ = s.vehicles_[d.vehicle_.v_].crews_[d.turn_.crew_].id_,
                   .departure_ = departure_of(w, d),
                   .end_ = d.home_.after_.now_,
                   .trips_ = {},
                   .breaks_ = {},
                   .back_ = make_leg(w, d.last_, depot, d.home_.departure_, d.home_.after_.now_, d.home_.driving_,
                                     length_of(w, d.vehicle_, d.last_, depot, d.home_.length_, d.home_.span_)),
                   .driving_s_ = d.home_.after_.driven_};
  if (auto const* const begun = begun_by(w, d)) {
    made.trips_ = s.committed_->duties_[begun->duty_].trips_;
  }
  for (auto const run : d.runs_) {
    made.trips_.push_back(w.trip_ids_[run]);
  }
  for (auto const& b : d.home_.after_.breaks_) {
    auto const where = b.where_.is_none() ? std::nullopt : std::optional{name_of(w, b.where_)};
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

// "t1", "t2", … but for those that what has begun or goes on bears.
class numbering {
public:
  numbering(char const letter, std::set<std::string_view> used) : letter_{letter}, used_{std::move(used)} {}

  std::string next() {
    auto name = std::string{};
    do {
      name = fmt::format("{}{}", letter_, ++last_);
    } while (used_.contains(name));
    return name;
  }

private:
  char letter_;
  std::set<std::string_view> used_;
  std::size_t last_{0};
};

template <typename List>
std::set<std::string_view> ids_of(List const& list) {
  auto ids = std::set<std::string_view>{};
  for (auto const& x : list) {
    ids.insert(x.id_);
  }
  return ids;
}

// Trips are numbered by their departure for the first pickup, duties by theirs; what goes on keeps its name.
void name_all(writing& w, std::vector<std::size_t> const& trip_order, std::vector<std::size_t> const& duty_order) {
  auto const& had = w.p_.scenario_.committed_;
  auto used_trips = ids_of(w.done_.runs_);
  auto used_duties = ids_of(w.done_.duties_);
  if (had) {
    used_trips.merge(ids_of(had->trips_));
    used_duties.merge(ids_of(had->duties_));
  }
  auto trips = numbering{'t', std::move(used_trips)};
  auto duties = numbering{'d', std::move(used_duties)};
  w.trip_ids_.resize(trip_order.size());
  w.duty_ids_.resize(duty_order.size());
  w.duty_of_.resize(trip_order.size());
  for (auto const i : trip_order) {
    auto const& id = w.done_.runs_[i].id_;
    w.trip_ids_[i] = id.empty() ? trips.next() : id;
  }
  for (auto const i : duty_order) {
    auto const* const begun = begun_by(w, w.done_.duties_[i]);
    auto const& id = begun == nullptr ? w.done_.duties_[i].id_ : had->duties_[begun->duty_].id_;
    w.duty_ids_[i] = id.empty() ? duties.next() : id;
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
    auto const* const begun = begun_by(w, d);
    auto at = begun == nullptr ? w.p_.at(w.p_.vehicles_[d.vehicle_.v_].depot_) : begun->at_;
    for (auto const run : d.runs_) {
      starts[run] = std::exchange(at, w.done_.runs_[run].run_.stops_.back().place_);
    }
  }
  return starts;
}

using assignments = std::vector<std::optional<assignment>>;  // of each household of the scenario

void assign(writing const& w, std::size_t const index, assignments& all) {
  auto const& s = w.p_.scenario_;
  auto const& r = w.done_.runs_[index].run_;
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    auto const point = r.pickups_[i].point_;
    for (auto const h : r.pickups_[i].households_) {
      for (auto const m : w.p_.households_[h.v_].members_) {
        all[m] = assignment{.household_ = s.households_[m].id_,
                            .trip_ = w.trip_ids_[index],
                            .pickup_point_ = name_of(w, w.p_.at(point)),
                            .boarding_ = r.stops_[i].begin_,
                            .arrival_ = r.stops_.back().begin_,
                            .centre_ = s.centres_[r.centre_.v_].id_,
                            .beds_ = beds_of(s.households_[m]),
                            .walk_m_ = walk_to(w.p_, m, point)};
      }
    }
  }
}

// Those who have begun, as they were promised.
void assign_begun(writing const& w, assignments& all) {
  auto const& s = w.p_.scenario_;
  auto settled = w.p_.settled_.begin();  // in the order of the trips
  auto const points = number<point_id>(s.pickup_points_);
  for (auto const& t : s.committed_->trips_) {
    for (auto const& at : t.pickups_) {
      for (auto const& id : at.households_) {
        auto const m = (settled++)->household_;
        auto const point = points.find(at.way_.to_);
        auto const walk = point == points.end() ? std::nullopt : walk_to(w.p_, m, point->second);
        all[m] = assignment{.household_ = id,
                            .trip_ = t.id_,
                            .pickup_point_ = at.way_.to_,
                            .boarding_ = at.begin_,
                            .arrival_ = t.centre_.begin_,
                            .centre_ = t.centre_.way_.to_,
                            .beds_ = beds_of(s.households_[m]),
                            .walk_m_ = walk};
      }
    }
  }
}

std::vector<assignment> assign_all(writing const& w, std::vector<std::size_t> const& trip_order) {
  auto by_household = assignments(w.p_.scenario_.households_.size());
  if (w.p_.scenario_.committed_) {
    assign_begun(w, by_household);
  }
  for (auto const index : trip_order) {
    assign(w, index, by_household);
  }
  auto list = std::vector<assignment>{};
  for (auto& a : by_household) {
    if (a) {
      list.push_back(std::move(*a));
    }
  }
  return list;
}

std::vector<unserved> in_scenario_order(problem const& p, std::vector<unserved> list) {
  if (!list.empty()) {
    std::ranges::sort(list, {}, [&](unserved const& u) { return p.names_.households_.at(u.household_).v_; });
  }
  return list;
}

void add_trips(writing const& w, std::vector<std::size_t> const& trip_order, plan& made) {
  auto const starts = starts_of(w);
  for (auto const index : trip_order) {
    made.trips_.push_back(make_trip(w, index, starts[index]));
  }
  if (w.p_.scenario_.committed_) {
    auto const& had = w.p_.scenario_.committed_->trips_;
    made.trips_.insert(made.trips_.end(), had.begin(), had.end());
    std::ranges::stable_sort(made.trips_, {}, [](trip const& t) { return t.pickups_.front().way_.departure_; });
  }
}

void add_duties(writing const& w, std::vector<std::size_t> const& duty_order, plan& made) {
  for (auto const index : duty_order) {
    made.duties_.push_back(make_duty(w, index));
  }
  for (auto const kept : w.done_.kept_) {
    made.duties_.push_back(w.p_.scenario_.committed_->duties_[kept]);
  }
  if (!w.done_.kept_.empty()) {
    std::ranges::stable_sort(made.duties_, {}, &duty::departure_);
  }
}

}  // namespace

plan write_plan(problem const& p, solution const& done, origin const& made_from) {
  auto w = writing{.p_ = p, .done_ = done, .trip_ids_ = {}, .duty_ids_ = {}, .duty_of_ = {}};
  auto const trip_order = sorted_by(
      done.runs_.size(), [&](std::size_t const run) { return done.runs_[run].run_.stops_.front().departure_; });
  auto const duty_order =
      sorted_by(done.duties_.size(), [&](std::size_t const d) { return departure_of(w, done.duties_[d]); });
  name_all(w, trip_order, duty_order);

  auto made = plan{};
  made.format_ = kPlanFormat;
  made.made_from_ = made_from;
  add_trips(w, trip_order, made);
  add_duties(w, duty_order, made);
  made.households_ = assign_all(w, trip_order);
  made.unserved_ = in_scenario_order(p, done.unserved_);
  made.centres_ = fill_of_centres(p.scenario_, made);
  made.totals_ = sum_up(p.scenario_, made);
  name_by_content(made);
  return made;
}

void name_by_content(plan& p) {
  p.id_.clear();
  p.id_ = "p-" + digest(to_json(p));
}

}  // namespace leeward::planning
