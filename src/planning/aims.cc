#include "planning/aims.h"

#include <algorithm>

#include "planning/improve_plan.h"

namespace leeward::planning {

namespace {

metres way_length(problem const& p, vehicle_id const v, place_id const from, place_id const to) {
  return from == to ? metres{} : p.times_.length_(p.vehicles_[v.v_].profile_, from, to, 0);
}

metres length_of(problem const& p, solution const& s) {
  auto sum = metres{};
  for (auto const& d : s.duties_) {
    auto const depot = p.at(p.vehicles_[d.vehicle_.v_].depot_);
    auto at = depot;
    for (auto const i : d.runs_) {
      for (auto const& stop : s.runs_[i].run_.stops_) {
        sum += way_length(p, d.vehicle_, at, stop.place_);
        at = stop.place_;
      }
    }
    sum += way_length(p, d.vehicle_, at, depot);
  }
  return sum;
}

persons in_own_tier(problem const& p, solution const& s) {
  auto sum = persons{};
  for (auto const& done : s.runs_) {
    if (p.scenario_.centres_[done.run_.centre_.v_].tier_ == 1) {
      for (auto const& at : done.run_.pickups_) {
        sum += at.persons_;
      }
    }
  }
  return sum;
}

}  // namespace

bool lengths_count(problem const& p) { return p.times_.slices_.size() == 1; }

aims aims_of(problem const& p, solution const& s) {
  auto const w = worth_of(p, s);
  return {.unserved_weight_ = w.unserved_,
          .weighted_waiting_s_ = w.waiting_s_,
          .clearance_s_ = w.clearance_s_,
          .not_own_ = -in_own_tier(p, s).v_,
          .length_m_ = lengths_count(p) ? length_of(p, s).v_ : 0};
}

}  // namespace leeward::planning
