#include "planning/model/scenario.h"

#include <algorithm>

namespace leeward::planning {

persons seats_of(household const& h) { return h.seats_.value_or(h.persons_ - h.wheelchair_bays_ - h.lying_places_); }

beds beds_of(household const& h) {
  auto const accessible = h.accessible_beds_.value_or(h.wheelchair_bays_ + h.lying_places_);
  return {.general_ = h.persons_ - accessible, .accessible_ = accessible};
}

instant ready_from(scenario const& s, household const& h) { return h.ready_from_.value_or(s.start_); }

instant open_from(scenario const& s, pickup_point const& p) { return p.open_from_.value_or(s.start_); }

instant open_until(scenario const& s, pickup_point const& p) { return p.open_until_.value_or(s.end_); }

instant open_from(scenario const& s, centre const& c) { return c.open_from_.value_or(s.start_); }

instant available_from(scenario const& s, vehicle const& v) { return v.available_from_.value_or(s.start_); }

std::int64_t priority_of(scenario const& s, household const& h) {
  if (!h.priority_class_) {
    return h.priority_;
  }
  auto const weight = s.priorities_.find(*h.priority_class_);
  return weight == s.priorities_.end() ? h.priority_ : weight->second;
}

std::int64_t weighted_waiting_s(scenario const& s, household const& h, instant const until) {
  auto const waiting = until - std::max(s.start_, ready_from(s, h));
  return priority_of(s, h) * h.persons_.v_ * std::max<std::int64_t>(0, waiting.v_);
}

std::optional<instant> board_by(scenario const& s, household const& h) {
  auto by = h.board_by_;
  if (h.zone_) {
    auto const zone = std::ranges::find(s.zones_, *h.zone_, &zone::id_);
    if (zone != s.zones_.end() && zone->deadline_) {
      by = std::min(by.value_or(*zone->deadline_), *zone->deadline_);
    }
  }
  return by;
}

bool chooses_point(household const& h) { return h.position_ && !h.door_; }

std::string const& fixed_place(household const& h) { return h.door_ ? h.id_ : h.pickup_point_; }

metres walks(household const& h) { return h.walks_m_.value_or(kUsualWalk); }

std::string door_name(household const& h) { return "the door of " + h.id_; }

std::vector<pickup_point> boarding_places(scenario const& s) {
  auto places = s.pickup_points_;
  for (auto const& h : s.households_) {
    if (h.door_ && h.position_) {
      auto& door = places.emplace_back();
      door.id_ = h.id_;
      door.name_ = door_name(h);
      door.position_ = *h.position_;
    }
  }
  return places;
}

beds beds_on_offer(scenario const& s, centre const& c) {
  auto left = c.beds_;
  if (s.committed_) {
    for (auto const& h : s.committed_->holds_) {
      if (h.centre_ == c.id_) {
        left.general_ = std::max(persons{}, left.general_ - h.beds_.general_);
        left.accessible_ = std::max(persons{}, left.accessible_ - h.beds_.accessible_);
      }
    }
  }
  return left;
}

std::vector<instant> slice_starts(scenario const& s) {
  auto starts = std::vector{s.start_};
  auto const add = [&](std::optional<instant> const t) {
    if (t && s.start_ < *t && *t < s.end_) {
      starts.push_back(*t);
    }
  };
  for (auto const& c : s.closures_) {
    add(c.from_);
    add(c.to_);
  }
  std::ranges::sort(starts);
  auto const repeated = std::ranges::unique(starts);
  starts.erase(repeated.begin(), repeated.end());
  return starts;
}

seconds loading_time(scenario const& s, pickup_point const& p, persons const n) {
  auto const t = p.loading_.value_or(s.loading_);
  return t.fixed_s_ + t.per_person_s_ * n.v_;
}

seconds unloading_time(scenario const& s, persons const n) {
  return s.unloading_.fixed_s_ + s.unloading_.per_person_s_ * n.v_;
}

seconds intake_time(centre const& c, persons const n) {
  if (!c.intake_persons_per_hour_) {
    return {};
  }
  auto const per_hour = *c.intake_persons_per_hour_;
  return {(n.v_ * 3600 + per_hour - 1) / per_hour};
}

}  // namespace leeward::planning
