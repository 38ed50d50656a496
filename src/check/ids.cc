#include <set>

#include <fmt/format.h>

#include "check/sheet.h"

// Every name in the plan is the scenario's, or the plan's own and there once.
namespace leeward::check {

namespace {

void known(sheet& s, bool const is_known, std::string subject, std::string_view const what, std::string_view const id) {
  if (!is_known) {
    s.add(rule::kUnknownId, std::move(subject), fmt::format("names {} \"{}\", which there is not.", what, id));
  }
}

template <typename List>
void each_once(sheet& s, List const& list, std::string_view const what) {
  auto seen = std::set<std::string_view>{};
  for (auto const& x : list) {
    if (!seen.insert(x.id_).second) {
      s.add(rule::kDuplicateId, fmt::format("{} {}", what, x.id_), fmt::format("stands in the plan twice."));
    }
  }
}

void check_leg_ids(sheet& s, planning::leg const& l, std::string const& subject) {
  known(s, s.places_.contains(l.from_), subject, "place", l.from_);
  known(s, s.places_.contains(l.to_), subject, "place", l.to_);
}

void check_trip_ids(sheet& s, planning::trip const& t) {
  auto const subject = fmt::format("trip {}", t.id_);
  known(s, s.vehicles_.contains(t.vehicle_), subject, "vehicle", t.vehicle_);
  known(s, s.duties_.contains(t.duty_), subject, "duty", t.duty_);
  for (auto const& stop : t.pickups_) {
    check_leg_ids(s, stop.way_, subject);
    for (auto const& h : stop.households_) {
      known(s, s.households_.contains(h), subject, "household", h);
    }
  }
  check_leg_ids(s, t.centre_.way_, subject);
}

// A crew belongs to one vehicle, so its name is looked up there: rule kWrongCrew.
void check_duty_ids(sheet& s, planning::duty const& d) {
  auto const subject = fmt::format("duty {}", d.id_);
  known(s, s.vehicles_.contains(d.vehicle_), subject, "vehicle", d.vehicle_);
  for (auto const& t : d.trips_) {
    known(s, s.trips_.contains(t), subject, "trip", t);
  }
  check_leg_ids(s, d.back_, subject);
}

void check_centre_ids(sheet& s) {
  auto seen = std::set<std::string_view>{};
  for (auto const& c : s.p_.centres_) {
    auto const subject = fmt::format("centre {}", c.centre_);
    known(s, s.centres_.contains(c.centre_), subject, "centre", c.centre_);
    if (!seen.insert(c.centre_).second) {
      s.add(rule::kDuplicateId, subject, "stands in the plan's list of centres twice.");
    }
  }
}

}  // namespace

void check_ids(sheet& s) {
  each_once(s, s.p_.trips_, "trip");
  each_once(s, s.p_.duties_, "duty");
  for (auto const& t : s.p_.trips_) {
    check_trip_ids(s, t);
  }
  for (auto const& d : s.p_.duties_) {
    check_duty_ids(s, d);
  }
  for (auto const& a : s.p_.households_) {
    auto const subject = fmt::format("household {}", a.household_);
    known(s, s.households_.contains(a.household_), subject, "household", a.household_);
    known(s, s.trips_.contains(a.trip_), subject, "trip", a.trip_);
    known(s, s.points_.contains(a.pickup_point_), subject, "place to board", a.pickup_point_);
    known(s, s.centres_.contains(a.centre_), subject, "centre", a.centre_);
  }
  for (auto const& u : s.p_.unserved_) {
    known(s, s.households_.contains(u.household_), fmt::format("household {}", u.household_), "household",
          u.household_);
  }
  check_centre_ids(s);
}

}  // namespace leeward::check
