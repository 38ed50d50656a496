#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/fleet/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/table.h"

namespace leeward::operation::fleet {

struct depot {
  depot_id id_;
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(depot, (), (id_, name_))

// A stretch of time in which a trip needs a vehicle or a crew.
struct busy {
  trip_row trip_;
  instant from_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(busy, (), (trip_, from_, until_))

struct vehicle {
  vehicle_id id_;
  std::string name_;
  depot_row depot_;
  space space_;
  bool has_lift_{false};
  bool takes_pets_{true};
  bool usable_{true};
  bool lift_works_{true};
  std::uint32_t touched_{0};  // touched.h
  std::vector<busy> busy_;
};
BOOST_DESCRIBE_STRUCT(vehicle, (),
                      (id_, name_, depot_, space_, has_lift_, takes_pets_, usable_, lift_works_, touched_, busy_))

struct crew {
  crew_id id_;
  depot_row depot_;
  instant from_;
  instant until_;
  std::uint32_t touched_{0};  // touched.h
  std::vector<busy> busy_;
};
BOOST_DESCRIBE_STRUCT(crew, (), (id_, depot_, from_, until_, touched_, busy_))

struct state {
  table<depot_tag, depot> depots_;
  table<vehicle_tag, vehicle> vehicles_;
  table<crew_tag, crew> crews_;
};
BOOST_DESCRIBE_STRUCT(state, (), (depots_, vehicles_, crews_))

}  // namespace leeward::operation::fleet
