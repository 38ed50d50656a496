#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/needs.h"

// Depots, vehicles and crews.
namespace leeward::operation::fleet {

struct depot_added {
  static constexpr auto const kName = std::string_view{"depot_added"};
  static constexpr auto const kCommand = std::string_view{"add_depot"};

  depot_id depot_;
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(depot_added, (), (depot_, name_))

struct vehicle_added {
  static constexpr auto const kName = std::string_view{"vehicle_added"};
  static constexpr auto const kCommand = std::string_view{"add_vehicle"};
  static constexpr auto const kMayBeMissing = std::array{"has_lift", "takes_pets"};

  vehicle_id vehicle_;
  std::string name_;
  depot_id depot_;
  space space_;
  bool has_lift_{false};
  bool takes_pets_{true};
};
BOOST_DESCRIBE_STRUCT(vehicle_added, (), (vehicle_, name_, depot_, space_, has_lift_, takes_pets_))

// What an inspection found.
struct inspected {
  static constexpr auto const kName = std::string_view{"vehicle_inspected"};
  static constexpr auto const kCommand = std::string_view{"inspect_vehicle"};

  vehicle_id vehicle_;
  bool usable_{true};
  bool lift_works_{true};
  std::string findings_;
};
BOOST_DESCRIBE_STRUCT(inspected, (), (vehicle_, usable_, lift_works_, findings_))

struct crew_added {
  static constexpr auto const kName = std::string_view{"crew_added"};
  static constexpr auto const kCommand = std::string_view{"add_crew"};

  crew_id crew_;
  depot_id depot_;
  instant from_;  // of its shift
  instant until_;
};
BOOST_DESCRIBE_STRUCT(crew_added, (), (crew_, depot_, from_, until_))

struct crew_hours_set {
  static constexpr auto const kName = std::string_view{"crew_hours_set"};
  static constexpr auto const kCommand = std::string_view{"set_crew_hours"};

  crew_id crew_;
  instant from_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(crew_hours_set, (), (crew_, from_, until_))

using event = std::variant<depot_added, vehicle_added, inspected, crew_added, crew_hours_set>;

}  // namespace leeward::operation::fleet
