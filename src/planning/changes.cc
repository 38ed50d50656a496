#include "planning/changes.h"

#include <optional>
#include <string>
#include <utility>

#include "planning/in_order.h"
#include "planning/numbers.h"

namespace leeward::planning {

namespace {

// A ticket as the plan has it, without copies of its text.
struct ticket {
  assignment const* promised_{nullptr};  // null: it has none
  std::string_view vehicle_{};

  bool operator==(ticket const& o) const {
    if (promised_ == nullptr || o.promised_ == nullptr) {
      return promised_ == o.promised_;
    }
    auto const& a = *promised_;
    auto const& b = *o.promised_;
    return a.pickup_point_ == b.pickup_point_ && vehicle_ == o.vehicle_ && a.boarding_ == b.boarding_ &&
           a.centre_ == b.centre_;
  }

  std::optional<promise> in_full() const {
    if (promised_ == nullptr) {
      return std::nullopt;
    }
    return promise{.pickup_point_ = promised_->pickup_point_,
                   .vehicle_ = std::string{vehicle_},
                   .boarding_ = promised_->boarding_,
                   .centre_ = promised_->centre_};
  }
};

// Of each household of the scenario.
std::vector<ticket> tickets_of(scenario const& s, plan const& p) {
  auto const trips = number<household_number>(p.trips_);
  auto households = in_order{s.households_};
  auto all = std::vector<ticket>(s.households_.size());
  for (auto const& a : p.households_) {
    if (auto const* const h = households.find(a.household_)) {
      auto const trip = trips.find(a.trip_);
      auto& mine = all[static_cast<std::size_t>(h - s.households_.data())];
      if (mine.promised_ == nullptr) {
        mine = {.promised_ = &a,
                .vehicle_ = trip == trips.end() ? std::string_view{} : p.trips_[trip->second.v_].vehicle_};
      }
    }
  }
  return all;
}

}  // namespace

std::vector<changed_ticket> changes_between(scenario const& s, plan const& before, plan const& after) {
  auto const were = tickets_of(s, before);
  auto const are = tickets_of(s, after);
  auto changes = std::vector<changed_ticket>{};
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    if (were[i] != are[i]) {
      changes.push_back({.household_ = s.households_[i].id_, .was_ = were[i].in_full(), .is_ = are[i].in_full()});
    }
  }
  return changes;
}

}  // namespace leeward::planning
