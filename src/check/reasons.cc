#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/geo.h"
#include "base/time.h"
#include "check/sheet.h"

// Nobody is left behind for a reason that is not so.
namespace leeward::check {

namespace {

using planning::beds;
using planning::centre;
using planning::household;
using planning::need;
using planning::pickup_point;
using planning::unserved_reason;
using planning::vehicle;

using beds_by_centre = std::unordered_map<std::string_view, beds>;

// A household with those it travels with.
using company = std::vector<household const*>;

bool takes(sheet const& s, vehicle const& v, company const& all) {
  auto need_of = vehicle{};
  for (auto const* const h : all) {
    need_of.seats_ += planning::seats_of(*h);
    need_of.wheelchair_bays_ += h->wheelchair_bays_;
    need_of.lying_places_ += h->lying_places_;
    need_of.oxygen_ += h->oxygen_;
    auto const has_pet = std::ranges::find(h->needs_, need::kPet) != h->needs_.end();
    if ((has_pet && !v.takes_pets_) || !may_use_vehicle(s, *h, v.id_)) {
      return false;
    }
  }
  return need_of.seats_ <= v.seats_ && need_of.wheelchair_bays_ <= v.wheelchair_bays_ &&
         need_of.lying_places_ <= v.lying_places_ && need_of.oxygen_ <= v.oxygen_;
}

bool houses(sheet const& s, centre const& c, beds const& free, company const& all) {
  auto due = beds{};
  for (auto const* const h : all) {
    due.general_ += planning::beds_of(*h).general_;
    due.accessible_ += planning::beds_of(*h).accessible_;
    auto const served = std::ranges::all_of(
        h->needs_, [&](need const n) { return std::ranges::find(c.serves_, n) != c.serves_.end(); });
    if (!served || !may_use_centre(s, *h, c.id_)) {
      return false;
    }
  }
  return due.general_ <= free.general_ && due.accessible_ <= free.accessible_;
}

// Whether somebody there is whom one of them must not meet.
bool meets(sheet const& s, centre const& c, company const& all) {
  auto const is_there = [&](std::string const& id) {
    auto const* const a = find(s.served_, id);
    return a != nullptr && a->centre_ == c.id_;
  };
  for (auto const* const h : all) {
    if (std::ranges::any_of(h->apart_from_, is_there)) {
      return true;
    }
  }
  return std::ranges::any_of(s.s_.households_, [&](household const& other) {
    return !other.apart_from_.empty() && is_there(other.id_) &&
           std::ranges::any_of(other.apart_from_, [&](std::string const& id) {
             return std::ranges::any_of(all, [&](household const* const h) { return h->id_ == id; });
           });
  });
}

// Whether one of them could board there, were it alone.
bool boards(sheet const& s, household const& h, pickup_point const& p) {
  auto const is_point = std::ranges::find(s.s_.pickup_points_, p.id_, &pickup_point::id_) != s.s_.pickup_points_.end();
  if (h.position_ && planning::chooses_point(h)) {
    auto const straight = to_metres(distance_between(*h.position_, p.position_));
    if (!is_point || straight > planning::walks(h) + 2 * planning::kSnapLimit) {
      return false;
    }
    auto const walk = walk_of(s, h, p);
    if (!walk || *walk > planning::walks(h)) {
      return false;
    }
  } else if (planning::fixed_place(h) != p.id_) {
    return false;
  }
  auto const level = h.wheelchair_bays_ + h.lying_places_;
  return (p.step_free_ || level == persons{}) &&
         std::max(s.s_.start_, planning::ready_from(s.s_, h)) < planning::open_until(s.s_, p) &&
         may_use_point(s, h, p.id_);
}

std::vector<pickup_point const*> places_for(sheet const& s, company const& all) {
  auto places = std::vector<pickup_point const*>{};
  for (auto const& p : s.boarding_) {
    if (std::ranges::all_of(all, [&](household const* const h) { return boards(s, *h, p); })) {
      places.push_back(&p);
    }
  }
  return places;
}

beds_by_centre beds_left(sheet const& s) {
  auto left = beds_by_centre{};
  for (auto const& c : s.s_.centres_) {
    left[c.id_] = planning::beds_on_offer(s.s_, c);
  }
  for (auto const& a : s.p_.households_) {
    if (auto const at = left.find(a.centre_); at != left.end()) {
      at->second.general_ -= a.beds_.general_;
      at->second.accessible_ -= a.beds_.accessible_;
    }
  }
  return left;
}

centre const* centre_with_beds(sheet const& s, beds_by_centre const& left, company const& all) {
  auto const at = std::ranges::find_if(
      s.s_.centres_, [&](centre const& c) { return houses(s, c, left.at(c.id_), all) && !meets(s, c, all); });
  return at == s.s_.centres_.end() ? nullptr : &*at;
}

// At some time of the operation.
bool has_leg(sheet const& s, vehicle const& v, std::string const& from, std::string const& to) {
  return std::ranges::any_of(planning::slice_starts(s.s_),
                             [&](instant const t) { return s.times_.drive_(v.profile_, from, to, t, t).has_value(); });
}

bool has_way(sheet const& s, vehicle const& v, pickup_point const& p, centre const& c) {
  return may_meet(s, v.id_, p.id_, c.id_) && has_leg(s, v, v.depot_, p.id_) && has_leg(s, v, p.id_, c.id_) &&
         has_leg(s, v, c.id_, v.depot_);
}

void untrue(sheet& s, household const& h, std::string sentence) {
  s.add(rule::kReasonUntrue, fmt::format("household {}", h.id_), std::move(sentence));
}

void judge_no_vehicle(sheet& s, household const& h) {
  auto const at = std::ranges::find_if(s.s_.vehicles_, [&](vehicle const& v) { return takes(s, v, company_of(s, h)); });
  if (at != s.s_.vehicles_.end()) {
    untrue(s, h,
           fmt::format("is unserved for want of a vehicle, but {} could take its {} persons.", at->id_, h.persons_.v_));
  }
}

void judge_no_centre(sheet& s, household const& h) {
  auto const at = std::ranges::find_if(
      s.s_.centres_, [&](centre const& c) { return houses(s, c, planning::beds_on_offer(s.s_, c), company_of(s, h)); });
  if (at != s.s_.centres_.end()) {
    untrue(s, h,
           fmt::format("is unserved for want of a centre, but {} serves its needs and has {} general and {} "
                       "accessible beds.",
                       at->id_, at->beds_.general_.v_, at->beds_.accessible_.v_));
  }
}

void judge_no_bed(sheet& s, beds_by_centre const& left, household const& h) {
  if (auto const* const c = centre_with_beds(s, left, company_of(s, h)); c != nullptr) {
    auto const& free = left.at(c->id_);
    untrue(s, h,
           fmt::format("is unserved for want of a bed, but {} has {} general and {} accessible beds left.", c->id_,
                       free.general_.v_, free.accessible_.v_));
  }
}

void judge_no_road(sheet& s, beds_by_centre const& left, household const& h) {
  auto const all = company_of(s, h);
  auto const places = places_for(s, all);
  for (auto const& v : s.s_.vehicles_) {
    for (auto const& c : s.s_.centres_) {
      if (!takes(s, v, all) || !houses(s, c, left.at(c.id_), all) || meets(s, c, all)) {
        continue;
      }
      for (auto const* const p : places) {
        if (has_way(s, v, *p, c)) {
          untrue(s, h,
                 fmt::format("is unserved for want of a road, but {} has a way over {} to {} and back.", v.id_, p->id_,
                             c.id_));
          return;
        }
      }
    }
  }
}

void judge_point(sheet& s, household const& h) {
  auto const places = places_for(s, company_of(s, h));
  if (!places.empty()) {
    untrue(s, h,
           fmt::format("is unserved because of its point, but {} is open until {} and it may board there.",
                       places.front()->id_, to_string(planning::open_until(s.s_, *places.front()))));
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
