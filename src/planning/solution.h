#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "planning/model/plan.h"
#include "planning/run.h"

namespace leeward::planning {

struct done_run {
  vehicle_id vehicle_;
  run run_;
  std::string id_{};  // that of the plan before, if it goes on from there
};

struct done_duty {
  vehicle_id vehicle_;
  turn turn_;
  std::vector<std::size_t> runs_;
  place_id last_;  // where the way home begins
  way_home home_;
  std::optional<std::size_t> begun_{};  // the vehicle's begun duty that this one goes on with
  std::string id_{};                    // that of the plan before, if it goes on from there
  bool is_as_begun_{false};             // nothing comes after what has begun of it: it stays as it is committed
};

struct solution {
  std::vector<done_run> runs_;
  std::vector<done_duty> duties_;
  std::vector<unserved> unserved_;
  std::vector<std::size_t> kept_{};  // committed duties that stay as they are
};

}  // namespace leeward::planning
