#include "roads/dijkstra/dijkstra.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "roads/route/copies.h"

namespace leeward::roads {

reference_search::reference_search(road_graph const& g, profile_weights const& w)
    : g_{g}, w_{w}, reached_(edge_count(g), kNever) {}

void reference_search::run(place_on_road const& from) {
  std::fill(begin(reached_), end(reached_), kNever);
  queue_.clear();
  from_.clear();
  for_each_edge_at(g_, w_.edge_ms_, from, [&](edge_id const e, weight const along) {
    from_.push_back({e, along});
    relax_turns(e, std::int64_t{w_.edge_ms_[e.v_]} - along);
  });
  while (!queue_.empty()) {
    std::pop_heap(begin(queue_), end(queue_), std::greater{});
    auto const [ms, e] = queue_.back();
    queue_.pop_back();
    if (ms == reached_[e.v_] && w_.edge_ms_[e.v_] < kNever) {
      relax_turns(e, std::int64_t{ms} + w_.edge_ms_[e.v_]);
    }
  }
}

void reference_search::relax_turns(edge_id const e, std::int64_t const at_end) {
  for (auto t = g_.first_turn_[e.v_]; t != g_.first_turn_[e.v_ + 1]; ++t) {
    auto const to = g_.turn_head_[t];
    auto const ms = at_end + w_.turn_ms_[t];
    if (w_.turn_ms_[t] < kNever && ms < reached_[to.v_]) {
      reached_[to.v_] = static_cast<weight>(ms);
      queue_.emplace_back(static_cast<weight>(ms), to);
      std::push_heap(begin(queue_), end(queue_), std::greater{});
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

}  // namespace leeward::roads
