#include "planning/replan.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "planning/changes.h"
#include "planning/fill_seats.h"
#include "planning/go_on.h"
#include "planning/keep_trips.h"
#include "planning/must_change.h"
#include "planning/reasons.h"
#include "planning/write_plan.h"

namespace leeward::planning {

namespace {

// Those for whom nothing is kept and who can be served at all; the others get their reason.
std::vector<household_id> who_waits(problem const& p, kept_plan const& kept, std::vector<unserved>& never) {
  auto list = std::vector<household_id>{};
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    if (kept.is_kept_[i]) {
      continue;
    }
    auto reasons = why_never(p, {i});
    if (reasons.empty()) {
      list.push_back({i});
    }
    std::ranges::move(reasons, std::back_inserter(never));
  }
  sort_waiting(p, list);
  return list;
}

// Legs of the plan before, so that the roads are not asked again how long a leg is that takes the same time.
class known_lengths {
public:
  known_lengths(problem const& p, plan const& before) : p_{p}, before_{before} {}

  std::optional<metres> operator()(vehicle_id const v, place_id const from, place_id const to, seconds const driving) {
    if (legs_.empty()) {
      collect();
    }
    auto const sought = key{p_.vehicles_[v.v_].profile_, from, to, driving};
    auto const at = std::ranges::lower_bound(legs_, sought, {}, &known::first);
    return at == legs_.end() || at->first != sought ? std::nullopt : std::optional{at->second};
  }

private:
  using key = std::tuple<std::size_t, place_id, place_id, seconds>;
  using known = std::pair<key, metres>;

  void collect() {
    for (auto const& t : before_.trips_) {
      for (auto const& at : t.pickups_) {
        add(t.vehicle_, at.way_);
      }
      add(t.vehicle_, t.centre_.way_);
    }
    for (auto const& d : before_.duties_) {
      add(d.vehicle_, d.back_);
    }
    std::ranges::sort(legs_);
  }

  void add(std::string_view const vehicle, leg const& l) {
    auto const& n = p_.names_;
    auto const v = n.vehicles_.find(vehicle);
    auto const from = n.places_.find(l.from_);
    auto const to = n.places_.find(l.to_);
    if (v != n.vehicles_.end() && from != n.places_.end() && to != n.places_.end()) {
      legs_.push_back({{p_.vehicles_[v->second.v_].profile_, from->second, to->second, l.driving_s_}, l.length_m_});
    }
  }

  problem const& p_;
  plan const& before_;
  std::vector<known> legs_{};  // sorted
};

void remember_lengths(problem const& p, plan const& before, solution& done) {
  auto known = known_lengths{p, before};
  for (auto& d : done.duties_) {
    auto const& vehicle = p.vehicles_[d.vehicle_.v_];
    auto at = d.begun_ ? vehicle.begun_[*d.begun_].at_ : p.at(vehicle.depot_);
    for (auto const r : d.runs_) {
      for (auto& stop : done.runs_[r].run_.stops_) {
        if (!stop.length_) {
          stop.length_ = known(d.vehicle_, at, stop.place_, stop.driving_);
        }
        at = stop.place_;
      }
    }
    if (!d.home_.length_) {
      d.home_.length_ = known(d.vehicle_, at, p.at(vehicle.depot_), d.home_.driving_);
    }
  }
}

void count_changes(problem const& p, plan const& before, losses const& lost, replanned& made) {
  made.plan_.changes_ = changes_between(p.scenario_, before, made.plan_);
  made.new_tickets_ = std::ranges::count_if(*made.plan_.changes_, [](changed_ticket const& c) { return !c.was_; });
  made.had_to_change_ = count_must_change(p, before, lost, *made.plan_.changes_);
}

}  // namespace

solution plan_again(problem const& p, plan const& before, std::uint64_t const seed) {
  auto kept = keep_trips(p, before);
  auto never = std::vector<unserved>{};
  auto waiting = who_waits(p, kept, never);
  fill_seats(p, waiting, kept);
  auto done = go_on(p, kept, waiting, seed);
  done.unserved_.insert(done.unserved_.end(), never.begin(), never.end());
  return done;
}

replanned write_replanned(problem const& p, solution done, plan const& before, losses const& lost,
                          planning_options const& options) {
  remember_lengths(p, before, done);
  auto made =
      replanned{.plan_ = write_plan(p, done, options.made_from_),
                .had_to_change_ = 0,
                .new_tickets_ = 0,
                .kept_trips_ = std::ranges::count_if(done.runs_, [](done_run const& r) { return !r.id_.empty(); })};
  count_changes(p, before, lost, made);
  return made;
}

namespace {

// What goes on, as if all of it had begun: the rest is planned and improved around it.
scenario with_kept(problem const& p, plan const& before) {
  auto kept = keep_trips(p, before);
  auto never = std::vector<unserved>{};
  auto waiting = who_waits(p, kept, never);
  fill_seats(p, waiting, kept);
  remember_lengths(p, before, kept.done_);
  auto const only = write_plan(p, kept.done_, {});
  auto further = p.scenario_;
  auto& committed = further.committed_ ? *further.committed_ : further.committed_.emplace();
  committed.trips_ = only.trips_;
  committed.duties_ = only.duties_;
  return further;
}

bool is_better(totals const& a, totals const& b) {
  return std::tuple{a.unserved_weight_, a.weighted_waiting_s_} < std::tuple{b.unserved_weight_, b.weighted_waiting_s_};
}

}  // namespace

replanned replan(scenario const& now, plan const& before, losses const& lost, road_times const& times,
                 planning_options const& options) {
  auto const p = problem{now, times};
  auto made = write_replanned(p, plan_again(p, before, options.made_from_.seed_), before, lost, options);
  if (options.improve_) {
    if (auto better = make_plan(with_kept(p, before), times, options); is_better(better.totals_, made.plan_.totals_)) {
      made.plan_ = std::move(better);
      count_changes(p, before, lost, made);
    }
  }
  return made;
}

}  // namespace leeward::planning
