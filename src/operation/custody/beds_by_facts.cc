#include "operation/custody/beds_by_facts.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "operation/regions/offers.h"
#include "operation/trips/manifest.h"

namespace leeward::operation::custody {

namespace {

constexpr auto const kHeldAtLeast = seconds{std::int64_t{24} * 3600};

// What a household needs in a centre.
struct asked {
  centre_row centre_;
  beds beds_;
  trip_row trip_;
  std::size_t people_{0};
};

bool needs_bed(place const p) { return p >= place::kPromised && p <= place::kArrived; }

using asked_by_centre = std::map<centre_row, asked>;

template <typename Where, typename Needs>
asked_by_centre coming_to(operation::state const& s, household_row const h, Where const& where_is,
                          Needs const& needs_of) {
  auto all = asked_by_centre{};
  for (auto const p : s.households_.households_.at(h).persons_) {
    auto const at = where_is(p);
    if (s.custody_.tracks_[p.v_].uncounted_ || !needs_bed(at.place_) || at.centre_.is_none()) {
      continue;
    }
    auto& a = all[at.centre_];
    a.centre_ = at.centre_;
    a.beds_ += bed_for(needs_of(p));
    a.trip_ = a.trip_.is_none() ? at.trip_ : a.trip_;
    ++a.people_;
  }
  return all;
}

std::optional<asked> most_of(asked_by_centre const& all) {
  auto most = std::optional<asked>{};
  for (auto const& [c, a] : all) {
    if (!most || a.people_ > most->people_) {
      most = a;
    }
  }
  return most;
}

asked in(asked_by_centre const& all, centre_row const c) {
  auto const found = all.find(c);
  return found == all.end() ? asked{} : found->second;
}

holds::taken hold_for(operation::state const& s, household_row const h, asked const& a, context const& now) {
  auto const& hold = s.holds_.of_[h.v_];
  auto until = now.now_ + kHeldAtLeast;
  auto trip = std::optional<trip_id>{};
  if (!a.trip_.is_none()) {
    auto const& t = s.trips_.trips_.at(a.trip_);
    trip = t.id_;
    until = std::max(until, t.arrives_ + trips::kBedsKeptAfterArrival);
  }
  if (hold && hold->centre_ == a.centre_) {
    until = std::max(until, hold->until_);
  }
  return {s.households_.households_.at(h).id_, trip, s.centres_.centres_.at(a.centre_).id_, a.beds_, until};
}

// Of a household's hold, the beds that are kept for who waits: less those of who waits no more, and none once nobody
// does.
beds kept_for_who_waits(prospect const& p, household_row const h, beds const& held, beds const& for_who_comes) {
  auto kept = held - for_who_comes;
  auto somebody_waits = false;
  for (auto const x : p.s_.households_.households_.at(h).persons_) {
    auto const waited = where_by_legs(p.s_, x).place_ == place::kWaiting;
    auto const waits = p.then(x).place_ == place::kWaiting;
    if (p.s_.custody_.tracks_[x.v_].uncounted_ || !waited) {
      continue;
    }
    somebody_waits = somebody_waits || waits;
    kept -= waits ? beds{} : bed_for(p.s_.households_.persons_.at(x).needs_);
  }
  return somebody_waits ? larger(kept, {}) : beds{};
}

// Where beds are kept for who waits, those of who comes there are held as well; else all are held where most go.
std::optional<asked> asked_then(prospect const& p, household_row const h) {
  auto const& s = p.s_;
  auto const then = coming_to(
      s, h, [&](person_row const x) { return p.then(x); }, [&](person_row const x) { return p.needs_then(x); });
  auto const& hold = s.holds_.of_[h.v_];
  if (!hold) {
    return most_of(then);
  }
  auto const now = coming_to(
      s, h, [&](person_row const x) { return where_by_legs(s, x); },
      [&](person_row const x) { return s.households_.persons_.at(x).needs_; });
  auto const kept = kept_for_who_waits(p, h, hold->beds_, in(now, hold->centre_).beds_);
  if (kept == beds{}) {
    return most_of(then);
  }
  auto a = in(then, hold->centre_);
  a.centre_ = hold->centre_;
  a.beds_ += kept;
  a.trip_ = a.trip_.is_none() ? hold->trip_ : a.trip_;
  return a;
}

void hold_for(prospect const& p, household_row const h, context const& now, beds_by_facts& all) {
  auto const& s = p.s_;
  auto const& hold = s.holds_.of_[h.v_];
  auto const then = asked_then(p, h);
  auto const is_held = hold && then && hold->centre_ == then->centre_ && hold->beds_ == then->beds_;
  if ((!hold && !then) || (is_held && hold->trip_ == then->trip_)) {
    return;
  }
  if (hold) {
    all.more_[hold->centre_].held_ -= hold->beds_;
  }
  if (then) {
    all.more_[then->centre_].held_ += then->beds_;
    all.holds_.emplace_back(hold_for(s, h, *then, now));
  } else {
    all.holds_.emplace_back(holds::released{s.households_.households_.at(h).id_, holds::release::kUsed});
  }
}

// What the register will say of a person.
void carry(prospect const& p, person_row const who, where const& then, beds_by_facts& all) {
  auto const stay = p.s_.centres_.stays_.find(who.v_);
  if (stay != p.s_.centres_.stays_.end()) {
    auto const& is = stay->second;
    auto& more = all.more_[is.centre_];
    more.arrived_ -= is.as_ == place::kArrived && !is.leaving_ ? 1 : 0;
    if (is.room_) {
      more.taken_ -= is.bed_;
      more.in_rooms_[*is.room_] -= is.bed_;
    }
  }
  if (then.place_ == place::kArrived) {
    ++all.more_[then.centre_].arrived_;
  } else if (then.room_) {
    auto const bed = bed_for(p.needs_then(who));
    auto& more = all.more_[then.centre_];
    more.taken_ += bed;
    more.in_rooms_[*then.room_] += bed;
  }
}

}  // namespace

beds_by_facts beds_of(prospect const& p, std::set<household_row> const& households, context const& now) {
  auto all = beds_by_facts{};
  for (auto const h : households) {
    hold_for(p, h, now, all);
  }
  for (auto const& [who, then] : p.moved_) {
    carry(p, who, then, all);
  }
  for (auto const& [who, then] : p.needs_) {
    if (auto const is = p.then(who); is.room_ && !p.moved_.contains(who)) {
      carry(p, who, is, all);
    }
  }
  // Also where nothing changes it has to be said whether there are beds.
  if (p.centre_) {
    all.more_[*p.centre_];
  }
  return all;
}

bool is_overbooked(operation::state const& s, centre_row const row, load const& more) {
  auto const& c = s.centres_.centres_.at(row);
  auto const beds_more = more.held_ + more.taken_;
  if ((centres::free_beds(c) - beds_more).below_zero() ||
      (c.region_ && (regions::left_of_offers(s, row) - beds_more).below_zero()) ||
      (c.status_ != centres::status::kOpen && c.here_[place::kArrived] + more.arrived_ > 0)) {
    return true;
  }
  return std::ranges::any_of(c.rooms_, [&](auto const& room) {
    auto const& [id, r] = room;
    auto const extra = more.in_rooms_.find(id);
    return (r.beds_ - r.blocked_ - r.taken_ - (extra == more.in_rooms_.end() ? beds{} : extra->second)).below_zero();
  });
}

}  // namespace leeward::operation::custody
