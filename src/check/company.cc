#include <algorithm>

#include <fmt/format.h>

#include "check/sheet.h"

// Who goes with whom, and what a person has decided.
namespace leeward::check {

namespace {

using planning::assignment;
using planning::forbidden_pair;
using planning::household;
using planning::trip;

std::string name_of(household const& h) { return fmt::format("household {}", h.id_); }

void check_together(sheet& s, household const& h, std::string const& other) {
  if (s.begun_households_.contains(h.id_) || s.begun_households_.contains(other)) {
    return;  // what has begun was decided before
  }
  auto const* const mine = find(s.served_, h.id_);
  auto const* const theirs = find(s.served_, other);
  auto const trip_of = [](assignment const* a) { return a == nullptr ? std::string{"none"} : "trip " + a->trip_; };
  if (trip_of(mine) != trip_of(theirs)) {
    s.add(rule::kNotTogether, name_of(h),
          fmt::format("travels with {}, but has {} and the other {}.", other, trip_of(mine), trip_of(theirs)));
  }
}

void check_apart(sheet& s, household const& h, std::string const& other) {
  auto const* const mine = find(s.served_, h.id_);
  auto const* const theirs = find(s.served_, other);
  auto const both_begun = s.begun_households_.contains(h.id_) && s.begun_households_.contains(other);
  if (mine == nullptr || theirs == nullptr || both_begun) {
    return;
  }
  if (mine->trip_ == theirs->trip_) {
    s.add(rule::kNotApart, name_of(h), fmt::format("is on trip {} with {}; they must not meet.", mine->trip_, other));
  } else if (mine->centre_ == theirs->centre_) {
    s.add(rule::kNotApart, name_of(h),
          fmt::format("is brought to {} like {}; they must not meet.", mine->centre_, other));
  }
}

std::string vehicle_of(sheet const& s, assignment const& a) {
  auto const* const t = find(s.trips_, a.trip_);
  return t == nullptr ? std::string{} : t->vehicle_;
}

void check_pin(sheet& s, planning::pin const& p) {
  auto const* const a = find(s.served_, p.household_);
  if (a == nullptr || s.begun_households_.contains(p.household_)) {
    return;
  }
  auto const must = [&](std::string_view const what, std::optional<std::string> const& wanted, std::string const& is) {
    if (wanted && *wanted != is) {
      s.add(rule::kPinBroken, fmt::format("household {}", p.household_),
            fmt::format("is pinned to {} {}, but has {}.", what, *wanted, is));
    }
  };
  must("centre", p.centre_, a->centre_);
  must("pickup point", p.pickup_point_, a->pickup_point_);
  must("vehicle", p.vehicle_, vehicle_of(s, *a));
}

// Whether all that the pair names, but for a household, comes together on the trip.
bool brings_together(trip const& t, forbidden_pair const& f) {
  auto const stops_at = [&](std::string const& point) {
    return std::ranges::any_of(t.pickups_, [&](planning::stop const& at) { return at.way_.to_ == point; });
  };
  return (!f.vehicle_ || *f.vehicle_ == t.vehicle_) && (!f.centre_ || *f.centre_ == t.centre_.way_.to_) &&
         (!f.pickup_point_ || stops_at(*f.pickup_point_));
}

std::string in_words(forbidden_pair const& f) {
  auto text = std::string{};
  auto const add = [&](std::string_view const what, std::optional<std::string> const& id) {
    if (id) {
      text += fmt::format("{}{} {}", text.empty() ? "" : " and ", what, *id);
    }
  };
  add("household", f.household_);
  add("pickup point", f.pickup_point_);
  add("vehicle", f.vehicle_);
  add("centre", f.centre_);
  return text;
}

void check_forbidden(sheet& s, forbidden_pair const& f) {
  if (f.household_) {
    auto const* const a = find(s.served_, *f.household_);
    if (a != nullptr && !s.begun_households_.contains(*f.household_) &&
        (!f.vehicle_ || *f.vehicle_ == vehicle_of(s, *a)) && (!f.centre_ || *f.centre_ == a->centre_) &&
        (!f.pickup_point_ || *f.pickup_point_ == a->pickup_point_)) {
      s.add(rule::kForbiddenPair, fmt::format("household {}", *f.household_),
            fmt::format("is on trip {}, which brings {} together; that is forbidden.", a->trip_, in_words(f)));
    }
    return;
  }
  for (auto const& t : s.p_.trips_) {
    if (brings_together(t, f) && !s.begun_trips_.contains(t.id_)) {
      s.add(rule::kForbiddenPair, fmt::format("trip {}", t.id_),
            fmt::format("brings {} together; that is forbidden.", in_words(f)));
    }
  }
}

}  // namespace

void check_company(sheet& s) {
  for (auto const& h : s.s_.households_) {
    for (auto const& other : h.travels_with_) {
      check_together(s, h, other);
    }
    for (auto const& other : h.apart_from_) {
      check_apart(s, h, other);
    }
  }
  for (auto const& p : s.s_.pins_) {
    check_pin(s, p);
  }
  for (auto const& f : s.s_.forbidden_) {
    check_forbidden(s, f);
  }
}

}  // namespace leeward::check
