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

inline std::ostream& operator<<(std::ostream& out, broken_plan const& b) { return out << b.name_; }

extern std::vector<broken_plan> const kBrokenPlans;
extern std::vector<broken_plan> const kBrokenWishes;

}  // namespace leeward::check
