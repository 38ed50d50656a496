#include "roads/graph/validate.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "roads/graph/first_where.h"

namespace leeward::roads {

namespace {

using fault = std::optional<std::string>;

constexpr auto const kNone = std::size_t{junction_id::kNone};

template <typename Array>
fault at(std::string_view const array, Array const& a, std::size_t const i, std::string_view const what) {
  return fmt::format("{}[{}] of {}: {}", array, i, a.size(), what);
}

// Both bounds in one comparison.
bool is_beyond(std::int32_t const x, std::int32_t const least, std::int32_t const most) {
  return static_cast<std::uint32_t>(x) - static_cast<std::uint32_t>(least) >
         static_cast<std::uint32_t>(most) - static_cast<std::uint32_t>(least);
}

std::size_t first_off_earth(std::span<position const> const where) {
  constexpr auto const kMaxLat = 900'000'000;
  constexpr auto const kMaxLon = 1'800'000'000;
  return first_where(where.size(), [&](std::size_t const i) {
    return any(is_beyond(where[i].lat_e7_, -kMaxLat, kMaxLat), is_beyond(where[i].lon_e7_, -kMaxLon, kMaxLon));
  });
}

fault find_size_fault(road_graph const& g) {
  if (g.segments_.empty()) {
    return "segments: the sentinel is missing";
  }
  if (g.junctions_.size() >= kNone || g.points_.size() >= kNone || g.strings_.size() >= kNone ||
      g.turn_head_.size() >= kNone || g.segments_.size() >= kNone / 2) {
    return "more entries than an index can name";
  }
  if (g.edge_of_.size() != 2 * (g.segments_.size() - 1)) {
    return fmt::format("edge_of: {} entries for {} segments", g.edge_of_.size(), g.segments_.size() - 1);
  }
  if (g.copy_of_.size() > g.edges_.size()) {
    return fmt::format("copy_of: {} entries for {} edges", g.copy_of_.size(), g.edges_.size());
  }
  if (g.first_turn_.size() != g.edges_.size() + 1) {
    return fmt::format("first_turn: {} entries for {} edges", g.first_turn_.size(), g.edges_.size());
  }
  return std::nullopt;
}

fault find_position_fault(road_graph const& g) {
  if (auto const i = first_off_earth(g.junctions_); i != g.junctions_.size()) {
    return at("junctions", g.junctions_, i, "outside the world");
  }
  if (auto const i = first_off_earth(g.points_); i != g.points_.size()) {
    return at("points", g.points_, i, "outside the world");
  }
  return std::nullopt;
}

fault find_road_fault(road_graph const& g) {
  if (g.strings_.empty() || g.strings_.front() != '\0' || g.strings_.back() != '\0') {
    return "strings: must begin and end with a NUL";
  }
  for (auto i = std::size_t{0}; i != g.roads_.size(); ++i) {
    auto const& r = g.roads_[i];
    if (std::max({r.name_, r.name_en_, r.ref_, r.destination_}) >= g.strings_.size()) {
      return at("roads", g.roads_, i, "a string beyond the table");
    }
    if (r.class_ > road_class::kBusway) {
      return at("roads", g.roads_, i, "an unknown class");
    }
  }
  return std::nullopt;
}

fault find_segment_fault(road_graph const& g) {
  if (g.segments_.front().first_point_ != 0 || g.segments_.back().first_point_ != g.points_.size()) {
    return "segments: their shapes do not cover the points";
  }
  for (auto i = std::size_t{0}; i + 1 != g.segments_.size(); ++i) {
    auto const& s = g.segments_[i];
    auto const end = g.segments_[i + 1].first_point_;
    if (s.from_.v_ >= g.junctions_.size() || s.to_.v_ >= g.junctions_.size()) {
      return at("segments", g.segments_, i, "a junction that is not there");
    }
    if (s.road_.v_ >= g.roads_.size()) {
      return at("segments", g.segments_, i, "a road that is not there");
    }
    if (s.first_point_ > g.points_.size() || end > g.points_.size() || end < s.first_point_ ||
        end - s.first_point_ < 2) {
      return at("segments", g.segments_, i, "a shape of fewer than two points");
    }
    if (g.points_[s.first_point_] != g.junctions_[s.from_.v_] || g.points_[end - 1] != g.junctions_[s.to_.v_]) {
      return at("segments", g.segments_, i, "a shape that does not run between its junctions");
    }
    if (s.length_mm_ == 0) {
      return at("segments", g.segments_, i, "no length");
    }
  }
  return std::nullopt;
}

fault find_edge_fault(road_graph const& g) {
  auto const originals = g.edges_.size() - g.copy_of_.size();
  for (auto i = std::size_t{0}; i != originals; ++i) {
    auto const code = g.edges_[i].code_;
    if (code >= g.edge_of_.size() || (i != 0 && code <= g.edges_[i - 1].code_)) {
      return at("edges", g.edges_, i, "a segment that is not there, or out of order");
    }
    if (g.edge_of_[code].v_ != i) {
      return at("edge_of", g.edge_of_, code, "does not name its edge");
    }
  }
  auto const named =
      static_cast<std::size_t>(std::ranges::count_if(g.edge_of_, [](edge_id const e) { return !e.is_none(); }));
  if (named != originals) {
    return fmt::format("edge_of: names {} edges, and there are {}", named, originals);
  }
  for (auto i = std::size_t{0}; i != g.copy_of_.size(); ++i) {
    auto const original = g.copy_of_[i];
    if (original.v_ >= originals || g.edges_[originals + i].code_ != g.edges_[original.v_].code_) {
      return at("copy_of", g.copy_of_, i, "not the original of its copy");
    }
    if (i != 0 && original < g.copy_of_[i - 1]) {
      return at("copy_of", g.copy_of_, i, "out of order");
    }
  }
  return std::nullopt;
}

// Where each edge begins and ends.
struct edge_ends {
  std::vector<junction_id> tail_, head_;
};

edge_ends ends_of(road_graph const& g) {
  auto ends =
      edge_ends{.tail_ = std::vector<junction_id>(g.edges_.size()), .head_ = std::vector<junction_id>(g.edges_.size())};
  for (auto i = std::uint32_t{0}; i != g.edges_.size(); ++i) {
    ends.tail_[i] = tail(g, {i});
    ends.head_[i] = head(g, {i});
  }
  return ends;
}

fault find_turn_fault(road_graph const& g) {
  auto const& turns = g.turn_head_;
  if (g.first_turn_.front() != 0 || g.first_turn_.back() != turns.size()) {
    return "first_turn: does not cover the turns";
  }
  auto const out_of_order = first_where(g.edges_.size(), [&](std::size_t const i) {
    return any(g.first_turn_[i + 1]<g.first_turn_[i], g.first_turn_[i + 1]> turns.size());
  });
  if (out_of_order != g.edges_.size()) {
    return at("first_turn", g.first_turn_, out_of_order + 1, "out of order");
  }
  auto const misplaced = [&](std::size_t const t) {
    return at("turn_head", turns, t, "an edge that does not begin where the turn is");
  };
  if (auto const t = first_where(turns.size(), [&](std::size_t const i) { return turns[i].v_ >= g.edges_.size(); });
      t != turns.size()) {
    return misplaced(t);
  }
  auto const ends = ends_of(g);
  auto const from = rows_of(g.first_turn_);
  if (auto const t = first_where(turns.size(),
                                 [&](std::size_t const i) { return ends.tail_[turns[i].v_] != ends.head_[from[i]]; });
      t != turns.size()) {
    return misplaced(t);
  }
  auto const before = [&](std::size_t const i) { return all(from[i + 1] == from[i], turns[i + 1].v_ <= turns[i].v_); };
  auto const pairs = turns.empty() ? 0 : turns.size() - 1;
  if (auto const t = first_where(pairs, before); t != pairs) {
    return at("turn_head", turns, t + 1, "out of order");
  }
  return std::nullopt;
}

fault find_weight_fault(std::string_view const name, std::span<weight const> const weights, std::size_t const count,
                        weight const least) {
  if (weights.size() != count) {
    return fmt::format("{}: {} entries, and there are {}", name, weights.size(), count);
  }
  if (auto const i = first_where(count, [&](std::size_t const k) { return is_beyond(weights[k], least, kNever); });
      i != count) {
    return at(name, weights, i, fmt::format("{} is not a weight", weights[i]));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_fault(road_graph const& g) {
  // Each trusts what the ones before have checked.
  for (auto const find :
       {find_size_fault, find_position_fault, find_road_fault, find_segment_fault, find_edge_fault, find_turn_fault}) {
    if (auto found = find(g)) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<std::string> find_fault(road_graph const& g, profile_weights const& w) {
  if (auto found = find_weight_fault("edge_ms", w.edge_ms_, g.edges_.size(), 1)) {
    return found;
  }
  return find_weight_fault("turn_ms", w.turn_ms_, g.turn_head_.size(), 0);
}

}  // namespace leeward::roads
