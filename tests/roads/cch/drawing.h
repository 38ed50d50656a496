#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "roads/graph/road_graph.h"

// Road networks drawn by hand, with times in milliseconds.
namespace leeward::roads::cch {

struct drawn {
  edge_id at(edge const e) const { return graph_.edge_of_[e.code_]; }

  // The copies of an edge, without itself.
  std::vector<edge_id> copies_of(edge) const;

  road_graph view() const { return view_of(graph_); }
  profile_weights weights() const { return view_of(weights_); }

  road_graph_data graph_;
  profile_weights_data weights_;
};

// At a junction every edge may go on to every other; back along its own segment only where nothing else leaves.
class drawing {
public:
  // In units of about a metre, so that a drawing has a shape that can be cut.
  std::uint32_t junction(int east, int north);

  // Gives the direction from a to b; `back` drives from b to a.
  edge street(std::uint32_t a, std::uint32_t b, weight ms) { return street(a, b, ms, ms); }
  edge street(std::uint32_t a, std::uint32_t b, weight ms, weight back_ms);
  edge one_way(std::uint32_t a, std::uint32_t b, weight ms);

  void cost(edge from, edge to, weight ms);
  void forbid(edge from, edge to);

  // A driver who came from `from` by `via` may not go on to `to`: gives `via` a copy that only `from` enters.
  void forbid_after(edge from, edge via, edge to);

  drawn finish() const;

private:
  struct piece {
    std::uint32_t a_, b_;
    weight ms_, back_ms_;
    bool both_;
  };
  struct restriction {
    edge from_, via_, to_;
  };

  void add_segments(road_graph_data&) const;
  void add_edges(drawn&) const;
  std::vector<std::vector<edge_id>> turns_of(drawn&) const;

  std::vector<position> junctions_;
  std::vector<piece> pieces_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, weight> costs_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> forbidden_;
  std::vector<restriction> restrictions_;
};

// The other direction of the same segment.
inline edge back(edge const e) { return {e.code_ ^ 1U}; }

}  // namespace leeward::roads::cch
