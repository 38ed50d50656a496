#include "roads/region_maker/chart.h"

#include <cmath>
#include <utility>

namespace leeward::roads::made {

namespace {

constexpr auto const kMetresPerDegree = 111'250.0;

std::int32_t to_e7(double const degrees) { return static_cast<std::int32_t>(std::floor(degrees * 1e7 + 0.5)); }

}  // namespace

position chart::to_position(spot const s) const {
  auto const lat = centre_.lat() + s.y_ / kMetresPerDegree;
  auto const shrink = towards(lat / 360).x_;  // cosine
  return {to_e7(lat), to_e7(centre_.lon() + s.x_ / (kMetresPerDegree * shrink))};
}

std::uint32_t chart::add_node(spot const s, region_tags tags) {
  out_.nodes_.push_back({to_position(s), std::move(tags)});
  return static_cast<std::uint32_t>(out_.nodes_.size() - 1);
}

std::uint32_t chart::add_line(line const& l, region_tags tags) {
  auto w = region_way{.tags_ = std::move(tags)};
  for (auto const& s : l) {
    w.nodes_.push_back(add_node(s));
  }
  out_.ways_.push_back(std::move(w));
  return static_cast<std::uint32_t>(out_.ways_.size() - 1);
}

std::uint32_t chart::add_area(ring const& r, region_tags tags) {
  auto const index = add_line(r, std::move(tags));
  auto& w = out_.ways_[index];
  w.nodes_.push_back(w.nodes_.front());
  return index;
}

}  // namespace leeward::roads::made
