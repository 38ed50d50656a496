#pragma once

#include <algorithm>
#include <cstdint>

namespace leeward::planning::trips {

// What a crew may drive in one shift, and when it has to rest: Regulation (EC) No 561/2006, articles 6 and 7.
struct crew_limits {
  std::int64_t driving_{0};
  std::int64_t without_break_{0};
  std::int64_t break_{0};
};

// A crew's clock within a shift, as planning/crew_clock.h keeps it but for where and when it rested.
struct hours {
  std::int64_t now_{0};
  std::int64_t driven_{0};
  std::int64_t since_break_{0};
};

inline void take_break(hours& h, crew_limits const& most) {
  h.now_ += most.break_;
  h.since_break_ = 0;
}

// A break now if `ahead` would otherwise be interrupted by one, and a break helps.
inline void rest_before(hours& h, crew_limits const& most, std::int64_t const ahead) {
  if (h.since_break_ != 0 && h.since_break_ + ahead > most.without_break_ &&
      (ahead <= most.without_break_ || h.since_break_ == most.without_break_)) {
    take_break(h, most);
  }
}

// Drives with the breaks on the way that the rules ask for.
inline void drive(hours& h, crew_limits const& most, std::int64_t const driving) {
  rest_before(h, most, driving);
  auto left = driving;
  while (h.since_break_ + left > most.without_break_) {
    auto const part = most.without_break_ - h.since_break_;
    h.now_ += part;
    left -= part;
    take_break(h, most);
  }
  h.now_ += left;
  h.since_break_ += left;
  h.driven_ += driving;
}

// Standing idle as long as a break is one.
inline void idle_until(hours& h, crew_limits const& most, std::int64_t const t) {
  if (t - h.now_ >= most.break_) {
    h.since_break_ = 0;
  }
  h.now_ = std::max(h.now_, t);
}

}  // namespace leeward::planning::trips
