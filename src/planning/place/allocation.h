#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "planning/place/bed_problem.h"

namespace leeward::planning::placing {

// Which households are where while they are being placed.
class allocation {
public:
  explicit allocation(bed_problem const&);

  bool may_go(std::size_t group, std::size_t centre) const;

  // How many more of the group fit there, of those who have no bed.
  std::int64_t room_for(std::size_t group, std::size_t centre) const;

  void put(std::size_t group, std::size_t centre, std::int64_t households);
  void take_out(std::size_t group, std::size_t centre, std::int64_t households);

  // Puts as many as fit, the best centre first.
  void put_anywhere(std::size_t group);

  bed_group const& group(std::size_t const g) const { return problem_.groups_[g]; }

  // Where a group may go, the best first: by tier, then by drive.
  std::vector<std::size_t> const& best_first(std::size_t const g) const { return best_first_[group(g).choice_]; }

  bed_problem const& problem_;
  std::vector<bed_count> free_;                          // by centre
  std::vector<std::map<std::size_t, std::int64_t>> in_;  // by centre: households of each group that is there
  std::vector<std::int64_t> left_;                       // by group: households without beds

private:
  std::vector<std::vector<std::size_t>> best_first_;  // by choice
};

// Puts more weight into beds by moving or replacing one household for another.
void exchange_households(allocation&);

// Gives the beds of one to another who asks for the same, counts the same, and whose turn is earlier.
void serve_in_turn(allocation&);

// Searches through few households at a time, all of them where there are not more.
void share_out_last_beds(allocation&);

}  // namespace leeward::planning::placing
