#include "planning/trips/solution.h"

#include <algorithm>
#include <cstddef>

#include "planning/trips/route.h"

namespace leeward::planning::trips {

std::int64_t unserved_weight(load const& l) { return l.optional_ ? 0 : std::max(std::int64_t{1}, l.weight_); }

value value_of(problem const& p, solution const& s) {
  auto out = value{};
  auto at_desks = std::vector<std::int64_t>{};
  if (p.desks_) {
    at_desks.resize(p.centres() * static_cast<std::size_t>(p.desks_->steps_));
  }
  for (auto const l : s.unserved_) {
    out.unserved_ += unserved_weight(p.at(l));
  }
  for (auto v = std::size_t{0}; v != s.trips_.size(); ++v) {
    auto const& vehicle = p.vehicles_[v];
    if (p.crews_) {
      auto const r = make_route(p, {static_cast<std::uint32_t>(v)}, s.trips_[v]);
      out.waiting_ += p.waiting_counts_ ? r.waited() : 0;
      out.makespan_ = std::max(out.makespan_, r.arrival());
      for (auto const& stop : r.stops_) {
        if (p.desks_ && !stop.trip_.load_.is_none()) {
          at_desks[p.desks_->slot(stop.trip_.centre_, stop.arrival_)] += p.at(stop.trip_.load_).persons_;
        }
      }
      continue;
    }
    auto now = vehicle.available_from_;
    auto at = centre_id{};
    for (auto const& t : s.trips_[v]) {
      auto const& l = p.at(t.load_);
      now += at.is_none() ? p.from_start(vehicle, l.point_) : p.to_point(vehicle, at, l.point_);
      now = std::max(now, l.ready_) + l.loading_ + p.to_centre(vehicle, l.point_, t.centre_);
      out.waiting_ += p.waiting_counts_ ? l.weight_ * (now - l.ready_) : 0;
      out.makespan_ = std::max(out.makespan_, now);
      now += l.unloading_;
      at = t.centre_;
    }
  }
  if (p.desks_ && p.waiting_counts_) {
    for (auto i = std::size_t{0}; i != at_desks.size(); ++i) {
      out.waiting_ += p.desks_->cost(i, at_desks[i]);
    }
  }
  return out;
}

}  // namespace leeward::planning::trips
