#include "operation/trips/course.h"

#include <utility>

namespace leeward::operation::trips {

namespace {

bool is_before(told const& a, told const& b) {
  return std::pair{a.happened_, a.fact_} < std::pair{b.happened_, b.fact_};
}

void add(course& c, told const& t) {
  auto& first = t.phase_ == phase::kArrived ? c.arrived_ : c.left_;
  if (!first || is_before(t, *first)) {
    first = t;
  }
}

}  // namespace

course course_of(trip const& t) {
  auto c = course{.kind_ = t.kind_,
                  .from_ = t.from_,
                  .to_ = t.to_,
                  .called_off_ = t.called_off_,
                  .broken_down_ = t.phase_ == phase::kBrokenDown,
                  .left_ = {},
                  .arrived_ = {}};
  for (auto const& x : t.told_) {
    add(c, x);
  }
  return c;
}

course course_with(trip const& t, told const& more) {
  auto c = course_of(t);
  add(c, more);
  return c;
}

std::optional<told> last_count(std::vector<told> const& all) {
  auto last = std::optional<told>{};
  for (auto const& t : all) {
    if (t.counted_ && (!last || is_before(*last, t))) {
      last = t;
    }
  }
  return last;
}

}  // namespace leeward::operation::trips
