#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "roads/file/road_map.h"

// Which arrays a map consists of, and how its sections are called; the one list for writing and reading.
namespace leeward::roads {

// Visits every array of one network ("motor.junc", …); fn(name, span).
template <typename Network, typename Fn>
void for_each_network_array(Network& n, Fn&& fn) {
  auto const named = [&](std::string_view const array, auto& span) { fn(n.name_ + "." + std::string{array}, span); };
  for_each_array(n.graph_, named);
  cch::for_each_array(n.hierarchy_, named);
  for_each_array(n.segments_, named);
  for_each_array(n.ways_, named);
}

template <typename Profile, typename Fn>
void for_each_profile_array(Profile& p, Fn&& fn) {
  for_each_array(p.weights_,
                 [&](std::string_view const array, auto& span) { fn(p.name_ + "." + std::string{array}, span); });
  fn(p.name_ + ".metr", p.metric_);
}

template <typename Map, typename Fn>
void for_each_map_array(Map& m, Fn&& fn) {
  fn(std::string{"map.plac"}, m.places_);
  fn(std::string{"map.plst"}, m.place_strings_);
}

inline constexpr std::string_view kMetaSection = "map.meta";

}  // namespace leeward::roads
