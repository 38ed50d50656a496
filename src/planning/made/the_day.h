#pragma once

#include <cstdint>
#include <string_view>

#include "base/quantities.h"
#include "planning/made/numbers.h"

// The day that Leeward must carry: 5 January 2024, a border city of 340,000. From the morning on the region offers
// transport to two of its towns, 100 to 140 km away; some 1,300 households ask for it until the evening; in the
// afternoon the towns' beds run out and other regions give theirs. Figures as far as they are public, our assumptions
// for the rest.
namespace leeward::planning::the_day {

inline constexpr auto const kName = std::string_view{"5 January: a voluntary evacuation (made up)"};
inline constexpr auto const kStart = std::string_view{"2024-01-05T08:00:00+03:00"};
inline constexpr auto const kUtcOffset = seconds{10'800};
inline constexpr auto const kCity = std::int64_t{340'000};
inline constexpr auto const kPeople = std::int64_t{3'400};
inline constexpr auto const kPoints = std::int64_t{40};
inline constexpr auto const kCentres = std::int64_t{12};

// As a file: scenarios/the_day.numbers.json.
made_numbers numbers();

}  // namespace leeward::planning::the_day
