#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/cch/hierarchy.h"

namespace leeward::roads::cch {

// The least time of every arc by a path over lower nodes; up arcs first. kNever where there is none.
using metric = std::vector<weight>;

// Basic customization: all arcs from the edge and turn weights of one profile in one situation. O(triangles).
void customize(hierarchy const&, road_graph const&, profile_weights const&, metric&);

// Brings a metric up to date after the weights of some edges have changed; `weights` holds the new ones. Touches only
// the arcs that may change, lowest first, or turns to `customize` where that would be dearer than a full run.
class customizer {
public:
  explicit customizer(hierarchy const&);

  void update(hierarchy const&, road_graph const&, profile_weights const&, std::span<edge_id const> changed, metric&);

private:
  struct work;
  void prepare(hierarchy const&);
  bool is_worthwhile(hierarchy const&, std::span<edge_id const> changed);

  std::vector<std::uint64_t> dirty_arc_;
  std::vector<std::uint64_t> dirty_node_;
  std::vector<std::uint64_t> above_;      // scratch: nodes that a change may reach
  std::vector<std::size_t> first_third_;  // by node: its first lower triangle; empty until the first update
};

}  // namespace leeward::roads::cch
