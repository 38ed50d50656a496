#include "roads/cch/hierarchy.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/core.h>

#include "roads/cch/order.h"
#include "roads/cch/triangles.h"

namespace leeward::roads::cch {

namespace {

// Largest number of lower triangles whose third arcs are stored (256 MB of indices).
constexpr auto const kMaxStoredTriangles = std::size_t{1} << 26;

// Lists of numbers, one after the other.
struct lists {
  std::span<std::uint32_t const> of(std::uint32_t const v) const {
    return std::span{items_}.subspan(first_[v], first_[v + 1] - first_[v]);
  }

  std::vector<std::uint32_t> first_{0};
  std::vector<std::uint32_t> items_;
};

// The turn graph by rank, split at its lower ends.
struct ranked_turns {
  std::vector<std::vector<std::uint32_t>> up_;    // [lower end] heads
  std::vector<std::vector<std::uint32_t>> down_;  // [lower end] tails
};

ranked_turns rank_turns(road_graph const& g, std::vector<std::uint32_t> const& rank_of) {
  auto r = ranked_turns{};
  r.up_.resize(rank_of.size());
  r.down_.resize(rank_of.size());
  for (auto e = std::uint32_t{0}; e != rank_of.size(); ++e) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      auto const from = rank_of[e];
      auto const to = rank_of[g.turn_head_[t].v_];
      if (from < to) {
        r.up_[from].push_back(to);
      } else if (from > to) {
        r.down_[to].push_back(from);
      }
    }
  }
  return r;
}

// The elimination tree of the undirected pattern, without its fill (Liu 1986): every node's upper neighbours in the
// hierarchy are among its ancestors.
std::vector<std::uint32_t> elimination_tree(ranked_turns const& r) {
  auto const n = static_cast<std::uint32_t>(r.up_.size());
  auto lower = std::vector<std::vector<std::uint32_t>>(n);
  for (auto v = std::uint32_t{0}; v != n; ++v) {
    for (auto const* const upper : {&r.up_[v], &r.down_[v]}) {
      for (auto const w : *upper) {
        lower[w].push_back(v);
      }
    }
  }
  auto parent = std::vector<std::uint32_t>(n);
  std::iota(begin(parent), end(parent), 0U);
  auto root = parent;  // path-compressed ancestor
  for (auto w = std::uint32_t{0}; w != n; ++w) {
    for (auto v : lower[w]) {
      while (root[v] != w) {
        auto const next = root[v];
        root[v] = w;
        if (next == v) {
          parent[v] = w;
        }
        v = next;
      }
    }
  }
  return parent;
}

// Appends to `to`, sorted, what `input` and the upper lists of `lower` hold beyond v; `seen` holds v's number for each.
void append_union(std::uint32_t const v, std::span<std::uint32_t const> input, std::span<std::uint32_t const> lower,
                  lists const& upper, std::vector<std::uint32_t>& seen, lists& to) {
  auto const begin_of_list = static_cast<std::ptrdiff_t>(to.items_.size());
  auto const add = [&](std::uint32_t const w) {
    if (w > v && seen[w] != v) {
      seen[w] = v;
      to.items_.push_back(w);
    }
  };
  std::for_each(begin(input), end(input), add);
  for (auto const l : lower) {
    for (auto i = upper.first_[l]; i != upper.first_[l + 1]; ++i) {
      add(upper.items_[i]);  // by index: `upper` may be `to`, which grows
    }
  }
  std::sort(begin(to.items_) + begin_of_list, end(to.items_));
  to.first_.push_back(static_cast<std::uint32_t>(to.items_.size()));
}

struct filled {
  lists up_, down_;
};

// Eliminates nodes in order: u -> v and v -> w with v below both make u -> w. Directed, so that arcs exist only where
// a sequence of turns does.
filled eliminate(ranked_turns const& r) {
  auto const n = static_cast<std::uint32_t>(r.up_.size());
  auto f = filled{};
  auto enters = std::vector<std::vector<std::uint32_t>>(n);     // lower v with an arc v -> u, by u
  auto leaves_to = std::vector<std::vector<std::uint32_t>>(n);  // lower v with an arc u -> v, by u
  auto seen = std::vector<std::uint32_t>(n, kNone);
  auto seen_down = seen;
  for (auto v = std::uint32_t{0}; v != n; ++v) {
    append_union(v, r.up_[v], leaves_to[v], f.up_, seen, f.up_);
    append_union(v, r.down_[v], enters[v], f.down_, seen_down, f.down_);
    for (auto const w : f.up_.of(v)) {
      enters[w].push_back(v);
    }
    for (auto const u : f.down_.of(v)) {
      leaves_to[u].push_back(v);
    }
  }
  return f;
}

// The same arcs by their higher end.
void index_by_upper_end(std::vector<std::uint32_t> const& first, std::vector<std::uint32_t> const& upper,
                        std::uint32_t const first_arc, std::vector<std::uint32_t>& by_first,
                        std::vector<std::uint32_t>& by_lower, std::vector<std::uint32_t>& by_arc) {
  auto const n = first.size() - 1;
  by_first.assign(n + 1, 0);
  for (auto const w : upper) {
    ++by_first[w + 1];
  }
  std::partial_sum(begin(by_first), end(by_first), begin(by_first));
  auto fill = by_first;
  by_lower.resize(upper.size());
  by_arc.resize(upper.size());
  for (auto v = std::uint32_t{0}; v != n; ++v) {
    for (auto a = first[v]; a != first[v + 1]; ++a) {
      auto const at = fill[upper[a]]++;
      by_lower[at] = v;
      by_arc[at] = first_arc + a;
    }
  }
}

void place_turns(road_graph const& g, hierarchy_data& h) {
  auto const ups = static_cast<std::uint32_t>(h.up_head_.size());
  h.turn_of_.assign(ups + h.down_tail_.size(), kNone);
  auto const arc_to = [](std::vector<std::uint32_t> const& first, std::vector<std::uint32_t> const& upper,
                         std::uint32_t const lower, std::uint32_t const end) {
    auto const from = begin(upper) + first[lower];
    auto const to = begin(upper) + first[lower + 1];
    return static_cast<std::uint32_t>(std::lower_bound(from, to, end) - begin(upper));
  };
  for (auto e = std::uint32_t{0}; e != h.rank_of_.size(); ++e) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      auto const from = h.rank_of_[e];
      auto const to = h.rank_of_[g.turn_head_[t].v_];
      if (from < to) {
        h.turn_of_[arc_to(h.up_first_, h.up_head_, from, to)] = t;
      } else if (from > to) {
        h.turn_of_[ups + arc_to(h.down_first_, h.down_tail_, to, from)] = t;
      }
    }
  }
}

// Fills `third_` for all rows of the upper node u: marks u's up arcs, then looks up the heads of every lower v.
void store_thirds(hierarchy_data& h) {
  auto const n = static_cast<std::uint32_t>(h.rank_of_.size());
  auto const ups = static_cast<std::uint32_t>(h.up_head_.size());
  auto first_of = std::vector<std::size_t>(n + 1, 0);
  for (auto v = std::size_t{0}; v != n; ++v) {
    first_of[v + 1] =
        first_of[v] + std::size_t{h.up_first_[v + 1] - h.up_first_[v]} * (h.down_first_[v + 1] - h.down_first_[v]);
  }
  h.third_.assign(first_of[n], kNone);
  auto arc_at = std::vector<std::uint32_t>(n);  // by the other end, for the one node in hand; checked by construction
  for (auto u = std::uint32_t{0}; u != n; ++u) {
    for (auto a = h.up_first_[u]; a != h.up_first_[u + 1]; ++a) {
      arc_at[h.up_head_[a]] = a;
    }
    for (auto i = h.down_from_first_[u]; i != h.down_from_first_[u + 1]; ++i) {
      auto const v = h.down_from_head_[i];
      auto const width = h.up_first_[v + 1] - h.up_first_[v];
      auto const row = first_of[v] + std::size_t{h.down_from_arc_[i] - ups - h.down_first_[v]} * width;
      for (auto k = std::uint32_t{0}; k != width; ++k) {
        if (auto const w = h.up_head_[h.up_first_[v] + k]; w > u) {
          h.third_[row + k] = arc_at[w];
        }
      }
    }
  }
  for (auto w = std::uint32_t{0}; w != n; ++w) {
    for (auto a = h.down_first_[w]; a != h.down_first_[w + 1]; ++a) {
      arc_at[h.down_tail_[a]] = ups + a;
    }
    for (auto i = h.up_into_first_[w]; i != h.up_into_first_[w + 1]; ++i) {
      auto const v = h.up_into_tail_[i];
      auto const width = h.up_first_[v + 1] - h.up_first_[v];
      auto const column = first_of[v] + (h.up_into_arc_[i] - h.up_first_[v]);
      for (auto k = h.down_first_[v]; k != h.down_first_[v + 1]; ++k) {
        if (auto const u = h.down_tail_[k]; u > w) {
          h.third_[column + std::size_t{k - h.down_first_[v]} * width] = arc_at[u];
        }
      }
    }
  }
}

}  // namespace

hierarchy_data build(road_graph const& g) {
  auto h = hierarchy_data{};
  h.edge_at_ = nested_dissection(g);
  h.rank_of_.resize(h.edge_at_.size());
  for (auto r = std::uint32_t{0}; r != h.edge_at_.size(); ++r) {
    h.rank_of_[h.edge_at_[r].v_] = r;
  }
  auto const turns = rank_turns(g, h.rank_of_);
  h.parent_ = elimination_tree(turns);
  auto arcs = eliminate(turns);
  h.up_first_ = std::move(arcs.up_.first_);
  h.up_head_ = std::move(arcs.up_.items_);
  h.down_first_ = std::move(arcs.down_.first_);
  h.down_tail_ = std::move(arcs.down_.items_);
  index_by_upper_end(h.up_first_, h.up_head_, 0, h.up_into_first_, h.up_into_tail_, h.up_into_arc_);
  index_by_upper_end(h.down_first_, h.down_tail_, static_cast<std::uint32_t>(h.up_head_.size()), h.down_from_first_,
                     h.down_from_head_, h.down_from_arc_);
  place_turns(g, h);
  if (count_triangles(view_of(h)) <= kMaxStoredTriangles) {
    store_thirds(h);
  }
  return h;
}

std::size_t count_triangles(hierarchy const& h) {
  auto n = std::size_t{0};
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    n += std::size_t{h.up_first_[v + 1] - h.up_first_[v]} * (h.down_first_[v + 1] - h.down_first_[v]);
  }
  return n;
}

hierarchy view_of(hierarchy_data const& data) {
  return {data.rank_of_,     data.edge_at_,         data.parent_,         data.up_first_,      data.up_head_,
          data.down_first_,  data.down_tail_,       data.turn_of_,        data.up_into_first_, data.up_into_tail_,
          data.up_into_arc_, data.down_from_first_, data.down_from_head_, data.down_from_arc_, data.third_};
}

}  // namespace leeward::roads::cch
