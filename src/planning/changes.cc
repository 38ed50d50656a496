#include "planning/changes.h"

#include <optional>
#include <string_view>
#include <unordered_map>

namespace leeward::planning {

namespace {

using promises = std::unordered_map<std::string_view, promise>;

promises promises_of(plan const& p) {
  auto vehicles = std::unordered_map<std::string_view, std::string_view>{};
  for (auto const& t : p.trips_) {
    vehicles.emplace(t.id_, t.vehicle_);
  }
  auto all = promises{};
  for (auto const& a : p.households_) {
    auto const vehicle = vehicles.find(a.trip_);
    all.emplace(a.household_,
                promise{.pickup_point_ = a.pickup_point_,
                        .vehicle_ = std::string{vehicle == vehicles.end() ? std::string_view{} : vehicle->second},
                        .boarding_ = a.boarding_,
                        .centre_ = a.centre_});
  }
  return all;
}

std::optional<promise> find(promises const& all, std::string_view const household) {
  auto const at = all.find(household);
  return at == all.end() ? std::nullopt : std::optional{at->second};
}

}  // namespace

std::vector<changed_ticket> changes_between(scenario const& s, plan const& before, plan const& after) {
  auto const were = promises_of(before);
  auto const are = promises_of(after);
  auto changes = std::vector<changed_ticket>{};
  for (auto const& h : s.households_) {
    auto was = find(were, h.id_);
    auto is = find(are, h.id_);
    if (was != is) {
      changes.push_back({.household_ = h.id_, .was_ = std::move(was), .is_ = std::move(is)});
    }
  }
  return changes;
}

}  // namespace leeward::planning
