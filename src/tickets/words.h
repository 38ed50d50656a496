#pragma once

#include <array>
#include <string_view>

namespace leeward::tickets {

// One thing in both languages, so that a steward and a household that speak different ones mean the same.
struct word_pair {
  std::string_view ru_;
  std::string_view en_;
};

// Things that one can see or touch and that frighten nobody; no days, months, names, and nothing that is said at a
// boarding anyway. In either language at least three letters have to be changed to make one word of another, so that
// one that is misheard is none of the others. The order is part of the format.
extern std::array<word_pair, 256> const kWords;

}  // namespace leeward::tickets
