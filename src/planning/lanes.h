#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/quantities.h"
#include "base/time.h"

namespace leeward::planning {

// Places where one vehicle after the other stands: at a pickup point, at a centre's door, at its desk.
class lanes {
public:
  // As many as there are vehicles, or nothing, is no limit.
  lanes(std::optional<std::int64_t> how_many, std::size_t vehicles);

  // The first time from `t` on at which a lane is free for that long.
  instant earliest(instant t, seconds) const;

  // Takes the lane that earliest(t, d) == t found.
  void take(instant t, seconds d);

private:
  struct busy {
    instant from_;
    instant until_;
  };
  using lane = std::vector<busy>;  // apart, by time

  static instant earliest_in(lane const&, instant t, seconds);

  bool limited_;
  std::vector<lane> lanes_;
};

}  // namespace leeward::planning
