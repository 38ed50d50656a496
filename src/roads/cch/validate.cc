#include <string_view>
#include <vector>

#include "roads/cch/hierarchy.h"
#include "roads/cch/triangles.h"
#include "roads/graph/first_where.h"

namespace leeward::roads::cch {

namespace {

using fault = std::optional<std::string>;

fault when(bool const wrong, std::string_view const what) { return wrong ? fault{std::string{what}} : std::nullopt; }

using numbers = std::span<std::uint32_t const>;

// Arcs by their lower end: for each arc that end, and the upper one.
struct arcs_of {
  std::vector<std::uint32_t> lower_;
  numbers upper_;
};

fault fault_of_ranks(hierarchy const& h, road_graph const& g) {
  auto const n = g.edges_.size();
  if (h.rank_of_.size() != n || h.edge_at_.size() != n || h.parent_.size() != n) {
    return "the order does not have one rank for each edge";
  }
  if (holds_anywhere(n, [&](std::size_t const r) { return h.edge_at_[r].v_ >= n; }) ||
      holds_anywhere(n, [&](std::size_t const r) { return h.rank_of_[h.edge_at_[r].v_] != r; })) {
    return "ranks and edges do not match";
  }
  return when(holds_anywhere(n, [&](std::size_t const r) { return any(h.parent_[r] < r, h.parent_[r] >= n); }),
              "the elimination tree does not rise");
}

// Within each row.
bool are_rising(numbers const row, numbers const items) {
  return !holds_anywhere(items.empty() ? 0 : items.size() - 1,
                         [&](std::size_t const i) { return all(row[i] == row[i + 1], items[i] >= items[i + 1]); });
}

// Upper ends above their node, rising, none below its parent.
bool are_sorted(arcs_of const& arcs, numbers const parent) {
  auto const m = arcs.upper_.size();
  return !holds_anywhere(m, [&](std::size_t const a) {
    return any(arcs.upper_[a] <= arcs.lower_[a], arcs.upper_[a] >= parent.size(),
               arcs.upper_[a] < parent[arcs.lower_[a]]);
  }) && are_rising(arcs.lower_, arcs.upper_);
}

// The lists by higher end hold every arc once, lower ends rising.
bool mirrors(arcs_of const& arcs, std::size_t const n, std::uint32_t const base, numbers const by_first,
             numbers const by_lower, numbers const by_arc) {
  auto const m = arcs.upper_.size();
  if (!are_offsets(by_first, n, m) || by_lower.size() != m || by_arc.size() != m ||
      holds_anywhere(m, [&](std::size_t const i) { return by_arc[i] - base >= m; })) {
    return false;
  }
  auto const upper = rows_of(by_first);
  return !holds_anywhere(m, [&](std::size_t const i) {
    auto const a = by_arc[i] - base;
    return any(arcs.upper_[a] != upper[i], arcs.lower_[a] != by_lower[i]);
  }) && are_rising(upper, by_lower);
}

// A turn belongs to the arc between the same two edges. `turn_of`, `tail` and `head`: of the same arcs.
bool are_turns_of(hierarchy const& h, road_graph const& g, numbers const turn_from, numbers const turn_of,
                  numbers const tail, numbers const head) {
  auto const turns = g.turn_head_.size();
  // kNone + 1 is 0.
  if (holds_anywhere(turn_of.size(), [&](std::size_t const a) { return turn_of[a] + 1 > turns; })) {
    return false;
  }
  auto carriers = std::vector<std::uint32_t>(turn_of.size());  // the arcs that carry a turn: few
  auto count = std::size_t{0};
  for (auto a = std::uint32_t{0}; a != turn_of.size(); ++a) {
    carriers[count] = a;
    count += turn_of[a] == kNone ? 0U : 1U;
  }
  return !holds_anywhere(count, [&](std::size_t const i) {
    auto const a = carriers[i];
    auto const t = turn_of[a];
    return any(turn_from[t] != h.edge_at_[tail[a]].v_, g.turn_head_[t] != h.edge_at_[head[a]]);
  });
}

fault fault_of_turns(hierarchy const& h, road_graph const& g, arcs_of const& up, arcs_of const& down) {
  if (h.turn_of_.size() != h.up_head_.size() + h.down_tail_.size()) {
    return "the arcs' turns are not one for each arc";
  }
  auto const turn_from = rows_of(g.first_turn_);
  if (!are_turns_of(h, g, turn_from, h.turn_of_.first(up_count(h)), up.lower_, up.upper_)) {
    return "an up arc has another edge's turn";
  }
  return when(!are_turns_of(h, g, turn_from, h.turn_of_.subspan(up_count(h)), down.upper_, down.lower_),
              "a down arc has another edge's turn");
}

fault fault_of_triangles(hierarchy const& h) {
  if (h.third_.empty()) {
    return std::nullopt;
  }
  auto const arcs = arc_count(h);
  return when(h.third_.size() != count_triangles(h) ||
                  holds_anywhere(h.third_.size(), [&](std::size_t const i) { return h.third_[i] + 1 > arcs; }),
              "the lower triangles do not match the arcs");
}

}  // namespace

std::optional<std::string> find_fault(hierarchy const& h, road_graph const& g) {
  if (auto f = fault_of_ranks(h, g)) {
    return f;
  }
  auto const n = h.rank_of_.size();
  constexpr auto const* kUnsorted = "the arcs are not sorted by their ends";
  if (!are_offsets(h.up_first_, n, h.up_head_.size()) || !are_offsets(h.down_first_, n, h.down_tail_.size())) {
    return kUnsorted;
  }
  auto const up = arcs_of{.lower_ = rows_of(h.up_first_), .upper_ = h.up_head_};
  auto const down = arcs_of{.lower_ = rows_of(h.down_first_), .upper_ = h.down_tail_};
  if (!are_sorted(up, h.parent_) || !are_sorted(down, h.parent_)) {
    return kUnsorted;
  }
  if (!mirrors(up, n, 0, h.up_into_first_, h.up_into_tail_, h.up_into_arc_) ||
      !mirrors(down, n, up_count(h), h.down_from_first_, h.down_from_head_, h.down_from_arc_)) {
    return "the arcs by their higher ends do not match the arcs";
  }
  if (auto f = fault_of_turns(h, g, up, down)) {
    return f;
  }
  return fault_of_triangles(h);
}

}  // namespace leeward::roads::cch
