#include "operation/made_day.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/uuid.h"

namespace leeward::bench {

using namespace operation;

namespace {

constexpr auto const kHouseholdsToATrip = std::uint64_t{14};
constexpr auto const kTripsOfABus = std::uint64_t{4};
constexpr auto const kCentres = std::uint64_t{200};
constexpr auto const kRooms = std::uint64_t{20};

template <typename Id>
Id id(std::uint64_t const kind, std::uint64_t const n) {
  return Id{derived(uuid{kind, 1}, n)};
}
household_id household(std::uint64_t const n) { return id<household_id>(1, n); }
person_id person(std::uint64_t const h, std::uint64_t const n) { return id<person_id>(2, 8 * h + n); }
trip_id trip(std::uint64_t const n) { return id<trip_id>(3, n); }
centre_id centre(std::uint64_t const n) { return id<centre_id>(4, n % kCentres); }
room_id room(std::uint64_t const n) { return id<room_id>(9, n / kCentres % kRooms); }
zone_id zone() { return id<zone_id>(8, 2); }
point_id point() { return id<point_id>(8, 3); }
depot_id depot() { return id<depot_id>(8, 4); }

std::uint64_t size_of(std::uint64_t const h) { return h % 5 == 4 ? 3 : 2 + h % 5; }

std::vector<person_id> people_of(std::uint64_t const h) {
  auto all = std::vector<person_id>{};
  for (auto i = std::uint64_t{0}; i != size_of(h); ++i) {
    all.push_back(person(h, i));
  }
  return all;
}

}  // namespace

std::uint64_t made_day::persons() const {
  auto n = std::uint64_t{0};
  for (auto h = std::uint64_t{0}; h != households_; ++h) {
    n += size_of(h);
  }
  return n;
}

std::uint64_t made_day::trips() const { return (households_ + kHouseholdsToATrip - 1) / kHouseholdsToATrip; }

std::uint64_t made_day::first_of(std::uint64_t const n) const { return n * kHouseholdsToATrip; }
std::uint64_t made_day::behind(std::uint64_t const n) const {
  return std::min(first_of(n) + kHouseholdsToATrip, households_);
}

void made_day::prepare(ask const& to_do) const {
  to_do(ask_for<operations::opened>{{id<operation_id>(8, 1), "bench", operations::kind::kExercise}});
  to_do(ask_for<zones::added>{{zone(), "City"}});
  to_do(ask_for<zones::point_added>{{point(), zone(), "School", true}});
  to_do(ask_for<fleet::depot_added>{{depot(), "Garage"}});
  for (auto n = std::uint64_t{0}; n != trips() / kTripsOfABus + 1; ++n) {
    auto bus = fleet::vehicle_added{};
    bus.vehicle_ = id<vehicle_id>(5, n);
    bus.depot_ = depot();
    bus.space_ = {.seats_ = 60, .bays_ = 1, .lying_ = 0, .oxygen_ = 2};
    to_do(ask_for<fleet::vehicle_added>{bus});
    to_do(ask_for<fleet::crew_added>{{id<crew_id>(6, n), depot(), kDayBegins, kDayBegins + seconds{48 * 3600}}});
  }
  for (auto n = std::uint64_t{0}; n != kCentres; ++n) {
    auto c = centres::added{};
    c.centre_ = centre(n);
    to_do(ask_for<centres::added>{c});
    for (auto r = std::uint64_t{0}; r != kRooms; ++r) {
      to_do(ask_for<centres::room_set>{{centre(n), id<room_id>(9, r), {120, 10}, true, true}});
    }
  }
}

void made_day::register_household(std::uint64_t const h, ask const& to_do) const {
  auto r = households::registered{};
  r.household_ = household(h);
  r.zone_ = zone();
  r.point_ = point();
  r.origin_ = households::origin::kStaff;
  for (auto const& p : people_of(h)) {
    r.members_.push_back({p, households::age_band::kAdult, {}});
  }
  to_do(ask_for<households::registered>{std::move(r)});
}

void made_day::register_trip(std::uint64_t const n, ask const& to_do) const {
  for (auto h = first_of(n); h != behind(n); ++h) {
    register_household(h, to_do);
  }
}

trips::commit_trip made_day::commit(std::uint64_t const n) const {
  auto t = trips::commit_trip{};
  t.trip_ = trip(n);
  t.vehicle_ = id<vehicle_id>(5, n / kTripsOfABus);
  t.crew_ = id<crew_id>(6, n / kTripsOfABus);
  t.departs_ = kDayBegins + seconds{static_cast<std::int64_t>(3'600 + n % kTripsOfABus * 8'000)};
  t.arrives_ = t.departs_ + seconds{7'000};
  t.stops_ = {{point(), std::nullopt, t.departs_}};
  t.to_ = centre(n);
  t.hold_until_ = t.arrives_;
  for (auto h = first_of(n); h != behind(n); ++h) {
    t.households_.push_back(household(h));
  }
  return t;
}

void made_day::travel(std::uint64_t const n, ask const& to_do) const {
  to_do(trips::change_phase{trip(n), trips::phase::kReleased, {}});
  to_do(trips::change_phase{trip(n), trips::phase::kAtPoint, point()});
  for (auto h = first_of(n); h != behind(n); ++h) {
    to_do(custody::board{trip(n), people_of(h)});
  }
  to_do(trips::depart{.trip_ = trip(n), .counted_ = {}, .reason_ = {}, .missing_ = {}});
  to_do(trips::arrive{.trip_ = trip(n), .counted_ = {}, .reason_ = {}});
  for (auto h = first_of(n); h != behind(n); ++h) {
    to_do(custody::give_bed{centre(n), room(n), people_of(h)});
  }
}

void made_day::stay(std::uint64_t const n, ask const& to_do) const {
  for (auto h = first_of(n); h != behind(n); ++h) {
    to_do(custody::set_presence{centre(n), true, people_of(h)});
    to_do(custody::set_presence{centre(n), false, people_of(h)});
    auto seen = custody::sighted{};
    seen.people_ = people_of(h);
    seen.centre_ = centre(n);
    to_do(ask_for<custody::sighted>{seen});
  }
}

}  // namespace leeward::bench
