#include "operation/legs.h"

#include <algorithm>

namespace leeward::operation {

place place_in(custody::leg const& l) {
  auto highest = place::kWaiting;
  for (auto const& f : l.facts_) {
    if (!f.void_) {
      highest = std::max(highest, f.place_);
    }
  }
  return highest == place::kSheltered && l.absent_ ? place::kAbsent : highest;
}

std::optional<std::uint16_t> current_leg_number(custody::track const& t) { return open_leg_before(t, t.legs_.size()); }

std::optional<std::uint16_t> open_leg_before(custody::track const& t, std::size_t const leg) {
  for (auto i = leg; i-- != 0;) {
    if (!t.legs_[i].closed_) {
      return static_cast<std::uint16_t>(i);
    }
  }
  return std::nullopt;
}

custody::leg const* current_leg(custody::track const& t) {
  auto const n = current_leg_number(t);
  return n ? &t.legs_[*n] : nullptr;
}

place place_of(custody::track const& t) {
  auto const* const l = current_leg(t);
  return l == nullptr ? place::kWaiting : place_in(*l);
}

}  // namespace leeward::operation
