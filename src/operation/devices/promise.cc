#include "operation/devices/promise.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "operation/custody/cases_by_facts.h"
#include "operation/devices/log.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/fits.h"
#include "operation/trips/manifest.h"
#include "operation/word.h"

namespace leeward::operation::devices {

namespace {

// What was called off, or would have arrived by then. Whether it has arrived is told by other devices, in any order.
check is_not_over(trips::trip const& t, instant const happened) {
  auto const is_off = t.phase_ > trips::phase::kArrived;
  if (!is_off && happened < t.arrives_) {
    return {};
  }
  return refuse(refusal_code::kWrongState,
                is_off ? fmt::format("The trip is {}.", word(t.phase_)) : std::string{"The trip is over."}, "lease",
                "a trip that is to leave, or under way");
}

// Until its end. A trip that left early ends its leases, but who gave a seat did not know of that, and had it still.
bool is_good(coming const& c, lease const& l, trips::trip const& t) {
  auto const left_early = l.ended_ == lease_end::kTripOver && t.phase_ == trips::phase::kUnderWay;
  return &c.s_.devices_.devices_.at(l.device_) == &c.device_ && (!l.ended_ || left_early) && l.until_ > c.now_.now_;
}

// Those of a household who can be promised a seat, and those who sit in one.
struct travellers {
  std::vector<person_row> waiting_;
  space space_;  // of all
};

travellers travellers_of(operation::state const& s, household_row const h, trip_row const trip) {
  auto all = travellers{};
  for (auto const p : members(s, h)) {
    auto const where = place_of(s, p);
    auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
    auto const is_on = where >= place::kPromised && where <= place::kUnderWay && l != nullptr && l->trip_ == trip;
    if (where == place::kWaiting || is_on) {
      all.space_ += space_for(s.households_.persons_.at(p).needs_);
    }
    if (where == place::kWaiting) {
      all.waiting_.push_back(p);
    }
  }
  return all;
}

bool serves(operation::state const& s, lease const& l, trips::trip const& t, needs const& n) {
  return trips::vehicle_serves(s, t.vehicle_, {}, {}, n) && trips::centre_serves(s, l.centre_, {}, n, "lease");
}

events stand_by(operation::state const& s, trips::trip const& t, household_row const h) {
  auto const list = trips::standing_by(s, t);
  return std::ranges::find(list, h) != list.end()
             ? events{}
             : events{trips::standby_added{t.id_, s.households_.households_.at(h).id_}};
}

events promise(coming const& c, lease const& l, household_row const h, travellers const& who, beds const& more) {
  auto const& s = c.s_;
  auto const& id = s.households_.households_.at(h).id_;
  auto const& t = s.trips_.trips_.at(l.trip_);
  auto const& centre = s.centres_.centres_.at(l.centre_).id_;
  auto all = events{lease_used{l.id_, id, who.space_, more}};
  if (who.waiting_.empty()) {
    return all;
  }
  all.emplace_back(holds::taken{id, t.id_, centre, holds::beds_to_hold(s, h, l.centre_, who.waiting_),
                                t.arrives_ + kHoldAfterArrival});
  auto fact = custody::moved{};
  fact.fact_ = fact_of(c.from_);
  fact.to_ = place::kPromised;
  fact.people_ = next_legs(s, who.waiting_);
  fact.trip_ = t.id_;
  fact.centre_ = centre;
  all.emplace_back(std::move(fact));
  auto seats = space{};
  for (auto const p : who.waiting_) {
    seats += space_for(s.households_.persons_.at(p).needs_);
  }
  std::ranges::move(custody::case_of_seats(s, l.trip_, seats, fact_of(c.from_), c.now_), std::back_inserter(all));
  return all;
}

}  // namespace

decision give_seats(coming const& c, give_leased_seats const& what) {
  auto const& s = c.s_;
  return known(s.devices_.leases_, what.lease_, "a lease", "lease").and_then([&](lease_row const row) {
    auto const& l = s.devices_.leases_.at(row);
    auto const& t = s.trips_.trips_.at(l.trip_);
    return duplicates::standing(s, what.household_, "household").and_then([&](household_row const h) {
      return is_not_over(t, c.happened_).and_then([&]() -> decision {
        if (t.standby_.size() >= trips::kMostHouseholds) {
          return refuse(refusal_code::kFull, "The standby list of this trip is full.", "lease", "another trip");
        }
        auto const who = travellers_of(s, h, l.trip_);
        auto const more = holds::beds_missing(s, h, l.centre_, who.waiting_);
        auto const may = is_good(c, l, t) && s.households_.households_.at(h).confirmed_ && who.space_ != space{} &&
                         l.space_.fits(who.space_) && l.beds_.fits(more) && serves(s, l, t, needs_of(s, h));
        return may ? promise(c, l, h, who, more) : stand_by(s, t, h);
      });
    });
  });
}

}  // namespace leeward::operation::devices
