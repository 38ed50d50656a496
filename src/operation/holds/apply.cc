#include <utility>

#include "base/ensure.h"
#include "base/must_have.h"
#include "operation/holds/for_nobody.h"
#include "operation/holds/rules.h"

namespace leeward::operation::holds {

namespace {

std::optional<hold>& of(operation::state& s, household_id const& h) {
  return s.holds_.of_[s.households_.households_.row_of(h).v_];
}

void drop(operation::state& s, household_row const h) {
  auto& old = s.holds_.of_[h.v_];
  if (old) {
    s.holds_.by_end_.erase({old->until_, h});
    old.reset();
  }
}

}  // namespace

void apply(operation::state& s, instant, taken const& e) {
  auto const h = s.households_.households_.row_of(e.household_);
  drop(s, h);
  s.holds_.of_[h.v_] = hold{.trip_ = e.trip_ ? s.trips_.trips_.row_of(*e.trip_) : trip_row{},
                            .centre_ = s.centres_.centres_.row_of(e.centre_),
                            .beds_ = e.beds_,
                            .until_ = e.until_};
  s.holds_.by_end_.emplace(e.until_, h);
  note_if_for_nobody(s, h);
  ++s.households_.households_.at(h).version_;
}

void apply(operation::state& s, instant, released const& e) {
  auto const h = s.households_.households_.row_of(e.household_);
  drop(s, h);
  note_if_for_nobody(s, h);
  ++s.households_.households_.at(h).version_;
}

void apply(operation::state& s, instant, reduced const& e) {
  must_have(of(s, e.household_), "a hold that is not there is made smaller").beds_ -= e.beds_;
}

void apply(operation::state& s, instant, extended const& e) {
  auto& h = must_have(of(s, e.household_), "a hold that is not there is made longer");
  auto const row = s.households_.households_.row_of(e.household_);
  auto node = s.holds_.by_end_.extract({h.until_, row});
  ensure(!node.empty(), "a hold is not among those that end");
  h.until_ = e.until_;
  node.value().first = e.until_;
  s.holds_.by_end_.insert(s.holds_.by_end_.end(), std::move(node));
}

}  // namespace leeward::operation::holds
