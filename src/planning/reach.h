#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "planning/problem.h"

namespace leeward::planning {

// One bit for each centre.
using centre_set = std::vector<std::uint64_t>;

bool has(centre_set const&, centre_id);
bool includes(centre_set const& all, centre_set const& some);

// Which centres each household could live in and be brought to. Households, vehicles and points are mostly alike: what
// is found for one is kept for the others.
class reach {
public:
  // From one place, by vehicles that drive the same ways.
  struct ways {
    std::uint32_t id_{0};
    centre_set there_{};            // and home again
    std::vector<seconds> drive_{};  // to each centre; kNoWay
  };

  struct destinations {
    std::uint32_t set_{0};
    ways const* ways_{nullptr};  // by the first vehicle that could take it, from the place nearest to it
  };

  explicit reach(problem const&);

  // Of a household that can board and that some vehicle can take. Equal sets have equal numbers.
  destinations of(household_id);

  centre_set const& set(std::uint32_t const number) const { return sets_[number]; }

private:
  // Vehicles that are alike but for their crews, and those that drive the same ways.
  struct vehicle_kind {
    vehicle_id first_;
    std::uint32_t driving_;
  };

  bool is_named(party const&) const;
  std::uint32_t number(centre_set);
  std::uint32_t housing(household_id);
  std::vector<std::uint32_t> const& drivers(household_id);
  ways const& ways_from(std::uint32_t driving, point_id);

  problem const& problem_;
  std::set<std::string_view> named_;  // households that somebody has decided about
  std::vector<vehicle_kind> kinds_;
  std::vector<vehicle_id> first_driving_;
  std::vector<std::vector<bool>> home_;  // [driving][centre]: there is a way back to the depot
  std::vector<centre_set> sets_;
  std::map<centre_set, std::uint32_t> numbers_;
  std::map<std::tuple<persons, persons, need_set>, std::uint32_t> housing_;
  std::map<std::tuple<persons, persons, persons, persons, bool>, std::vector<std::uint32_t>> drivers_;
  std::vector<std::uint32_t> of_named_;
  std::unordered_map<std::uint64_t, ways> ways_;
};

}  // namespace leeward::planning
