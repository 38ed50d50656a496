#include "roads/route/route.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "roads/route/parts.h"

namespace leeward::roads {

namespace {

void append(std::vector<position>& line, position const p) {
  if (line.back() != p) {
    line.push_back(p);
  }
}

// A whole edge but its first point, where the line already is.
void append_whole(road_graph const& g, edge_id const e, std::vector<position>& line) {
  auto const points = shape(g, g.edges_[e.v_].in());
  if (g.edges_[e.v_].towards() == direction::kForward) {
    line.insert(end(line), begin(points) + 1, end(points));
  } else {
    line.insert(end(line), points.rbegin() + 1, points.rend());
  }
}

// The points of an edge strictly between two distances from its start.
void append_between(road_graph const& g, edge_id const e, driven_part const part, std::vector<position>& line) {
  auto const points = shape(g, g.edges_[e.v_].in());
  auto const forward = g.edges_[e.v_].towards() == direction::kForward;
  auto const at = [&](std::size_t const i) { return forward ? points[i] : points[points.size() - 1 - i]; };
  auto along = std::int64_t{0};
  for (auto i = std::size_t{1}; i < points.size() && along < part.to_mm_; ++i) {
    along += distance_between(at(i - 1), at(i)).v_;
    if (along > part.from_mm_ && along < part.to_mm_) {
      append(line, at(i));
    }
  }
}

std::vector<position> line_of(road_graph const& g, route const& r, std::size_t const points_at_most) {
  auto line = std::vector<position>{};
  line.reserve(points_at_most);
  line.push_back(r.from_.where_);
  for (auto i = std::size_t{0}; i != r.edges_.size(); ++i) {
    auto const e = r.edges_[i];
    auto const part = part_of(g, r, i);
    if (i != 0 && i + 1 != r.edges_.size()) {
      append_whole(g, e, line);
      continue;
    }
    append_between(g, e, part, line);
    if (i + 1 != r.edges_.size()) {
      auto const points = shape(g, g.edges_[e.v_].in());
      append(line, g.edges_[e.v_].towards() == direction::kForward ? points.back() : points.front());
    }
  }
  append(line, r.to_.where_);
  return line;
}

}  // namespace

weight turn_between(road_graph const& g, profile_weights const& w, edge_id const from, edge_id const to) {
  for (auto t = g.first_turn_[from.v_]; t != g.first_turn_[from.v_ + 1]; ++t) {
    if (g.turn_head_[t] == to) {
      return w.turn_ms_[t];
    }
  }
  return kNever;
}

route make_route(road_graph const& g, profile_weights const& w, std::vector<edge_id> path, place_on_road const& from,
                 place_on_road const& to) {
  auto r = route{.edges_ = std::move(path), .from_ = from, .to_ = to};
  auto points = std::size_t{2};
  for (auto i = std::size_t{0}; i != r.edges_.size(); ++i) {
    auto const part = part_of(g, r, i);
    r.length_.v_ += part.to_mm_ - part.from_mm_;
    points += shape(g, g.edges_[r.edges_[i].v_].in()).size();
    r.duration_.v_ += time_of(g, w, r, i) + (i == 0 ? 0 : turn_between(g, w, r.edges_[i - 1], r.edges_[i]));
  }
  r.geometry_ = line_of(g, r, points);
  return r;
}

}  // namespace leeward::roads
