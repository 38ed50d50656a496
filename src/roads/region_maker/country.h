#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "roads/region_maker/settlement.h"

namespace leeward::roads::made {

struct country_road {
  std::uint32_t from_{0};  // settlements
  std::uint32_t to_{0};
  street_kind kind_{street_kind::kUnclassified};
  bool needed_{true};  // some village has no shorter way to the city
};

// What lies where: the city is the first settlement, the two towns follow.
struct country {
  std::vector<settlement> places_;
  std::vector<country_road> roads_;
  line motorway_;  // from the city to the first town, between their gates
  line trunk_;     // to the second
};

// Numbers of roads, as street::ref_.
inline constexpr auto const kMotorwayRef = 0U;
inline constexpr auto const kTrunkRef = 1U;
inline constexpr auto const kRingRoadRef = 2U;
inline constexpr auto const kOldRoadRef = 3U;  // 3 and 4: the primary roads to the two towns
inline constexpr auto const kFirstLocalRef = 5U;
std::string ref_text(std::uint32_t ref);

country plan_country(std::int64_t people, river const&, random_source&);

// Index of the gate that lies in that direction.
std::size_t gate_towards(settlement const&, double turns);

// Lays the roads between the gates and villages of a planned country into the network, and the motorway, the trunk road
// and the ring road around the city with their interchanges.
void lay_country_roads(world&, country const&);
void lay_highways(world&, country const&);

}  // namespace leeward::roads::made
