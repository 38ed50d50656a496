#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roads/profiles/profile.h"

namespace leeward::roads {

// Facts of a country's traffic code; km/h, 0 for no limit.
struct country {
  std::string code_;  // ISO 3166-1 alpha-2, empty where unknown
  std::string name_;
  bool drives_on_left_{false};
  std::int32_t urban_{0};
  std::int32_t rural_{0};
  std::int32_t motorway_{0};
  std::int32_t living_street_{0};
};

// By code, in any case; nothing for a country that countries.toml does not have.
country const* find_country(std::string_view code);
country const& unknown_country();
std::vector<country> const& all_countries();

// The limit behind "DE:urban", "RU:rural", "urban" (of the country we are in), "DE:zone30", "DE:30" or "30".
std::optional<std::int32_t> zone_limit(std::string_view value, country const& here);

// The country that "DE:urban" speaks of, if it is one that we have.
country const* country_of_zone(std::string_view value);

// The general limit for a kind of way without any sign.
std::int32_t general_limit(country const&, way_kind);

}  // namespace leeward::roads
