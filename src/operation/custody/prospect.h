#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "operation/custody/fold.h"
#include "operation/ids.h"
#include "operation/place.h"
#include "operation/state.h"
#include "operation/trips/state.h"

// What is so, and what will be so once something from the field is entered: for rules that have to know both.
namespace leeward::operation::custody {

// Where somebody is, by the leg that counts.
struct where {
  place place_{place::kWaiting};
  trip_row trip_;
  centre_row centre_;  // of who is on a trip: where it goes
  std::optional<room_id> room_;
};

where where_by_legs(operation::state const&, person_row);

// The same, as if the leg that counts did not.
where where_without_leg(operation::state const&, person_row);

// What a person's facts say, without and with the new one.
struct outlook {
  whereabouts before_;
  whereabouts after_;
};

struct prospect {
  operation::state const& s_;
  fact_id fact_{};                                          // that is new, or void
  std::optional<std::pair<trip_row, trips::told>> told_{};  // of a trip, and new
  std::map<person_row, outlook> people_{};                  // whose facts are new, or whose trip's are
  std::map<person_row, where> moved_{};                     // who will be somewhere else
  std::set<person_row> off_leg_{};                          // of these, whose leg that counts has ended already
  std::map<person_row, needs> needs_{};                     // who will need something else
  std::optional<trip_row> trip_{};                          // that the news names
  std::optional<centre_row> centre_{};                      // the same

  where then(person_row) const;
  needs const& needs_then(person_row) const;
  trips::course course_then(trip_row) const;
  std::optional<trips::told> last_count_then(trip_row) const;
};

}  // namespace leeward::operation::custody
