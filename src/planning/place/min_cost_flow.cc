#include "planning/place/min_cost_flow.h"

// Without its library: nothing of it but templates is used.
#define LEMON_ONLY_TEMPLATES
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace leeward::planning::placing {

std::optional<std::vector<std::int64_t>> min_cost_flow(flow_network const& n) {
  auto graph = lemon::SmartDigraph{};
  auto nodes = std::vector<lemon::SmartDigraph::Node>{};
  for (auto i = std::size_t{0}; i != n.supply_.size(); ++i) {
    nodes.push_back(graph.addNode());
  }
  auto supply = lemon::SmartDigraph::NodeMap<std::int64_t>{graph};
  for (auto i = std::size_t{0}; i != n.supply_.size(); ++i) {
    supply[nodes[i]] = n.supply_[i];
  }
  auto arcs = std::vector<lemon::SmartDigraph::Arc>{};
  for (auto const& a : n.arcs_) {
    arcs.push_back(graph.addArc(nodes[a.from_], nodes[a.to_]));
  }
  auto capacity = lemon::SmartDigraph::ArcMap<std::int64_t>{graph};
  auto cost = lemon::SmartDigraph::ArcMap<std::int64_t>{graph};
  for (auto i = std::size_t{0}; i != arcs.size(); ++i) {
    capacity[arcs[i]] = n.arcs_[i].capacity_;
    cost[arcs[i]] = n.arcs_[i].cost_;
  }
  using simplex = lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, std::int64_t>;
  auto method = simplex{graph};
  if (method.upperMap(capacity).costMap(cost).supplyMap(supply).run() != simplex::OPTIMAL) {
    return std::nullopt;
  }
  auto flow = std::vector<std::int64_t>{};
  for (auto const& a : arcs) {
    flow.push_back(method.flow(a));
  }
  return flow;
}

}  // namespace leeward::planning::placing
