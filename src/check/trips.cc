#include <algorithm>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// What happens at each stop of a trip, and who is on board.
namespace leeward::check {

namespace {

using planning::household;
using planning::stop;
using planning::trip;
using planning::vehicle;

std::string name_of(trip const& t) { return fmt::format("trip {}", t.id_); }

void too_many(sheet& s, rule const r, trip const& t, std::string_view const what, persons const on_board,
              persons const there_are) {
  if (on_board > there_are) {
    s.add(r, name_of(t), fmt::format("needs {} {}, vehicle {} has {}.", on_board.v_, what, t.vehicle_, there_are.v_));
  }
}

// All get off at the centre, so the fullest moment is the way there.
void check_load(sheet& s, trip const& t, vehicle const& v) {
  auto seats = persons{};
  auto bays = persons{};
  auto lying = persons{};
  auto oxygen = persons{};
  for (auto const& at : t.pickups_) {
    for (auto const& id : at.households_) {
      auto const* const h = find(s.households_, id);
      if (h == nullptr) {
        continue;
      }
      seats += planning::seats_of(*h);
      bays += h->wheelchair_bays_;
      lying += h->lying_places_;
      oxygen += h->oxygen_;
      if (!v.takes_pets_ && std::ranges::find(h->needs_, planning::need::kPet) != h->needs_.end()) {
        s.add(rule::kPetsNotTaken, name_of(t),
              fmt::format("takes household {} with a pet; vehicle {} takes none.", h->id_, v.id_));
      }
    }
  }
  too_many(s, rule::kSeatsExceeded, t, "seats", seats, v.seats_);
  too_many(s, rule::kWheelchairBaysExceeded, t, "wheelchair bays", bays, v.wheelchair_bays_);
  too_many(s, rule::kLyingPlacesExceeded, t, "lying places", lying, v.lying_places_);
  too_many(s, rule::kOxygenExceeded, t, "places with oxygen", oxygen, v.oxygen_);
}

persons count(sheet const& s, stop const& at) {
  auto n = persons{};
  for (auto const& id : at.households_) {
    if (auto const* const h = find(s.households_, id); h != nullptr) {
      n += h->persons_;
    }
  }
  return n;
}

void check_count(sheet& s, trip const& t, stop const& at, persons const n) {
  if (at.persons_ != n) {
    s.add(rule::kHeadCount, name_of(t),
          fmt::format("says {} persons at {}; the households there are {}.", at.persons_.v_, at.way_.to_, n.v_));
  }
}

void check_service(sheet& s, rule const r, trip const& t, stop const& at, seconds const least) {
  if (at.end_ - at.begin_ < least) {
    s.add(r, name_of(t),
          fmt::format("stands {} s at {}, {} s are needed.", (at.end_ - at.begin_).v_, at.way_.to_, least.v_));
  }
}

void check_pickup(sheet& s, trip const& t, stop const& at) {
  auto const n = count(s, at);
  check_count(s, t, at, n);
  if (at.begin_ < s.s_.start_) {
    s.add(rule::kBeforeStart, name_of(t),
          fmt::format("boards at {}, the operation starts at {}.", to_string(at.begin_), to_string(s.s_.start_)));
  }
  if (at.households_.empty()) {
    s.add(rule::kEmptyTrip, name_of(t), fmt::format("picks nobody up at {}.", at.way_.to_));
  }
  auto const* const point = find(s.points_, at.way_.to_);
  if (point == nullptr) {
    s.add(rule::kWrongPoint, name_of(t), fmt::format("picks up at {}, which is no pickup point.", at.way_.to_));
    return;
  }
  check_service(s, rule::kLoadingTooShort, t, at, planning::loading_time(s.s_, *point, n));
  auto const from = planning::open_from(s.s_, *point);
  auto const until = planning::open_until(s.s_, *point);
  if (at.begin_ < from || at.end_ > until) {
    s.add(rule::kPointClosed, name_of(t),
          fmt::format("boards at {} from {} to {}; it is open from {} to {}.", point->id_, to_string(at.begin_),
                      to_string(at.end_), to_string(from), to_string(until)));
  }
}

void check_arrival(sheet& s, trip const& t) {
  auto const& at = t.centre_;
  auto n = persons{};
  for (auto const& pickup : t.pickups_) {
    n += count(s, pickup);
  }
  check_count(s, t, at, n);
  check_service(s, rule::kUnloadingTooShort, t, at, planning::unloading_time(s.s_, n));
  if (at.begin_ > s.s_.end_) {
    s.add(rule::kAfterEnd, name_of(t),
          fmt::format("arrives at {}, the operation ends at {}.", to_string(at.begin_), to_string(s.s_.end_)));
  }
  auto const* const centre = find(s.centres_, at.way_.to_);
  if (centre == nullptr) {
    s.add(rule::kUnknownId, name_of(t), fmt::format("ends at \"{}\", which is no centre.", at.way_.to_));
  } else if (at.begin_ < planning::open_from(s.s_, *centre)) {
    s.add(rule::kCentreClosed, name_of(t),
          fmt::format("unloads at {} at {}, which opens at {}.", centre->id_, to_string(at.begin_),
                      to_string(planning::open_from(s.s_, *centre))));
  }
}

void check_order(sheet& s, trip const& t, stop const& at) {
  if (at.way_.departure_ > at.way_.arrival_ || at.way_.arrival_ > at.begin_ || at.begin_ > at.end_) {
    s.add(rule::kTimeOrder, name_of(t),
          fmt::format("leaves for {} at {}, arrives at {}, begins at {} and ends at {}.", at.way_.to_,
                      to_string(at.way_.departure_), to_string(at.way_.arrival_), to_string(at.begin_),
                      to_string(at.end_)));
  }
}

}  // namespace

// What has begun went as it did, by the rules of its time.
void check_trips(sheet& s) {
  for (auto const& t : s.p_.trips_) {
    if (s.begun_trips_.contains(t.id_)) {
      continue;
    }
    if (t.pickups_.empty()) {
      s.add(rule::kEmptyTrip, name_of(t), "has no pickup.");
    }
    if (auto const* const v = find(s.vehicles_, t.vehicle_); v != nullptr) {
      check_load(s, t, *v);
    }
    for (auto const& at : t.pickups_) {
      check_order(s, t, at);
      check_pickup(s, t, at);
    }
    check_order(s, t, t.centre_);
    check_arrival(s, t);
  }
}

}  // namespace leeward::check
