#include "roads/oracle/answers.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "roads/file/road_map.h"

namespace leeward::roads::oracle {

namespace {

weight turn_time(road_graph const& g, profile_weights const& w, edge_id const from, edge_id const to) {
  for (auto t = g.first_turn_[from.v_]; t != g.first_turn_[from.v_ + 1]; ++t) {
    if (g.turn_head_[t] == to) {
      return w.turn_ms_[t];
    }
  }
  return kNever;
}

weight time_along(road_graph const& g, profile_weights const& w, edge_id const e, place_on_road const& at) {
  auto const length = g.segments_[at.segment_.v_].length_mm_;
  auto const along = g.edges_[e.v_].towards() == direction::kForward ? at.along_mm_ : length - at.along_mm_;
  return static_cast<weight>(std::int64_t{w.edge_ms_[e.v_]} * along / length);
}

// What is wrong with the route for this journey; empty if nothing.
std::string wrong_with(road_map const& m, situation const& s, journey const& j, weight const expected) {
  auto const r = s.find_route(j.from_, j.to_);
  if (!r.has_value()) {
    return expected == kNever && r.error().kind_ == error_kind::kUnreachable ? "" : r.error().sentence_;
  }
  if (r->duration_ != milliseconds{expected}) {
    return "the route takes " + std::to_string(r->duration_.v_);
  }
  if (auto const sum = time_of(network_of(m, s.profile()).graph_, s.weights(), *r); sum != expected) {
    return "the route's edges take " + std::to_string(sum);
  }
  return "";
}

}  // namespace

weight time_of(road_graph const& g, profile_weights const& w, route const& r) {
  auto const& path = r.edges_;
  if (path.empty() || g.edges_[path.front().v_].in() != r.from_.segment_ ||
      g.edges_[path.back().v_].in() != r.to_.segment_) {
    return kNever;
  }
  auto sum = std::int64_t{time_along(g, w, path.back(), r.to_)} - time_along(g, w, path.front(), r.from_);
  for (auto i = std::size_t{0}; i + 1 != path.size(); ++i) {
    auto const turn = turn_time(g, w, path[i], path[i + 1]);
    if (turn >= kNever || w.edge_ms_[path[i].v_] >= kNever) {
      return kNever;
    }
    sum += std::int64_t{w.edge_ms_[path[i].v_]} + turn;
  }
  return w.edge_ms_[path.back().v_] < kNever ? static_cast<weight>(sum) : kNever;
}

tally compare(road_map const& m, situation const& s, dijkstra& reference, std::span<place_on_road const> const from,
              std::span<place_on_road const> const to) {
  auto table = std::vector<weight>(from.size() * to.size());
  s.matrix(from, to, table);
  auto row = std::vector<weight>(to.size());
  auto t = tally{};
  for (auto i = std::size_t{0}; i != from.size(); ++i) {
    reference.distances(from[i], to, row);
    for (auto k = std::size_t{0}; k != to.size(); ++k) {
      auto const distance = s.distance(from[i], to[k]);
      auto const ms = distance.has_value() ? static_cast<weight>(distance->v_) : kNever;
      auto const in_table = table[i * to.size() + k];
      auto const said = wrong_with(m, s, {from[i], to[k]}, row[k]);
      auto const good = ms == row[k] && in_table == row[k] && said.empty();
      ++t.pairs_;
      t.reached_ += row[k] < kNever ? 1U : 0U;
      if (!good && t.wrong_++ == 0) {
        ADD_FAILURE() << "From segment " << from[i].segment_.v_ << " to " << to[k].segment_.v_ << ": Dijkstra "
                      << row[k] << ", distance " << ms << ", table " << in_table << ". " << said;
      }
    }
  }
  return t;
}

}  // namespace leeward::roads::oracle
