#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "roads/region_maker/region_maker.h"

// Looks at a made region as any reader of its file would: by tags, nodes and ways alone.
namespace leeward::roads::test {

std::string_view value(region_tags const&, std::string_view key);
bool is(region_tags const&, std::string_view key, std::string_view expected);

std::string bytes_of(region const&);

struct piece {
  std::size_t way_;
  std::uint32_t a_, b_;  // nodes
};

// Every straight piece of every way that the filter takes.
std::vector<piece> pieces_of(region const&, std::function<bool(region_tags const&)> const& filter);

bool is_road(region_tags const&);
bool for_cars(region_tags const&);
bool for_coaches(region_tags const&);

// Pairs of pieces that cross in the middle of both without a common node.
std::vector<std::pair<piece, piece>> loose_crossings(region const&, std::vector<piece> const&,
                                                     std::vector<piece> const&);

// Of all directed pieces of road that the filter takes, how many lie outside the largest set in which everything can be
// reached from everything, turn restrictions and barriers obeyed, without turning round on the spot.
struct reach {
  std::size_t all_{0};
  std::size_t outside_{0};
  std::map<std::string, std::size_t> example_{};  // what is outside, by kind of road
};
reach strongest_part(region const&, std::function<bool(region_tags const&)> const& filter);

}  // namespace leeward::roads::test
