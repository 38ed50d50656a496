#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/known.h"
#include "operation/regions/offers.h"
#include "operation/regions/rules.h"
#include "operation/word.h"

namespace leeward::operation::regions {

namespace {

using enum offer_status;

constexpr auto const kMostBeds = std::int32_t{100'000};

struct step {
  offer_status from_;
  offer_status to_;
};

// What may follow what, by a person; only the clock lets an offer lapse.
constexpr auto const kSteps =
    std::array{step{kOffered, kAccepted},      step{kOffered, kDeclined},   step{kOffered, kCountered},
               step{kOffered, kWithdrawn},     step{kCountered, kAccepted}, step{kCountered, kDeclined},
               step{kCountered, kWithdrawn},   step{kAccepted, kCommitted}, step{kAccepted, kWithdrawn},
               step{kAccepted, kReturnAsked},  step{kAccepted, kReleased},  step{kCommitted, kWithdrawn},
               step{kCommitted, kReturnAsked}, step{kCommitted, kReleased}, step{kReturnAsked, kReturned}};

check is_asked(beds const& b, std::string_view const field) {
  auto const possible = [](std::int32_t const n) { return n >= 0 && n <= kMostBeds; };
  if (possible(b.general_) && possible(b.accessible_) && b != beds{}) {
    return {};
  }
  return refuse(refusal_code::kInvalid,
                fmt::format("{} general and {} accessible beds cannot be entered.", b.general_, b.accessible_),
                std::string{field}, fmt::format("1 to {} beds", kMostBeds));
}

check places_are_of(operation::state const& s, region_id const& region, std::vector<offered_beds> const& places) {
  if (places.empty() || places.size() > kMostCentresOfOffer) {
    return refuse(refusal_code::kInvalid, fmt::format("An offer cannot name {} reception centres.", places.size()),
                  "places", fmt::format("1 to {}", kMostCentresOfOffer));
  }
  auto seen = std::set<centre_id>{};
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    auto const field = fmt::format("places[{}]", i);
    auto const row = known(s.centres_.centres_, places[i].centre_, "a reception centre", field + ".centre");
    if (!row) {
      return tl::unexpected{row.error()};
    }
    if (s.centres_.centres_.at(*row).region_ != region) {
      return refuse(refusal_code::kNotAllowed, "The reception centre is not of the region that offers it.",
                    field + ".centre", "a reception centre of that region");
    }
    if (!seen.insert(places[i].centre_).second) {
      return refuse(refusal_code::kTaken, "The same reception centre is listed twice.", field + ".centre",
                    "each centre once");
    }
    if (auto const fits = is_asked(places[i].beds_, field + ".beds"); !fits) {
      return fits;
    }
  }
  return {};
}

// The offer in whose place a new one comes, if any.
check takes_the_place(operation::state const& s, offered const& o) {
  if (!o.after_) {
    return {};
  }
  return known(s.regions_.offers_, *o.after_, "an offer", "after").and_then([&](offer_row const row) -> check {
    auto const& old = s.regions_.offers_.at(row);
    if (old.what_.region_ == o.region_ && (old.status_ == kOffered || old.status_ == kCountered)) {
      return {};
    }
    return refuse(refusal_code::kWrongState, fmt::format("That offer is {}.", word(old.status_)), "after",
                  "an offer of the same region that nobody has accepted");
  });
}

beds lost(offer const& o, centre_id const& c) {
  auto const found = std::ranges::find(o.what_.places_, c, &offered_beds::centre_);
  return found == o.what_.places_.end() || !stands(o.status_) ? beds{} : found->beds_;
}

// More people than what would be left of the offers.
std::vector<centre_row> too_few_without(operation::state const& s, offer const& o) {
  auto all = std::vector<centre_row>{};
  for (auto const& place : o.what_.places_) {
    auto const row = s.centres_.centres_.row_of(place.centre_);
    if ((left_of_offers(s, row) - lost(o, place.centre_)).below_zero()) {
      all.push_back(row);
    }
  }
  return all;
}

// Both ends are told: whoever is on the road has to go elsewhere, whoever lives there has to be found another bed.
void note_too_few(operation::state const& s, offer const& o, std::string const& reason, context const& now,
                  events& all) {
  auto const& region = s.regions_.regions_.at(o.what_.region_).name_;
  for (auto const row : too_few_without(s, o)) {
    auto const& centre = s.centres_.centres_.at(row);
    auto about = cases::about{};
    about.centre_ = centre.id_;
    all.emplace_back(cases::open(now, all.size(), cases::kind::kOverbooked, about,
                                 fmt::format("{} takes beds in {} back: {}", region, centre.name_, reason)));
    for (auto const& t : s.trips_.trips_.all()) {
      if (t.to_ == row && (t.phase_ <= trips::phase::kUnderWay || t.phase_ == trips::phase::kBrokenDown)) {
        about.trip_ = t.id_;
        all.emplace_back(cases::open(
            now, all.size(), cases::kind::kUnfitting, about,
            fmt::format("{} takes beds in {} back, and this trip goes there: divert it.", region, centre.name_)));
      }
    }
  }
}

check may_become(operation::state const& s, offer const& o, offer_changed const& c, instant const now) {
  auto const is_step = [&](step const& x) { return x.from_ == o.status_ && x.to_ == c.to_; };
  if (std::ranges::none_of(kSteps, is_step)) {
    return refuse(refusal_code::kWrongState,
                  fmt::format("An offer that is {} cannot become {}.", word(o.status_), word(c.to_)), "to",
                  "accepted, declined, countered, withdrawn; then committed, return_asked, released; then returned");
  }
  if (c.to_ == kAccepted && o.what_.expires_ <= now) {
    return refuse(refusal_code::kWrongState, fmt::format("The offer lapsed at {}.", to_string(o.what_.expires_)),
                  "offer", "a new offer");
  }
  if (c.to_ != kAccepted && c.to_ != kCommitted && c.reason_.empty()) {
    return refuse(refusal_code::kInvalid, "The other side needs a reason.", "reason", "a sentence");
  }
  if ((c.to_ == kReleased || c.to_ == kReturned) && !too_few_without(s, o).empty()) {
    return refuse(refusal_code::kWrongState, "People live in these beds, or are on their way to them.", "to",
                  "other beds for them first");
  }
  return {};
}

}  // namespace

decision decide(operation::state const& s, ask_for<added> const& c, context const&) {
  return is_new(s.regions_.regions_, c.what_.region_, "a region", "region")
      .and_then([&] { return is_short_enough(c.what_.name_, kMostName, "name"); })
      .map([&] { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<requested> const& c, context const&) {
  return is_new(s.regions_.requests_, c.what_.request_, "a request", "request")
      .and_then([&] { return is_asked(c.what_.beds_, "beds"); })
      .and_then([&]() -> check {
        if (c.what_.nights_ >= 1 && c.what_.nights_ <= kMostNights) {
          return {};
        }
        return refuse(refusal_code::kInvalid, fmt::format("Beds cannot be asked for {} nights.", c.what_.nights_),
                      "nights", fmt::format("1 to {}", kMostNights));
      })
      .and_then([&] { return is_short_enough(c.what_.text_, kMostText, "text"); })
      .and_then([&] { return known(s.regions_.regions_, c.what_.region_, "a region", "region"); })
      .map([&](region_row) { return events{c.what_}; });
}

decision decide(operation::state const& s, ask_for<offered> const& c, context const& now) {
  auto const& what = c.what_;
  auto fits = is_new(s.regions_.offers_, what.offer_, "an offer", "offer")
                  .and_then([&] { return is_short_enough(what.conditions_, kMostText, "conditions"); })
                  .and_then([&] { return known(s.regions_.regions_, what.region_, "a region", "region"); })
                  .map([](region_row) {});
  if (fits && what.request_) {
    fits = known(s.regions_.requests_, *what.request_, "a request", "request").map([](request_row) {});
  }
  return fits.and_then([&] { return takes_the_place(s, what); })
      .and_then([&] { return places_are_of(s, what.region_, what.places_); })
      .and_then([&]() -> decision {
        if (what.expires_ <= now.now_) {
          return refuse(refusal_code::kInvalid, "The offer would have lapsed already.", "expires",
                        "a time after now, " + to_string(now.now_));
        }
        auto all = events{what};
        if (what.after_) {
          all.emplace_back(offer_changed{*what.after_, kWithdrawn, "A new offer takes its place.", {}});
        }
        return all;
      });
}

decision decide(operation::state const& s, ask_for<offer_changed> const& c, context const& now) {
  auto const& what = c.what_;
  if (what.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say who answers.", "by", "a member of staff, or the liaison");
  }
  return is_short_enough(what.by_, kMostName, "by")
      .and_then([&] { return is_short_enough(what.reason_, kMostText, "reason"); })
      .and_then([&] { return known(s.regions_.offers_, what.offer_, "an offer", "offer"); })
      .and_then([&](offer_row const row) -> decision {
        auto const& o = s.regions_.offers_.at(row);
        if (o.status_ == what.to_) {
          return events{};
        }
        return may_become(s, o, what, now.now_).map([&] {
          auto all = events{what};
          if (what.to_ == kWithdrawn || what.to_ == kReturnAsked) {
            note_too_few(s, o, what.reason_, now, all);
          }
          return all;
        });
      });
}

}  // namespace leeward::operation::regions
