#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "roads/region_maker/network.h"

namespace leeward::roads::made {

// Streets by the points that they touch: those of point p are streets_[first_[p]] … streets_[first_[p + 1]].
struct streets_by_point {
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> streets_;
};
streets_by_point index_streets(network const&);

// Some crossings of middling streets become roundabouts, well apart from each other.
void build_roundabouts(network&, random_source&);

// A rule for who comes over `from` (the point before the junction) and wants to go on over `to` (the point behind it).
struct turn_rule {
  point_id from_, via_, to_;
  std::string_view what_;  // "no_left_turn"
  bool except_bus_{false};
};

// Rules at large crossings. Streets are split there, so that each rule is about whole streets.
std::vector<turn_rule> make_turn_rules(network&, random_source&);

using point_tag = std::pair<point_id, std::string_view>;

// Gates of works, bollards in yards: adds points for them. Call last: nothing may take points away after it.
std::vector<point_tag> place_barriers(network&);

// Crossings of great streets.
std::vector<point_id> place_signals(network const&);

}  // namespace leeward::roads::made
