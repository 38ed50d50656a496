#pragma once

#include <map>
#include <set>

#include "operation/context.h"
#include "operation/custody/prospect.h"
#include "operation/event.h"
#include "operation/ids.h"
#include "operation/needs.h"

// Beds of people of whom the field says where they are. They are there, or on their way, whatever was promised: so many
// beds are held as they need, also beyond those that are free.
namespace leeward::operation::custody {

// How much more a centre carries.
struct load {
  beds held_;
  beds taken_;
  std::int64_t arrived_{0};
  std::map<room_id, beds> in_rooms_;
};

struct beds_by_facts {
  events holds_;
  std::map<centre_row, load> more_;
};

// A household's beds are held in the centre to which most of those go who need one still: who is promised a place, on
// a trip, or has arrived. But while beds are kept for others of it, who wait, the hold stays in its centre: for them,
// and for who comes there.
beds_by_facts beds_of(prospect const&, std::set<household_row> const&, context const&);

// Whether a centre that carries so much more has too few beds, in all or in a room, or more than its region offers; or
// takes nobody new, and somebody has come.
bool is_overbooked(operation::state const&, centre_row, load const&);

}  // namespace leeward::operation::custody
