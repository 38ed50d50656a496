#include "roads/cch/order.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"
#include "roads/cch/bisect.h"
#include "roads/cch/minimum_degree.h"

namespace leeward::roads::cch {

namespace {

// Cells of at most this many junctions are ordered by minimum degree. Measured: larger cells gain nothing.
constexpr auto const kSmallCell = std::uint32_t{16};

// The edges (with copies) between two junctions, and how many there are.
struct link {
  junction_id a_, b_;
  std::vector<edge_id> edges_;
};

using cell = std::vector<std::uint32_t>;  // junctions

class dissection {
public:
  explicit dissection(road_graph const& g) : g_{g}, local_(g.junctions_.size(), kOutside), order_(g.edges_.size()) {
    index_edges();
  }

  std::vector<edge_id> run() {
    auto all = cell(g_.junctions_.size());
    std::iota(begin(all), end(all), 0U);
    auto open = std::vector<cell>{};
    open.push_back(std::move(all));
    auto last = order_.size();
    while (!open.empty()) {
      auto const c = std::move(open.back());
      open.pop_back();
      last = dissect(c, open, last);
    }
    ensure(last == 0, "nested dissection orders every edge");
    return std::move(order_);
  }

private:
  static constexpr auto const kOutside = 0xFFFFFFFFU;

  // Links by junction, each listed at both of its ends.
  void index_edges() {
    auto of_segment = std::vector<std::uint32_t>(g_.segments_.size(), kOutside);
    for (auto e = std::uint32_t{0}; e != g_.edges_.size(); ++e) {
      auto const s = g_.edges_[e].in().v_;
      if (of_segment[s] == kOutside) {
        of_segment[s] = static_cast<std::uint32_t>(links_.size());
        links_.push_back({g_.segments_[s].from_, g_.segments_[s].to_, {}});
      }
      links_[of_segment[s]].edges_.push_back({e});
    }
    first_.assign(g_.junctions_.size() + 1, 0);
    for (auto const& l : links_) {
      ++first_[l.a_.v_ + 1];
      ++first_[l.b_.v_ + 1];
    }
    std::partial_sum(begin(first_), end(first_), begin(first_));
    at_.resize(first_.back());
    auto fill = first_;
    for (auto i = std::uint32_t{0}; i != links_.size(); ++i) {
      at_[fill[links_[i].a_.v_]++] = i;
      at_[fill[links_[i].b_.v_]++] = i;
    }
  }

  // Orders what separates the cell's parts, from `last` downwards, and leaves the parts in `open`.
  std::size_t dissect(cell const& c, std::vector<cell>& open, std::size_t last) {
    if (c.size() <= kSmallCell) {
      return order_small(c, last);
    }
    auto const g = graph_of(c);
    auto parts = components(g);
    auto const connected = parts.size() == 1;
    if (connected) {
      auto const first_side = bisect(g);
      parts.assign(2, {});
      for (auto v = std::uint32_t{0}; v != g.size(); ++v) {
        parts[first_side[v] ? 0 : 1].push_back(v);
      }
      last = order_cut(c, first_side, last);
    }
    for (auto& part : parts) {
      std::transform(begin(part), end(part), begin(part), [&](std::uint32_t const v) { return c[v]; });
      open.push_back(std::move(part));
    }
    return last;
  }

  // Numbers the cell's junctions in local_ while `fn` runs.
  template <typename Fn>
  void with_local_numbers(cell const& c, Fn&& fn) {
    for (auto v = std::uint32_t{0}; v != c.size(); ++v) {
      local_[c[v]] = v;
    }
    fn();
    for (auto const j : c) {
      local_[j] = kOutside;
    }
  }

  cell_graph graph_of(cell const& c) {
    auto g = cell_graph{};
    with_local_numbers(c, [&] {
      auto arc_of_link = std::vector<std::pair<std::uint32_t, std::uint32_t>>{};
      g.first_.push_back(0);
      for (auto const j : c) {
        for (auto i = first_[j]; i != first_[j + 1]; ++i) {
          auto const& l = links_[at_[i]];
          auto const other = local_[l.a_.v_ == j ? l.b_.v_ : l.a_.v_];
          if (other != kOutside && l.a_ != l.b_) {
            arc_of_link.emplace_back(at_[i], static_cast<std::uint32_t>(g.head_.size()));
            g.head_.push_back(other);
            g.capacity_.push_back(static_cast<std::int32_t>(l.edges_.size()));
          }
        }
        g.first_.push_back(static_cast<std::uint32_t>(g.head_.size()));
        g.where_.push_back(g_.junctions_[j]);
      }
      std::sort(begin(arc_of_link), end(arc_of_link));
      g.mate_.resize(g.head_.size());
      for (auto i = std::size_t{0}; i != arc_of_link.size(); i += 2) {
        auto const a = arc_of_link[i].second;
        auto const b = arc_of_link[i + 1].second;
        g.mate_[a] = b;
        g.mate_[b] = a;
      }
    });
    return g;
  }

  static std::vector<cell> components(cell_graph const& g) {
    auto seen = std::vector<bool>(g.size());
    auto parts = std::vector<cell>{};
    for (auto root = std::uint32_t{0}; root != g.size(); ++root) {
      if (seen[root]) {
        continue;
      }
      seen[root] = true;
      auto part = cell{root};
      for (auto i = std::size_t{0}; i != part.size(); ++i) {
        for (auto a = g.first_[part[i]]; a != g.first_[part[i] + 1]; ++a) {
          if (auto const w = g.head_[a]; !seen[w]) {
            seen[w] = true;
            part.push_back(w);
          }
        }
      }
      std::sort(begin(part), end(part));
      parts.push_back(std::move(part));
    }
    return parts;
  }

  // First the edges into one side, then those into the other: a node of a side reaches only the former, so that what
  // it reaches stands together in memory.
  std::size_t order_cut(cell const& c, std::vector<bool> const& first_side, std::size_t last) {
    auto inwards = std::vector<edge_id>{};
    auto outwards = std::vector<edge_id>{};
    with_local_numbers(c, [&] {
      for (auto v = std::uint32_t{0}; v != c.size(); ++v) {
        for (auto i = first_[c[v]]; first_side[v] && i != first_[c[v] + 1]; ++i) {
          auto const& l = links_[at_[i]];
          auto const w = local_[l.a_.v_ == c[v] ? l.b_.v_ : l.a_.v_];
          if (w != kOutside && !first_side[w]) {
            for (auto const e : l.edges_) {
              (tail(g_, e).v_ == c[v] ? outwards : inwards).push_back(e);
            }
          }
        }
      }
    });
    for (auto const& edges : {inwards, outwards}) {
      last -= edges.size();
      std::copy(begin(edges), end(edges), begin(order_) + static_cast<std::ptrdiff_t>(last));
    }
    return last;
  }

  // The edges within the cell, by minimum degree in the turn graph of the cell and the edges that touch it.
  std::size_t order_small(cell const& c, std::size_t last) {
    auto inner = std::vector<edge_id>{};
    auto outer = std::vector<edge_id>{};
    with_local_numbers(c, [&] {
      for (auto const j : c) {
        for (auto i = first_[j]; i != first_[j + 1]; ++i) {
          auto const& l = links_[at_[i]];
          auto const is_inner = local_[l.a_.v_] != kOutside && local_[l.b_.v_] != kOutside;
          if (!is_inner || l.a_.v_ == j) {
            auto& to = is_inner ? inner : outer;
            to.insert(end(to), begin(l.edges_), end(l.edges_));
          }
        }
      }
    });
    std::sort(begin(inner), end(inner));
    inner.erase(std::unique(begin(inner), end(inner)), end(inner));  // a loop stands twice at its junction
    auto const ordered = minimum_degree(g_, inner, outer);
    last -= ordered.size();
    std::copy(begin(ordered), end(ordered), begin(order_) + static_cast<std::ptrdiff_t>(last));
    return last;
  }

  road_graph const& g_;
  std::vector<link> links_;
  std::vector<std::uint32_t> first_, at_;  // links at a junction
  std::vector<std::uint32_t> local_;
  std::vector<edge_id> order_;
};

}  // namespace

std::vector<edge_id> nested_dissection(road_graph const& g) { return dissection{g}.run(); }

}  // namespace leeward::roads::cch
