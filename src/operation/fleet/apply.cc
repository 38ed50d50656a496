#include <utility>

#include "operation/fleet/rules.h"

namespace leeward::operation::fleet {

void apply(operation::state& s, instant, depot_added const& e) { s.fleet_.depots_.add({e.depot_, e.name_}); }

void apply(operation::state& s, instant, vehicle_added const& e) {
  auto v = vehicle{};
  v.id_ = e.vehicle_;
  v.name_ = e.name_;
  v.depot_ = s.fleet_.depots_.row_of(e.depot_);
  v.space_ = e.space_;
  v.has_lift_ = e.has_lift_;
  v.takes_pets_ = e.takes_pets_;
  s.fleet_.vehicles_.add(std::move(v));
}

void apply(operation::state& s, instant, inspected const& e) {
  auto& v = s.fleet_.vehicles_.at(e.vehicle_);
  v.usable_ = e.usable_;
  v.lift_works_ = e.lift_works_;
}

void apply(operation::state& s, instant, crew_added const& e) {
  s.fleet_.crews_.add({e.crew_, s.fleet_.depots_.row_of(e.depot_), e.from_, e.until_, 0, {}});
}

void apply(operation::state& s, instant, crew_hours_set const& e) {
  auto& c = s.fleet_.crews_.at(e.crew_);
  c.from_ = e.from_;
  c.until_ = e.until_;
}

}  // namespace leeward::operation::fleet
