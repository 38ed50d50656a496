#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/time.h"
#include "operation/custody/state.h"
#include "operation/ids.h"
#include "operation/place.h"
#include "operation/state.h"
#include "operation/trips/course.h"

// What all facts of a person say together: where that person is, and what does not fit. It depends on the set of facts
// only, never on the order in which they became known.
//
// Facts are put in the order in which they happened; at the same second, in the order of their numbers (fact_number.h).
// A boarding that was entered after the trip had arrived counts as of the arrival. A void fact is no fact. Of a trip
// that was called off or came back, a boarding says nothing about where anybody is; one of later is a case
// (cases_by_facts.h). Promised is a word, not a fact. The departure and the arrival of a trip are facts of the trip:
// they hold for whoever is on it, also if their boarding becomes known later, unless they are void for that person.
//
// Row: what comes next; column: where the person is by then.
//
//               | nowhere yet      | on trip T              | in centre C             | gone
//  boarded T    | on T             | no change              | C is T's end, and the   | on T; after a death the
//               |                  |                        | stay has no other trip: | facts do not fit
//               |                  |                        | T brought them. T       |
//               |                  |                        | starts at C: on T. Else |
//               |                  |                        | on T, and nobody        |
//               |                  |                        | checked them out of C   |
//  boarded U    | on U             | on U; two trips at     | as above                | as above
//               |                  | once, unless T broke   |                         |
//               |                  | down                   |                         |
//  T left       | -                | under way              | -                       | -
//  T arrived    | -                | in T's end, brought by | -                       | -
//               |                  | T; without one: gone   |                         |
//  checked in   | in C; brought by | in C; brought by T if  | no change               | in C; after a death the
//  at C         | the trip there   | C is its end, else off |                         | facts do not fit
//               | that was         | T                      |                         |
//               | promised last    |                        |                         |
//  checked in   | as above         | as above               | in D, and nobody        | as above
//  at D         |                  |                        | checked them out of C   |
//  bed at C     | as checked in, and sheltered in that room; absent before the first bed says nothing
//  absent, back | as checked in; then the later of the two counts, while they have a bed
//  checked out  | gone             | C is T's end: gone.    | gone                    | no change
//  of C         |                  | Else no change         |                         |
//  checked out  | as above         | as above               | no change               | no change
//  of D         |                  |                        |                         |
//  gone without | gone             | gone                   | gone                    | no change
//  a centre     |                  |                        |                         |
//  asked again  | no change        | no change              | no change               | nowhere: waits again
//
// Whoever is found in a centre again, or checked out of it at any time later, was checked out of it after all.
namespace leeward::operation::custody {

// One fact: boarded (a trip), arrived, sheltered (with a room: a bed; without: back), absent (of a centre), gone (out
// of a centre, or without one), waiting (who was gone has asked again, at the desk).
struct evidence {
  fact_id fact_;
  instant happened_;
  place to_{place::kBoarded};
  trip_row trip_;
  centre_row centre_;
  std::optional<room_id> room_;
  gone how_{gone::kUnknown};
};

struct all_evidence {
  std::vector<evidence> facts_;     // each once, none of them void
  std::vector<fact_id> void_;       // also of trips, for this person
  std::vector<trip_row> promised_;  // in order of their legs
};

// Of all legs, closed or not, and of what stands on none.
all_evidence evidence_of(operation::state const&, track const&);

// A trip that they were on.
struct ride {
  bool operator==(ride const&) const = default;

  trip_row trip_;
  std::optional<instant> left_;  // for somewhere else, before its end
};

struct whereabouts {
  place place_{place::kWaiting};  // waiting: none of the facts says, or `fact_` that they asked again; boarded, under
                                  // way, arrived, sheltered, gone
  trip_row trip_;                 // on it, or brought by it
  centre_row centre_;             // arrived, sheltered; gone: out of which
  std::optional<room_id> room_;   // sheltered
  bool absent_{false};            // counts with a bed only
  gone how_{gone::kUnknown};      // gone
  bool by_trip_{false};           // gone: with the trip, at its end
  fact_id fact_;                  // that decided
  instant happened_;
  std::vector<centre_row> unchecked_;  // stays that nobody checked them out of
  bool two_trips_{false};
  bool after_death_{false};
  std::vector<ride> rides_;
  std::vector<centre_row> left_;      // that they were checked out of at any time
  std::vector<trip_row> called_off_;  // that they boarded after it had been
};

// In which place these are, not by which fact.
bool is_same_place(whereabouts const&, whereabouts const&);

// The place as it is counted: absent, too.
place counted_place(whereabouts const&);

// Whether the facts put the person in two places.
bool is_in_two_places(whereabouts const&);

using courses = std::function<trips::course(trip_row)>;

whereabouts fold(all_evidence, courses const&);

}  // namespace leeward::operation::custody
