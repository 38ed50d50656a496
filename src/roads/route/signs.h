#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "roads/graph/road_graph.h"

// What a driver sees: names, and how the road bends.
namespace leeward::roads {

road const& road_of(road_graph const&, edge_id);

// "Hauptstraße (B 3)", "B 3", or what kind of road it is: "the track".
std::string sign(road_graph const&, edge_id);

// "Kiel;Hamburg" as "Kiel, Hamburg".
std::string with_commas(std::string_view list);

// What stays the same while a driver feels to be on one road: the name, else the reference, else nothing.
std::string_view road_name(road_graph const&, edge_id);

// From -180 (sharp left) by 0 (straight on) to 180 (sharp right), degrees.
double turn_angle(road_graph const&, edge_id from, edge_id to);

// "north-east": where a line leads at first.
std::string_view heading(std::span<position const> line);

// "1st", "2nd", "3rd", "4th" …
std::string ordinal(std::uint32_t);

}  // namespace leeward::roads
