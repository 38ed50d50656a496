#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
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

// A way u -> v -> w over a node below both.
struct triangle {
  std::uint32_t middle_{kNone};
  std::uint32_t in_{kNone};
  std::uint32_t out_{kNone};
};

// The highest triangle below an arc, for the arcs that were unpacked last: it depends on the hierarchy alone, and three
// times out of four it is the one sought.
class triangle_memory {
public:
  void prepare(hierarchy const& h) {
    if (entries_.empty()) {
      entries_.resize(std::min(kEntries, std::bit_ceil(std::size_t{arc_count(h)})));
    }
  }

  // Null if there is none; else valid until the next call.
  triangle const* highest_below(hierarchy const&, std::uint32_t u, std::uint32_t w, std::uint32_t arc);
  void prefetch(std::uint32_t const arc) const { __builtin_prefetch(&entries_[arc & (entries_.size() - 1)]); }

private:
  struct entry {
    std::uint32_t arc_{kNone};
    triangle below_;
  };
  static constexpr auto const kEntries = std::size_t{1} << 17;

  std::vector<entry> entries_;  // by the lower bits of the arc; empty until the first call
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
  struct side {
    std::vector<weight> label_;        // time of a node, kNever between calls
    std::vector<std::uint32_t> open_;  // nodes to visit, the lowest last
  };
  struct meeting {
    weight total_{kNever};
    std::uint32_t node_{kNone};
    std::optional<edge_id> straight_;  // from one place to a later one on the same edge
  };
  // A piece of a way: an arc that may still have to be taken apart, and the piece that follows it.
  struct piece {
    std::uint32_t tail_, head_, arc_, next_;
  };

  meeting search(searched const&, std::span<seed const> from, std::span<seed const> to);
  meeting climb(searched const&);
  void clean(searched const&, std::span<seed const> to);
  std::vector<edge_id> trace(searched const&, std::uint32_t met);
  std::uint32_t add_pieces(searched const&, std::uint32_t met);
  bool unpack(searched const&);
  bool is_turn(searched const&, piece const&) const;
  triangle const* find_triangle(searched const&, piece const&);
  void prefetch(searched const&, piece const&) const;

  side forward_, backward_;
  std::vector<start> starts_;
  std::vector<piece> pieces_;
  std::vector<std::uint32_t> open_pieces_;
  triangle_memory highest_;
  std::optional<triangle> found_;
};

}  // namespace leeward::roads::cch
