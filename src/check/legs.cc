#include <algorithm>

#include <fmt/format.h>

#include "base/geo.h"
#include "base/time.h"
#include "check/sheet.h"

// Every drive is one that the roads allow, by their own answer.
namespace leeward::check {

namespace {

using planning::leg;
using planning::vehicle;

void check_time(sheet& s, leg const& l, vehicle const& v, std::string const& subject) {
  auto const least = s.times_.drive_(v.profile_, l.from_, l.to_, l.departure_, l.arrival_);
  if (!least) {
    s.add(rule::kNoWay, subject,
          fmt::format("goes from {} to {}, where {} {} finds no way with the closures that hold from {} to {}.",
                      l.from_, l.to_, v.profile_, v.id_, to_string(l.departure_), to_string(l.arrival_)));
  } else if (l.driving_s_ < *least) {
    s.add(rule::kLegTooFast, subject,
          fmt::format("goes from {} to {} in {} s of driving; the roads allow {} s.", l.from_, l.to_, l.driving_s_.v_,
                      least->v_));
  }
}

// No road is shorter than the straight line; both ends may lie off their road.
void check_length(sheet& s, leg const& l, std::string const& subject) {
  auto const from = s.places_.find(l.from_);
  auto const to = s.places_.find(l.to_);
  if (from == s.places_.end() || to == s.places_.end()) {
    return;
  }
  auto const straight = to_metres(distance_between(from->second.position_, to->second.position_));
  auto const least = straight - 2 * planning::kSnapLimit - metres{straight.v_ / 100};
  if (l.length_m_ < least) {
    s.add(rule::kLegTooShort, subject,
          fmt::format("goes from {} to {} in {} m, which are {} m apart as the crow flies.", l.from_, l.to_,
                      l.length_m_.v_, straight.v_));
  }
}

void check_leg(sheet& s, leg const& l, std::string_view const vehicle_id, std::string const& subject) {
  auto const* const v = find(s.vehicles_, vehicle_id);
  auto const named = s.places_.contains(l.from_) && s.places_.contains(l.to_);
  if (v != nullptr && named) {
    check_time(s, l, *v, subject);
    check_length(s, l, subject);
  }
}

}  // namespace

// What has begun was driven by the roads of its time.
void check_legs(sheet& s) {
  for (auto const& t : s.p_.trips_) {
    if (s.begun_trips_.contains(t.id_)) {
      continue;
    }
    auto const subject = fmt::format("trip {}", t.id_);
    for (auto const& at : t.pickups_) {
      check_leg(s, at.way_, t.vehicle_, subject);
    }
    check_leg(s, t.centre_.way_, t.vehicle_, subject);
  }
  for (auto const& d : s.p_.duties_) {
    if (s.begun_backs_.contains(d.id_)) {
      continue;
    }
    check_leg(s, d.back_, d.vehicle_, fmt::format("duty {}", d.id_));
  }
}

}  // namespace leeward::check
