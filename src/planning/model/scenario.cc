#include "planning/model/scenario.h"

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
