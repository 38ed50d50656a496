#include "roads/cch/plain_search.h"

#include <algorithm>
#include <cstdint>
#include <queue>
#include <tuple>

namespace leeward::roads::cch {

namespace {

// Times to the start of every edge, after at least one turn.
std::vector<std::int64_t> times_after_turns(road_graph const& g, profile_weights const& w, seed const& from) {
  auto times = std::vector<std::int64_t>(g.edges_.size(), kNever);
  auto open = std::priority_queue<std::pair<std::int64_t, std::uint32_t>,
                                  std::vector<std::pair<std::int64_t, std::uint32_t>>, std::greater<>>{};
  auto const leave = [&](std::uint32_t const e, std::int64_t const at_end) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      auto const to = g.turn_head_[t].v_;
      auto const time = at_end + w.turn_ms_[t];
      if (w.edge_ms_[e] < kNever && w.turn_ms_[t] < kNever && time < times[to]) {
        times[to] = time;
        open.emplace(time, to);
      }
    }
  };
  leave(from.edge_.v_, std::int64_t{w.edge_ms_[from.edge_.v_]} - from.along_ms_);
  while (!open.empty()) {
    auto const [time, e] = open.top();
    open.pop();
    if (time == times[e]) {
      leave(e, time + w.edge_ms_[e]);
    }
  }
  return times;
}

}  // namespace

weight plain_distance(road_graph const& g, profile_weights const& w, std::span<seed const> const from,
                      std::span<seed const> const to) {
  auto best = std::int64_t{kNever};
  for (auto const& f : from) {
    auto const times = times_after_turns(g, w, f);
    for (auto const& t : to) {
      if (w.edge_ms_[t.edge_.v_] >= kNever) {
        continue;
      }
      if (times[t.edge_.v_] < kNever) {
        best = std::min(best, times[t.edge_.v_] + t.along_ms_);
      }
      if (f.edge_ == t.edge_ && f.along_ms_ <= t.along_ms_) {
        best = std::min(best, std::int64_t{t.along_ms_} - f.along_ms_);
      }
    }
  }
  return static_cast<weight>(best);
}

weight time_of_path(road_graph const& g, profile_weights const& w, std::span<edge_id const> const path,
                    std::span<seed const> const from, std::span<seed const> const to) {
  if (path.empty()) {
    return kNever;
  }
  auto between = std::int64_t{0};
  for (auto i = std::size_t{0}; i + 1 < path.size(); ++i) {
    auto const heads =
        g.turn_head_.subspan(g.first_turn_[path[i].v_], g.first_turn_[path[i].v_ + 1] - g.first_turn_[path[i].v_]);
    auto const at = std::find(begin(heads), end(heads), path[i + 1]);
    auto const turn = g.first_turn_[path[i].v_] + static_cast<std::size_t>(at - begin(heads));
    if (at == end(heads) || w.turn_ms_[turn] >= kNever || w.edge_ms_[path[i].v_] >= kNever) {
      return kNever;
    }
    between += w.edge_ms_[path[i].v_] + w.turn_ms_[turn];
  }
  auto best = std::int64_t{kNever};
  for (auto const& f : from) {
    for (auto const& t : to) {
      auto const time = between + t.along_ms_ - f.along_ms_;
      if (f.edge_ == path.front() && t.edge_ == path.back() && time >= 0) {
        best = std::min(best, time);
      }
    }
  }
  return w.edge_ms_[path.back().v_] < kNever ? static_cast<weight>(best) : kNever;
}

}  // namespace leeward::roads::cch
