#include <utility>
#include <vector>

#include "operation/trips/course.h"
#include "operation/trips/rules.h"

namespace leeward::operation::trips {

namespace {

// From now on the vehicle and its crew are free for other trips.
void free_them(operation::state& s, trip_row const row) {
  auto const& t = s.trips_.trips_.at(row);
  auto const is_it = [row](fleet::busy const& b) { return b.trip_ == row; };
  std::erase_if(s.fleet_.vehicles_.at(t.vehicle_).busy_, is_it);
  std::erase_if(s.fleet_.crews_.at(t.crew_).busy_, is_it);
}

centre_row row_of(operation::state const& s, std::optional<centre_id> const& centre) {
  return centre ? s.centres_.centres_.row_of(*centre) : centre_row{};
}

}  // namespace

void apply(operation::state& s, instant, planned const& e) {
  auto t = trip{};
  t.id_ = e.trip_;
  t.kind_ = e.kind_;
  t.vehicle_ = s.fleet_.vehicles_.row_of(e.vehicle_);
  t.crew_ = s.fleet_.crews_.row_of(e.crew_);
  t.stops_ = e.stops_;
  t.from_ = row_of(s, e.from_);
  t.to_ = row_of(s, e.to_);
  t.departs_ = e.departs_;
  t.arrives_ = e.arrives_;
  auto const vehicle = t.vehicle_;
  auto const crew = t.crew_;
  auto const row = s.trips_.trips_.add(std::move(t));
  s.fleet_.vehicles_.at(vehicle).busy_.push_back({row, e.departs_, e.arrives_});
  s.fleet_.crews_.at(crew).busy_.push_back({row, e.departs_, e.arrives_});
}

void apply(operation::state& s, instant const at, phase_changed const& e) {
  auto const row = s.trips_.trips_.row_of(e.trip_);
  auto& t = s.trips_.trips_.at(row);
  t.phase_ = e.phase_;
  if (e.phase_ == phase::kAborted || e.phase_ == phase::kReturned) {
    t.called_off_ = at;
  }
  if (e.phase_ >= phase::kArrived) {
    free_them(s, row);
  }
}

void apply(operation::state& s, instant const at, head_counted const& e) {
  auto& t = s.trips_.trips_.at(e.trip_);
  t.told_.push_back({.fact_ = e.fact_.value_or(fact_id{}), .phase_ = e.when_, .happened_ = at, .counted_ = e.counted_});
  t.counted_ = last_count(t.told_)->counted_;
}

void apply(operation::state& s, instant, noted const& e) {
  auto& t = s.trips_.trips_.at(e.trip_);
  t.told_.push_back({.fact_ = e.fact_, .phase_ = e.phase_, .happened_ = e.happened_, .counted_ = e.counted_});
  if (auto const last = last_count(t.told_)) {
    t.counted_ = last->counted_;
  }
}

void apply(operation::state& s, instant, diverted const& e) {
  s.trips_.trips_.at(e.trip_).to_ = s.centres_.centres_.row_of(e.to_);
}

void apply(operation::state& s, instant, standby_added const& e) {
  s.trips_.trips_.at(e.trip_).standby_.push_back(s.households_.households_.row_of(e.household_));
}

void apply(operation::state& s, instant, standby_removed const& e) {
  std::erase(s.trips_.trips_.at(e.trip_).standby_, s.households_.households_.row_of(e.household_));
}

}  // namespace leeward::operation::trips
