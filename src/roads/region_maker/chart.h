#pragma once

#include <cstdint>
#include <vector>

#include "roads/region_maker/plane.h"
#include "roads/region_maker/region_maker.h"

namespace leeward::roads::made {

// From the plane to the region's nodes and ways.
struct chart {
  position to_position(spot) const;
  std::uint32_t add_node(spot, region_tags = {});

  // A closed way (of nodes of its own) around the ring; gives its index.
  std::uint32_t add_area(ring const&, region_tags);
  std::uint32_t add_line(line const&, region_tags);

  region& out_;
  position centre_;
};

}  // namespace leeward::roads::made
