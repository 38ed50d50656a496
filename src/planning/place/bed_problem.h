#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Who sleeps where, in numbers: groups of households that are alike, centres with beds of two kinds.
namespace leeward::planning::placing {

struct bed_count {
  bool operator==(bed_count const&) const = default;

  std::int64_t general_{0};
  std::int64_t accessible_{0};
};

inline bool fits(bed_count const& what, bed_count const& into) {
  return what.general_ <= into.general_ && what.accessible_ <= into.accessible_;
}

struct bed_centre {
  bed_count beds_;
  std::int64_t tier_{1};
};

constexpr auto const kMayNot = std::int64_t{-1};

// Where households of a kind may go.
struct bed_choice {
  std::vector<std::int64_t> drive_;  // to each centre, in seconds; kMayNot
};

// All beds of a household are in one centre.
struct bed_group {
  bed_count beds_;          // of each of them, one at least
  std::int64_t weight_{1};  // what each counts
  std::size_t choice_{0};
  std::int64_t households_{1};
  std::vector<std::size_t> apart_{};    // groups of one that this group of one must not meet
  std::vector<std::uint32_t> turns_{};  // of each of them among all, rising; else all of a group before the next one
};

struct bed_problem {
  std::vector<bed_centre> centres_;
  std::vector<bed_choice> choices_;
  std::vector<bed_group> groups_;
};

struct placed_group {
  bool operator==(placed_group const&) const = default;

  std::size_t centre_{0};
  std::int64_t households_{0};
};

// Of each group: how many in which centre, the best centre first. Those who are in none have no bed.
using bed_plan = std::vector<std::vector<placed_group>>;

// The most weight in beds; behind that, of those who count the same for the same beds, whose turn is first; behind that
// the own tier before others, and short drives. A flow of beds says how many of
// each choice go where, then whole households are put there and exchanged: exact on small problems, and where beds of
// one kind are short among many small households; in between good, not proven.
bed_plan assign_beds(bed_problem const&);

}  // namespace leeward::planning::placing
