#include "operation/conservation.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "operation/legs.h"
#include "operation/needs.h"
#include "operation/word.h"

namespace leeward::operation {

namespace {

constexpr auto const kOnTrips = std::array{place::kPromised, place::kBoarded, place::kUnderWay};
constexpr auto const kInCentres = std::array{place::kArrived, place::kSheltered, place::kAbsent};

// The first that differs of many.
class comparison {
public:
  void compare(std::string_view const what, std::int64_t const first, std::int64_t const second) {
    if (first != second && all_) {
      all_ =
          invalid(fmt::format("The counts differ: {} is {} by one account and {} by the other.", what, first, second));
    }
  }
  void compare(std::string_view const what, beds const& first, beds const& second) {
    compare(what, first.general_, second.general_);
    compare(what, first.accessible_, second.accessible_);
  }
  void compare(std::string_view const what, space const& first, space const& second) {
    if (first == second) {
      return;
    }
    compare(fmt::format("{} seats of a trip", what), first.seats_, second.seats_);
    compare(fmt::format("{} wheelchair bays of a trip", what), first.bays_, second.bays_);
    compare(fmt::format("{} lying places of a trip", what), first.lying_, second.lying_);
    compare(fmt::format("{} oxygen on a trip", what), first.oxygen_, second.oxygen_);
  }
  void compare(std::string_view const what, tally const& first, tally const& second) {
    for (auto p = std::size_t{0}; p != kPlaces; ++p) {
      compare(fmt::format("{}, {}", what, word(static_cast<place>(p))), first.of_[p], second.of_[p]);
    }
  }
  result<void> all_{};
};

void recount_persons(state const& s, comparison& c) {
  auto by_place = tally{};
  for (auto const& t : s.custody_.tracks_) {
    if (!t.uncounted_) {
      ++by_place[place_of(t)];
    }
  }
  c.compare("persons", by_place, s.custody_.by_place_);
  auto const& w = s.custody_.waiting_;
  auto awaited = std::int64_t{0};
  auto found = std::int64_t{0};
  for (auto const& [fact, what] : w.facts_) {
    awaited += static_cast<std::int64_t>(what.people_.size());
  }
  for (auto const& [person, facts] : w.of_) {
    found += static_cast<std::int64_t>(facts.size());
  }
  for (auto const& [fact, people] : w.found_) {
    found += static_cast<std::int64_t>(people.size());
  }
  c.compare("facts about people who are not registered", awaited, found);
}

void recount_trips(state const& s, comparison& c) {
  auto on_trips = tally{};
  auto leased = std::vector<space>(s.trips_.trips_.size());
  for (auto const& l : s.devices_.leases_.all()) {
    leased[l.trip_.v_] += l.ended_ ? space{} : l.space_;
  }
  for (auto i = std::size_t{0}; i != s.trips_.trips_.size(); ++i) {
    auto const& t = s.trips_.trips_.all()[i];
    auto taken = space{};
    for (auto const& l : t.manifest_) {
      if (!l.off_ && std::ranges::find(kOnTrips, l.at_) != kOnTrips.end()) {
        ++on_trips[l.at_];
        taken += l.space_;
      }
    }
    c.compare("taken", taken, t.taken_);
    c.compare("leased", leased[i], t.leased_);
  }
  c.compare("manifests", on_trips, s.trips_.on_trips_);
}

// By centre: who is there and in which beds, by the register; what is held, by the holds.
struct centre_count {
  tally here_;
  beds taken_;
  beds held_;
  beds leased_;
};

void recount_centres(state const& s, comparison& c) {
  auto counts = std::vector<centre_count>(s.centres_.centres_.size());
  for (auto const& [person, stay] : s.centres_.stays_) {
    auto& count = counts[stay.centre_.v_];
    count.here_[stay.as_] += stay.leaving_ ? 0 : 1;
    count.taken_ += stay.room_ ? stay.bed_ : beds{};
  }
  for (auto const& hold : s.holds_.of_) {
    if (hold) {
      counts[hold->centre_.v_].held_ += hold->beds_;
    }
  }
  for (auto const& l : s.devices_.leases_.all()) {
    counts[l.centre_.v_].leased_ += l.ended_ ? beds{} : l.beds_;
  }
  auto in_centres = tally{};
  for (auto i = std::size_t{0}; i != counts.size(); ++i) {
    auto const& centre = s.centres_.centres_.all()[i];
    auto rooms = centres::room{};
    for (auto const& [id, r] : centre.rooms_) {
      rooms.beds_ += r.beds_;
      rooms.blocked_ += r.blocked_;
      rooms.taken_ += r.taken_;
    }
    c.compare("beds of a centre", rooms.beds_, centre.beds_);
    c.compare("blocked beds of a centre", rooms.blocked_, centre.blocked_);
    c.compare("taken beds by room", rooms.taken_, centre.taken_);
    c.compare("taken beds by register", counts[i].taken_, centre.taken_);
    c.compare("held beds of a centre", counts[i].held_, centre.held_);
    c.compare("leased beds of a centre", counts[i].leased_, centre.leased_);
    c.compare("register of a centre", counts[i].here_, centre.here_);
    for (auto const p : kInCentres) {
      in_centres[p] += centre.here_[p];
    }
  }
  c.compare("registers", in_centres, s.centres_.in_centres_);
}

}  // namespace

result<void> compare_counts(state const& s) {
  auto c = comparison{};
  auto const& persons = s.custody_.by_place_;
  for (auto const p : kOnTrips) {
    c.compare(word(p), persons[p], s.trips_.on_trips_[p]);
  }
  for (auto const p : kInCentres) {
    c.compare(word(p), persons[p], s.centres_.in_centres_[p]);
  }
  c.compare("registered", persons.all(), s.households_.registered_);
  return c.all_;
}

result<void> recount(state const& s) {
  auto c = comparison{};
  c.all_ = compare_counts(s);
  recount_persons(s, c);
  recount_trips(s, c);
  recount_centres(s, c);
  return c.all_;
}

}  // namespace leeward::operation
