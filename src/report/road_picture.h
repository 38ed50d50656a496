#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/geo.h"
#include "roads/graph/road_graph.h"

namespace leeward::report {

// What part of the world a page shows.
struct box {
  void include(position);
  void widen(double share);  // on every side
  bool meets(box const&) const;

  position low_{900'000'000, 1'800'000'000};
  position high_{-900'000'000, -1'800'000'000};
};

// The roads of one rank, as packed lines: 0 motorways and trunk roads … 4 streets, 5 ferries.
struct road_layer {
  std::int64_t rank_{0};
  std::vector<std::string> lines_;
};
BOOST_DESCRIBE_STRUCT(road_layer, (), (rank_, lines_))

// The network inside a box as a background: greater roads first, simplified until all fits about `max_bytes`; where it
// does not, the smaller streets are left out.
std::vector<road_layer> draw_roads(roads::road_graph const&, box const&, std::size_t max_bytes);

}  // namespace leeward::report
