#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "operation/command.h"
#include "operation/state.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"

// What drivers, stewards and clerks report as trips go as a plan says.
namespace leeward::app {

enum class occasion_kind : std::uint8_t { kReleased, kAtPoint, kBoarding, kDeparture, kArrival, kBeds };

// Something that is due on a trip.
struct occasion {
  instant at_;
  operation::trip_id trip_;
  occasion_kind what_{occasion_kind::kReleased};
  std::optional<operation::point_id> point_;           // at point: which; none, or no point of that number: a door
  std::vector<operation::household_id> households_{};  // boarding: who, by the plan
};

// Of a trip of the plan, in the order of time.
std::vector<occasion> occasions_of(planning::trip const&, operation::trip_id const&);

// Where the people do otherwise than the plan says.
struct deviations {
  struct count {
    std::int32_t more_{0};
    std::string reason_;
  };

  std::set<operation::household_id> stay_away_;
  std::map<operation::household_id, count> miscounts_;  // at the departure of their trip
};

// A report, and whether a refusal is an answer that it has to expect: a seat for who stands by may be taken.
struct field_report {
  operation::command what_;
  bool may_be_refused_{false};
};

// The reports of that occasion, to be made one after the other. Who boards is who is there: promised a place, standing
// by, or on board of a vehicle that broke down here. A trip to which nobody came is called off.
std::vector<field_report> reports_of(operation::state const&, occasion const&, deviations const&);

}  // namespace leeward::app
