#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/custody/fact_number.h"
#include "operation/custody/who.h"
#include "operation/known.h"
#include "operation/people.h"
#include "operation/touched.h"
#include "operation/trips/fits.h"
#include "operation/trips/rules.h"
#include "operation/word.h"

// The atom of a commitment: seats and beds for all households of a trip, or for none.
namespace leeward::operation::trips {

namespace {

constexpr auto const kLongestTrip = seconds{std::int64_t{48} * 3600};

check is_sound(operation::state const& s, commit_trip const& c, instant const now) {
  auto const bad = [](std::string sentence, std::string field, std::string accepted) {
    return check{refuse(refusal_code::kInvalid, std::move(sentence), std::move(field), std::move(accepted))};
  };
  auto const from_centre = c.kind_ != kind::kOut;
  auto const to_centre = c.kind_ == kind::kOut || c.kind_ == kind::kBetween;
  if (c.from_.has_value() != from_centre) {
    return bad("A trip out begins at no reception centre; every other begins at one.", "from",
               from_centre ? "a reception centre" : "nothing");
  }
  if (c.to_.has_value() != to_centre) {
    return bad("A trip out, or between centres, ends at a reception centre; others at none.", "to",
               to_centre ? "a reception centre" : "nothing");
  }
  auto const has_stops = c.kind_ == kind::kOut || c.kind_ == kind::kHome;
  if ((has_stops && c.stops_.empty()) || c.stops_.size() > kMostStops) {
    return bad(fmt::format("This trip cannot have {} stops.", c.stops_.size()), "stops",
               fmt::format("{} to {} stops", has_stops ? 1 : 0, kMostStops));
  }
  if (c.standby_.size() > kMostHouseholds) {
    return bad(fmt::format("{} households cannot stand by for one trip.", c.standby_.size()), "standby",
               fmt::format("at most {}", kMostHouseholds));
  }
  if (c.households_.size() + c.standby_.size() > kMostHouseholds) {
    return bad(fmt::format("{} households cannot travel on one trip.", c.households_.size() + c.standby_.size()),
               "households", fmt::format("at most {}", kMostHouseholds));
  }
  if (c.departs_ >= c.arrives_ || c.arrives_ - c.departs_ > kLongestTrip) {
    return bad("The trip must arrive after it departs, and within two days.", "arrives",
               "a time after \"departs\", at most 48 hours");
  }
  if (c.made_from_ && *c.made_from_ > s.events_) {
    return bad(fmt::format("The plan cannot have been made from {} events: there were {}.", *c.made_from_, s.events_),
               "made_from", fmt::format("0 to {}", s.events_));
  }
  if (c.arrives_ <= now) {
    return bad("The trip would be over already.", "arrives", "a time after now, " + to_string(now));
  }
  return {};
}

// What a household must be to be promised anything, beside confirmed.
check may_travel(operation::state const& s, household_row const h, commit_trip const& c, std::string const& field) {
  auto const& household = s.households_.households_.at(h);
  auto const out = c.kind_ == kind::kOut;
  auto const from = c.from_ ? s.centres_.centres_.find(*c.from_) : centre_row{};
  if (household.merged_into_.is_none() && !members(s, h).empty()) {
    for (auto const p : members(s, h)) {
      auto const where = place_of(s, p);
      auto const lives = where == place::kSheltered || where == place::kAbsent;
      auto const ready = out ? where == place::kWaiting : lives && custody::is_of_centre(s, p, from);
      if (!ready) {
        return refuse(refusal_code::kWrongState,
                      fmt::format("Somebody of this household does not {}, but is {}.",
                                  out ? "wait" : "live in that reception centre", word(where)),
                      field, out ? "a household that waits" : "a household that lives in \"from\"");
      }
    }
    return {};
  }
  return refuse(refusal_code::kWrongState,
                "Nobody of this household can travel: they are gone, or merged into another.", field,
                "a household that waits");
}

check is_confirmed(operation::state const& s, household_row const h, std::string const& field) {
  if (s.households_.households_.at(h).confirmed_) {
    return {};
  }
  return refuse(refusal_code::kNotConfirmed,
                "Nobody has spoken to this household yet: it may stand by, but is promised nothing.", field,
                "a confirmed household, or this one under \"standby\"");
}

tl::expected<std::vector<household_row>, refusal> who_travel(operation::state const& s, commit_trip const& c) {
  auto rows = std::vector<household_row>{};
  auto seen = std::set<household_row>{};
  for (auto i = std::size_t{0}; i != c.households_.size(); ++i) {
    auto const field = fmt::format("households[{}]", i);
    auto const h = known(s.households_.households_, c.households_[i], "a household", field);
    if (!h) {
      return tl::unexpected{h.error()};
    }
    if (!seen.insert(*h).second) {
      return refuse(refusal_code::kTaken, "The same household is listed twice.", field, "each household once");
    }
    auto const may = is_confirmed(s, *h, field)
                         .and_then([&] { return may_travel(s, *h, c, field); })
                         .and_then([&] { return c.kind_ == kind::kHome ? may_go_home(s, *h, field) : check{}; })
                         .and_then([&] { return is_untouched(s, *h, c.made_from_, field); });
    if (!may) {
      return tl::unexpected{may.error()};
    }
    rows.push_back(*h);
  }
  return rows;
}

struct demand {
  space space_;
  beds beds_;
  beds held_here_;  // of these, already held in that centre for the same households
  needs needs_;
};

demand demand_of(operation::state const& s, std::vector<household_row> const& all, centre_row const to) {
  auto d = demand{};
  for (auto const h : all) {
    d.space_ += space_of(s, h);
    d.beds_ += beds_of(s, h);
    d.needs_ = d.needs_ | needs_of(s, h);
    if (auto const& hold = s.holds_.of_[h.v_]; hold && hold->centre_ == to) {
      d.held_here_ += hold->beds_;
    }
  }
  return d;
}

check resources_serve(operation::state const& s, commit_trip const& c, demand const& d) {
  auto fits = known(s.fleet_.vehicles_, c.vehicle_, "a vehicle", "vehicle").and_then([&](vehicle_row const v) {
    return vehicle_is_free(s, v, c.departs_, c.arrives_)
        .and_then([&] { return vehicle_serves(s, v, {}, d.space_, d.needs_); })
        .and_then([&] { return is_untouched(s, v, c.made_from_, "vehicle"); });
  });
  fits = fits.and_then([&] { return known(s.fleet_.crews_, c.crew_, "a crew", "crew"); })
             .and_then([&](crew_row const crew) {
               return crew_is_free(s, crew, c.departs_, c.arrives_).and_then([&] {
                 return is_untouched(s, crew, c.made_from_, "crew");
               });
             });
  if (fits && c.from_) {
    fits = known(s.centres_.centres_, *c.from_, "a reception centre", "from").map([](centre_row) {});
  }
  if (fits && c.to_) {
    fits = known(s.centres_.centres_, *c.to_, "a reception centre", "to").and_then([&](centre_row const to) {
      return centre_serves(s, to, d.beds_ - d.held_here_, d.needs_, "to").and_then([&] {
        return is_untouched(s, to, c.made_from_, "to");
      });
    });
  }
  for (auto i = std::size_t{0}; fits && i != c.stops_.size(); ++i) {
    auto const field = fmt::format("stops[{}]", i);
    fits = stop_serves(s, c.stops_[i], d.needs_, field);
    if (fits && c.kind_ == kind::kHome) {
      fits = return_is_open(s, zone_of(s, c.stops_[i]), field);
    }
    if (auto const& point = c.stops_[i].point_; fits && point) {
      fits = is_untouched(s, s.zones_.points_.row_of(*point), c.made_from_, field);
    }
  }
  return fits;
}

check standby_is_known(operation::state const& s, commit_trip const& c) {
  for (auto i = std::size_t{0}; i != c.standby_.size(); ++i) {
    auto const h = known(s.households_.households_, c.standby_[i], "a household", fmt::format("standby[{}]", i));
    if (!h) {
      return tl::unexpected{h.error()};
    }
  }
  return {};
}

events promises(operation::state const& s, commit_trip const& c, std::vector<household_row> const& all,
                context const& now) {
  auto done = events{};
  done.reserve(2 + all.size() + c.standby_.size());
  done.emplace_back(planned{.trip_ = c.trip_,
                            .kind_ = c.kind_,
                            .vehicle_ = c.vehicle_,
                            .crew_ = c.crew_,
                            .stops_ = c.stops_,
                            .from_ = c.from_,
                            .to_ = c.to_,
                            .departs_ = c.departs_,
                            .arrives_ = c.arrives_,
                            .plan_ = c.plan_});
  auto fact = custody::moved{};
  fact.fact_ = custody::fact_of_desk(s, now);
  fact.to_ = place::kPromised;
  fact.trip_ = c.trip_;
  fact.centre_ = c.to_;
  for (auto const h : all) {
    auto const& id = s.households_.households_.at(h).id_;
    if (c.to_) {
      done.emplace_back(holds::taken{id, c.trip_, *c.to_, beds_of(s, h), c.hold_until_});
    }
    for (auto const p : members(s, h)) {
      fact.people_.push_back(next_leg(s, p));
    }
  }
  if (!fact.people_.empty()) {
    done.emplace_back(std::move(fact));
  }
  for (auto const& h : c.standby_) {
    done.emplace_back(standby_added{c.trip_, h});
  }
  return done;
}

}  // namespace

decision decide(operation::state const& s, commit_trip const& c, context const& now) {
  return is_new(s.trips_.trips_, c.trip_, "a trip", "trip")
      .and_then([&] { return is_sound(s, c, now.now_); })
      .and_then([&] { return standby_is_known(s, c); })
      .and_then([&] { return who_travel(s, c); })
      .and_then([&](std::vector<household_row> const& all) {
        auto const to = c.to_ ? s.centres_.centres_.find(*c.to_) : centre_row{};
        return resources_serve(s, c, demand_of(s, all, to)).map([&] { return promises(s, c, all, now); });
      });
}

}  // namespace leeward::operation::trips
