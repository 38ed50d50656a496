#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "base/uuid.h"
#include "operation/ids.h"
#include "operation/state.h"

// What really happens to people in the field, whoever writes it down: what all devices tell has to lead to this.
namespace leeward::simulation {

enum class whereabouts : std::uint8_t { kAtHome, kOnTrip, kInCentre, kGone };

struct spot {
  whereabouts where_{whereabouts::kAtHome};
  std::optional<operation::trip_id> trip_{};
  std::optional<operation::centre_id> centre_{};
  bool has_bed_{false};
  bool is_absent_{false};
  instant seen_{};             // when something of them was written down last,
  std::size_t by_{0};          // with which device, counted from 1
  std::size_t only_by_{0};     // as long as it has not been heard, no desk knows that they are registered
  bool is_left_alone_{false};  // a wrong fact stands about them, and nothing more is written down
  bool is_unsure_{false};      // what was written down may never arrive, or was changed at a desk
};

struct trip_really {
  operation::centre_id to_;
  bool is_there_{false};  // at the point
  bool left_{false};
  bool arrived_{false};
};

struct reality {
  spot& of(operation::person_id const& p) { return people_[p]; }

  // Everybody who is on this trip, in this centre, …
  std::vector<operation::person_id> on(operation::trip_id const&) const;
  std::vector<operation::person_id> in(operation::centre_id const&) const;

  std::map<operation::person_id, spot> people_;
  std::map<operation::trip_id, trip_really> trips_;

  // Mistakes that were made, and have to be found.
  std::set<operation::person_id> in_two_places_;
  std::set<operation::trip_id> miscounted_;
  std::set<uuid> without_effect_;  // operations of devices
  std::set<uuid> edits_;           // the same that may have none: somebody was merged, a trip is over

  // Where a household boards, as each device has said last.
  std::map<operation::household_id, std::map<std::size_t, bool>> boards_at_door_;

  std::map<uuid, std::size_t> walk_ins_;  // so many persons were registered with that operation
};

// Whether the state says what really happened, of all of whom it can know; and that it has a case of each mistake, and
// of nothing else. In a sentence when it is not so.
std::optional<std::string> differs(reality const&, operation::state const&);

}  // namespace leeward::simulation
