#include "roads/dijkstra/dijkstra.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "roads/route/copies.h"

namespace leeward::roads {

namespace {

using queue = std::vector<std::pair<weight, edge_id>>;

void push(queue& q, weight const ms, edge_id const e) {
  q.emplace_back(ms, e);
  std::push_heap(begin(q), end(q), std::greater{});
}

std::pair<weight, edge_id> pop(queue& q) {
  std::pop_heap(begin(q), end(q), std::greater{});
  auto const least = q.back();
  q.pop_back();
  return least;
}

}  // namespace

reference_search::reference_search(road_graph const& g, profile_weights const& w)
    : g_{g}, w_{w}, reached_(edge_count(g), kNever) {}

void reference_search::begin_at(place_on_road const& from) {
  for (auto const e : touched_) {
    reached_[e.v_] = kNever;
  }
  touched_.clear();
  queue_.clear();
  from_.clear();
  for_each_edge_at(g_, w_.edge_ms_, from, [&](edge_id const e, weight const along) {
    from_.push_back({e, along});
    relax_turns(e, std::int64_t{w_.edge_ms_[e.v_]} - along);
  });
}

void reference_search::run(place_on_road const& from) {
  begin_at(from);
  while (!queue_.empty()) {
    auto const [ms, e] = pop(queue_);
    if (ms == reached_[e.v_] && w_.edge_ms_[e.v_] < kNever) {
      relax_turns(e, std::int64_t{ms} + w_.edge_ms_[e.v_]);
    }
  }
}

weight reference_search::time_between(place_on_road const& from, place_on_road const& to) {
  begin_at(from);
  auto best = time_to_place(to);
  while (!queue_.empty() && queue_.front().first < best) {
    auto const [ms, e] = pop(queue_);
    if (g_.edges_[e.v_].in() == to.segment_) {
      best = std::min(best, time_to_place(to));
    }
    if (ms == reached_[e.v_] && w_.edge_ms_[e.v_] < kNever) {
      relax_turns(e, std::int64_t{ms} + w_.edge_ms_[e.v_]);
    }
  }
  return best;
}

void reference_search::relax_turns(edge_id const e, std::int64_t const at_end) {
  for (auto t = g_.first_turn_[e.v_]; t != g_.first_turn_[e.v_ + 1]; ++t) {
    auto const to = g_.turn_head_[t];
    auto const ms = at_end + w_.turn_ms_[t];
    if (w_.turn_ms_[t] < kNever && ms < reached_[to.v_]) {
      if (reached_[to.v_] == kNever) {
        touched_.push_back(to);
      }
      reached_[to.v_] = static_cast<weight>(ms);
      push(queue_, static_cast<weight>(ms), to);
    }
  }
}

weight reference_search::time_to_place(place_on_road const& to) const {
  auto best = kNever;
  for_each_edge_at(g_, w_.edge_ms_, to, [&](edge_id const original, weight const along) {
    for (auto const& [e, start] : from_) {
      if (e == original && start <= along) {
        best = std::min(best, along - start);
      }
    }
    for_each_copy(g_, original, [&](edge_id const e) {
      if (reached_[e.v_] < kNever) {
        best = std::min(best, reached_[e.v_] + along);
      }
    });
  });
  return best;
}

reference_search_back::reference_search_back(road_graph const& g, profile_weights const& w)
    : g_{g}, w_{w}, first_into_(edge_count(g) + 1), into_(g.turn_head_.size()), left_(edge_count(g), kNever) {
  for (auto const to : g.turn_head_) {
    ++first_into_[to.v_ + 1];
  }
  for (auto e = std::size_t{1}; e < first_into_.size(); ++e) {
    first_into_[e] += first_into_[e - 1];
  }
  auto next = first_into_;
  for (auto e = std::uint32_t{0}; e != edge_count(g); ++e) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      into_[next[g.turn_head_[t].v_]++] = {edge_id{e}, t};
    }
  }
}

void reference_search_back::run(place_on_road const& to) {
  std::fill(begin(left_), end(left_), kNever);
  queue_.clear();
  to_.clear();
  for_each_edge_at(g_, w_.edge_ms_, to, [&](edge_id const original, weight const along) {
    to_.push_back({original, along});
    for_each_copy(g_, original, [&](edge_id const e) { relax_turns(e, along); });
  });
  while (!queue_.empty()) {
    auto const [ms, e] = pop(queue_);
    if (ms == left_[e.v_] && w_.edge_ms_[e.v_] < kNever) {
      relax_turns(e, std::int64_t{ms} + w_.edge_ms_[e.v_]);
    }
  }
}

void reference_search_back::relax_turns(edge_id const e, std::int64_t const from_start) {
  for (auto i = first_into_[e.v_]; i != first_into_[e.v_ + 1]; ++i) {
    auto const& [from, turn] = into_[i];
    auto const ms = from_start + w_.turn_ms_[turn];
    if (w_.turn_ms_[turn] < kNever && ms < left_[from.v_]) {
      left_[from.v_] = static_cast<weight>(ms);
      push(queue_, static_cast<weight>(ms), from);
    }
  }
}

weight reference_search_back::time_from_place(place_on_road const& from) const {
  auto best = std::int64_t{kNever};
  for_each_edge_at(g_, w_.edge_ms_, from, [&](edge_id const e, weight const start) {
    for (auto const& [original, along] : to_) {
      if (e == original && start <= along) {
        best = std::min<std::int64_t>(best, along - start);
      }
    }
    if (left_[e.v_] < kNever) {
      best = std::min(best, std::int64_t{left_[e.v_]} + w_.edge_ms_[e.v_] - start);
    }
  });
  return static_cast<weight>(best);
}

}  // namespace leeward::roads
