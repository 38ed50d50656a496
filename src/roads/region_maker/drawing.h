#pragma once

#include <vector>

#include "base/random.h"
#include "roads/region_maker/chart.h"
#include "roads/region_maker/country.h"
#include "roads/region_maker/junctions.h"
#include "roads/region_maker/names.h"

// From the finished network and plan to OpenStreetMap's nodes, ways and relations: one function a layer.
namespace leeward::roads::made {

// The network's points are bent already; the plan, the quarters and the river are not.
struct drawing {
  world const& w_;
  country const& c_;
  all_names const& names_;
  warp const& bend_;
  chart& out_;
};

// Local, English and former name.
void add_names(region_tags&, name const&);

// Bent, with points enough for its bends.
ring bent(drawing const&, ring const&);

void draw_streets(drawing const&, std::vector<turn_rule> const&, std::vector<point_tag> const& barriers,
                  std::vector<point_id> const& signals);
void draw_landscape(drawing const&, random_source&);  // river, lakes, woods, what the land is used for
void draw_places(drawing const&, random_source&);     // settlements, districts and their borders
void draw_addresses(drawing const&, random_source&);
void draw_bus_stops(drawing const&);
void draw_amenities(drawing const&, random_source&);  // schools, halls, depots, hospitals

}  // namespace leeward::roads::made
