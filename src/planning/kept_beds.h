#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "planning/problem.h"

// Beds that are kept for households that may not go everywhere, or others would take them.
namespace leeward::planning {

// Households that may go to the same centres, not to all, or that ask for accessible beds.
using class_id = index_id<struct class_tag>;
// Households of a class that ask for as many beds.
using slot_kind_id = index_id<struct slot_kind_tag>;

struct slot_kind {
  class_id class_;
  beds beds_;
  household_id only_{};  // the one that it is for, if that goes nowhere else and exchanges with nobody
};

// A slot is the beds of one household in one centre. There are as many of each kind as households of it still wait, so
// that each can be brought somewhere, whoever goes where before: a household that goes where there is no slot of its
// kind exchanges its own with one of its class there.
struct kept_beds {
  std::vector<class_id> class_of_;       // of each household; none: nothing is kept for it
  std::vector<std::vector<beds>> beds_;  // [class][centre], of all its slots
  std::vector<slot_kind> kinds_;
  std::vector<slot_kind_id> kind_of_;             // of each household
  std::vector<std::vector<std::int64_t>> slots_;  // [centre][kind]
  std::vector<persons> spare_;                    // by centre: general beds that exchanges may use
};

kept_beds keep_none(problem const&);

// A slot for a household; the beds are counted off by the caller. One that stays goes there and nowhere else.
void keep_slot(kept_beds&, household_id, beds const&, class_id, centre_id, bool stays);

// A slot in another centre that is given up for one there, and what must be free besides to make it another kind.
struct given_up {
  centre_id centre_;
  slot_kind_id kind_;
  beds besides_;
};

// What is left in one centre, while a run is tried.
struct beds_there {
  centre_id centre_;
  beds free_;  // for all
  persons spare_;
  std::vector<std::int64_t> slots_;    // of each kind
  std::vector<given_up> elsewhere_{};  // by those who are on board
};

beds_there look_there(kept_beds const&, std::vector<beds> const& free, centre_id);

// How a household comes to its beds in a centre: by a slot of its kind there; or by free beds, then its slot elsewhere
// is set free; or by a slot of another kind, then its own becomes one of that kind.
struct bed_claim {
  slot_kind_id takes_;  // there; none: free beds
  centre_id instead_;   // where its own slot is or becomes the other; none: it has its own there, or never had one
};

// Nothing if it cannot.
std::optional<bed_claim> claim(kept_beds const&, std::vector<beds> const& free, beds_there const&, household_id,
                               beds const& due);

void take_there(kept_beds const&, beds_there&, household_id, beds const& due, bed_claim const&);

// For good: takes the beds of all households that go to that centre in one run, in the order in which they were tried.
void take_beds(kept_beds&, std::vector<beds>& free, problem const&, std::vector<household_id> const&, centre_id);

// Counts all that is kept off the free beds.
void hold_all(kept_beds const&, std::vector<beds>& free);

// Sets all free.
void give_all_back(kept_beds&, std::vector<beds>& free);

}  // namespace leeward::planning
