#pragma once

#include <vector>

#include "planning/problem.h"

namespace leeward::planning {

// Households that ask for the same and that not every centre could take: an accessible bed, needs of the room.
using class_id = index_id<struct class_tag>;

// Beds that nobody else may take. The beds kept for a class are those of its households that still wait.
struct kept_beds {
  std::vector<class_id> class_of_;       // of each household; none: nothing is kept for it
  std::vector<std::vector<beds>> beds_;  // [class][centre]
};

kept_beds keep_none(problem const&);

// Keeps beds for the households that are hard to place before anybody travels, or others would have taken them: the
// choosiest and largest first, own tier first, then the nearest. Nothing is kept for those in `let_go` and for those
// who do not fit any more: they take what is left like everybody else.
// With each accessible bed `spare` general ones more, where there are: households that come differ from those expected.
kept_beds keep_beds(problem const&, std::vector<household_id> const& waiting, std::vector<bool> const& let_go,
                    persons spare);

// The same of the beds that are free, by centre.
kept_beds keep_beds(problem const&, std::vector<beds> free, std::vector<household_id> const& waiting,
                    std::vector<bool> const& let_go, persons spare);

// What of these beds must come from those that are free to all, if some are kept.
beds beyond(beds const& due, beds const& kept);

// The beds of a household that goes to that centre: first from those kept there for its class, then free ones; then as
// many are set free elsewhere.
void take_beds(kept_beds&, std::vector<beds>& free, beds const& due, class_id, centre_id);

// Sets all free.
void give_all_back(kept_beds&, std::vector<beds>& free);

}  // namespace leeward::planning
