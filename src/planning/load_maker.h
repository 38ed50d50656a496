#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "planning/run.h"
#include "planning/trips/problem.h"

namespace leeward::planning {

// Makes loads of runs: who can carry and house each is entered into the engine's problem.
class load_maker {
public:
  load_maker(problem const&, trips::problem&);

  trips::load make(planned_run const&);

private:
  using yes_and_no = std::vector<bool>;

  std::vector<bool> who_can_carry(planned_run const&) const;
  std::vector<bool> who_can_house(planned_run const&) const;

  problem const& p_;
  trips::problem& out_;
  std::vector<vehicle_id> of_kind_;  // the first of each
  std::map<yes_and_no, std::uint32_t> carriers_;
  std::map<yes_and_no, std::uint32_t> centres_;
};

}  // namespace leeward::planning
