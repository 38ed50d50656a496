#include <algorithm>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// What has begun stands in the plan as it was.
namespace leeward::check {

namespace {

using planning::duty;
using planning::trip;

void changed(sheet& s, std::string_view const kind, std::string_view const id, std::string what) {
  s.add(rule::kCommittedChanged, fmt::format("{} {}", kind, id), std::move(what));
}

void check_trip(sheet& s, trip const& was) {
  auto const* const is = find(s.trips_, was.id_);
  if (is == nullptr) {
    changed(s, "trip", was.id_, "has begun, and is missing from the plan.");
  } else if (*is != was) {
    changed(s, "trip", was.id_,
            fmt::format("has begun with vehicle {} and {} persons for {} at {}; the plan has vehicle {} and {} persons "
                        "for {} at {}, or other stops.",
                        was.vehicle_, was.centre_.persons_.v_, was.centre_.way_.to_, to_string(was.centre_.begin_),
                        is->vehicle_, is->centre_.persons_.v_, is->centre_.way_.to_, to_string(is->centre_.begin_)));
  }
}

void check_duty(sheet& s, duty const& was) {
  auto const* const is = find(s.duties_, was.id_);
  if (is == nullptr) {
    changed(s, "duty", was.id_, "has begun, and is missing from the plan.");
    return;
  }
  if (is->vehicle_ != was.vehicle_ || is->crew_ != was.crew_ || is->departure_ != was.departure_) {
    changed(s, "duty", was.id_,
            fmt::format("has begun with vehicle {} and crew {} at {}; the plan has {}, {} and {}.", was.vehicle_,
                        was.crew_, to_string(was.departure_), is->vehicle_, is->crew_, to_string(is->departure_)));
  }
  auto const n = was.trips_.size();
  if (is->trips_.size() < n || !std::equal(was.trips_.begin(), was.trips_.end(), is->trips_.begin())) {
    changed(s, "duty", was.id_,
            fmt::format("has begun with trips {}; the plan has {}.", fmt::join(was.trips_, ", "),
                        fmt::join(is->trips_, ", ")));
    return;
  }
  auto const* const last = find(s.trips_, was.trips_.back());
  for (auto const& r : was.breaks_) {
    if (last != nullptr && r.until_ <= last->centre_.end_ && std::ranges::find(is->breaks_, r) == is->breaks_.end()) {
      changed(s, "duty", was.id_,
              fmt::format("had a break from {} to {}, which the plan does not have.", to_string(r.from_),
                          to_string(r.until_)));
    }
  }
}

}  // namespace

void check_committed(sheet& s) {
  if (!s.s_.committed_) {
    return;
  }
  for (auto const& t : s.s_.committed_->trips_) {
    check_trip(s, t);
  }
  for (auto const& d : s.s_.committed_->duties_) {
    check_duty(s, d);
  }
}

}  // namespace leeward::check
