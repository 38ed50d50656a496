#pragma once

#include <cstdint>
#include <optional>
#include <vector>

// The cheapest flow through a network. Plain, because its source is compiled as C++17: LEMON's headers are no C++20.
namespace leeward::planning::placing {

struct flow_arc {
  std::uint32_t from_;
  std::uint32_t to_;
  std::int64_t capacity_;
  std::int64_t cost_;  // of a unit
};

struct flow_network {
  std::vector<std::int64_t> supply_;  // of each node: what leaves it more than enters; 0 together
  std::vector<flow_arc> arcs_;
};

// What flows on each arc; nothing if the arcs cannot carry the supply. Capacities and costs are 0 or more, and no path
// may cost 2^62.
std::optional<std::vector<std::int64_t>> min_cost_flow(flow_network const&);

}  // namespace leeward::planning::placing
