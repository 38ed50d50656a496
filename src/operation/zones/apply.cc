#include "operation/zones/rules.h"

namespace leeward::operation::zones {

void apply(operation::state& s, instant, added const& e) { s.zones_.zones_.add({e.zone_, e.name_, status::kNormal}); }

void apply(operation::state& s, instant, status_set const& e) { s.zones_.zones_.at(e.zone_).status_ = e.status_; }

void apply(operation::state& s, instant, point_added const& e) {
  s.zones_.points_.add({e.point_, s.zones_.zones_.row_of(e.zone_), e.name_, e.step_free_, false});
}

void apply(operation::state& s, instant, point_closed const& e) { s.zones_.points_.at(e.point_).closed_ = e.closed_; }

}  // namespace leeward::operation::zones
