#include <algorithm>
#include <string>

#include "figure.h"
#include "roads/cch/customize.h"
#include "roads/cch/hierarchy.h"
#include "roads/cch/order.h"
#include "roads/cch/triangles.h"
#include "roads/parts.h"

namespace leeward::bench {

namespace {

// Pairs of upper neighbours of a node, whatever the direction of the arcs: as others count lower triangles.
double undirected_triangles(roads::cch::hierarchy const& h) {
  auto sum = 0.0;
  auto upper = std::vector<std::uint32_t>{};
  for (auto v = std::uint32_t{0}; v != roads::cch::node_count(h); ++v) {
    auto const up = h.up_head_.subspan(h.up_first_[v], h.up_first_[v + 1] - h.up_first_[v]);
    auto const down = h.down_tail_.subspan(h.down_first_[v], h.down_first_[v + 1] - h.down_first_[v]);
    upper.clear();
    std::set_union(begin(up), end(up), begin(down), end(down), std::back_inserter(upper));
    sum += static_cast<double>(upper.size()) * (static_cast<double>(upper.size()) - 1) / 2;
  }
  return sum;
}

// Nodes from a node to its root, itself included.
double mean_depth(roads::cch::hierarchy const& h) {
  auto depth = std::vector<double>(roads::cch::node_count(h));
  auto sum = 0.0;
  for (auto v = roads::cch::node_count(h); v-- != 0;) {
    depth[v] = h.parent_[v] == v ? 1 : depth[h.parent_[v]] + 1;
    sum += depth[v];
  }
  return sum / static_cast<double>(depth.size());
}

}  // namespace

// Counts stand beside the number of junctions, times beside a plain search.
void measure_network(subject const& s, std::string_view const profile) {
  auto const p = profile_of(*s.map_, profile);
  auto const& g = p.network_.graph_;
  auto const& h = p.network_.hierarchy_;
  auto const name = [&](std::string_view const figure) { return p.network_.name_ + "." + std::string{figure}; };
  auto const junctions = static_cast<double>(g.junctions_.size());
  auto const count = [&](std::string_view const figure, double const n) { s.print(name(figure), n, "", junctions); };
  count("junctions", junctions);
  count("segments", roads::segment_count(g));
  count("edges", roads::edge_count(g));
  count("turns", static_cast<double>(g.turn_head_.size()));
  count("arcs", roads::cch::arc_count(h));
  count("directed_triangles", static_cast<double>(roads::cch::count_triangles(h)));
  count("triangles", undirected_triangles(h));
  count("mean_tree_depth", mean_depth(h));
  auto const dijkstra = measure_dijkstra(p);
  s.print(name("dijkstra_ms"), dijkstra * 1e3, "ms", dijkstra * 1e3);
  s.print(name("order_s"), median_time(3, [&] { roads::cch::nested_dissection(g); }), "s", dijkstra);
  s.print(name("order_and_contraction_s"), median_time(3, [&] { roads::cch::build(g); }), "s", dijkstra);
  auto metric = roads::cch::metric{};
  auto const full = median_time(31, [&] { roads::cch::customize(h, g, p.profile_.weights_, metric); });
  s.print(name("customize_ms"), full * 1e3, "ms", dijkstra * 1e3);
}

}  // namespace leeward::bench
