#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "planning/keep_trips.h"
#include "planning/numbers.h"

namespace leeward::planning {

// The trips of an earlier plan in numbers, each with those of its people who may still travel so.
class old_people {
public:
  explicit old_people(problem const&);

  // The trip as it was driven; nothing if nobody may travel on it any more. `is_whole` becomes false if somebody is
  // missing.
  std::optional<run> with_its_people(kept_plan const&, trip const&, vehicle_id, bool& is_whole);

  // One that has begun: where it stands, for how many.
  run as_it_stood(trip const&) const;

private:
  struct space;

  std::optional<centre_id> centre_at(std::string_view id) const;
  void keep_stop(kept_plan const&, stop const&, space&, run& to);
  std::vector<household_id> whole_parties(stop const&);
  bool may_stay(kept_plan const&, household_id, point_id, stop const&, space const&) const;
  bool meets_on_board(household_id, space const&) const;

  problem const& p_;
  std::vector<household_id> party_of_;  // of each household of the scenario; none: it has begun
  std::vector<std::size_t> aboard_;     // members of each party at the stop that is looked at
};

}  // namespace leeward::planning
