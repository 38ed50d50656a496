#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/uuid.h"
#include "figure.h"
#include "operation/apply.h"
#include "operation/conservation.h"
#include "operation/decide.h"

// How many commands of a day the rules decide and apply in a second of one core, with the O(1) comparison of counts
// after each; and what they keep in memory of 340,000 persons.
namespace leeward::operation {

namespace {

constexpr auto const kHouseholds = std::uint64_t{100'000};
constexpr auto const kPersons = std::uint64_t{340'000};  // 2, 3, 4, 5 and 3 to a household in turn
constexpr auto const kHouseholdsToATrip = std::uint64_t{14};
constexpr auto const kTripsOfABus = std::uint64_t{4};
constexpr auto const kCentres = std::uint64_t{200};
constexpr auto const kMostOfBatch = std::size_t{20'000};
constexpr auto const kStart = instant{1'704'430'800};

template <typename Id>
Id id(std::uint64_t const kind, std::uint64_t const n) {
  return Id{derived(uuid{kind, 1}, n)};
}
household_id household(std::uint64_t const n) { return id<household_id>(1, n); }
person_id person(std::uint64_t const h, std::uint64_t const n) { return id<person_id>(2, 8 * h + n); }
trip_id trip(std::uint64_t const n) { return id<trip_id>(3, n); }
centre_id centre(std::uint64_t const n) { return id<centre_id>(4, n % kCentres); }

std::uint64_t size_of(std::uint64_t const h) { return h % 5 == 4 ? 3 : 2 + h % 5; }

std::vector<person_id> people_of(std::uint64_t const h) {
  auto all = std::vector<person_id>{};
  for (auto i = std::uint64_t{0}; i != size_of(h); ++i) {
    all.push_back(person(h, i));
  }
  return all;
}

class day {
public:
  void ask(command c) {
    waiting_.push_back(std::move(c));
    if (waiting_.size() == kMostOfBatch) {
      run();
    }
  }

  // Only this is measured: the commands were made before.
  void run() {
    seconds_ += bench::time_of([&] {
      for (auto const& c : waiting_) {
        auto const decided =
            decide(state_, c, context{.now_ = now_, .fresh_ = uuid{7, ++commands_}, .candidates_ = {}});
        ensure(decided.has_value(), "a command of the day was refused");
        for (auto const& e : *decided) {
          apply(state_, now_, e);
        }
        ensure(compare_counts(state_).has_value(), "the counts differ");
      }
    });
    waiting_.clear();
  }

  state state_{};
  instant now_{kStart};
  std::uint64_t commands_{0};
  double seconds_{0};

private:
  std::vector<command> waiting_;
};

void prepare(day& d) {
  d.ask(ask_for<operations::opened>{{id<operation_id>(8, 1), "bench", operations::kind::kExercise}});
  d.ask(ask_for<zones::added>{{id<zone_id>(8, 2), "City"}});
  d.ask(ask_for<zones::point_added>{{id<point_id>(8, 3), id<zone_id>(8, 2), "School", true}});
  d.ask(ask_for<fleet::depot_added>{{id<depot_id>(8, 4), "Garage"}});
  for (auto n = std::uint64_t{0}; n != kHouseholds / kHouseholdsToATrip / kTripsOfABus + 1; ++n) {
    auto bus = fleet::vehicle_added{};
    bus.vehicle_ = id<vehicle_id>(5, n);
    bus.depot_ = id<depot_id>(8, 4);
    bus.space_ = {.seats_ = 60, .bays_ = 1, .lying_ = 0, .oxygen_ = 2};
    d.ask(ask_for<fleet::vehicle_added>{bus});
    d.ask(ask_for<fleet::crew_added>{{id<crew_id>(6, n), bus.depot_, kStart, kStart + seconds{48 * 3600}}});
  }
  for (auto n = std::uint64_t{0}; n != kCentres; ++n) {
    auto c = centres::added{};
    c.centre_ = centre(n);
    d.ask(ask_for<centres::added>{c});
    for (auto r = std::uint64_t{0}; r != 20; ++r) {
      d.ask(ask_for<centres::room_set>{{centre(n), id<room_id>(9, r), {120, 10}, true, true}});
    }
  }
}

void register_all(day& d) {
  for (auto h = std::uint64_t{0}; h != kHouseholds; ++h) {
    auto r = households::registered{};
    r.household_ = household(h);
    r.zone_ = id<zone_id>(8, 2);
    r.point_ = id<point_id>(8, 3);
    r.origin_ = households::origin::kStaff;
    for (auto const& p : people_of(h)) {
      r.members_.push_back({p, households::age_band::kAdult, {}});
    }
    d.ask(ask_for<households::registered>{std::move(r)});
  }
}

void travel(day& d, std::uint64_t const n) {
  auto const first = n * kHouseholdsToATrip;
  auto const last = std::min(first + kHouseholdsToATrip, kHouseholds);
  auto t = trips::commit_trip{};
  t.trip_ = trip(n);
  t.vehicle_ = id<vehicle_id>(5, n / kTripsOfABus);
  t.crew_ = id<crew_id>(6, n / kTripsOfABus);
  t.departs_ = kStart + seconds{static_cast<std::int64_t>(3'600 + n % kTripsOfABus * 8'000)};
  t.arrives_ = t.departs_ + seconds{7'000};
  t.stops_ = {{id<point_id>(8, 3), std::nullopt, t.departs_}};
  t.to_ = centre(n);
  t.hold_until_ = t.arrives_;
  for (auto h = first; h != last; ++h) {
    t.households_.push_back(household(h));
  }
  d.ask(t);
  d.ask(trips::change_phase{trip(n), trips::phase::kReleased, {}});
  d.ask(trips::change_phase{trip(n), trips::phase::kAtPoint, id<point_id>(8, 3)});
  for (auto h = first; h != last; ++h) {
    d.ask(custody::board{trip(n), people_of(h)});
  }
  d.ask(trips::depart{.trip_ = trip(n), .counted_ = {}, .reason_ = {}, .missing_ = {}});
  d.ask(trips::arrive{.trip_ = trip(n), .counted_ = {}, .reason_ = {}});
  for (auto h = first; h != last; ++h) {
    d.ask(custody::give_bed{centre(n), id<room_id>(9, n / kCentres % 20), people_of(h)});
  }
}

void measure() {
  auto const before = bench::resident_megabytes();
  auto d = day{};
  prepare(d);
  register_all(d);
  for (auto n = std::uint64_t{0}; n * kHouseholdsToATrip < kHouseholds; ++n) {
    travel(d, n);
  }
  d.run();
  ensure(recount(d.state_).has_value(), "the counts differ");
  ensure(d.state_.custody_.by_place_[place::kSheltered] == std::int64_t{kPersons}, "somebody is not sheltered");
  bench::print("operation.commands_per_s", static_cast<double>(d.commands_) / d.seconds_, "commands/s");
  bench::print("operation.bytes_per_person",
               (bench::resident_megabytes() - before) * 1e6 / static_cast<double>(kPersons), "bytes");
}

}  // namespace

}  // namespace leeward::operation

int main() {
  leeward::operation::measure();
  return 0;
}
