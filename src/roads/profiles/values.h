#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// The values of OpenStreetMap's tags that carry a unit. Nothing where a value says nothing that we can use.
namespace leeward::roads {

// A speed in km/h, rounded: "50", "30 mph", "10 knots", "60 km/h", "walk". kNoLimit for "none".
inline constexpr std::int32_t kNoLimit = 0;
std::optional<std::int32_t> parse_speed(std::string_view);

// In centimetres: "3.5", "3.5 m", "3,5", "380 cm", "12'6\"", "12 ft 6 in", "11 ft". 0 where it is said that there is no
// limit; "below_default", an unsigned one that is lower than the law's, is 3.5 m.
std::optional<std::int32_t> parse_length_cm(std::string_view);

// In kilograms: "7.5", "7.5 t", "7500 kg", "10 st" (short tons), "16000 lbs". 0 where there is said to be no limit.
std::optional<std::int32_t> parse_weight_kg(std::string_view);

// In seconds: "45" (minutes), "1:30" (hours and minutes), "0:20:30", "PT1H30M".
std::optional<std::int32_t> parse_duration_s(std::string_view);

// "12 345", "12,345", "12.345" or "12345".
std::uint32_t parse_population(std::string_view);

}  // namespace leeward::roads
