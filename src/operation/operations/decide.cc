#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/accounting.h"
#include "operation/devices/leases.h"
#include "operation/known.h"
#include "operation/operations/rules.h"
#include "operation/outstanding.h"
#include "operation/people.h"
#include "operation/regions/offers.h"
#include "operation/trips/manifest.h"

namespace leeward::operation::operations {

namespace {

constexpr auto const kMostLanguages = std::size_t{50};
constexpr auto const kMostLanguageTag = std::size_t{35};  // bytes; RFC 5646 asks for room for as many
constexpr auto const kMostDestinations = std::size_t{200};
constexpr auto const kMostLapsedAtOnce = std::size_t{500};
constexpr auto const kWhileOnTheWay = seconds{std::int64_t{6} * 3600};

// A hold ends when its household did not come; never under those who are on board or at a desk.
void lapse(operation::state const& s, household_row const h, instant const now, events& all) {
  auto const& id = s.households_.households_.at(h).id_;
  auto promised = members_at(s, h, place::kPromised);
  auto const on_the_way = std::ranges::any_of(members(s, h), [&](person_row const p) {
    auto const where = place_of(s, p);
    return where == place::kBoarded || where == place::kUnderWay || where == place::kArrived;
  });
  if (on_the_way) {
    all.emplace_back(holds::extended{id, now + kWhileOnTheWay});
    return;
  }
  all.emplace_back(holds::released{id, holds::release::kLapsed});
  if (!promised.empty()) {
    all.emplace_back(custody::leg_closed{these_legs(s, promised), custody::leg_end::kLapsed});
  }
}

}  // namespace

decision decide(operation::state const& s, ask_for<opened> const& c, context const&) {
  if (s.operations_.what_) {
    return refuse(refusal_code::kWrongState,
                  fmt::format("This is the operation \"{}\" already.", s.operations_.what_->name_), "operation",
                  "another folder for another operation");
  }
  if (c.what_.operation_.is_none()) {
    return refuse(refusal_code::kInvalid, "The operation needs a number of its own.", "operation",
                  "a number that is not all zeros");
  }
  return is_short_enough(c.what_.name_, kMostName, "name").map([&] { return events{c.what_}; });
}

decision decide(operation::state const&, ask_for<offer_made> const& c, context const&) {
  if (c.what_.text_.empty() || c.what_.text_.size() > kMostLanguages) {
    return refuse(refusal_code::kInvalid, "An offer has a text in at least one language.", "text",
                  fmt::format("1 to {} languages", kMostLanguages));
  }
  for (auto const& [language, text] : c.what_.text_) {
    auto const fits = is_short_enough(language, kMostLanguageTag, "text").and_then([&] {
      return is_short_enough(text, kMostText, "text." + language);
    });
    if (!fits) {
      return tl::unexpected{fits.error()};
    }
  }
  if (c.what_.destinations_.size() > kMostDestinations) {
    return refuse(refusal_code::kInvalid,
                  fmt::format("An offer cannot name {} destinations.", c.what_.destinations_.size()), "destinations",
                  fmt::format("at most {}", kMostDestinations));
  }
  for (auto const& destination : c.what_.destinations_) {
    if (auto const fits = is_short_enough(destination, kMostName, "destinations"); !fits) {
      return tl::unexpected{fits.error()};
    }
  }
  return events{c.what_};
}

decision decide(operation::state const& s, ask_for<offer_withdrawn> const& c, context const&) {
  if (!s.operations_.offer_) {
    return refuse(refusal_code::kWrongState, "Nothing is offered that could be withdrawn.", "reason", "an offer first");
  }
  return is_short_enough(c.what_.reason_, kMostText, "reason").map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, advance_clock const&, context const& now) {
  if (auto told = outstanding(s, now); !told.empty()) {
    return told;  // what it leads to is counted without what lapses, which comes next
  }
  auto all = events{};
  auto lapsed = std::size_t{0};
  for (auto const& [until, h] : s.holds_.by_end_) {
    if (until > now.now_ || lapsed++ == kMostLapsedAtOnce) {
      break;
    }
    lapse(s, h, now.now_, all);
  }
  std::ranges::move(regions::lapsed_by(s, now.now_), std::back_inserter(all));
  std::ranges::move(devices::lapsed_by(s, now.now_), std::back_inserter(all));
  std::ranges::move(cases_by_clock(s, now), std::back_inserter(all));
  return all;
}

decision decide(operation::state const& s, close_day const& c, context const& now) {
  if (c.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say who closes the day.", "by", "a member of staff");
  }
  return is_short_enough(c.by_, kMostName, "by").map([&] {
    auto closed = day_closed{.until_ = now.now_, .not_accounted_for_ = {}, .by_ = c.by_};
    for (auto const p : not_accounted_for(s, now.now_)) {
      closed.not_accounted_for_.push_back(s.households_.persons_.at(p).id_);
    }
    return events{std::move(closed)};
  });
}

decision decide(operation::state const& s, ask_for<subject_erased> const& c, context const&) {
  if (c.what_.subject_.is_none()) {
    return refuse(refusal_code::kInvalid, "Say who is to be erased.", "subject", "a number that is not all zeros");
  }
  if (s.operations_.erased_.contains(c.what_.subject_)) {
    return refuse(refusal_code::kWrongState,
                  fmt::format("{} was erased already; nothing is kept about them.", to_string(c.what_.subject_)),
                  "subject", "a subject of whom something is kept");
  }
  return is_short_enough(c.what_.reason_, kMostText, "reason").map([&] { return events{c.what_}; });
}

}  // namespace leeward::operation::operations
