#include "roads/closures/resolve.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "roads/closures/area.h"
#include "roads/closures/fold_case.h"

namespace leeward::roads {

namespace {

using segments = std::vector<segment_id>;

segments of_ways(closable_network const& n, std::vector<std::int64_t> const& ways) {
  auto found = segments{};
  for (auto const way : ways) {
    auto const of_way = segments_of_way(n.graph_, n.ways_, way);
    found.insert(end(found), begin(of_way), end(of_way));
  }
  return found;
}

// "B 3;B 37" is the reference of two roads.
bool has_reference(std::string_view refs, std::string_view const wanted) {
  while (!refs.empty()) {
    auto const semicolon = refs.find(';');
    auto one = refs.substr(0, semicolon);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one == wanted) {
      return true;
    }
    refs = semicolon == std::string_view::npos ? std::string_view{} : refs.substr(semicolon + 1);
  }
  return false;
}

segments of_name(closable_network const& n, std::string_view const name) {
  auto const& g = n.graph_;
  auto const wanted = fold_case(name);
  auto const is_wanted = [&](road const& r) {
    return fold_case(text(g, r.name_)) == wanted || fold_case(text(g, r.name_en_)) == wanted ||
           has_reference(fold_case(text(g, r.ref_)), wanted);
  };
  auto const roads = [&] {
    auto matches = std::vector<bool>(g.roads_.size());
    std::transform(begin(g.roads_), end(g.roads_), begin(matches), is_wanted);
    return matches;
  }();
  auto found = segments{};
  for (auto i = std::uint32_t{0}; i != segment_count(g); ++i) {
    if (roads[g.segments_[i].road_.v_]) {
      found.push_back({i});
    }
  }
  return found;
}

segments in_area(closable_network const& n, polygon const& area) {
  auto bounds = box{};
  for (auto const& p : area) {
    bounds.add(p);
  }
  auto found = segments{};
  for_each_near(n.segments_, bounds, [&](segment_id const s) {
    if (touches(area, bounds, shape(n.graph_, s))) {
      found.push_back(s);
    }
  });
  return found;
}

std::optional<segment_id> nearest_where(closable_network const& n, position const p,
                                        std::function<bool(segment_id)> const& usable) {
  auto const found = nearest(n.graph_, n.segments_, p, kNearLimitM, usable);
  return found.has_value() ? std::optional{found->segment_} : std::nullopt;
}

segments near(std::span<closable_network const> const networks, std::size_t const of, position const p) {
  for (auto const& n : networks) {
    auto const first = nearest_where(n, p, [](segment_id) { return true; });
    if (!first.has_value()) {
      continue;
    }
    auto const way = way_of(n.graph_, *first);
    auto const& own = networks[of];
    auto const same =
        &n == &own ? first : nearest_where(own, p, [&](segment_id const s) { return way_of(own.graph_, s) == way; });
    return same.has_value() ? segments{*same} : segments{};
  }
  return {};
}

segments find(closure const& c, std::span<closable_network const> const networks, std::size_t const of) {
  auto const& n = networks[of];
  if (c.ways_.has_value()) {
    return of_ways(n, *c.ways_);
  }
  if (c.name_.has_value()) {
    return of_name(n, *c.name_);
  }
  if (c.area_.has_value()) {
    return in_area(n, *c.area_);
  }
  return c.near_.has_value() ? near(networks, of, *c.near_) : segments{};
}

std::string what_it_names(closure const& c) {
  if (c.ways_.has_value()) {
    return fmt::format("no OSM way {}", fmt::join(*c.ways_, ", "));
  }
  if (c.name_.has_value()) {
    return fmt::format("no road with the name or reference \"{}\"", *c.name_);
  }
  if (c.near_.has_value()) {
    return fmt::format("no road within {} m of {:.7f},{:.7f}", kNearLimitM, c.near_->lat(), c.near_->lon());
  }
  return "no road in or across its area";
}

bool finds_any(closure const& c, std::span<closable_network const> const networks) {
  for (auto i = std::size_t{0}; i != networks.size(); ++i) {
    if (!find(c, networks, i).empty()) {
      return true;
    }
  }
  return false;
}

// What may explain that a place has no road.
std::string suspicion(closure c, std::span<closable_network const> const networks) {
  auto const swap = [](position& p) { p = {.lat_e7_ = p.lon_e7_, .lon_e7_ = p.lat_e7_}; };
  if (c.near_.has_value()) {
    swap(*c.near_);
  } else if (c.area_.has_value()) {
    std::for_each(begin(*c.area_), end(*c.area_), swap);
  } else {
    return {};
  }
  return finds_any(c, networks) ? " Latitude and longitude look swapped: the other way round there are roads." : "";
}

std::vector<edge> in_directions(segments found, closed_direction const d) {
  std::sort(begin(found), end(found));
  found.erase(std::unique(begin(found), end(found)), end(found));
  auto edges = std::vector<edge>{};
  edges.reserve(found.size() * 2);
  for (auto const s : found) {
    if (d != closed_direction::kBackward) {
      edges.push_back(make_edge(s, direction::kForward));
    }
    if (d != closed_direction::kForward) {
      edges.push_back(make_edge(s, direction::kBackward));
    }
  }
  return edges;
}

}  // namespace

result<std::vector<edge>> resolve(closure const& c, std::span<closable_network const> const networks,
                                  std::size_t const of) {
  auto found = find(c, networks, of);
  if (found.empty() && !finds_any(c, networks)) {
    return fail(error_kind::kNotFound,
                fmt::format("Closure \"{}\": the map has {}.{}", c.id_, what_it_names(c), suspicion(c, networks)),
                c.id_);
  }
  return in_directions(std::move(found), c.direction_);
}

}  // namespace leeward::roads
