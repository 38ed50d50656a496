#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "report/page_data.h"
#include "report/report.h"
#include "roads/roads.h"

// A plan's drives and places for other maps: a FeatureCollection (RFC 7946) that carries the plan's id and the
// attribution of the roads as members of its own.
namespace leeward::report {

// Each drive is a LineString on its roads with trip (none on the way home), vehicle, duty, from, to, departure,
// arrival (UTC), persons on board and length_m; each place that a vehicle comes to is a Point with id, name, kind
// (depot, pickup, centre) and the persons who board or leave there.
// Errors: as make_html.
result<std::string> make_geojson(std::shared_ptr<roads::road_map const> const&, planned const&);

// The same on ways that are already known.
result<std::string> make_geojson(planned const&, route_source const&, std::string const& attribution);

}  // namespace leeward::report
