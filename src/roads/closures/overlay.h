#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "roads/closures/closure.h"
#include "roads/graph/road_graph.h"

namespace leeward::roads {

// An edge's time under slowdowns: divided by each percentage, the smallest first, rounded up each time; so it does not
// depend on the order in which they came. At most a day, or what the edge takes on the open map.
weight slowed(weight open_ms, std::span<std::uint8_t const> ascending_percents);

// Which closures lie on each edge of one network, whatever the order in which they came and go.
class overlay {
public:
  explicit overlay(std::uint32_t edge_count);

  void add(edge_id, std::int32_t speed_percent);

  // One that was added.
  void take_back(edge_id, std::int32_t speed_percent);

  weight weight_of(edge_id, weight open_ms) const;

private:
  std::vector<std::uint16_t> closed_;                             // how many close the edge
  std::map<std::uint32_t, std::vector<std::uint8_t>> slowdowns_;  // by edge, ascending
};

// Most closures in force at a time on one map.
inline constexpr std::size_t kMaxClosures = 10'000;

}  // namespace leeward::roads
