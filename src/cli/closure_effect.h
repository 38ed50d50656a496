#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/result.h"
#include "base/time.h"
#include "roads/closures/closure.h"
#include "roads/file/road_map.h"

// What putting a closure into force, or taking it back, does to a map.
namespace leeward::cli {

struct touched_road {
  std::int64_t way_{0};
  std::string name_;
  std::string ref_;
  std::uint64_t segments_{0};
  metres length_m_{};
};
BOOST_DESCRIBE_STRUCT(touched_road, (), (way_, name_, ref_, segments_, length_m_))

struct touched_network {
  std::string network_;
  std::vector<touched_road> roads_;
};
BOOST_DESCRIBE_STRUCT(touched_network, (), (network_, roads_))

struct place_of_map {
  std::string name_;
  position where_;
};
BOOST_DESCRIBE_STRUCT(place_of_map, (), (name_, where_))

struct unreachable_places {
  std::string profile_;
  std::vector<place_of_map> places_;
  metres road_length_m_{};                // open road that nobody gets to, or away from, besides what is closed itself
  std::optional<position> road_example_;  // on the longest piece of it
};
BOOST_DESCRIBE_STRUCT(unreachable_places, (), (profile_, places_, road_length_m_, road_example_))

// By way, in the order of their numbers. Errors: a road that is not on the map.
result<std::vector<touched_network>> touched_roads(roads::road_map const&, roads::closure const&);

// The ways that the closure names and the map does not have.
std::vector<std::int64_t> unknown_ways(roads::closure const&, std::vector<touched_network> const&);

// The named places and the roads that each profile can no longer reach, or no longer leave, with `closures` in force at
// `at`; no entry for a profile that loses none.
result<std::vector<unreachable_places>> find_unreachable(std::shared_ptr<roads::road_map const> const&,
                                                         std::vector<roads::closure> const& closures,
                                                         std::optional<instant> at);

std::string in_words(std::vector<touched_network> const&);
std::string in_words(std::vector<unreachable_places> const&);

}  // namespace leeward::cli
