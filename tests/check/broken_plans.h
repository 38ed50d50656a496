#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"

namespace leeward::check {

struct expected {
  rule rule_;
  std::string subject_;
  std::string words_;  // part of the sentence, with the figures
};

// A good plan, broken in one way; what the judge must say. Nothing else may be found.
struct broken_plan {
  std::string_view name_;
  void (*break_)(planning::scenario&, planning::plan&);
  std::vector<expected> expected_;
};

inline void PrintTo(broken_plan const& b, std::ostream* const out) { *out << b.name_; }

extern std::vector<broken_plan> const kBrokenPlans;
extern std::vector<broken_plan> const kBrokenWishes;

}  // namespace leeward::check
