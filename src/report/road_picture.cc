#include "report/road_picture.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "report/polyline.h"
#include "report/road_lines.h"

namespace leeward::report {

namespace {

using roads::road_class;
using roads::road_graph;
using roads::segment_id;

constexpr auto const kRanks = 6;
constexpr auto const kFinest = 4.0;  // metres
constexpr auto const kCoarsest = 64.0;

std::optional<int> rank_of(road_graph const& g, segment_id const s) {
  switch (g.roads_[g.segments_[s.v_].road_.v_].class_) {
    case road_class::kMotorway:
    case road_class::kTrunk: return 0;
    case road_class::kPrimary: return 1;
    case road_class::kSecondary: return 2;
    case road_class::kTertiary:
    case road_class::kUnclassified: return 3;
    case road_class::kResidential:
    case road_class::kLivingStreet: return 4;
    case road_class::kFerry: return 5;
    default: return std::nullopt;
  }
}

std::vector<std::string> pack(std::vector<std::vector<position>> const& lines, double const tolerance_m) {
  auto out = std::vector<std::string>{};
  out.reserve(lines.size());
  for (auto const& line : lines) {
    out.push_back(packed(simplified(line, tolerance_m)));
  }
  return out;
}

std::size_t size_of(std::vector<std::string> const& lines) {
  auto n = std::size_t{0};
  for (auto const& line : lines) {
    n += line.size() + 3;  // quotes and comma
  }
  return n;
}

}  // namespace

void box::include(position const p) {
  low_ = {std::min(low_.lat_e7_, p.lat_e7_), std::min(low_.lon_e7_, p.lon_e7_)};
  high_ = {std::max(high_.lat_e7_, p.lat_e7_), std::max(high_.lon_e7_, p.lon_e7_)};
}

void box::widen(double const share) {
  auto const widened = [&](std::int32_t& low, std::int32_t& high, double const limit) {
    auto const more = (static_cast<double>(high) - low) * share;
    low = static_cast<std::int32_t>(std::max(low - more, -limit));
    high = static_cast<std::int32_t>(std::min(high + more, limit));
  };
  widened(low_.lat_e7_, high_.lat_e7_, 900'000'000);
  widened(low_.lon_e7_, high_.lon_e7_, 1'800'000'000);
}

bool box::meets(box const& o) const {
  return low_.lat_e7_ <= o.high_.lat_e7_ && o.low_.lat_e7_ <= high_.lat_e7_ && low_.lon_e7_ <= o.high_.lon_e7_ &&
         o.low_.lon_e7_ <= high_.lon_e7_;
}

std::vector<road_layer> draw_roads(road_graph const& g, box const& shown, std::size_t const max_bytes) {
  auto by_rank = std::array<std::vector<segment_id>, kRanks>{};
  for (auto s = segment_id{0}; s.v_ < roads::segment_count(g); ++s.v_) {
    auto extent = box{};
    for (auto const p : roads::shape(g, s)) {
      extent.include(p);
    }
    if (auto const rank = rank_of(g, s); rank && shown.meets(extent)) {
      by_rank[static_cast<std::size_t>(*rank)].push_back(s);
    }
  }
  auto layers = std::vector<road_layer>{};
  auto left = max_bytes;
  for (auto const rank : {0, 1, 5, 2, 3, 4}) {
    auto const lines = lines_of(g, by_rank[static_cast<std::size_t>(rank)]);
    auto packed_lines = pack(lines, kFinest);
    for (auto tolerance = kFinest * 2; tolerance <= kCoarsest && size_of(packed_lines) > left; tolerance *= 2) {
      packed_lines = pack(lines, tolerance);
    }
    if (size_of(packed_lines) > left) {
      break;
    }
    left -= size_of(packed_lines);
    layers.push_back({rank, std::move(packed_lines)});
  }
  return layers;
}

}  // namespace leeward::report
