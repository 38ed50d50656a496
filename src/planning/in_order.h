#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "planning/numbers.h"

namespace leeward::planning {

// Finds things of a list by id: at once when they are asked for in the order of the list, as most lists of a plan are
// in the scenario's; else by their names. The list must outlive it.
template <typename T>
class in_order {
public:
  explicit in_order(std::vector<T> const& list) : list_{list} {}

  // Null if there is none.
  T const* find(std::string_view const id) {
    if (next_ >= list_.size() || list_[next_].id_ != id) {
      if (by_name_.empty()) {
        by_name_ = number<household_number>(list_);
      }
      auto const at = by_name_.find(id);
      if (at == by_name_.end()) {
        return nullptr;
      }
      next_ = at->second.v_;
    }
    return &list_[next_++];
  }

private:
  std::vector<T> const& list_;
  std::size_t next_{0};
  numbers<household_number> by_name_;
};

}  // namespace leeward::planning
