#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "roads/cch/hierarchy.h"

namespace leeward::roads::cch {

// Where a journey starts or ends: an edge (of the graph, not a rank), and the driving time from the edge's start to
// that place. An edge whose weight is kNever cannot be started or ended on.
struct seed {
  edge_id edge_;
  weight along_ms_{0};
};

// What a search needs of a situation: views, valid as long as their owners. `metric_` is what customize() made.
struct searched {
  hierarchy h_;
  road_graph g_;
  profile_weights weights_;
  std::span<weight const> metric_;
};

// A node where a search begins, once the start's own edge is accounted for.
struct start {
  std::uint32_t node_{0};
  weight at_ms_{0};
  std::optional<edge_id> left_;  // the edge driven before the node, if the search begins behind its end
};

// Point-to-point searches up the elimination tree; keeps its scratch memory between calls. Not for two threads at once.
// From an edge to an earlier place on the same edge the way leads round.
class query {
public:
  explicit query(hierarchy const&);

  // Least time from any of `from` to any of `to`; kNever if there is none.
  weight distance(searched const&, std::span<seed const> from, std::span<seed const> to);

  // The edges of such a path, first and last included; empty if there is none (or
  // the hierarchy contradicts itself: a file made to deceive).
  std::vector<edge_id> path(searched const&, std::span<seed const> from, std::span<seed const> to);

private:
  // A label is the time of a node: alone where a distance is asked, and in the upper half of a word, with the arc that
  // reached the node below it, where a path is. Either way the least label wins without a branch.
  template <typename Label>
  struct side {
    std::vector<Label> label_;         // kUnreached between calls
    std::vector<std::uint32_t> open_;  // nodes to visit, the lowest last
  };
  template <typename Label>
  struct both_sides {
    side<Label> forward_, backward_;
  };
  struct open_arc {
    std::uint32_t tail_, head_, arc_;
  };
  struct meeting {
    weight total_{kNever};
    std::uint32_t node_{kNone};
    std::optional<edge_id> straight_;  // from one place to a later one on the same edge
  };

  template <typename Label>
  meeting search(both_sides<Label>&, searched const&, std::span<seed const> from, std::span<seed const> to);

  template <typename Label>
  meeting climb(both_sides<Label>&, searched const&);
  template <typename Label>
  void clean(both_sides<Label>&, searched const&, std::span<seed const> to);
  std::vector<edge_id> trace(searched const&, std::uint32_t met);
  bool unpack(searched const&, std::uint32_t u, std::uint32_t w, std::uint32_t arc, std::vector<edge_id>& path);

  both_sides<weight> distances_;
  both_sides<std::uint64_t> paths_;
  std::vector<start> starts_;
  std::vector<open_arc> open_arcs_;
};

}  // namespace leeward::roads::cch
