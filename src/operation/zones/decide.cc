#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/known.h"
#include "operation/zones/rules.h"

namespace leeward::operation::zones {

namespace {

bool stops_at(trips::trip const& t, point_id const& p) {
  return std::ranges::any_of(t.stops_, [&](trips::stop const& stop) { return stop.point_ == p; });
}

// Everything downstream stops: whoever plans has to find another way for each trip that would come here.
events close(operation::state const& s, point_closed const& what, context const& c) {
  auto all = events{what};
  auto n = std::uint64_t{0};
  for (auto const& t : s.trips_.trips_.all()) {
    if (t.phase_ < trips::phase::kUnderWay && stops_at(t, what.point_)) {
      auto about = cases::about{};
      about.trip_ = t.id_;
      all.emplace_back(cases::open(c, n++, cases::kind::kUnfitting, std::move(about),
                                   fmt::format("A pickup point of this trip is closed: {}.", what.reason_)));
    }
  }
  return all;
}

}  // namespace

decision decide(operation::state const& s, ask_for<added> const& c, context const&) {
  return is_new(s.zones_.zones_, c.what_.zone_, "a zone", "zone")
      .and_then([&] { return is_short_enough(c.what_.name_, kMostName, "name"); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<status_set> const& c, context const&) {
  return known(s.zones_.zones_, c.what_.zone_, "a zone", "zone").map([&](zone_row const z) {
    return s.zones_.zones_.at(z).status_ == c.what_.status_ ? events{} : events{c.what_};
  });
}

decision decide(operation::state const& s, ask_for<point_added> const& c, context const&) {
  return is_new(s.zones_.points_, c.what_.point_, "a pickup point", "point")
      .and_then([&] { return known(s.zones_.zones_, c.what_.zone_, "a zone", "zone"); })
      .and_then([&](zone_row) { return is_short_enough(c.what_.name_, kMostName, "name"); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<point_closed> const& c, context const& now) {
  return is_short_enough(c.what_.reason_, kMostText, "reason")
      .and_then([&] { return known(s.zones_.points_, c.what_.point_, "a pickup point", "point"); })
      .map([&](point_row const p) {
        auto const changes = s.zones_.points_.at(p).closed_ != c.what_.closed_;
        return !changes ? events{} : c.what_.closed_ ? close(s, c.what_, now) : events{c.what_};
      });
}

}  // namespace leeward::operation::zones
