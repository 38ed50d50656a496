#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "report/page_data.h"
#include "report/report.h"
#include "roads/graph/road_graph.h"

// A village with one river, small enough to check by eye:
//
//   depot D ── pickup P ══bridge══ centre C      segments 0 (D-P) and 1 (P-C, the bridge, 2 km)
//                 └──── ford F ──────┘           segments 2 (P-F) and 3 (F-C), 6 km together
namespace leeward::report::test {

roads::road_graph_data village_roads();

// Three households of 4, 3 and 2 persons at P; one bus of 8 seats; 20 beds in C. Operation 08:00 to 20:00 UTC on
// 5 January 2024.
planning::scenario village();

// The households of 4 and 3 travel at 08:10, arriving at `arrival`; the one of 2 has no vehicle.
planning::plan village_plan(instant arrival);

instant at(std::string const& clock);  // "08:10" on that day

// Ways of the village: over the bridge, or by the ford.
struct village_ways {
  explicit village_ways(bool bridge_open);
  route_source source() const;

  std::shared_ptr<std::map<std::tuple<std::string, std::string>, roads::route>> routes_;
};

}  // namespace leeward::report::test
