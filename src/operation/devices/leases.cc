#include "operation/devices/leases.h"

#include <variant>

namespace leeward::operation::devices {

beds beds_leased(operation::state const& s, trip_row const trip) {
  auto all = beds{};
  if (auto const of_trip = s.devices_.of_trips_.find(trip); of_trip != s.devices_.of_trips_.end()) {
    for (auto const row : of_trip->second) {
      all += s.devices_.leases_.at(row).beds_;
    }
  }
  return all;
}

events lapsed_by(operation::state const& s, instant const now) {
  auto all = events{};
  for (auto const& [until, row] : s.devices_.by_end_) {
    if (until > now || all.size() == kMostLapsedAtOnce) {
      break;
    }
    all.emplace_back(lease_ended{s.devices_.leases_.at(row).id_, lease_end::kLapsed});
  }
  return all;
}

void end_leases_of_trips(operation::state const& s, events& all) {
  for (auto i = std::size_t{0}, n = all.size(); i != n; ++i) {
    auto const* const of_trips = std::get_if<trips::event>(&all[i]);
    auto const* const changed = of_trips == nullptr ? nullptr : std::get_if<trips::phase_changed>(of_trips);
    if (changed == nullptr || changed->phase_ < trips::phase::kUnderWay) {
      continue;
    }
    auto const of_trip = s.devices_.of_trips_.find(s.trips_.trips_.find(changed->trip_));
    if (of_trip == s.devices_.of_trips_.end()) {
      continue;
    }
    for (auto const row : of_trip->second) {
      all.emplace_back(lease_ended{s.devices_.leases_.at(row).id_, lease_end::kTripOver});
    }
  }
}

}  // namespace leeward::operation::devices
