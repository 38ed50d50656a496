#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "roads/region_maker/network.h"
#include "roads/region_maker/river.h"

namespace leeward::roads::made {

enum class settlement_kind : std::uint8_t { kCity, kTown, kVillage };

// Where a road of the country begins: on the edge of a settlement.
struct gate {
  double turns_{0};
  bool dual_{false};  // a dual carriageway leads there from the centre
  point_id point_{kNone};
};

struct settlement {
  settlement_kind kind_{settlement_kind::kVillage};
  spot centre_;
  double radius_{0};
  std::int64_t people_{0};
  std::vector<gate> gates_{};
};

enum class quarter_kind : std::uint8_t { kCore, kGrid, kHouses, kEstate, kFan, kOrganic, kWorks, kPark };

struct quarter {
  ring outline_;
  quarter_kind kind_{quarter_kind::kGrid};
  std::uint32_t settlement_{0};
};

// What all layers add to.
struct world {
  network net_{};
  std::vector<quarter> quarters_{};
  river river_{};
  double fineness_{1};  // square root of --detail: streets lie that much closer
};

// Gates' positions at a settlement: radius of the edge where country roads take over.
double gate_radius(settlement const&);

// Radius of the ring road around a city, 0 if it is too small for one.
double ring_road_radius(settlement const&);

// A city or town: radial and ring streets, embankments along the river and its bridges, then quarters filled with
// streets. Sets the points of the gates.
void build_town(world&, std::uint32_t index, settlement&, random_source&);

// A village: lanes around the point where the country roads meet, its only gate. Its outline becomes a quarter.
// `through` says whether a road leads on, or the main street has to.
void build_village(world&, std::uint32_t index, settlement&, spot main_direction, bool through, random_source&);

}  // namespace leeward::roads::made
