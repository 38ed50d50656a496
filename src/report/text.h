#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/quantities.h"
#include "base/time.h"

// Words and figures as people read them, ready to stand in HTML.
namespace leeward::report {

// For text and for attribute values in quotes.
std::string escaped(std::string_view);

std::string grouped(std::int64_t);  // 12,340

// Between two times as a clock shows them, so that a reader who subtracts gets the same: whole minutes.
seconds shown_between(instant from, instant to);

std::string in_words(seconds);  // "3 h 05 min", "12 min", "less than a minute"

// "1 person", "20 people": the word that goes with the number.
std::string counted(std::int64_t, std::string_view one, std::string_view many);

std::string kilometres(metres);  // "1,234 km", "3.4 km" below ten

// Clock times in one zone; every page says which.
struct clock {
  std::string zone() const;                 // "UTC", "UTC+03:00"
  std::string time(instant) const;          // "08:05"
  std::string day_and_time(instant) const;  // "Fri 5 January, 08:05"
  std::string day(instant) const;           // "Friday 5 January 2024"

  seconds utc_offset_;
};

}  // namespace leeward::report
