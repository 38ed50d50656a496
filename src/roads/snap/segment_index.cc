#include "roads/snap/segment_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "roads/graph/first_where.h"

namespace leeward::roads {

namespace {

constexpr auto const kFanOut = std::size_t{8};
constexpr auto const kMaxLevels = std::size_t{12};  // 8^12 segments
constexpr auto const kRadiansPerUnit = std::numbers::pi / 180.0 * 1e-7;

// Where each level begins in `boxes_`, the lowest first, and after it the end. Empty if there are no segments.
struct levels {
  explicit levels(std::size_t const segments) {
    auto size = segments;
    while (size > 1 || (count_ == 0 && size == 1)) {
      size = (size + kFanOut - 1) / kFanOut;
      begin_[count_ + 1] = begin_[count_] + size;
      ++count_;
    }
  }

  std::size_t size(std::size_t const level) const { return begin_[level + 1] - begin_[level]; }
  std::size_t total() const { return begin_[count_]; }

  std::array<std::size_t, kMaxLevels + 1> begin_{};
  std::size_t count_{0};
};

box box_of(road_graph const& g, segment_id const s) {
  auto b = box{};
  for (auto const& p : shape(g, s)) {
    b.add(p);
  }
  return b;
}

// Distance along the Hilbert curve of order 16; Warren, Hacker's Delight, 16-2.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  auto d = std::uint32_t{0};
  for (auto s = std::uint32_t{1} << 15U; s > 0; s >>= 1U) {
    auto const rx = (x & s) != 0 ? 1U : 0U;
    auto const ry = (y & s) != 0 ? 1U : 0U;
    d += s * s * ((3U * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 0xFFFFU - x;
        y = 0xFFFFU - y;
      }
      std::swap(x, y);
    }
  }
  return d;
}

std::uint32_t scaled(std::int32_t const v, std::int32_t const min, std::int32_t const max) {
  auto const range = std::max<std::int64_t>(std::int64_t{max} - min, 1);
  return static_cast<std::uint32_t>((std::int64_t{v} - min) * 0xFFFF / range);
}

std::int32_t middle(std::int32_t const a, std::int32_t const b) {
  return static_cast<std::int32_t>((std::int64_t{a} + b) / 2);
}

std::vector<segment_id> hilbert_order(std::vector<box> const& boxes) {
  auto all = box{};
  for (auto const& b : boxes) {
    all.add(b);
  }
  auto keyed = std::vector<std::pair<std::uint32_t, segment_id>>{};
  keyed.reserve(boxes.size());
  for (auto i = std::uint32_t{0}; i != boxes.size(); ++i) {
    auto const& b = boxes[i];
    auto const x = scaled(middle(b.min_.lon_e7_, b.max_.lon_e7_), all.min_.lon_e7_, all.max_.lon_e7_);
    auto const y = scaled(middle(b.min_.lat_e7_, b.max_.lat_e7_), all.min_.lat_e7_, all.max_.lat_e7_);
    keyed.emplace_back(hilbert(x, y), segment_id{i});
  }
  std::sort(begin(keyed), end(keyed));
  auto order = std::vector<segment_id>{};
  order.reserve(keyed.size());
  for (auto const& [key, s] : keyed) {
    order.push_back(s);
  }
  return order;
}

// A flat picture of the surroundings of one point, in metres by the ellipsoid's radii of curvature there.
struct plane {
  explicit plane(position const centre) : centre_{centre} {
    constexpr auto const kEquator = 6378137.0;  // WGS 84
    constexpr auto const kEccentricity2 = 0.00669437999014;
    auto const lat = centre.lat_e7_ * kRadiansPerUnit;
    auto const w2 = 1.0 - kEccentricity2 * std::sin(lat) * std::sin(lat);
    x_per_unit_ = kRadiansPerUnit * kEquator / std::sqrt(w2) * std::cos(lat);
    y_per_unit_ = kRadiansPerUnit * kEquator * (1.0 - kEccentricity2) / (w2 * std::sqrt(w2));
  }

  double x(std::int32_t const lon) const { return (static_cast<double>(lon) - centre_.lon_e7_) * x_per_unit_; }
  double y(std::int32_t const lat) const { return (static_cast<double>(lat) - centre_.lat_e7_) * y_per_unit_; }

  double squared_distance(box const& b) const {
    auto const dx = std::max({x(b.min_.lon_e7_), -x(b.max_.lon_e7_), 0.0});
    auto const dy = std::max({y(b.min_.lat_e7_), -y(b.max_.lat_e7_), 0.0});
    return dx * dx + dy * dy;
  }

  position centre_;
  double x_per_unit_{0};
  double y_per_unit_{0};
};

// The foot of the perpendicular on a leg, as a share of it.
struct foot_on_leg {
  double squared_{0};
  double share_{0};
  double side_{0};
};

foot_on_leg foot(plane const& flat, position const a, position const b) {
  auto const ax = flat.x(a.lon_e7_);
  auto const ay = flat.y(a.lat_e7_);
  auto const dx = flat.x(b.lon_e7_) - ax;
  auto const dy = flat.y(b.lat_e7_) - ay;
  auto const square = dx * dx + dy * dy;
  auto const share = square > 0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0.0;
  auto const fx = ax + share * dx;
  auto const fy = ay + share * dy;
  return {.squared_ = fx * fx + fy * fy, .share_ = share, .side_ = ax * dy - ay * dx};
}

struct best_leg {
  double squared_{0};
  segment_id segment_;
  std::size_t leg_{0};
  foot_on_leg foot_;
};

void look_at(road_graph const& g, plane const& flat, segment_id const s, best_leg& best) {
  auto const points = shape(g, s);
  for (auto i = std::size_t{1}; i < points.size(); ++i) {
    auto const f = foot(flat, points[i - 1], points[i]);
    if (f.squared_ < best.squared_ || (f.squared_ == best.squared_ && s < best.segment_)) {
      best = {.squared_ = f.squared_, .segment_ = s, .leg_ = i - 1, .foot_ = f};
    }
  }
}

std::int32_t between(std::int32_t const a, std::int32_t const b, double const share) {
  return static_cast<std::int32_t>(std::lround(a + (static_cast<double>(b) - a) * share));
}

point_on_segment to_point(road_graph const& g, best_leg const& best) {
  auto const points = shape(g, best.segment_);
  auto along = 0.0;
  for (auto i = std::size_t{0}; i != best.leg_; ++i) {
    along += static_cast<double>(distance_between(points[i], points[i + 1]).v_);
  }
  auto const a = points[best.leg_];
  auto const b = points[best.leg_ + 1];
  along += static_cast<double>(distance_between(a, b).v_) * best.foot_.share_;
  auto const length = g.segments_[best.segment_.v_].length_mm_;
  return {.segment_ = best.segment_,
          .along_mm_ = static_cast<std::uint32_t>(std::min(std::floor(along), static_cast<double>(length))),
          .where_ = {.lat_e7_ = between(a.lat_e7_, b.lat_e7_, best.foot_.share_),
                     .lon_e7_ = between(a.lon_e7_, b.lon_e7_, best.foot_.share_)},
          .distance_m_ = std::sqrt(best.squared_),
          .side_ = best.foot_.side_};
}

}  // namespace

void box::add(position const p) {
  min_.lat_e7_ = std::min(min_.lat_e7_, p.lat_e7_);
  min_.lon_e7_ = std::min(min_.lon_e7_, p.lon_e7_);
  max_.lat_e7_ = std::max(max_.lat_e7_, p.lat_e7_);
  max_.lon_e7_ = std::max(max_.lon_e7_, p.lon_e7_);
}

void box::add(box const& b) {
  add(b.min_);
  add(b.max_);
}

bool box::overlaps(box const& b) const {
  return min_.lat_e7_ <= b.max_.lat_e7_ && b.min_.lat_e7_ <= max_.lat_e7_ && min_.lon_e7_ <= b.max_.lon_e7_ &&
         b.min_.lon_e7_ <= max_.lon_e7_;
}

bool box::contains(position const p) const { return overlaps({.min_ = p, .max_ = p}); }

segment_index_data build_segment_index(road_graph const& g) {
  auto of_segment = std::vector<box>{};
  of_segment.reserve(segment_count(g));
  for (auto i = std::uint32_t{0}; i != segment_count(g); ++i) {
    of_segment.push_back(box_of(g, {i}));
  }
  auto index = segment_index_data{.order_ = hilbert_order(of_segment)};
  auto const tree = levels{index.order_.size()};
  index.boxes_.resize(tree.total());
  for (auto i = std::size_t{0}; i != index.order_.size(); ++i) {
    index.boxes_[i / kFanOut].add(of_segment[index.order_[i].v_]);
  }
  for (auto level = std::size_t{1}; level < tree.count_; ++level) {
    for (auto i = std::size_t{0}; i != tree.size(level - 1); ++i) {
      index.boxes_[tree.begin_[level] + i / kFanOut].add(index.boxes_[tree.begin_[level - 1] + i]);
    }
  }
  return index;
}

segment_index view_of(segment_index_data const& data) { return {.order_ = data.order_, .boxes_ = data.boxes_}; }

std::optional<std::string> find_fault(segment_index const& index, road_graph const& g) {
  if (index.order_.size() != segment_count(g)) {
    return fmt::format("the index of segments has {} entries for {} segments", index.order_.size(), segment_count(g));
  }
  if (index.boxes_.size() != levels{index.order_.size()}.total()) {
    return fmt::format("the index of segments has {} boxes, not {}", index.boxes_.size(),
                       levels{index.order_.size()}.total());
  }
  auto const bad =
      first_where(index.order_.size(), [&](std::size_t const i) { return index.order_[i].v_ >= segment_count(g); });
  if (bad != index.order_.size()) {
    return fmt::format("the index of segments names segment {} of {}", index.order_[bad].v_, segment_count(g));
  }
  return std::nullopt;
}

std::optional<point_on_segment> nearest(road_graph const& g, segment_index const& index, position const p,
                                        double const limit_m, std::function<bool(segment_id)> const& usable) {
  struct open_node {
    double squared_;
    std::size_t level_;
    std::size_t at_;  // within its level
  };
  auto const farther = [](open_node const& a, open_node const& b) { return a.squared_ > b.squared_; };
  auto const tree = levels{index.order_.size()};
  auto const flat = plane{p};
  auto best = best_leg{.squared_ = std::nextafter(limit_m * limit_m, std::numeric_limits<double>::max()),
                       .segment_ = {},
                       .leg_ = 0,
                       .foot_ = {}};
  auto heap = std::vector<open_node>{};
  auto const push = [&](std::size_t const level, std::size_t const at) {
    auto const squared = flat.squared_distance(index.boxes_[tree.begin_[level] + at]);
    if (squared <= best.squared_) {
      heap.push_back({squared, level, at});
      std::push_heap(begin(heap), end(heap), farther);
    }
  };
  if (tree.count_ > 0) {
    push(tree.count_ - 1, 0);
  }
  while (!heap.empty() && heap.front().squared_ <= best.squared_) {
    std::pop_heap(begin(heap), end(heap), farther);
    auto const node = heap.back();
    heap.pop_back();
    auto const first = node.at_ * kFanOut;
    if (node.level_ == 0) {
      auto const last = std::min(first + kFanOut, index.order_.size());
      for (auto i = first; i != last; ++i) {
        if (usable(index.order_[i])) {
          look_at(g, flat, index.order_[i], best);
        }
      }
    } else {
      auto const last = std::min(first + kFanOut, tree.size(node.level_ - 1));
      for (auto i = first; i != last; ++i) {
        push(node.level_ - 1, i);
      }
    }
  }
  return best.segment_.is_none() ? std::nullopt : std::optional{to_point(g, best)};
}

void for_each_near(segment_index const& index, box const& wanted, std::function<void(segment_id)> const& fn) {
  auto const tree = levels{index.order_.size()};
  auto stack = std::vector<std::pair<std::size_t, std::size_t>>{};  // level, place in it
  if (tree.count_ > 0) {
    stack.emplace_back(tree.count_ - 1, 0);
  }
  while (!stack.empty()) {
    auto const [level, at] = stack.back();
    stack.pop_back();
    if (!index.boxes_[tree.begin_[level] + at].overlaps(wanted)) {
      continue;
    }
    auto const below = level == 0 ? index.order_.size() : tree.size(level - 1);
    auto const last = std::min((at + 1) * kFanOut, below);
    for (auto i = at * kFanOut; i != last; ++i) {
      if (level == 0) {
        fn(index.order_[i]);
      } else {
        stack.emplace_back(level - 1, i);
      }
    }
  }
}

}  // namespace leeward::roads
