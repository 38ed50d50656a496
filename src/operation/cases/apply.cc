#include "operation/cases/rules.h"
#include "operation/custody/watch.h"

namespace leeward::operation::cases {

namespace {

// The case that is open about each person who was not seen for too long.
template <typename Change>
void each_not_sighted(operation::state& s, opened const& what, Change const& change) {
  if (what.kind_ == kind::kNotSighted) {
    for (auto const& person : what.about_.persons_) {
      change(s.cases_.not_sighted_, s.households_.persons_.row_of(person));
    }
  }
}

}  // namespace

void apply(operation::state& s, instant const at, opened const& e) {
  s.cases_.cases_.add({e.case_, e, at, {}, false, {}});
  ++s.cases_.open_;
  each_not_sighted(s, e, [&](auto& all, person_row const p) {
    all[p] = e.case_;
    custody::unwatch(s.custody_, p);
  });
}

void apply(operation::state& s, instant, assigned const& e) {
  auto& c = s.cases_.cases_.at(e.case_);
  c.what_.owner_ = e.owner_;
  c.what_.due_ = e.due_;
  c.to_ = e.to_;
}

void apply(operation::state& s, instant, settled const& e) {
  auto& c = s.cases_.cases_.at(e.case_);
  c.settled_ = true;
  c.how_ = e.how_;
  --s.cases_.open_;
  each_not_sighted(s, c.what_, [](auto& all, person_row const p) { all.erase(p); });
}

}  // namespace leeward::operation::cases
