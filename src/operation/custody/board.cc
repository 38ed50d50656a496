#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/custody/children.h"
#include "operation/custody/rules.h"
#include "operation/custody/seen_at_point.h"
#include "operation/custody/who.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/fits.h"
#include "operation/trips/manifest.h"

// Getting on.
namespace leeward::operation::custody {

namespace {

struct boarding {
  std::vector<person_row> promised_;   // a place on this trip
  std::vector<person_row> standby_;    // none yet
  std::vector<person_row> elsewhere_;  // of these: promised a place on another trip, which is free then
};

bool on_this_trip(operation::state const& s, person_row const p, trip_row const t) {
  auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
  return l != nullptr && l->trip_ == t;
}

tl::expected<boarding, refusal> sort(operation::state const& s, trip_row const t, std::vector<person_row> const& all) {
  auto b = boarding{};
  for (auto const p : all) {
    auto const where = place_of(s, p);
    auto const here = on_this_trip(s, p, t);
    if (where == place::kBoarded && here) {
      continue;  // said already
    }
    if (where == place::kPromised && here) {
      b.promised_.push_back(p);
    } else if (where == place::kWaiting || where == place::kPromised) {
      b.standby_.push_back(p);
      if (where == place::kPromised) {
        b.elsewhere_.push_back(p);
      }
    } else {
      return refuse(refusal_code::kWrongState,
                    fmt::format("{} cannot board: this person {}.", to_string(s.households_.persons_.at(p).id_),
                                where_in_words(where)),
                    "people", "people who wait, or who are promised a place on this trip");
    }
  }
  return b;
}

// Of those without a place.
struct asked {
  space space_;
  beds beds_;
  needs needs_;
};

// Seats on the trip, and beds beyond those that are held for them in that centre already.
asked asked_by(operation::state const& s, std::vector<person_row> const& people, centre_row const to) {
  auto a = asked{};
  for (auto const& [h, of] : by_household(s, people)) {
    for (auto const p : of) {
      auto const& n = s.households_.persons_.at(p).needs_;
      a.space_ += space_for(n);
      a.needs_ = a.needs_ | n;
    }
    if (!to.is_none()) {
      a.beds_ += holds::beds_missing(s, h, to, of);
    }
  }
  return a;
}

check there_is_room(operation::state const& s, trips::trip const& t, std::vector<person_row> const& people) {
  if (people.empty()) {
    return {};
  }
  auto const a = asked_by(s, people, t.to_);
  return trips::vehicle_serves(s, t.vehicle_, trips::given_away(t), a.space_, a.needs_).and_then([&] {
    return t.to_.is_none() ? check{} : trips::centre_serves(s, t.to_, a.beds_, a.needs_, "trip");
  });
}

// A zone may have closed again since the way home was promised.
check may_go(operation::state const& s, trips::trip const& t, std::vector<person_row> const& people) {
  if (t.kind_ != trips::kind::kHome) {
    return {};
  }
  for (auto const& [h, of] : by_household(s, people)) {
    if (auto const may = trips::may_go_home(s, h, "people"); !may) {
      return may;
    }
  }
  return {};
}

// A bed for each who boards without having been promised one.
void hold_beds(operation::state const& s, trips::trip const& t, std::vector<person_row> const& people, events& all) {
  if (t.to_.is_none()) {
    return;
  }
  for (auto const& [h, of] : by_household(s, people)) {
    auto const held = holds::beds_to_hold(s, h, t.to_, of);
    all.emplace_back(holds::taken{s.households_.households_.at(h).id_, t.id_, s.centres_.centres_.at(t.to_).id_, held,
                                  t.arrives_ + trips::kBedsKeptAfterArrival});
  }
}

events get_on(operation::state const& s, trips::trip const& t, boarding const& b, context const& now) {
  auto all = events{};
  all.reserve(1 + b.standby_.size());
  confirm_at_point(s, b.standby_, now, all);
  if (!b.elsewhere_.empty()) {
    all.emplace_back(leg_closed{these_legs(s, b.elsewhere_), leg_end::kReleased});
  }
  hold_beds(s, t, b.standby_, all);
  auto fact = trips::statement(s, t, place::kBoarded, b.promised_, now);
  std::ranges::move(next_legs(s, b.standby_), std::back_inserter(fact.people_));
  if (!fact.people_.empty()) {
    all.emplace_back(std::move(fact));
  }
  return all;
}

void look_after_children(operation::state const& s, trip_row const trip, boarding const& b, context const& now,
                         events& all) {
  auto getting_on = b.promised_;
  getting_on.insert(getting_on.end(), b.standby_.begin(), b.standby_.end());
  is_there const there = [&](person_row const p) {
    return (place_of(s, p) == place::kBoarded && on_this_trip(s, p, trip)) ||
           std::ranges::find(getting_on, p) != getting_on.end();
  };
  note_children_alone(s, getting_on, there, s.trips_.trips_.at(trip),
                      "A child is on board without anybody who looks after it.", now, all);
  settle_children_together(s, there, all);
}

}  // namespace

decision decide(operation::state const& s, board const& c, context const& now) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) -> decision {
    auto const& t = s.trips_.trips_.at(row);
    if (t.phase_ != trips::phase::kAtPoint && t.phase_ != trips::phase::kLoading) {
      return refuse(refusal_code::kWrongState, "Nobody can board: the trip does not stand at its point.", "trip",
                    "a trip that is at its point or loading");
    }
    return who(s, c.people_)
        .and_then([&](std::vector<person_row> const& people) { return sort(s, row, people); })
        .and_then([&](boarding const& b) {
          return may_go(s, t, b.promised_).and_then([&] { return there_is_room(s, t, b.standby_); }).map([&] {
            auto all = get_on(s, t, b, now);
            look_after_children(s, row, b, now, all);
            return all;
          });
        });
  });
}

}  // namespace leeward::operation::custody
