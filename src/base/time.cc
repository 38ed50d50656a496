#include "base/time.h"

#include <chrono>
#include <cstddef>

#include <fmt/format.h>

namespace leeward {

namespace {

constexpr auto const kExample = "2024-01-05T08:00:00+03:00";
constexpr auto const kShownBytes = std::size_t{40};
constexpr auto const kFirst = std::int64_t{-62'135'596'800};  // 0001-01-01T00:00:00Z
constexpr auto const kLast = std::int64_t{253'402'300'799};   // 9999-12-31T23:59:59Z

// Takes a text apart from its beginning; what is not there leaves `good_` false.
struct scanner {
  bool ahead(std::string_view const characters) const {
    return !rest_.empty() && characters.find(rest_[0]) != std::string_view::npos;
  }

  int digit() {
    if (!ahead("0123456789")) {
      good_ = false;
      return 0;
    }
    auto const d = rest_[0] - '0';
    rest_.remove_prefix(1);
    return d;
  }

  int two_digits() {
    auto const tens = digit();
    return 10 * tens + digit();
  }

  char one_of(std::string_view const characters) {
    if (!ahead(characters)) {
      good_ = false;
      return '\0';
    }
    auto const c = rest_[0];
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  bool good_{true};
};

struct date_time {
  int year_{0}, month_{0}, day_{0};
  int hour_{0}, minute_{0}, second_{0};
};

date_time scan_date_time(scanner& s) {
  auto t = date_time{};
  t.year_ = 100 * s.two_digits();
  t.year_ += s.two_digits();
  s.one_of("-");
  t.month_ = s.two_digits();
  s.one_of("-");
  t.day_ = s.two_digits();
  s.one_of("Tt ");
  t.hour_ = s.two_digits();
  s.one_of(":");
  t.minute_ = s.two_digits();
  s.one_of(":");
  t.second_ = s.two_digits();
  if (s.good_ && s.ahead(".")) {
    s.one_of(".");
    s.digit();
    while (s.ahead("0123456789")) {
      s.digit();
    }
  }
  return t;
}

// Seconds that local time is ahead of UTC; nothing beyond it may follow.
int scan_offset(scanner& s) {
  auto const sign = s.one_of("Zz+-");
  auto offset = 0;
  if (sign == '+' || sign == '-') {
    auto const hours = s.two_digits();
    s.one_of(":");
    auto const minutes = s.two_digits();
    s.good_ = s.good_ && hours < 24 && minutes < 60;
    offset = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
  }
  s.good_ = s.good_ && s.rest_.empty();
  return offset;
}

}  // namespace

result<instant> parse_instant(std::string_view const text) {
  auto const shown = [&] {
    return text.size() <= kShownBytes ? fmt::format("\"{}\"", text) : fmt::format("a text of {} bytes", text.size());
  };
  auto s = scanner{text};
  auto const t = scan_date_time(s);
  if (!s.good_) {
    return invalid(fmt::format("{} is not a time; write it as in {}", shown(), kExample));
  }
  if (s.rest_.empty()) {
    return invalid(fmt::format("{} has no zone; write Z or an offset, as in {}", shown(), kExample));
  }
  auto const offset = scan_offset(s);
  if (!s.good_) {
    return invalid(fmt::format("{} has no valid zone; write Z or an offset, as in {}", shown(), kExample));
  }
  auto const day = std::chrono::year{t.year_} / t.month_ / t.day_;
  if (!day.ok()) {
    return invalid(fmt::format("{}: the calendar has no {:04}-{:02}-{:02}", shown(), t.year_, t.month_, t.day_));
  }
  if (t.second_ == 60) {
    return invalid(fmt::format("{}: a leap second cannot be kept; write second 59 or the next minute", shown()));
  }
  if (t.hour_ > 23 || t.minute_ > 59 || t.second_ > 59) {
    return invalid(fmt::format("{}: the day has no {:02}:{:02}:{:02}", shown(), t.hour_, t.minute_, t.second_));
  }
  auto const time_of_day =
      std::chrono::hours{t.hour_} + std::chrono::minutes{t.minute_} + std::chrono::seconds{t.second_};
  auto const utc = std::chrono::sys_days{day} + time_of_day - std::chrono::seconds{offset};
  auto const unix_s = std::int64_t{utc.time_since_epoch().count()};
  if (unix_s < kFirst || unix_s > kLast) {
    return invalid(fmt::format("{}: must lie in the years 0001 to 9999", shown()));
  }
  return instant{unix_s};
}

// Written by hand: a plan has a time in every third line.
std::string to_string(instant const t) {
  auto const since = std::chrono::sys_seconds{std::chrono::seconds{t.unix_s_}};
  auto const midnight = std::chrono::floor<std::chrono::days>(since);
  auto const day = std::chrono::year_month_day{midnight};
  auto const clock = std::chrono::hh_mm_ss{since - midnight};
  auto text = std::string{"0000-00-00T00:00:00Z"};
  auto const put = [&](std::size_t const at, std::int64_t const two_digits) {
    text[at] = static_cast<char>('0' + two_digits / 10);
    text[at + 1] = static_cast<char>('0' + two_digits % 10);
  };
  put(5, static_cast<unsigned>(day.month()));
  put(8, static_cast<unsigned>(day.day()));
  put(11, clock.hours().count());
  put(14, clock.minutes().count());
  put(17, clock.seconds().count());
  auto const year = static_cast<int>(day.year());
  if (kFirst <= t.unix_s_ && t.unix_s_ <= kLast) {
    put(0, year / 100);
    put(2, year % 100);
  } else {
    text.replace(0, 4, fmt::format("{:04}", year));
  }
  return text;
}

}  // namespace leeward
