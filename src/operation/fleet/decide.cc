#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/fleet/rules.h"
#include "operation/known.h"

namespace leeward::operation::fleet {

namespace {

constexpr auto const kMostPlaces = std::int32_t{2'000};

check is_possible(space const& s) {
  for (auto const n : {s.seats_, s.bays_, s.lying_, s.oxygen_}) {
    if (n < 0 || n > kMostPlaces) {
      return refuse(refusal_code::kInvalid, fmt::format("A vehicle cannot have {} places of a kind.", n), "space",
                    fmt::format("0 to {}", kMostPlaces));
    }
  }
  return {};
}

check is_shift(instant const from, instant const until) {
  if (from < until) {
    return {};
  }
  return refuse(refusal_code::kInvalid,
                fmt::format("The crew's hours end at {}, before they begin at {}.", to_string(until), to_string(from)),
                "until", "a time after \"from\"");
}

// The trips ahead that the vehicle or crew cannot drive any more, for a dispatcher to plan again.
template <typename Fails>
void open_cases(operation::state const& s, std::vector<busy> const& ahead, context const& c, std::string const& why,
                Fails const& fails, events& all) {
  auto n = std::uint64_t{0};
  for (auto const& b : ahead) {
    auto const& t = s.trips_.trips_.at(b.trip_);
    if (t.phase_ < trips::phase::kUnderWay && fails(b, t)) {
      auto about = cases::about{};
      about.trip_ = t.id_;
      all.emplace_back(cases::open(c, n++, cases::kind::kUnfitting, std::move(about), why));
    }
  }
}

}  // namespace

decision decide(operation::state const& s, ask_for<depot_added> const& c, context const&) {
  return is_new(s.fleet_.depots_, c.what_.depot_, "a depot", "depot")
      .and_then([&] { return is_short_enough(c.what_.name_, kMostName, "name"); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<vehicle_added> const& c, context const&) {
  return is_new(s.fleet_.vehicles_, c.what_.vehicle_, "a vehicle", "vehicle")
      .and_then([&] { return known(s.fleet_.depots_, c.what_.depot_, "a depot", "depot"); })
      .and_then([&](depot_row) { return is_short_enough(c.what_.name_, kMostName, "name"); })
      .and_then([&] { return is_possible(c.what_.space_); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<inspected> const& c, context const& now) {
  return is_short_enough(c.what_.findings_, kMostText, "findings")
      .and_then([&] { return known(s.fleet_.vehicles_, c.what_.vehicle_, "a vehicle", "vehicle"); })
      .map([&](vehicle_row const row) {
        auto const& v = s.fleet_.vehicles_.at(row);
        auto all = events{c.what_};
        open_cases(
            s, v.busy_, now, fmt::format("{} did not pass its inspection: {}.", v.name_, c.what_.findings_),
            [&](busy const&, trips::trip const& t) {
              return !c.what_.usable_ || (!c.what_.lift_works_ && (t.taken_.bays_ > 0 || t.taken_.lying_ > 0));
            },
            all);
        return all;
      });
}

decision decide(operation::state const& s, ask_for<crew_added> const& c, context const&) {
  return is_new(s.fleet_.crews_, c.what_.crew_, "a crew", "crew")
      .and_then([&] { return known(s.fleet_.depots_, c.what_.depot_, "a depot", "depot"); })
      .and_then([&](depot_row) { return is_shift(c.what_.from_, c.what_.until_); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<crew_hours_set> const& c, context const& now) {
  return is_shift(c.what_.from_, c.what_.until_)
      .and_then([&] { return known(s.fleet_.crews_, c.what_.crew_, "a crew", "crew"); })
      .map([&](crew_row const row) {
        auto all = events{c.what_};
        open_cases(
            s, s.fleet_.crews_.at(row).busy_, now, "The crew's hours do not cover this trip any more.",
            [&](busy const& b, trips::trip const&) { return b.from_ < c.what_.from_ || b.until_ > c.what_.until_; },
            all);
        return all;
      });
}

}  // namespace leeward::operation::fleet
