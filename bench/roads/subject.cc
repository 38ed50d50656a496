#include "roads/subject.h"

#include <utility>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/file.h"
#include "figure.h"
#include "roads/dijkstra/dijkstra.h"
#include "roads/file/map_file.h"
#include "roads/make/make_map.h"
#include "roads/region_maker/region_maker.h"
#include "roads/roads.h"

namespace leeward::bench {

void subject::print(std::string_view const figure, double const value, std::string_view const unit,
                    double const yardstick) const {
  bench::print(fmt::format("roads.{}.{}", name_, figure), value, unit, yardstick);
}

subject make_subject(std::string name, std::filesystem::path const& extract, std::filesystem::path const& folder) {
  auto s = subject{};
  s.name_ = std::move(name);
  s.extract_ = extract;
  s.roads_ = folder / (s.name_ + ".roads");
  s.megabytes_ = static_cast<double>(std::filesystem::file_size(extract)) / 1e6;
  auto map = roads::make_map(extract, {});
  ensure(map.has_value(), "the extract can be imported");
  s.map_ = map->map_;
  ensure(roads::write_map(*s.map_, s.roads_).has_value(), "the map can be written");
  s.dijkstra_s_ = measure_dijkstra(profile_of(*s.map_, "car"));
  return s;
}

std::filesystem::path make_extract(std::string const& name, std::int64_t const people, double const detail,
                                   std::filesystem::path const& folder) {
  auto const region = roads::make_region({.people_ = people, .detail_ = detail});
  ensure(region.has_value(), "a region can be made");
  auto bytes = std::string{};
  roads::write_region(*region, [&](std::string_view const part) { bytes += part; });
  auto path = folder / (name + ".osm.pbf");
  ensure(write_atomically(path, bytes).has_value(), "a region can be written");
  return path;
}

profile_view profile_of(roads::road_map const& m, std::string_view const name) {
  auto const p = roads::find_profile(m, name);
  ensure(p.has_value(), "the map has the default profiles");
  return {.network_ = roads::network_of(m, *p), .profile_ = m.profiles_[p->v_], .id_ = *p};
}

roads::edge_id random_edge(random_source& dice, profile_view const& p) {
  auto e = roads::edge_id{};
  do {
    e = {static_cast<std::uint32_t>(dice.below(p.network_.graph_.edges_.size()))};
  } while (p.profile_.weights_.edge_ms_[e.v_] >= roads::kNever);
  return e;
}

roads::place_on_road random_place(random_source& dice, profile_view const& p) {
  auto const& g = p.network_.graph_;
  auto const in = g.edges_[random_edge(dice, p).v_].in();
  return {.segment_ = in,
          .along_mm_ = static_cast<std::uint32_t>(dice.between(0, g.segments_[in.v_].length_mm_)),
          .where_ = roads::shape(g, in).front(),
          .off_ = {}};
}

std::vector<roads::place_on_road> random_places(random_source& dice, profile_view const& p, std::size_t const count) {
  auto places = std::vector<roads::place_on_road>{};
  while (places.size() != count) {
    places.push_back(random_place(dice, p));
  }
  return places;
}

double measure_dijkstra(profile_view const& p) {
  auto dice = random_source{1};
  auto search = roads::reference_search{p.network_.graph_, p.profile_.weights_};
  return median_time(25, [&] { search.run(random_place(dice, p)); });
}

}  // namespace leeward::bench
