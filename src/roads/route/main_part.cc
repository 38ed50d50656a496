#include "roads/route/main_part.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace leeward::roads {

namespace {

constexpr auto const kNone = edge_id::kNone;

// The turn graph without what is closed.
struct open_turns {
  bool is_open(std::uint32_t const e) const { return w_.edge_ms_[e] < kNever; }
  bool is_open(std::uint32_t const e, std::uint32_t const turn) const {
    return is_open(e) && w_.turn_ms_[turn] < kNever && is_open(g_.turn_head_[turn].v_);
  }

  road_graph const& g_;
  profile_weights const& w_;
};

class tarjan {
public:
  explicit tarjan(open_turns const turns)
      : turns_{turns},
        component_(edge_count(turns.g_), kNone),
        index_(edge_count(turns.g_), kNone),
        low_(edge_count(turns.g_), kNone),
        next_turn_(begin(turns.g_.first_turn_), end(turns.g_.first_turn_) - 1) {}

  // An edge of the largest component, or kNone if all is closed. Of equally large ones, the first that was found.
  std::uint32_t largest() {
    for (auto e = std::uint32_t{0}; e != index_.size(); ++e) {
      if (turns_.is_open(e) && index_[e] == kNone) {
        visit(e);
      }
    }
    return largest_;
  }

private:
  void enter(std::uint32_t const e) {
    index_[e] = low_[e] = count_++;
    path_.push_back(e);
    stack_.push_back(e);
  }

  void visit(std::uint32_t const root) {
    enter(root);
    while (!path_.empty()) {
      auto const e = path_.back();
      auto& t = next_turn_[e];
      if (t == turns_.g_.first_turn_[e + 1]) {
        leave(e);
        continue;
      }
      auto const turn = t++;
      if (!turns_.is_open(e, turn)) {
        continue;
      }
      auto const to = turns_.g_.turn_head_[turn].v_;
      if (index_[to] == kNone) {
        enter(to);
      } else if (component_[to] == kNone) {
        low_[e] = std::min(low_[e], index_[to]);
      }
    }
  }

  void leave(std::uint32_t const e) {
    path_.pop_back();
    if (!path_.empty()) {
      low_[path_.back()] = std::min(low_[path_.back()], low_[e]);
    }
    if (low_[e] != index_[e]) {
      return;
    }
    auto size = std::size_t{0};
    for (auto member = kNone; member != e; ++size) {
      member = stack_.back();
      stack_.pop_back();
      component_[member] = e;
    }
    if (size > largest_size_) {
      largest_size_ = size;
      largest_ = e;
    }
  }

  open_turns turns_;
  std::vector<std::uint32_t> component_;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> next_turn_;
  std::vector<std::uint32_t> path_;   // from the root to the edge in hand
  std::vector<std::uint32_t> stack_;  // without a component yet
  std::uint32_t count_{0};
  std::uint32_t largest_{kNone};
  std::size_t largest_size_{0};
};

// Marks all that can be reached; `neighbours(e, fn)` calls fn for each.
template <typename Neighbours>
std::vector<bool> flood(std::size_t const edges, std::uint32_t const from, Neighbours&& neighbours) {
  auto seen = std::vector<bool>(edges);
  auto open = std::vector<std::uint32_t>{};
  auto const mark = [&](std::uint32_t const e) {
    if (!seen[e]) {
      seen[e] = true;
      open.push_back(e);
    }
  };
  mark(from);
  while (!open.empty()) {
    auto const e = open.back();
    open.pop_back();
    neighbours(e, mark);
  }
  return seen;
}

// The open turns by their heads.
struct reversed_turns {
  explicit reversed_turns(open_turns const turns) : first_(edge_count(turns.g_) + 1) {
    each(turns, [&](std::uint32_t, std::uint32_t const to) { ++first_[to + 1]; });
    std::partial_sum(begin(first_), end(first_), begin(first_));
    tail_.resize(first_.back());
    auto fill = first_;
    each(turns, [&](std::uint32_t const from, std::uint32_t const to) { tail_[fill[to]++] = from; });
  }

  template <typename Fn>
  static void each(open_turns const turns, Fn&& fn) {
    for (auto e = std::uint32_t{0}; e != edge_count(turns.g_); ++e) {
      for (auto t = turns.g_.first_turn_[e]; t != turns.g_.first_turn_[e + 1]; ++t) {
        if (turns.is_open(e, t)) {
          fn(e, turns.g_.turn_head_[t].v_);
        }
      }
    }
  }

  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> tail_;
};

}  // namespace

main_part find_main_part(road_graph const& g, profile_weights const& w) {
  auto const turns = open_turns{g, w};
  auto const from = tarjan{turns}.largest();
  auto const n = edge_count(g);
  if (from == kNone) {
    return {std::vector<bool>(n), std::vector<bool>(n)};
  }
  auto const reversed = reversed_turns{turns};
  auto there = flood(n, from, [&](std::uint32_t const e, auto const& mark) {
    for (auto i = reversed.first_[e]; i != reversed.first_[e + 1]; ++i) {
      mark(reversed.tail_[i]);
    }
  });
  auto back = flood(n, from, [&](std::uint32_t const e, auto const& mark) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      if (turns.is_open(e, t)) {
        mark(g.turn_head_[t].v_);
      }
    }
  });
  return {std::move(there), std::move(back)};
}

}  // namespace leeward::roads
