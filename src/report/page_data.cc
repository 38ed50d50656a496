#include "report/page_data.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/ensure.h"
#include "report/polyline.h"
#include "report/road_lines.h"
#include "report/who_waits.h"

namespace leeward::report {

namespace {

constexpr auto const kTolerance = 6.0;  // metres, of a way on the map

std::int64_t since(planning::scenario const& s, instant const t) { return (t - s.start_).v_; }

tl::unexpected<error> unknown(std::string_view const what, std::string const& id) {
  return invalid(fmt::format("The plan names the {} '{}', which is not there.", what, id), "plan");
}

std::vector<place_data> places_of(planning::scenario const& s) {
  auto all = std::vector<place_data>{};
  for (auto const& d : s.depots_) {
    all.push_back({d.id_, d.name_, "depot", d.position_, 0, 0});
  }
  for (auto const& p : planning::boarding_places(s)) {
    all.push_back({p.id_, p.name_, "pickup", p.position_, 0, 0});
  }
  for (auto const& c : s.centres_) {
    auto const beds = c.beds_.general_.v_ + c.beds_.accessible_.v_;
    all.push_back({c.id_, c.name_, "centre", c.position_, beds, c.tier_});
  }
  return all;
}

// Stretches of road on which the plan carries the same number of persons.
std::vector<flow> flows_of(roads::road_graph const& g, std::map<std::uint32_t, std::int64_t> const& carried) {
  auto by_persons = std::map<std::int64_t, std::vector<roads::segment_id>>{};
  for (auto const& [segment, persons] : carried) {
    by_persons[persons].push_back({segment});
  }
  auto flows = std::vector<flow>{};
  for (auto const& [persons, segments] : by_persons) {
    for (auto const& line : lines_of(g, segments)) {
      flows.push_back({persons, packed(simplified(line, kTolerance))});
    }
  }
  return flows;
}

}  // namespace

page_builder::page_builder(planning::scenario const& s, roads::road_graph const& g) : scenario_{s}, graph_{g} {
  data_.start_s_ = s.start_.unix_s_;
  data_.places_ = places_of(s);
  for (auto const& p : data_.places_) {
    place_by_id_.emplace(p.id_, static_cast<std::int64_t>(place_by_id_.size()));
    extent_.include(p.at_);
  }
}

result<std::int64_t> page_builder::place(std::string const& id) const {
  auto const found = place_by_id_.find(id);
  if (found == place_by_id_.end()) {
    return unknown("place", id);
  }
  return found->second;
}

std::int64_t page_builder::way_index(roads::route const& route) {
  for (auto const p : route.geometry_) {
    extent_.include(p);
  }
  auto line = packed(simplified(route.geometry_, kTolerance));
  auto const [known, is_new] = way_by_line_.try_emplace(line, static_cast<std::int64_t>(data_.ways_.size()));
  if (is_new) {
    data_.ways_.push_back(std::move(line));
  }
  return known->second;
}

result<void> page_builder::add_leg(vehicle_day& day, planning::leg const& leg, std::int64_t const on_board,
                                   std::int64_t const trip) {
  auto const to = place(leg.to_);
  auto const route = day.routes_(day.vehicle_.profile_, leg);
  if (!to) {
    return tl::unexpected{to.error()};
  }
  if (!route) {
    return tl::unexpected{route.error()};
  }
  auto const kind = on_board > 0 ? activity::kDriveLoaded : activity::kDriveEmpty;
  day.out_.items_.push_back({since(scenario_, leg.departure_), since(scenario_, leg.arrival_),
                             static_cast<std::int64_t>(kind), way_index(**route), *to, on_board, trip});
  if (on_board > 0) {
    for (auto const e : (*route)->edges_) {
      day.carried_[graph_.edges_[e.v_].in().v_] += on_board;
    }
  }
  return {};
}

result<void> page_builder::add_trip(vehicle_day& day, planning::trip const& trip, std::int64_t const index,
                                    trip_data& out) {
  auto& items = day.out_.items_;
  auto on_board = std::int64_t{0};
  auto const stand = [&](planning::stop const& stop, activity const what) {
    items.push_back({since(scenario_, stop.begin_), since(scenario_, stop.end_), static_cast<std::int64_t>(what), -1,
                     items.back()[4], on_board, index});
  };
  for (auto const& pickup : trip.pickups_) {
    if (auto const added = add_leg(day, pickup.way_, on_board, index); !added) {
      return added;
    }
    on_board += pickup.persons_.v_;
    stand(pickup, activity::kBoard);
    out.pickups_.push_back(items.back()[4]);
  }
  if (auto const added = add_leg(day, trip.centre_.way_, on_board, index); !added) {
    return added;
  }
  out.id_ = trip.id_;
  out.centre_ = items.back()[4];
  out.persons_ = on_board;
  out.departure_s_ = trip.pickups_.empty() ? 0 : since(scenario_, trip.pickups_.front().begin_);
  out.arrival_s_ = since(scenario_, trip.centre_.way_.arrival_);
  on_board = 0;
  stand(trip.centre_, activity::kUnload);
  return {};
}

result<void> page_builder::add_duty(vehicle_day& day, planning::duty const& duty, planning::plan const& plan,
                                    plan_data& out) {
  for (auto const& id : duty.trips_) {
    auto const trip = std::ranges::find(plan.trips_, id, &planning::trip::id_);
    if (trip == plan.trips_.end()) {
      return unknown("trip", id);
    }
    auto const index = trip - plan.trips_.begin();
    if (auto const added = add_trip(day, *trip, index, out.trips_[static_cast<std::size_t>(index)]); !added) {
      return added;
    }
  }
  out.last_s_ = std::max(out.last_s_, since(scenario_, duty.end_));
  return add_leg(day, duty.back_, 0, -1);
}

void page_builder::add_waiting(planning::plan const& plan, plan_data& out) const {
  out.waiting_.resize(data_.places_.size());
  for (auto const& [place, n] : waiting_by_place(scenario_, plan)) {
    auto const known = place_by_id_.find(place);
    auto& there = known == place_by_id_.end() ? out.at_home_ : out.waiting_[static_cast<std::size_t>(known->second)];
    there += n.v_;
  }
}

result<void> page_builder::add(std::string label, planning::plan const& plan, route_source const& routes) {
  auto out = plan_data{};
  out.label_ = std::move(label);
  add_waiting(plan, out);
  out.trips_.resize(plan.trips_.size());
  auto sum = carried{};
  for (auto const& vehicle : scenario_.vehicles_) {
    auto const depot = place(vehicle.depot_);
    if (!depot) {
      return tl::unexpected{depot.error()};
    }
    auto data = vehicle_data{vehicle.id_, vehicle.kind_, *depot, {}};
    auto day = vehicle_day{vehicle, routes, data, sum};
    for (auto const& duty : plan.duties_) {
      if (duty.vehicle_ != vehicle.id_) {
        continue;
      }
      if (auto const added = add_duty(day, duty, plan, out); !added) {
        return added;
      }
    }
    std::ranges::sort(data.items_);
    for (auto const& i : data.items_) {
      if (i[6] >= 0) {
        out.trips_[static_cast<std::size_t>(i[6])].vehicle_ = static_cast<std::int64_t>(out.vehicles_.size());
      }
    }
    out.vehicles_.push_back(std::move(data));
  }
  out.flows_ = flows_of(graph_, sum);
  carried_.push_back(std::move(sum));
  data_.plans_.push_back(std::move(out));
  return {};
}

void page_builder::compare_flows() {
  ensure(carried_.size() == 2, "two plans are compared");
  auto change = carried_[0];
  for (auto const& [segment, persons] : carried_[1]) {
    change[segment] -= persons;
  }
  std::erase_if(change, [](auto const& entry) { return entry.second == 0; });
  data_.changes_ = flows_of(graph_, change);
}

}  // namespace leeward::report
