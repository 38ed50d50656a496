#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

// A benchmark file of the Bus Evacuation Problem (Goerigk, Grün, Heßler: Branch and bound algorithms for the bus
// evacuation problem, Computers & Operations Research 2013): all people of every pickup point are taken by buses of one
// capacity, a full load a trip, to shelters with room; the last arrival is to be as early as possible.
// Times are whole numbers without a unit and need not obey the triangle inequality.
namespace leeward::planning {

struct bep_instance {
  std::int64_t capacity_{1};             // persons a bus
  std::vector<std::int64_t> buses_;      // [yards]
  std::vector<std::int64_t> demand_;     // [points] persons
  std::vector<std::int64_t> room_;       // [shelters] persons
  std::vector<std::int64_t> from_yard_;  // [yards × points]
  std::vector<std::int64_t> between_;    // [points × shelters], the same in both directions

  std::size_t yards() const { return buses_.size(); }
  std::size_t points() const { return demand_.size(); }
  std::size_t shelters() const { return room_.size(); }
};

// Loads that wait at a point, ⌈demand / capacity⌉, and that a shelter takes, ⌊room / capacity⌋.
std::int64_t loads_at(bep_instance const&, std::size_t point);
std::int64_t loads_into(bep_instance const&, std::size_t shelter);

// Errors, naming the number and what is expected: a file cut in half or with more numbers than it should have, sizes
// that do not fit the lists, totals that are not the sums, times that are no whole numbers or negative, too few
// places in all, no bus at all.
result<bep_instance> read_bep(std::string_view text, std::string_view source);

}  // namespace leeward::planning
