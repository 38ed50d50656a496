#include "base/geo.h"

#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <system_error>

#include <fmt/format.h>

namespace leeward {

namespace {

constexpr auto const kMaxLat = 90.0;
constexpr auto const kMaxLon = 180.0;
constexpr auto const kShownBytes = std::size_t{60};

// WGS 84 (NIMA TR8350.2).
constexpr auto const kEquatorialRadiusMm = 6'378'137'000.0;
constexpr auto const kFlattening = 1.0 / 298.257223563;
constexpr auto const kEccentricity2 = kFlattening * (2.0 - kFlattening);

constexpr auto const kRadiansPerE7 = std::numbers::pi / 180.0 * 1e-7;
constexpr auto const kFullCircleE7 = std::int64_t{3'600'000'000};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<double> parse_degrees(std::string_view text) {
  text = trimmed(text);
  auto degrees = double{};
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), degrees);
  if (ec != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return degrees;
}

// The short way round, across the date line.
std::int64_t lon_difference_e7(position const a, position const b) {
  auto const d = std::int64_t{b.lon_e7_} - a.lon_e7_;
  if (d > kFullCircleE7 / 2) {
    return d - kFullCircleE7;
  }
  return d < -kFullCircleE7 / 2 ? d + kFullCircleE7 : d;
}

}  // namespace

result<position> make_position(double const lat, double const lon) {
  auto const lat_good = std::abs(lat) <= kMaxLat;  // false for NaN
  auto const lon_good = std::abs(lon) <= kMaxLon;
  if (!lat_good) {
    auto const swapped = std::abs(lat) <= kMaxLon && std::abs(lon) <= kMaxLat;
    return invalid(fmt::format("lat is {}, must be from -90 to 90{}", lat, swapped ? "; lat and lon look swapped" : ""),
                   "lat");
  }
  if (!lon_good) {
    return invalid(fmt::format("lon is {}, must be from -180 to 180", lon), "lon");
  }
  return position{static_cast<std::int32_t>(std::lround(lat * 1e7)), static_cast<std::int32_t>(std::lround(lon * 1e7))};
}

result<position> parse_position(std::string_view const text) {
  auto const comma = text.find(',');
  if (comma != std::string_view::npos) {
    auto const lat = parse_degrees(text.substr(0, comma));
    auto const lon = parse_degrees(text.substr(comma + 1));
    if (lat && lon) {
      return make_position(*lat, *lon);
    }
  }
  auto const shown =
      text.size() <= kShownBytes ? fmt::format("\"{}\"", text) : fmt::format("a text of {} bytes", text.size());
  return invalid(fmt::format("{} is not a position; write latitude,longitude in degrees, as in 49.41,8.69", shown));
}

millimetres distance_between(position const a, position const b) {
  auto const mean_lat_e7 = (static_cast<double>(a.lat_e7_) + static_cast<double>(b.lat_e7_)) / 2.0;
  auto const cos_lat = std::cos(mean_lat_e7 * kRadiansPerE7);
  auto const w2 = 1.0 - kEccentricity2 * (1.0 - cos_lat * cos_lat);
  auto const across = kEquatorialRadiusMm / std::sqrt(w2);  // radius of curvature in the prime vertical
  auto const along = across * (1.0 - kEccentricity2) / w2;  // … and in the meridian
  auto const north = along * kRadiansPerE7 * static_cast<double>(std::int64_t{b.lat_e7_} - a.lat_e7_);
  auto const east = across * cos_lat * kRadiansPerE7 * static_cast<double>(lon_difference_e7(a, b));
  return {std::llround(std::sqrt(north * north + east * east))};
}

bool contains(polygon const& ring, position const p) {
  auto inside = false;
  for (auto i = std::size_t{0}, j = ring.size() - 1; i < ring.size(); j = i++) {
    auto const a = ring[i];
    auto const b = ring[j];
    if ((a.lat_e7_ > p.lat_e7_) == (b.lat_e7_ > p.lat_e7_)) {
      continue;
    }
    // Whether p lies west of the edge where it crosses p's latitude, in whole numbers: they stay below 2^63.
    auto const rise = std::int64_t{b.lat_e7_} - a.lat_e7_;
    auto const lhs = (std::int64_t{p.lon_e7_} - a.lon_e7_) * rise;
    auto const rhs = (std::int64_t{b.lon_e7_} - a.lon_e7_) * (std::int64_t{p.lat_e7_} - a.lat_e7_);
    if (rise > 0 ? lhs < rhs : lhs > rhs) {
      inside = !inside;
    }
  }
  return inside;
}

}  // namespace leeward
