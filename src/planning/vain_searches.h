#pragma once

#include <cstddef>
#include <map>
#include <tuple>
#include <vector>

#include "planning/problem.h"
#include "planning/run.h"

namespace leeward::planning {

// Searches that found nothing. People, beds and places to stand only become fewer, so a vehicle of the same kind that
// stands there later, must be home earlier and has driven more needs not search again.
class vain_searches {
public:
  explicit vain_searches(problem const& p) : p_{p} {}

  bool covers(vehicle_state const&) const;

  // Where somebody has decided for single vehicles, each is of its own kind.
  void add(vehicle_state const&);

private:
  struct search {
    instant now_;
    instant until_;
    seconds driven_;
    seconds since_break_;
  };
  using key = std::tuple<persons, persons, persons, persons, bool, std::size_t, depot_id, place_id>;

  key key_of(vehicle_state const&) const;

  problem const& p_;
  std::map<key, std::vector<search>> known_{};
};

}  // namespace leeward::planning
