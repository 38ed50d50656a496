#include "report/busiest_road.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "report/background.h"
#include "report/ways.h"

namespace leeward::report {

namespace {

using roads::road_graph;

constexpr auto const kSameBridge = millimetres{300'000};

struct part {
  std::int64_t way_{0};
  std::string_view name_;
  position where_;
  std::size_t group_{0};  // what is closed together
};

std::string_view name_of(road_graph const& g, roads::road const& r) {
  auto const name = roads::text(g, r.name_);
  return name.empty() ? roads::text(g, r.ref_) : name;
}

position middle_of(position const a, position const b) {
  return {a.lat_e7_ + (b.lat_e7_ - a.lat_e7_) / 2, a.lon_e7_ + (b.lon_e7_ - a.lon_e7_) / 2};
}

bool same_bridge(part const& a, part const& b) {
  return a.way_ == b.way_ ||
         (!a.name_.empty() && a.name_ == b.name_ && distance_between(a.where_, b.where_) <= kSameBridge);
}

part part_of(road_graph const& g, roads::segment_id const s) {
  auto const& road = g.roads_[g.segments_[s.v_].road_.v_];
  auto const line = roads::shape(g, s);
  return {road.way_, name_of(g, road), middle_of(line.front(), line.back()), 0};
}

using parts_by_segment = std::map<std::uint32_t, part>;

// Every piece of road on a bridge.
parts_by_segment bridges_of(road_graph const& g) {
  auto parts = parts_by_segment{};
  auto order = std::vector<part*>{};
  for (auto s = roads::segment_id{0}; s.v_ < roads::segment_count(g); ++s.v_) {
    if ((g.roads_[g.segments_[s.v_].road_.v_].flags_ & roads::road_flag::kBridge) != 0) {
      order.push_back(&parts.emplace(s.v_, part_of(g, s)).first->second);
    }
  }
  for (auto i = std::size_t{0}; i < order.size(); ++i) {
    auto const earlier = std::span{order}.first(i);
    auto const known = std::ranges::find_if(earlier, [&](part const* const p) { return same_bridge(*p, *order[i]); });
    order[i]->group_ = known == earlier.end() ? i : (*known)->group_;
  }
  return parts;
}

// Every piece of road, by way.
parts_by_segment ways_of(road_graph const& g) {
  auto parts = parts_by_segment{};
  auto groups = std::map<std::int64_t, std::size_t>{};
  for (auto s = roads::segment_id{0}; s.v_ < roads::segment_count(g); ++s.v_) {
    auto p = part_of(g, s);
    p.group_ = groups.emplace(p.way_, groups.size()).first->second;
    parts.emplace(s.v_, p);
  }
  return parts;
}

struct load {
  std::int64_t trips_{0};
  persons persons_;
};

// Counts a trip once for each group on its loaded way.
result<void> count(planning::trip const& trip, std::string const& profile, road_graph const& g, way_finder& ways,
                   parts_by_segment const& parts, std::map<std::size_t, load>& loads) {
  auto crossed = std::map<std::size_t, persons>{};
  auto on_board = persons{};
  auto const drive = [&](planning::leg const& leg) -> result<void> {
    auto const route = ways.of(profile, leg);
    if (!route) {
      return tl::unexpected{route.error()};
    }
    for (auto const e : (*route)->edges_) {
      if (auto const p = parts.find(g.edges_[e.v_].in().v_); p != parts.end()) {
        crossed[p->second.group_] = std::max(crossed[p->second.group_], on_board);
      }
    }
    return {};
  };
  for (auto const& stop : trip.pickups_) {
    if (on_board.v_ > 0) {
      if (auto const driven = drive(stop.way_); !driven) {
        return driven;
      }
    }
    on_board += stop.persons_;
  }
  if (auto const driven = drive(trip.centre_.way_); !driven) {
    return driven;
  }
  for (auto const& [group, n] : crossed) {
    loads[group].trips_ += 1;
    loads[group].persons_ += n;
  }
  return {};
}

result<std::map<std::size_t, load>> loads_of(planning::scenario const& s, planning::plan const& plan,
                                             road_graph const& g, way_finder& ways, parts_by_segment const& parts) {
  auto profiles = std::map<std::string_view, std::string const*>{};
  for (auto const& v : s.vehicles_) {
    profiles.emplace(v.id_, &v.profile_);
  }
  auto loads = std::map<std::size_t, load>{};
  for (auto const& t : plan.trips_) {
    auto const profile = profiles.find(t.vehicle_);
    if (profile == profiles.end()) {
      return invalid(fmt::format("The plan's trip '{}' uses the vehicle '{}', which its scenario does not have.", t.id_,
                                 t.vehicle_),
                     "plan");
    }
    if (auto const counted = count(t, *profile->second, g, ways, parts, loads); !counted) {
      return tl::unexpected{counted.error()};
    }
  }
  return loads;
}

}  // namespace

result<std::optional<busy_road>> busiest_road(std::shared_ptr<roads::road_map const> const& map,
                                              planning::scenario const& s, planning::plan const& plan) {
  auto ways = way_finder::make(map, s);
  auto const network = network_for(*map, s);
  if (!ways || !network) {
    return tl::unexpected{!ways ? ways.error() : network.error()};
  }
  auto const& g = (*network)->graph_;
  auto found = busy_road{};
  auto parts = bridges_of(g);
  auto loads = loads_of(s, plan, g, *ways, parts);
  if (loads && loads->empty()) {
    found.is_bridge_ = false;
    parts = ways_of(g);
    loads = loads_of(s, plan, g, *ways, parts);
  }
  if (!loads) {
    return tl::unexpected{loads.error()};
  }
  if (loads->empty()) {
    return std::optional<busy_road>{};
  }
  auto const most = std::ranges::max_element(*loads, {}, [](auto const& l) { return l.second.persons_; });
  found.trips_ = most->second.trips_;
  found.persons_ = most->second.persons_;
  auto members = std::set<std::int64_t>{};
  for (auto const& [segment, p] : parts) {
    if (p.group_ == most->first) {
      members.insert(p.way_);
      found.name_ = p.name_;
    }
  }
  found.ways_.assign(members.begin(), members.end());
  return std::optional{std::move(found)};
}

roads::closure closing(busy_road const& b) {
  auto c = roads::closure{};
  c.id_ = b.is_bridge_ ? "bridge" : "road";
  c.reason_ = b.name_.empty() ? fmt::format("the busiest {}", c.id_)
              : b.is_bridge_  ? fmt::format("the bridge of {}", b.name_)
                              : fmt::format("{} where most people pass", b.name_);
  c.ways_ = b.ways_;
  return c;
}

}  // namespace leeward::report
