#include <utility>

#include "operation/centres/rules.h"

namespace leeward::operation::centres {

void apply(operation::state& s, instant, added const& e) {
  auto c = centre{};
  c.id_ = e.centre_;
  c.name_ = e.name_;
  c.tier_ = e.tier_;
  c.region_ = e.region_;
  c.serves_ = needs{e.serves_};
  c.intake_per_hour_ = e.intake_per_hour_;
  s.centres_.centres_.add(std::move(c));
}

void apply(operation::state& s, instant, room_set const& e) {
  auto& c = s.centres_.centres_.at(e.centre_);
  auto& r = c.rooms_[e.room_];
  c.beds_ += e.beds_ - r.beds_;
  r.beds_ = e.beds_;
  r.ground_floor_ = e.ground_floor_;
  r.power_ = e.power_;
}

void apply(operation::state& s, instant, beds_blocked const& e) {
  auto& c = s.centres_.centres_.at(e.centre_);
  auto& r = c.rooms_.at(e.room_);
  c.blocked_ += e.blocked_ - r.blocked_;
  r.blocked_ = e.blocked_;
}

void apply(operation::state& s, instant, status_set const& e) { s.centres_.centres_.at(e.centre_).status_ = e.status_; }

void apply(operation::state& s, instant, intake_set const& e) {
  s.centres_.centres_.at(e.centre_).intake_per_hour_ = e.per_hour_;
}

}  // namespace leeward::operation::centres
