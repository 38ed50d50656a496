#include "planning/made/ground.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "planning/model/places.h"
#include "planning/walking.h"
#include "roads/file/road_map.h"

namespace leeward::planning {

namespace {

// A square of the map, about 3 km by 2 km, where the map names no places.
constexpr auto const kCellE7 = std::int32_t{300'000};
constexpr auto const kMetresPerPerson = std::int64_t{5};
constexpr auto const kNearRoad = metres{400};
constexpr auto const kFewestPlaces = std::size_t{20};  // with fewer names a map tells nothing of where people live

std::int64_t usual_people(std::string_view const kind) {
  static auto const usual = std::map<std::string_view, std::int64_t>{
      {"city", 100'000}, {"town", 15'000}, {"suburb", 8'000}, {"village", 1'000}, {"hamlet", 100}};
  auto const found = usual.find(kind);
  return found == usual.end() ? 0 : found->second;
}

std::vector<settlement> named_places(roads::road_map const& map) {
  auto list = std::vector<settlement>{};
  for (auto const& p : map.places_) {
    auto const known = std::int64_t{p.population_};
    auto const kind = roads::place_text(map, p.kind_);
    auto const people = known != 0 ? known : usual_people(kind);
    if (people != 0) {
      list.push_back({std::string{roads::place_text(map, p.name_)}, p.where_, people, std::string{kind}});
    }
  }
  return list;
}

bool is_street(roads::road const& r) {
  return r.class_ > roads::road_class::kTrunk && r.class_ < roads::road_class::kTrack;
}

std::string_view name_of(roads::road_graph const& g, roads::road const& r) {
  auto const name = roads::text(g, r.name_);
  return name.empty() ? roads::text(g, r.ref_) : name;
}

struct cell {
  std::int64_t length_mm_{0};
  std::int64_t lat_sum_{0};
  std::int64_t lon_sum_{0};
  std::int64_t count_{0};
  std::map<std::string_view, std::int64_t> names_;  // -> length
};

settlement to_settlement(cell const& c) {
  auto const busiest = std::ranges::max_element(c.names_, {}, [](auto const& n) { return n.second; });
  auto const where = position{.lat_e7_ = static_cast<std::int32_t>(c.lat_sum_ / c.count_),
                              .lon_e7_ = static_cast<std::int32_t>(c.lon_sum_ / c.count_)};
  return {.name_ = busiest == c.names_.end() ? fmt::format("{:.2f},{:.2f}", where.lat(), where.lon())
                                             : std::string{busiest->first},
          .where_ = where,
          .people_ = c.length_mm_ / 1000 / kMetresPerPerson,
          .kind_ = {}};
}

std::vector<settlement> busy_squares(roads::road_graph const& g) {
  auto cells = std::map<std::pair<std::int32_t, std::int32_t>, cell>{};
  for (auto i = std::uint32_t{0}; i != roads::segment_count(g); ++i) {
    auto const& segment = g.segments_[i];
    auto const& road = g.roads_[segment.road_.v_];
    if (!is_street(road)) {
      continue;
    }
    auto const where = g.junctions_[segment.from_.v_];
    auto& c = cells[{where.lat_e7_ / kCellE7, where.lon_e7_ / kCellE7}];
    c.length_mm_ += segment.length_mm_;
    c.lat_sum_ += where.lat_e7_;
    c.lon_sum_ += where.lon_e7_;
    ++c.count_;
    if (auto const name = roads::text(g, road.name_); !name.empty()) {
      c.names_[name] += segment.length_mm_;
    }
  }
  auto list = std::vector<settlement>{};
  for (auto const& [at, c] : cells) {
    list.push_back(to_settlement(c));
  }
  return list;
}

std::optional<spot> nearest_road(roads::road_map const& map, roads::profile_id const coach, position const p) {
  auto const found = roads::snap(map, coach, p, kNearRoad);
  if (!found) {
    return std::nullopt;
  }
  auto const& graph = roads::network_of(map, coach).graph_;
  auto const& road = graph.roads_[graph.segments_[found->segment_.v_].road_.v_];
  return spot{.where_ = found->where_, .name_ = std::string{name_of(graph, road)}};
}

std::vector<home> homes_near(roads::road_map const& map, roads::situation const& foot, position const point,
                             std::span<position const> const spots) {
  auto const to = roads::snap(map, foot.profile(), point, kNearRoad);
  auto from = std::vector<roads::place_on_road>{};
  for (auto const p : spots) {
    if (auto const at = roads::snap(map, foot.profile(), p, kNearRoad)) {
      from.push_back(*at);
      from.back().off_ = {};  // the home is moved to the way
    }
  }
  auto list = std::vector<home>{};
  if (!to || from.empty()) {
    return list;
  }
  auto times = std::vector<roads::weight>(from.size());
  foot.matrix(std::span{&*to, 1}, from, times);
  for (auto i = std::size_t{0}; i != from.size(); ++i) {
    if (times[i] < roads::kNever) {
      list.push_back({from[i].where_, walked(times[i], to->off_)});
    }
  }
  std::ranges::stable_sort(list, {}, &home::walk_);
  return list;
}

std::optional<way> driven(roads::road_map const& map, roads::situation const& coach, position const a,
                          position const b) {
  auto const from = roads::snap(map, coach.profile(), a, kSnapLimit);
  auto const to = roads::snap(map, coach.profile(), b, kSnapLimit);
  if (!from || !to) {
    return std::nullopt;
  }
  auto const route = coach.find_route(*from, *to);
  if (!route) {
    return std::nullopt;
  }
  return way{to_metres(route->length_), to_seconds_up(route->duration_)};
}

}  // namespace

result<ground> ground_of(std::shared_ptr<roads::road_map const> const& map) {
  auto const coach = roads::find_profile(*map, "coach");
  auto const foot = roads::find_profile(*map, "foot");
  if (!coach || !foot) {
    return tl::unexpected{coach ? foot.error() : coach.error()};
  }
  auto made = ground{.settlements_ = named_places(*map), .on_road_ = {}, .homes_ = {}, .drive_ = {}};
  if (made.settlements_.size() < kFewestPlaces) {
    made.settlements_ = busy_squares(roads::network_of(*map, *coach).graph_);
  }
  std::ranges::sort(made.settlements_, [](settlement const& a, settlement const& b) {
    return std::tuple{-a.people_, a.where_} < std::tuple{-b.people_, b.where_};
  });
  made.on_road_ = [map, id = *coach](position const p) { return nearest_road(*map, id, p); };
  made.homes_ = [map, on_foot = roads::situation{map, *foot}](position const point,
                                                              std::span<position const> const spots) {
    return homes_near(*map, on_foot, point, spots);
  };
  made.drive_ = [map, by_coach = roads::situation{map, *coach}](position const a, position const b) {
    return driven(*map, by_coach, a, b);
  };
  return made;
}

}  // namespace leeward::planning
