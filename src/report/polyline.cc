#include "report/polyline.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <utility>

namespace leeward::report {

namespace {

constexpr auto const kMetresPerUnit = 0.0111319490793;  // 1e-7 degree of latitude

// Squared metres from p to the segment a-b, on a plane that is true near p.
double squared_distance(position const p, position const a, position const b) {
  auto const shrink = std::cos(p.lat() * std::numbers::pi / 180);
  auto const x = [&](position const q) { return (q.lon_e7_ - p.lon_e7_) * kMetresPerUnit * shrink; };
  auto const y = [&](position const q) { return (q.lat_e7_ - p.lat_e7_) * kMetresPerUnit; };
  auto const dx = x(b) - x(a);
  auto const dy = y(b) - y(a);
  auto const length = dx * dx + dy * dy;
  auto const share = length == 0 ? 0.0 : std::clamp(-(x(a) * dx + y(a) * dy) / length, 0.0, 1.0);
  auto const off_x = x(a) + share * dx;
  auto const off_y = y(a) + share * dy;
  return off_x * off_x + off_y * off_y;
}

void append(std::string& out, std::int64_t const step) {
  static constexpr auto const kLetters =
      std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};
  auto zigzag = static_cast<std::uint64_t>(step < 0 ? -2 * step - 1 : 2 * step);
  do {
    auto const more = zigzag >= 32 ? 32U : 0U;
    out.push_back(kLetters[(zigzag & 31U) | more]);
    zigzag >>= 5U;
  } while (zigzag != 0);
}

std::int64_t coarse(std::int32_t const e7) { return std::llround(e7 / 100.0); }

}  // namespace

std::vector<position> simplified(std::span<position const> const line, double const tolerance_m) {
  if (line.size() < 3) {
    return {line.begin(), line.end()};
  }
  auto keep = std::vector<bool>(line.size(), false);
  keep.front() = true;
  keep.back() = true;
  auto open = std::vector<std::pair<std::size_t, std::size_t>>{{0, line.size() - 1}};
  while (!open.empty()) {
    auto const [first, last] = open.back();
    open.pop_back();
    auto farthest = first;
    auto most = tolerance_m * tolerance_m;
    for (auto i = first + 1; i < last; ++i) {
      if (auto const d = squared_distance(line[i], line[first], line[last]); d > most) {
        most = d;
        farthest = i;
      }
    }
    if (farthest != first) {
      keep[farthest] = true;
      open.emplace_back(first, farthest);
      open.emplace_back(farthest, last);
    }
  }
  auto kept = std::vector<position>{};
  for (auto i = std::size_t{0}; i < line.size(); ++i) {
    if (keep[i]) {
      kept.push_back(line[i]);
    }
  }
  return kept;
}

std::string packed(std::span<position const> const line) {
  auto out = std::string{};
  auto lat = std::int64_t{0};
  auto lon = std::int64_t{0};
  for (auto const p : line) {
    append(out, coarse(p.lat_e7_) - lat);
    append(out, coarse(p.lon_e7_) - lon);
    lat = coarse(p.lat_e7_);
    lon = coarse(p.lon_e7_);
  }
  return out;
}

}  // namespace leeward::report
