#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace leeward::roads {

// Strongly connected components of a directed graph, without recursion and with eight bytes a node (Pearce 2016, "A
// space-efficient algorithm for finding strongly connected components"). Keeps its memory between calls.
class strong_components {
public:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFFU;

  // arcs_of(node) gives the range of arcs [first, end) that leave a node; head(arc) where it leads, or kNone for an arc
  // that does not count; counts(node) whether a node takes part. Returns the number of components.
  template <typename ArcsOf, typename Head, typename Counts>
  std::uint32_t find(std::uint32_t nodes, ArcsOf&& arcs_of, Head&& head, Counts&& counts);

  // From 0 to their number; kNone for a node that takes no part.
  std::uint32_t of(std::size_t const node) const {
    auto const rank = nodes_[node].rank_;
    return rank == 0 ? kNone : kNone - rank;
  }

private:
  // A node's rank: 0 unvisited; while its component is open the smallest number in order of visit that it can reach,
  // from 1 up; then kNone less its component's number, from kNone down, always above the numbers of visit.
  struct state {
    std::uint32_t rank_{0};
    std::uint32_t next_{0};  // arc
  };

  std::vector<state> nodes_;
  std::vector<std::uint32_t> path_;      // of the search
  std::vector<std::uint32_t> order_;     // of visit, of the nodes on the path
  std::vector<std::uint32_t> finished_;  // nodes whose component is still open
};

template <typename ArcsOf, typename Head, typename Counts>
std::uint32_t strong_components::find(std::uint32_t const nodes, ArcsOf&& arcs_of, Head&& head, Counts&& counts) {
  nodes_.assign(nodes, {});
  auto visited = std::uint32_t{1};
  auto count = std::uint32_t{0};
  auto const enter = [&](std::uint32_t const node) {
    nodes_[node] = {visited, arcs_of(node).first};
    path_.push_back(node);
    order_.push_back(visited++);
  };
  for (auto root = std::uint32_t{0}; root != nodes; ++root) {
    if (nodes_[root].rank_ != 0 || !counts(root)) {
      continue;
    }
    enter(root);
    while (!path_.empty()) {
      auto const node = path_.back();
      auto& here = nodes_[node];
      auto const end = arcs_of(node).second;
      auto deeper = kNone;
      while (here.next_ != end && deeper == kNone) {
        auto const to = head(here.next_++);
        if (to == kNone) {
          continue;
        }
        if (nodes_[to].rank_ == 0) {
          deeper = to;
        } else if (nodes_[to].rank_ < here.rank_) {  // never a closed component: those rank above all visits
          here.rank_ = nodes_[to].rank_;
        }
      }
      if (deeper != kNone) {
        enter(deeper);
        continue;
      }
      auto const is_root = here.rank_ == order_.back();
      path_.pop_back();
      order_.pop_back();
      if (!is_root) {
        finished_.push_back(node);
      } else {
        auto const closed = kNone - count++;
        for (; !finished_.empty() && nodes_[finished_.back()].rank_ >= here.rank_; finished_.pop_back()) {
          nodes_[finished_.back()].rank_ = closed;
        }
        here.rank_ = closed;
      }
      if (!path_.empty() && here.rank_ < nodes_[path_.back()].rank_) {
        nodes_[path_.back()].rank_ = here.rank_;
      }
    }
  }
  return count;
}

}  // namespace leeward::roads
