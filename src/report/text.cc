#include "report/text.h"

#include <array>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

namespace leeward::report {

namespace {

constexpr auto const kDays =
    std::array<std::string_view, 7>{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr auto const kMonths =
    std::array<std::string_view, 12>{"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

struct civil {
  std::chrono::year_month_day date_;
  std::string_view weekday_;
  std::string_view month_;
  std::int64_t minutes_;  // since midnight
};

civil civil_of(instant const t) {
  auto const point = std::chrono::sys_seconds{std::chrono::seconds{t.unix_s_}};
  auto const midnight = std::chrono::floor<std::chrono::days>(point);
  auto const date = std::chrono::year_month_day{midnight};
  return {date, kDays[std::chrono::weekday{midnight}.c_encoding()], kMonths[static_cast<unsigned>(date.month()) - 1],
          std::chrono::duration_cast<std::chrono::minutes>(point - midnight).count()};
}

}  // namespace

std::string escaped(std::string_view const text) {
  auto out = std::string{};
  out.reserve(text.size());
  for (auto const c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

std::string grouped(std::int64_t const n) {
  auto const digits = std::to_string(n);
  auto out = std::string{};
  for (auto i = std::size_t{0}; i < digits.size(); ++i) {
    if (i > 0 && digits[i - 1] != '-' && (digits.size() - i) % 3 == 0) {
      out.push_back(',');
    }
    out.push_back(digits[i]);
  }
  return out;
}

seconds shown_between(instant const from, instant const to) {
  auto const minute = [](instant const t) { return t.unix_s_ / 60; };  // no operation is before 1970
  return seconds{(minute(to) - minute(from)) * 60};
}

std::string in_words(seconds const s) {
  auto const minutes = (std::abs(s.v_) + 30) / 60;
  if (minutes == 0) {
    return "less than a minute";
  }
  return minutes < 60 ? fmt::format("{} min", minutes) : fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

std::string counted(std::int64_t const n, std::string_view const one, std::string_view const many) {
  return fmt::format("{} {}", grouped(n), n == 1 ? one : many);
}

std::string kilometres(metres const m) {
  return m.v_ < 10'000 ? fmt::format("{:.1f} km", static_cast<double>(m.v_) / 1000)
                       : fmt::format("{} km", grouped((m.v_ + 500) / 1000));
}

std::string clock::zone() const {
  auto const minutes = std::abs(utc_offset_.v_) / 60;
  return utc_offset_.v_ == 0
             ? "UTC"
             : fmt::format("UTC{}{:02}:{:02}", utc_offset_.v_ < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string clock::time(instant const t) const {
  auto const c = civil_of(t + utc_offset_);
  return fmt::format("{:02}:{:02}", c.minutes_ / 60, c.minutes_ % 60);
}

std::string clock::day_and_time(instant const t) const {
  auto const c = civil_of(t + utc_offset_);
  return fmt::format("{} {} {}, {}", c.weekday_.substr(0, 3), static_cast<unsigned>(c.date_.day()), c.month_, time(t));
}

std::string clock::day(instant const t) const {
  auto const c = civil_of(t + utc_offset_);
  return fmt::format("{} {} {} {}", c.weekday_, static_cast<unsigned>(c.date_.day()), c.month_,
                     static_cast<int>(c.date_.year()));
}

}  // namespace leeward::report
