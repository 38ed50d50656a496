#include "roads/closures/way_index.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "roads/graph/first_where.h"

namespace leeward::roads {

namespace {

auto key_of(road_graph const& g, segment_id const s) { return std::tuple{way_of(g, s), s}; }

}  // namespace

way_index_data build_way_index(road_graph const& g) {
  auto index = way_index_data{.by_way_ = std::vector<segment_id>(segment_count(g))};
  for (auto i = std::uint32_t{0}; i != segment_count(g); ++i) {
    index.by_way_[i] = {i};
  }
  std::sort(begin(index.by_way_), end(index.by_way_),
            [&](segment_id const a, segment_id const b) { return key_of(g, a) < key_of(g, b); });
  return index;
}

way_index view_of(way_index_data const& data) { return {.by_way_ = data.by_way_}; }

std::optional<std::string> find_fault(way_index const& index, road_graph const& g) {
  if (index.by_way_.size() != segment_count(g)) {
    return fmt::format("the index of ways has {} entries for {} segments", index.by_way_.size(), segment_count(g));
  }
  auto const bad =
      first_where(index.by_way_.size(), [&](std::size_t const i) { return index.by_way_[i].v_ >= segment_count(g); });
  if (bad != index.by_way_.size()) {
    return fmt::format("the index of ways names segment {} of {}", index.by_way_[bad].v_, segment_count(g));
  }
  return std::nullopt;
}

std::span<segment_id const> segments_of_way(road_graph const& g, way_index const& index, std::int64_t const way) {
  auto const first = std::partition_point(begin(index.by_way_), end(index.by_way_),
                                          [&](segment_id const s) { return way_of(g, s) < way; });
  auto const last =
      std::partition_point(first, end(index.by_way_), [&](segment_id const s) { return way_of(g, s) == way; });
  return {first, last};
}

}  // namespace leeward::roads
