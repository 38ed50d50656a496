#include "report/background.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "planning/measure.h"
#include "report/polyline.h"
#include "report/road_lines.h"
#include "roads/closures/resolve.h"

namespace leeward::report {

namespace {

constexpr auto const kRoadBytes = std::size_t{1'400'000};
constexpr auto const kMaxNames = std::size_t{400};
constexpr auto const kMargin = 0.12;
constexpr auto const kTolerance = 6.0;  // metres

position middle_of(std::vector<std::vector<position>> const& lines) {
  auto const longest = std::ranges::max_element(lines, {}, &std::vector<position>::size);
  return longest == lines.end() ? position{} : (*longest)[longest->size() / 2];
}

result<std::vector<closure_data>> closures_drawn(planning::scenario const& s, roads::map_network const& n) {
  auto out = std::vector<closure_data>{};
  auto const networks = std::array{roads::closable_network{n.graph_, n.segments_, n.ways_}};
  for (auto const& c : planning::closures_during(s)) {
    auto const edges = roads::resolve(c, networks, 0);
    if (!edges) {
      return tl::unexpected{edges.error()};
    }
    auto segments = std::vector<roads::segment_id>{};
    for (auto const e : *edges) {
      segments.push_back(e.in());
    }
    segments.erase(std::ranges::unique(segments).begin(), segments.end());
    auto const lines = lines_of(n.graph_, segments);
    auto data = closure_data{c.id_, c.reason_, c.speed_percent_ == roads::kClosed, middle_of(lines), {}};
    for (auto const& line : lines) {
      data.lines_.push_back(packed(simplified(line, kTolerance)));
    }
    out.push_back(std::move(data));
  }
  return out;
}

std::vector<place_name> names_inside(roads::road_map const& map, box const& shown) {
  auto names = std::vector<place_name>{};
  for (auto const& p : map.places_) {
    auto here = box{};
    here.include(p.where_);
    if (shown.meets(here)) {
      names.push_back({std::string{roads::place_text(map, p.name_)}, std::string{roads::place_text(map, p.name_en_)},
                       std::string{roads::place_text(map, p.kind_)}, p.population_, p.where_});
    }
  }
  std::ranges::stable_sort(names, std::greater{}, &place_name::population_);
  names.resize(std::min(names.size(), kMaxNames));
  return names;
}

}  // namespace

result<roads::map_network const*> network_for(roads::road_map const& map, planning::scenario const& s) {
  roads::map_network const* network = nullptr;
  for (auto const& v : s.vehicles_) {
    auto const profile = roads::find_profile(map, v.profile_);
    if (!profile) {
      return tl::unexpected{profile.error()};
    }
    auto const& uses = roads::network_of(map, *profile);
    if (network != nullptr && network != &uses) {
      return invalid(fmt::format("The vehicle '{}' with the profile '{}' uses other roads than the first vehicle; one "
                                 "report shows one kind of roads.",
                                 v.id_, v.profile_),
                     "vehicles");
    }
    network = &uses;
  }
  if (network == nullptr) {  // nobody drives; the map is still shown, with the roads of its first profile
    return &roads::network_of(map, roads::profile_id{0});
  }
  return network;
}

result<void> add_background(page_data& data, box shown, roads::road_map const& map, roads::map_network const& network,
                            planned const& now, std::optional<planned> const& before) {
  shown.widen(kMargin);
  data.low_ = shown.low_;
  data.high_ = shown.high_;
  data.attribution_ = roads::attribution(map);
  data.roads_ = draw_roads(network.graph_, shown, kRoadBytes);
  data.names_ = names_inside(map, shown);
  auto closures = closures_drawn(now.scenario_, network);
  if (!closures) {
    return tl::unexpected{closures.error()};
  }
  data.plans_[0].closures_ = std::move(*closures);
  if (before) {
    auto closures_then = closures_drawn(before->scenario_, network);
    if (!closures_then) {
      return tl::unexpected{closures_then.error()};
    }
    data.plans_[1].closures_ = std::move(*closures_then);
  }
  return {};
}

}  // namespace leeward::report
