#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "base/uuid.h"
#include "operation/ids.h"

namespace leeward::operation {

// Another household that may be the same, and why: found by whoever may read names, judged by a person.
struct candidate {
  household_id household_;
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(candidate, (), (household_, reason_))

// What the rules may not fetch for themselves.
struct context {
  // The n-th id of what this command makes.
  template <typename Id>
  Id fresh(std::uint64_t const n) const {
    return Id{derived(fresh_, n)};
  }

  instant now_;
  uuid fresh_;  // random, new for each command
  std::vector<candidate> candidates_{};
};

}  // namespace leeward::operation
