#pragma once

#include <map>
#include <set>
#include <utility>

#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/state.h"

namespace leeward::operation::centres {

// Beds that are asked for without having been looked for: after a correction, or by those who come back.
struct beds_asked {
  void add(stay const& s, room_id const& room) {
    in_rooms_[{s.centre_, room}] += s.bed_;
    in_centres_[s.centre_] += s.bed_;
  }

  std::map<std::pair<centre_row, room_id>, beds> in_rooms_;
  std::map<centre_row, beds> in_centres_;  // in all
};

// The centres that would have too few, in all or in one of these rooms, or more than their region has offered.
std::set<centre_row> too_few(operation::state const&, beds_asked const&);

}  // namespace leeward::operation::centres
