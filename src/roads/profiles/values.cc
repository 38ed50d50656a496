#include "roads/profiles/values.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <initializer_list>

namespace leeward::roads {

namespace {

constexpr auto const kWalkKmh = 6;
constexpr auto const kKmPerMile = 1.609344;
constexpr auto const kKmPerNauticalMile = 1.852;
constexpr auto const kCmPerFoot = 30.48;
constexpr auto const kCmPerInch = 2.54;
// "Lower than the law lets vehicles be" (4 m in most countries), by how much nobody measured: whoever is clearly lower
// may try.
constexpr auto const kBelowDefaultCm = std::int32_t{350};
constexpr auto const kMost = 1e6;  // beyond any limit that is meant

void trim(std::string_view& s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) {
    s.remove_prefix(1);
  }
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) {
    s.remove_suffix(1);
  }
}

// Takes a decimal number with a point or a comma from the front.
std::optional<double> take_number(std::string_view& s) {
  trim(s);
  auto buffer = std::array<char, 24>{};
  auto n = std::size_t{0};
  while (n < s.size() && n < buffer.size() && (s[n] == '.' || s[n] == ',' || (s[n] >= '0' && s[n] <= '9'))) {
    buffer[n] = s[n] == ',' ? '.' : s[n];
    ++n;
  }
  auto value = double{};
  auto const [end, ec] = std::from_chars(buffer.data(), buffer.data() + n, value);
  if (ec != std::errc{} || end != buffer.data() + n || value > kMost) {
    return std::nullopt;
  }
  s.remove_prefix(n);
  trim(s);
  return value;
}

bool says_no_limit(std::string_view const s) {
  return s == "none" || s == "default" || s == "no" || s == "unsigned" || s == "no_sign" || s == "no_indications" ||
         s == "unlimited";
}

std::int32_t rounded(double const v) { return static_cast<std::int32_t>(std::lround(v)); }

// Takes one of these units from the front.
bool take_unit(std::string_view& s, std::initializer_list<std::string_view> const units) {
  for (auto const unit : units) {
    if (s.starts_with(unit)) {
      s.remove_prefix(unit.size());
      trim(s);
      return true;
    }
  }
  return false;
}

// What follows the feet of 12'6", 12 ft 6 in, 12′6″ and 12'
std::optional<std::int32_t> feet_and_inches(double const feet, std::string_view rest) {
  if (rest.empty()) {
    return rounded(feet * kCmPerFoot);
  }
  auto const inches = take_number(rest);
  if (!inches || *inches >= 12 || (!rest.empty() && !take_unit(rest, {"\"", "''", "″", "inches", "in"})) ||
      !rest.empty()) {
    return std::nullopt;
  }
  return rounded(feet * kCmPerFoot + *inches * kCmPerInch);
}

}  // namespace

std::optional<std::int32_t> parse_speed(std::string_view s) {
  trim(s);
  if (s == "none") {
    return kNoLimit;
  }
  if (s == "walk") {
    return kWalkKmh;
  }
  auto const v = take_number(s);
  if (!v || *v < 1 || *v > 500) {
    return std::nullopt;
  }
  if (s.empty() || s == "km/h" || s == "kmh" || s == "kph") {
    return rounded(*v);
  }
  if (s == "mph") {
    return rounded(*v * kKmPerMile);
  }
  if (s == "knots") {
    return rounded(*v * kKmPerNauticalMile);
  }
  return std::nullopt;
}

std::optional<std::int32_t> parse_length_cm(std::string_view s) {
  trim(s);
  if (says_no_limit(s)) {
    return 0;
  }
  if (s == "below_default") {
    return kBelowDefaultCm;
  }
  auto const v = take_number(s);
  if (!v || *v <= 0) {
    return std::nullopt;
  }
  if (s.empty() || s == "m" || s == "mt" || s == "metres" || s == "meters") {
    return *v < 600 ? std::optional{rounded(*v * 100)} : std::nullopt;
  }
  if (s == "cm") {
    return rounded(*v);
  }
  if (s == "in" || s == "\"") {
    return rounded(*v * kCmPerInch);
  }
  return take_unit(s, {"'", "′", "feet", "ft"}) ? feet_and_inches(*v, s) : std::nullopt;
}

std::optional<std::int32_t> parse_weight_kg(std::string_view s) {
  trim(s);
  if (says_no_limit(s)) {
    return 0;
  }
  auto const v = take_number(s);
  if (!v || *v <= 0) {
    return std::nullopt;
  }
  if (s.empty() || s == "t" || s == "tonnes") {
    return *v < 1000 ? std::optional{rounded(*v * 1000)} : std::nullopt;
  }
  if (s == "kg") {
    return rounded(*v);
  }
  if (s == "st") {
    return rounded(*v * 907.18474);
  }
  if (s == "lt") {
    return rounded(*v * 1016.0469);
  }
  if (s == "lbs" || s == "lb") {
    return rounded(*v * 0.45359237);
  }
  return std::nullopt;
}

namespace {

// PT1H30M, P1DT2H
std::optional<std::int32_t> parse_iso_duration(std::string_view s) {
  s.remove_prefix(1);
  auto total = 0.0;
  auto in_time = false;
  while (!s.empty()) {
    if (s.front() == 'T') {
      in_time = true;
      s.remove_prefix(1);
      continue;
    }
    auto const v = take_number(s);
    if (!v || s.empty()) {
      return std::nullopt;
    }
    switch (s.front()) {
      case 'D': total += *v * 86'400; break;
      case 'H': total += *v * 3600; break;
      case 'M':
        if (!in_time) {
          return std::nullopt;  // months
        }
        total += *v * 60;
        break;
      case 'S': total += *v; break;
      default: return std::nullopt;
    }
    s.remove_prefix(1);
  }
  return total >= 1 && total <= kMost ? std::optional{rounded(total)} : std::nullopt;
}

}  // namespace

std::optional<std::int32_t> parse_duration_s(std::string_view s) {
  trim(s);
  if (s.starts_with('P')) {
    return parse_iso_duration(s);
  }
  auto parts = std::array<double, 3>{};
  auto n = std::size_t{0};
  for (;;) {
    auto const v = take_number(s);
    if (!v) {
      return std::nullopt;
    }
    parts[n++] = *v;
    if (s.empty()) {
      break;
    }
    if (s.front() != ':' || n == parts.size()) {
      return std::nullopt;
    }
    s.remove_prefix(1);
  }
  auto const total = n == 1 ? parts[0] * 60 : parts[0] * 3600 + parts[1] * 60 + parts[2];
  return total >= 1 && total <= kMost ? std::optional{rounded(total)} : std::nullopt;
}

std::uint32_t parse_population(std::string_view const s) {
  auto v = std::uint64_t{0};
  for (auto const c : s) {
    if (c >= '0' && c <= '9') {
      v = v * 10 + static_cast<std::uint64_t>(c - '0');
    } else if (c != ' ' && c != ',' && c != '.' && c != '\'') {
      break;
    }
    if (v > 100'000'000) {
      return 0;
    }
  }
  return static_cast<std::uint32_t>(v);
}

}  // namespace leeward::roads
