#include "roads/region_maker/faces.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace leeward::roads::made {

namespace {

struct half_edge {
  point_id from_, to_;
  double turns_;
};

std::vector<half_edge> half_edges(network const& n) {
  auto pairs = std::vector<std::pair<point_id, point_id>>{};
  for (auto const& s : n.streets_) {
    for (auto i = std::size_t{0}; i + 1 < s.points_.size() && s.level_ == level::kGround; ++i) {
      pairs.emplace_back(std::min(s.points_[i], s.points_[i + 1]), std::max(s.points_[i], s.points_[i + 1]));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());

  auto degree = std::vector<std::uint32_t>(n.points_.size());
  auto pruned = true;
  while (pruned) {
    std::fill(degree.begin(), degree.end(), 0U);
    for (auto const& [a, b] : pairs) {
      ++degree[a];
      ++degree[b];
    }
    pruned = std::erase_if(pairs, [&](auto const& p) { return degree[p.first] == 1 || degree[p.second] == 1; }) != 0;
  }

  auto out = std::vector<half_edge>{};
  for (auto const& [a, b] : pairs) {
    out.push_back({a, b, turns_of(n.points_[b] - n.points_[a])});
    out.push_back({b, a, turns_of(n.points_[a] - n.points_[b])});
  }
  std::sort(out.begin(), out.end(), [](half_edge const& x, half_edge const& y) {
    return std::tuple{x.from_, x.turns_, x.to_} < std::tuple{y.from_, y.turns_, y.to_};
  });
  return out;
}

}  // namespace

std::vector<ring> faces_of(network const& n) {
  auto const edges = half_edges(n);
  auto const range = [&](point_id const p) {
    return std::equal_range(edges.begin(), edges.end(), half_edge{p, 0, 0},
                            [](half_edge const& a, half_edge const& b) { return a.from_ < b.from_; });
  };
  // Arriving over e, the next to the right of the way back keeps the same block on the left.
  auto const next = [&](std::size_t const e) {
    auto const [first, last] = range(edges[e].to_);
    auto const back = std::find_if(first, last, [&](half_edge const& h) { return h.to_ == edges[e].from_; });
    auto const turn = back == first ? last - 1 : back - 1;
    return static_cast<std::size_t>(turn - edges.begin());
  };

  auto out = std::vector<ring>{};
  auto seen = std::vector<bool>(edges.size());
  for (auto e = std::size_t{0}; e < edges.size(); ++e) {
    auto face = ring{};
    for (auto i = e; !seen[i]; i = next(i)) {
      seen[i] = true;
      face.push_back(n.points_[edges[i].from_]);
    }
    if (face.size() >= 3 && area(face) > 0) {
      out.push_back(std::move(face));
    }
  }
  return out;
}

}  // namespace leeward::roads::made
