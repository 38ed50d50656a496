#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "roads/graph/road_graph.h"

// The segments of an OSM way.
namespace leeward::roads {

template <template <typename> typename A>
struct way_index_arrays {
  A<segment_id> by_way_;  // every segment once, by way, then by number
};

using way_index_data = way_index_arrays<owned_array>;
using way_index = way_index_arrays<view_array>;

template <typename Index, typename Fn>
void for_each_array(Index& i, Fn&& fn)
  requires requires { i.by_way_; }
{
  fn("bywa", i.by_way_);
}

way_index_data build_way_index(road_graph const&);

way_index view_of(way_index_data const&);

// Of an index that was read from a file: what would make a search leave the arrays, if anything.
std::optional<std::string> find_fault(way_index const&, road_graph const&);

inline std::int64_t way_of(road_graph const& g, segment_id const s) {
  return g.roads_[g.segments_[s.v_].road_.v_].way_;
}

std::span<segment_id const> segments_of_way(road_graph const&, way_index const&, std::int64_t way);

}  // namespace leeward::roads
