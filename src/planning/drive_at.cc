#include "planning/drive_at.h"

#include <algorithm>

namespace leeward::planning {

namespace {

// Leaving in this slice; the closures of every slice that the leg touches are added until it touches no more.
std::optional<drive_at> leave_in(problem const& p, std::size_t const profile, place_id const from, place_id const to,
                                 std::size_t const slice, crew_clock& clock) {
  auto const& times = p.times_;
  for (auto last = slice;;) {
    auto const span = times.span_from(slice, last);
    auto const driving = times.driving(profile, from, to, span);
    if (driving >= kNoWay) {
      return std::nullopt;
    }
    auto after = clock;
    auto const departure = drive(after, p.scenario_.crew_rules_, driving, from);
    auto const touched = times.slice_at(std::max(departure, after.now_ + seconds{-1}));
    if (touched <= last) {
      clock = std::move(after);
      return drive_at{departure, driving, span};
    }
    last = touched;
  }
}

}  // namespace

std::optional<drive_at> drive(problem const& p, vehicle_id const v, place_id const from, place_id const to,
                              crew_clock& clock) {
  auto const& times = p.times_;
  auto const profile = p.vehicles_[v.v_].profile_;
  for (auto slice = times.slice_at(clock.now_); slice != times.slices_.size(); ++slice) {
    auto waiting = clock;
    idle_until(waiting, p.scenario_.crew_rules_, times.slices_[slice], from);
    if (auto const driven = leave_in(p, profile, from, to, slice, waiting)) {
      clock = std::move(waiting);
      return driven;
    }
  }
  return std::nullopt;
}

}  // namespace leeward::planning
