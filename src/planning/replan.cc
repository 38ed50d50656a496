#include "planning/replan.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "planning/changes.h"
#include "planning/keep_trips.h"
#include "planning/problem.h"

namespace leeward::planning {

namespace {

bool has(std::vector<std::string> const& list, std::string_view const id) {
  return std::ranges::find(list, id) != list.end();
}

// Tickets of the plan before that no plan can keep: they name a vehicle, a centre or a point that is gone, or no road
// leads from the one to the other any more.
class impossible {
public:
  impossible(problem const& p, losses const& lost) : p_{p}, lost_{lost}, places_{places_of(p.scenario_)} {
    for (auto i = std::uint32_t{0}; i != places_.size(); ++i) {
      place_.emplace(places_[i].id_, place_id{i});
    }
    for (auto i = std::uint32_t{0}; i != p.vehicles_.size(); ++i) {
      vehicle_.emplace(p.scenario_.vehicles_[i].id_, vehicle_id{i});
    }
  }

  bool operator()(promise const& was) const {
    auto const v = vehicle_.find(was.vehicle_);
    auto const from = place_.find(was.pickup_point_);
    auto const to = place_.find(was.centre_);
    return v == vehicle_.end() || from == place_.end() || to == place_.end() || has(lost_.vehicles_, was.vehicle_) ||
           has(lost_.centres_, was.centre_) || has(lost_.points_, was.pickup_point_) ||
           p_.least(v->second, from->second, to->second) >= kNoWay;
  }

private:
  problem const& p_;
  losses const& lost_;
  std::vector<place> places_;
  std::unordered_map<std::string_view, place_id> place_;
  std::unordered_map<std::string_view, vehicle_id> vehicle_;
};

}  // namespace

replanned replan(scenario const& now, plan const& before, losses const& lost, road_times const& times,
                 planning_options const& options) {
  auto const p = problem{now, times};
  auto kept = keep_trips(p, before);
  auto further = now;
  further.committed_ = std::move(kept.all_);
  auto made = replanned{
      .plan_ = make_plan(further, times, options), .had_to_change_ = 0, .new_tickets_ = 0, .kept_trips_ = kept.trips_};
  made.plan_.changes_ = changes_between(now, before, made.plan_);
  auto const cannot_stay = impossible{p, lost};
  for (auto const& c : *made.plan_.changes_) {
    made.new_tickets_ += c.was_ ? 0 : 1;
    made.had_to_change_ += c.was_ && cannot_stay(*c.was_) ? 1 : 0;
  }
  return made;
}

}  // namespace leeward::planning
