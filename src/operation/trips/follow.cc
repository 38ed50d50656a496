#include "operation/trips/follow.h"

#include <algorithm>
#include <cstdint>

#include "operation/legs.h"
#include "operation/needs.h"
#include "operation/place.h"

namespace leeward::operation::trips {

namespace {

bool is_on_trip(place const p) { return p == place::kPromised || p == place::kBoarded || p == place::kUnderWay; }

// The line of the leg that counts, or else the person's latest; none: it was on no manifest yet.
line* latest(state& t, person_row const person) {
  auto const found = t.lines_.find(person.v_);
  return found == t.lines_.end() ? nullptr : &t.trips_.at(found->second.trip_).manifest_[found->second.line_];
}

// Every change of a line goes through here, so that the counts of its trip and of all trips stay right.
void set(state& t, person_row const person, line& l, place const at, bool const off) {
  auto& trip = t.trips_.at(t.lines_.at(person.v_).trip_);
  auto const counted = [](line const& x) { return !x.off_ && is_on_trip(x.at_); };
  if (counted(l)) {
    --t.on_trips_[l.at_];
    trip.taken_ -= l.space_;
  }
  l.at_ = at;
  l.off_ = off;
  if (counted(l)) {
    ++t.on_trips_[l.at_];
    trip.taken_ += l.space_;
  }
}

line& add_line(state& t, trip_row const trip, person_row const person, std::uint16_t const leg, space const& asked) {
  auto& manifest = t.trips_.at(trip).manifest_;
  t.lines_[person.v_] = {trip, static_cast<std::uint32_t>(manifest.size())};
  return manifest.emplace_back(
      line{.person_ = person, .leg_ = leg, .at_ = place::kPromised, .off_ = true, .space_ = asked});
}

// Another leg than the line's has begun.
void leave(state& t, person_row const person, line& l) { set(t, person, l, l.at_, true); }

// The leg that counts is over, and an earlier one counts again: so does its line, if it has one.
void return_to_earlier(operation::state& s, person_row const person, std::uint16_t const over) {
  auto const& track = s.custody_.tracks_[person.v_];
  auto const n = open_leg_before(track, over);
  if (!n || track.uncounted_ || track.legs_[*n].trip_.is_none()) {
    return;
  }
  auto const trip = track.legs_[*n].trip_;
  auto& manifest = s.trips_.trips_.at(trip).manifest_;
  auto const l = std::ranges::find_if(manifest, [&](line const& x) { return x.person_ == person && x.leg_ == *n; });
  if (l != manifest.end()) {
    s.trips_.lines_[person.v_] = {trip, static_cast<std::uint32_t>(l - manifest.begin())};
    set(s.trips_, person, *l, place_in(track.legs_[*n]), false);
  }
}

}  // namespace

void follow(operation::state& s, custody::moved const& e) {
  auto& t = s.trips_;
  for (auto const& p : e.people_) {
    auto const person = s.households_.persons_.row_of(p.person_);
    auto* l = latest(t, person);
    auto const& legs = s.custody_.tracks_[person.v_].legs_;
    auto const is_over = p.leg_ < legs.size() && legs[p.leg_].closed_;
    if (l != nullptr && (p.leg_ < l->leg_ || (p.leg_ > l->leg_ && is_over))) {
      continue;
    }
    if (l != nullptr && p.leg_ > l->leg_) {
      leave(t, person, *l);
      l = nullptr;
    }
    if (l == nullptr) {
      if (!e.trip_ || !is_on_trip(e.to_)) {
        continue;
      }
      auto const asked = space_for(s.households_.persons_.at(person).needs_);
      set(t, person, add_line(t, t.trips_.row_of(*e.trip_), person, p.leg_, asked), e.to_, false);
    } else if (e.to_ > l->at_) {
      set(t, person, *l, e.to_, l->off_);
    }
  }
}

// It changes no line; the trip knows that this person's facts speak of it.
void follow(operation::state& s, custody::noted const& e) {
  if (!e.trip_) {
    return;
  }
  auto& t = s.trips_.trips_.at(*e.trip_);
  for (auto const& person : e.people_) {
    auto const p = s.households_.persons_.row_of(person);
    if (std::ranges::find(t.noted_, p) == t.noted_.end()) {
      t.noted_.push_back(p);
    }
  }
}

void follow(operation::state& s, custody::leg_closed const& e) {
  for (auto const& p : e.people_) {
    auto const person = s.households_.persons_.row_of(p.person_);
    if (auto* const l = latest(s.trips_, person); l != nullptr && l->leg_ == p.leg_) {
      leave(s.trips_, person, *l);
    }
    if (current_leg_number(s.custody_.tracks_[person.v_]) == p.leg_) {
      return_to_earlier(s, person, p.leg_);
    }
  }
}

void follow(operation::state& s, custody::voided const& e) {
  for (auto const& p : e.people_) {
    auto const person = s.households_.persons_.row_of(p.person_);
    if (auto* const l = latest(s.trips_, person); l != nullptr && l->leg_ == p.leg_ && e.was_ != e.now_) {
      set(s.trips_, person, *l, e.now_, l->off_);
    }
  }
}

void follow(operation::state& s, households::needs_changed const& e) {
  auto const person = s.households_.persons_.row_of(e.person_);
  if (auto* const l = latest(s.trips_, person); l != nullptr) {
    auto const was_off = l->off_;
    leave(s.trips_, person, *l);
    l->space_ = space_for(needs{e.needs_});
    set(s.trips_, person, *l, l->at_, was_off);
  }
}

// Whoever was merged into another takes up no place; after an undo, the one that they had.
void follow(operation::state& s, duplicates::merged const& e) {
  for (auto const& pair : e.same_) {
    auto const person = s.households_.persons_.row_of(pair.of_from_);
    if (auto* const l = latest(s.trips_, person); l != nullptr && !l->off_) {
      s.trips_.set_aside_.insert(person);
      leave(s.trips_, person, *l);
    }
  }
}

void follow(operation::state& s, duplicates::unmerged const& e) {
  for (auto const& pair : e.apart_) {
    auto const person = s.households_.persons_.row_of(pair.of_from_);
    if (auto* const l = latest(s.trips_, person); l != nullptr && s.trips_.set_aside_.erase(person) != 0) {
      set(s.trips_, person, *l, l->at_, false);
    }
  }
}

}  // namespace leeward::operation::trips
