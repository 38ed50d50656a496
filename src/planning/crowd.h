#pragma once

#include <optional>
#include <vector>

#include "base/quantities.h"
#include "base/time.h"

namespace leeward::planning {

// The people who board at one point, where only so many may at the same time.
class crowd {
public:
  explicit crowd(std::optional<persons> const capacity) : capacity_{capacity} {}

  // Most who may ever board at once; nothing: no limit.
  std::optional<persons> capacity() const { return capacity_; }

  // The first time from `t` on at which n more may board for that long. `n` is within the capacity.
  instant earliest(instant t, seconds, persons n) const;

  void take(instant t, seconds, persons n);

private:
  struct boarding {
    instant from_;
    instant until_;
    persons persons_;
  };

  persons most_between(instant from, instant until) const;

  std::optional<persons> capacity_;
  std::vector<boarding> boardings_;
};

}  // namespace leeward::planning
