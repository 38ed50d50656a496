#include "report/road_lines.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace leeward::report {

namespace {

using roads::junction_id;
using roads::road_graph;
using roads::segment_id;

// Some segments as a graph of their own, to be walked into lines as long as possible.
struct walk {
  walk(road_graph const& g, std::span<segment_id const> segments) : g_{g}, segments_{segments} {
    for (auto i = std::size_t{0}; i < segments_.size(); ++i) {
      auto const& s = g.segments_[segments_[i].v_];
      ends_.emplace_back(s.from_.v_, i);
      ends_.emplace_back(s.to_.v_, i);
    }
    std::ranges::sort(ends_);
    used_.assign(segments_.size(), false);
  }

  std::span<std::pair<std::uint32_t, std::size_t> const> at(junction_id const j) const {
    auto const [first, last] = std::ranges::equal_range(ends_, j.v_, {}, &std::pair<std::uint32_t, std::size_t>::first);
    return {first, last};
  }

  // Appends the shape of segment i, beginning at junction j; gives its other end.
  junction_id follow(std::size_t const i, junction_id const j, std::vector<position>& line) {
    used_[i] = true;
    auto const& s = g_.segments_[segments_[i].v_];
    auto const points = roads::shape(g_, segments_[i]);
    if (s.from_ == j) {
      line.insert(line.end(), points.begin() + (line.empty() ? 0 : 1), points.end());
      return s.to_;
    }
    line.insert(line.end(), points.rbegin() + (line.empty() ? 0 : 1), points.rend());
    return s.from_;
  }

  // On from junction j for as long as exactly one unused segment leads on and no other joins.
  void extend(junction_id j, std::vector<position>& line) {
    for (;;) {
      auto const here = at(j);
      auto const next = std::ranges::find_if(here, [&](auto const& end) { return !used_[end.second]; });
      if (here.size() != 2 || next == here.end()) {
        return;
      }
      j = follow(next->second, j, line);
    }
  }

  std::vector<std::vector<position>> lines() {
    auto all = std::vector<std::vector<position>>{};
    for (auto i = std::size_t{0}; i < segments_.size(); ++i) {
      if (used_[i]) {
        continue;
      }
      auto line = std::vector<position>{};
      auto const& s = g_.segments_[segments_[i].v_];
      auto const end = follow(i, s.from_, line);
      extend(end, line);
      std::ranges::reverse(line);
      extend(s.from_, line);
      all.push_back(std::move(line));
    }
    return all;
  }

  road_graph const& g_;
  std::span<segment_id const> segments_;
  std::vector<std::pair<std::uint32_t, std::size_t>> ends_;  // junction, index of a segment that ends there
  std::vector<bool> used_;
};

}  // namespace

std::vector<std::vector<position>> lines_of(road_graph const& g, std::span<segment_id const> segments) {
  return walk{g, segments}.lines();
}

}  // namespace leeward::report
