#include <algorithm>
#include <string_view>

#include "roads/cch/hierarchy.h"
#include "roads/cch/triangles.h"

namespace leeward::roads::cch {

namespace {

using fault = std::optional<std::string>;

fault when(bool const wrong, std::string_view const what) { return wrong ? fault{std::string{what}} : std::nullopt; }

// first: n + 1 rising offsets into a list of `size`.
bool are_offsets(std::span<std::uint32_t const> const first, std::size_t const n, std::size_t const size) {
  return first.size() == n + 1 && first.front() == 0 && first.back() == size &&
         std::is_sorted(begin(first), end(first));
}

fault fault_of_ranks(hierarchy const& h, road_graph const& g) {
  auto const n = g.edges_.size();
  if (h.rank_of_.size() != n || h.edge_at_.size() != n || h.parent_.size() != n) {
    return "the order does not have one rank for each edge";
  }
  for (auto r = std::uint32_t{0}; r != n; ++r) {
    if (h.edge_at_[r].v_ >= n || h.rank_of_[h.edge_at_[r].v_] != r) {
      return "ranks and edges do not match";
    }
    if (h.parent_[r] < r || h.parent_[r] >= n) {
      return "the elimination tree does not rise";
    }
  }
  return std::nullopt;
}

// Ends above their node, rising, none below its parent.
bool rises(std::span<std::uint32_t const> const first, std::span<std::uint32_t const> const ends,
           std::span<std::uint32_t const> const parent) {
  for (auto v = std::uint32_t{0}; v + 1 < first.size(); ++v) {
    auto below = v;
    for (auto a = first[v]; a != first[v + 1]; ++a) {
      if (ends[a] <= below || ends[a] >= parent.size() || (a == first[v] && ends[a] < parent[v])) {
        return false;
      }
      below = ends[a];
    }
  }
  return true;
}

fault fault_of_arcs(hierarchy const& h) {
  auto const n = h.rank_of_.size();
  return when(!are_offsets(h.up_first_, n, h.up_head_.size()) || !are_offsets(h.down_first_, n, h.down_tail_.size()) ||
                  !rises(h.up_first_, h.up_head_, h.parent_) || !rises(h.down_first_, h.down_tail_, h.parent_),
              "the arcs are not sorted by their ends");
}

// The lists by higher end hold every arc once, lower ends rising.
bool mirrors(std::span<std::uint32_t const> const first, std::span<std::uint32_t const> const upper,
             std::uint32_t const base, std::span<std::uint32_t const> const by_first,
             std::span<std::uint32_t const> const by_lower, std::span<std::uint32_t const> const by_arc) {
  auto const n = first.size() - 1;
  if (!are_offsets(by_first, n, upper.size()) || by_lower.size() != upper.size() || by_arc.size() != upper.size()) {
    return false;
  }
  for (auto w = std::uint32_t{0}; w != n; ++w) {
    for (auto i = by_first[w]; i != by_first[w + 1]; ++i) {
      auto const v = by_lower[i];
      auto const a = by_arc[i] - base;
      if (v >= w || a < first[v] || a >= first[v + 1] || upper[a] != w || (i != by_first[w] && by_lower[i - 1] >= v)) {
        return false;
      }
    }
  }
  return true;
}

// A turn belongs to the arc between the same two edges.
bool is_turn_of(hierarchy const& h, road_graph const& g, std::uint32_t const arc, std::uint32_t const from,
                std::uint32_t const to) {
  auto const t = h.turn_of_[arc];
  auto const e = h.edge_at_[from].v_;
  return t == kNone || (t >= g.first_turn_[e] && t < g.first_turn_[e + 1] && g.turn_head_[t] == h.edge_at_[to]);
}

fault fault_of_turns(hierarchy const& h, road_graph const& g) {
  auto const ups = up_count(h);
  if (h.turn_of_.size() != h.up_head_.size() + h.down_tail_.size()) {
    return "the arcs' turns are not one for each arc";
  }
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    for (auto a = h.up_first_[v]; a != h.up_first_[v + 1]; ++a) {
      if (!is_turn_of(h, g, a, v, h.up_head_[a])) {
        return "an up arc has another edge's turn";
      }
    }
    for (auto a = h.down_first_[v]; a != h.down_first_[v + 1]; ++a) {
      if (!is_turn_of(h, g, ups + a, h.down_tail_[a], v)) {
        return "a down arc has another edge's turn";
      }
    }
  }
  return std::nullopt;
}

fault fault_of_triangles(hierarchy const& h) {
  if (h.third_.empty()) {
    return std::nullopt;
  }
  auto const beyond = [&](std::uint32_t const t) { return t != kNone && t >= arc_count(h); };
  return when(h.third_.size() != count_triangles(h) || std::any_of(begin(h.third_), end(h.third_), beyond),
              "the lower triangles do not match the arcs");
}

}  // namespace

fault find_fault(hierarchy const& h, road_graph const& g) {
  if (auto f = fault_of_ranks(h, g)) {
    return f;
  }
  if (auto f = fault_of_arcs(h)) {
    return f;
  }
  auto const ups = up_count(h);
  if (!mirrors(h.up_first_, h.up_head_, 0, h.up_into_first_, h.up_into_tail_, h.up_into_arc_) ||
      !mirrors(h.down_first_, h.down_tail_, ups, h.down_from_first_, h.down_from_head_, h.down_from_arc_)) {
    return "the arcs by their higher ends do not match the arcs";
  }
  if (auto f = fault_of_turns(h, g)) {
    return f;
  }
  return fault_of_triangles(h);
}

}  // namespace leeward::roads::cch
