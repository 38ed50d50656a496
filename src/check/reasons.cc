#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// Nobody is left behind for a reason that is not so.
namespace leeward::check {

namespace {

using planning::beds;
using planning::centre;
using planning::household;
using planning::need;
using planning::unserved_reason;
using planning::vehicle;

using beds_by_centre = std::unordered_map<std::string_view, beds>;

bool takes(vehicle const& v, household const& h) {
  auto const has_pet = std::ranges::find(h.needs_, need::kPet) != h.needs_.end();
  return planning::seats_of(h) <= v.seats_ && h.wheelchair_bays_ <= v.wheelchair_bays_ &&
         h.lying_places_ <= v.lying_places_ && h.oxygen_ <= v.oxygen_ && (v.takes_pets_ || !has_pet);
}

bool houses(centre const& c, beds const& free, household const& h) {
  auto const due = planning::beds_of(h);
  return due.general_ <= free.general_ && due.accessible_ <= free.accessible_ &&
         std::ranges::all_of(h.needs_,
                             [&](need const n) { return std::ranges::find(c.serves_, n) != c.serves_.end(); });
}

beds_by_centre beds_left(sheet const& s) {
  auto left = beds_by_centre{};
  for (auto const& c : s.s_.centres_) {
    left[c.id_] = c.beds_;
  }
  for (auto const& a : s.p_.households_) {
    if (auto const at = left.find(a.centre_); at != left.end()) {
      at->second.general_ -= a.beds_.general_;
      at->second.accessible_ -= a.beds_.accessible_;
    }
  }
  return left;
}

centre const* centre_with_beds(sheet const& s, beds_by_centre const& left, household const& h) {
  auto const at = std::ranges::find_if(s.s_.centres_, [&](centre const& c) { return houses(c, left.at(c.id_), h); });
  return at == s.s_.centres_.end() ? nullptr : &*at;
}

bool has_way(sheet const& s, vehicle const& v, household const& h, centre const& c) {
  return s.times_(v.profile_, v.depot_, h.pickup_point_) && s.times_(v.profile_, h.pickup_point_, c.id_) &&
         s.times_(v.profile_, c.id_, v.depot_);
}

void untrue(sheet& s, household const& h, std::string sentence) {
  s.add(rule::kReasonUntrue, fmt::format("household {}", h.id_), std::move(sentence));
}

void judge_no_vehicle(sheet& s, household const& h) {
  auto const at = std::ranges::find_if(s.s_.vehicles_, [&](vehicle const& v) { return takes(v, h); });
  if (at != s.s_.vehicles_.end()) {
    untrue(s, h,
           fmt::format("is unserved for want of a vehicle, but {} could take its {} persons.", at->id_, h.persons_.v_));
  }
}

void judge_no_centre(sheet& s, household const& h) {
  auto const at = std::ranges::find_if(s.s_.centres_, [&](centre const& c) { return houses(c, c.beds_, h); });
  if (at != s.s_.centres_.end()) {
    untrue(s, h,
           fmt::format("is unserved for want of a centre, but {} serves its needs and has {} general and {} "
                       "accessible beds.",
                       at->id_, at->beds_.general_.v_, at->beds_.accessible_.v_));
  }
}

void judge_no_bed(sheet& s, beds_by_centre const& left, household const& h) {
  if (auto const* const c = centre_with_beds(s, left, h); c != nullptr) {
    auto const& free = left.at(c->id_);
    untrue(s, h,
           fmt::format("is unserved for want of a bed, but {} has {} general and {} accessible beds left.", c->id_,
                       free.general_.v_, free.accessible_.v_));
  }
}

void judge_no_road(sheet& s, beds_by_centre const& left, household const& h) {
  for (auto const& v : s.s_.vehicles_) {
    for (auto const& c : s.s_.centres_) {
      if (takes(v, h) && houses(c, left.at(c.id_), h) && has_way(s, v, h, c)) {
        untrue(s, h,
               fmt::format("is unserved for want of a road, but {} has a way over {} to {} and back.", v.id_,
                           h.pickup_point_, c.id_));
        return;
      }
    }
  }
}

void judge_point(sheet& s, household const& h) {
  auto const* const point = find(s.points_, h.pickup_point_);
  auto const level = h.wheelchair_bays_ + h.lying_places_;
  if (point != nullptr && (point->step_free_ || level == persons{}) &&
      planning::ready_from(s.s_, h) < planning::open_until(s.s_, *point)) {
    untrue(s, h,
           fmt::format("is unserved because of its point, but {} is open until {} and it may board there.", point->id_,
                       to_string(planning::open_until(s.s_, *point))));
  }
}

}  // namespace

void check_reasons(sheet& s) {
  auto const left = beds_left(s);
  for (auto const& u : s.p_.unserved_) {
    auto const* const h = find(s.households_, u.household_);
    if (h == nullptr) {
      continue;
    }
    if (u.sentence_.empty()) {
      s.add(rule::kReasonMissing, fmt::format("household {}", h->id_), "is unserved without a sentence that says why.");
    }
    switch (u.reason_) {
      case unserved_reason::kNoVehicle: judge_no_vehicle(s, *h); break;
      case unserved_reason::kNoCentre: judge_no_centre(s, *h); break;
      case unserved_reason::kNoBed: judge_no_bed(s, left, *h); break;
      case unserved_reason::kNoRoad: judge_no_road(s, left, *h); break;
      case unserved_reason::kPointUnusable: judge_point(s, *h); break;
      case unserved_reason::kNoTime: break;  // no count can refute it
    }
  }
}

}  // namespace leeward::check
