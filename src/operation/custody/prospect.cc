#include "operation/custody/prospect.h"

#include <cstddef>

#include "operation/legs.h"

namespace leeward::operation::custody {

namespace {

where where_on(operation::state const& s, leg const& l) {
  auto w = where{.place_ = place_in(l), .trip_ = l.trip_, .centre_ = l.centre_, .room_ = l.room_};
  if (w.place_ == place::kWaiting) {
    return {};
  }
  if (w.place_ <= place::kUnderWay && !l.trip_.is_none()) {
    w.centre_ = s.trips_.trips_.at(l.trip_).to_;
  }
  if (w.place_ > place::kUnderWay && !l.trip_.is_none() && s.trips_.trips_.at(l.trip_).called_off_) {
    w.trip_ = {};  // it has brought nobody
  }
  if (w.place_ != place::kSheltered && w.place_ != place::kAbsent) {
    w.room_.reset();
  }
  return w;
}

}  // namespace

where where_by_legs(operation::state const& s, person_row const p) {
  auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
  return l == nullptr ? where{} : where_on(s, *l);
}

where where_without_leg(operation::state const& s, person_row const p) {
  auto const& t = s.custody_.tracks_[p.v_];
  auto const now = current_leg_number(t);
  for (auto i = now ? std::size_t{*now} : std::size_t{0}; i-- != 0;) {
    if (!t.legs_[i].closed_) {
      return where_on(s, t.legs_[i]);
    }
  }
  return {};
}

where prospect::then(person_row const p) const {
  auto const found = moved_.find(p);
  return found == moved_.end() ? where_by_legs(s_, p) : found->second;
}

needs const& prospect::needs_then(person_row const p) const {
  auto const found = needs_.find(p);
  return found == needs_.end() ? s_.households_.persons_.at(p).needs_ : found->second;
}

trips::course prospect::course_then(trip_row const t) const {
  auto const& trip = s_.trips_.trips_.at(t);
  return told_ && told_->first == t ? trips::course_with(trip, told_->second) : trips::course_of(trip);
}

std::optional<trips::told> prospect::last_count_then(trip_row const t) const {
  auto all = s_.trips_.trips_.at(t).told_;
  if (told_ && told_->first == t) {
    all.push_back(told_->second);
  }
  return trips::last_count(all);
}

}  // namespace leeward::operation::custody
