#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/children.h"
#include "operation/custody/prospect.h"
#include "operation/devices/leases.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/people.h"
#include "operation/trips/fits.h"
#include "operation/trips/manifest.h"
#include "operation/trips/rules.h"
#include "operation/word.h"

// A trip that does not go as it should: called off, returned, broken down, diverted; and who stands by.
namespace leeward::operation::trips {

namespace {

tl::expected<trip_row, refusal> trip_in(operation::state const& s, trip_id const& id, std::string_view const field,
                                        std::vector<phase> const& allowed) {
  return known(s.trips_.trips_, id, "a trip", field)
      .and_then([&](trip_row const row) -> tl::expected<trip_row, refusal> {
        auto const is = s.trips_.trips_.at(row).phase_;
        if (std::ranges::find(allowed, is) != allowed.end()) {
          return row;
        }
        auto words = std::vector<std::string>{};
        for (auto const p : allowed) {
          words.push_back(word(p));
        }
        return refuse(refusal_code::kWrongState, fmt::format("The trip is {}.", word(is)), std::string{field},
                      fmt::format("a trip that is {}", fmt::join(words, ", ")));
      });
}

std::set<household_row> households_of(operation::state const& s, std::vector<person_row> const& people) {
  auto all = std::set<household_row>{};
  for (auto const p : people) {
    all.insert(s.households_.persons_.at(p).household_);
  }
  return all;
}

// Who had left by themselves, boarded after all, and does not travel now.
std::vector<person_row> gone_without_trip(operation::state const& s, household_row const h,
                                          std::vector<person_row> const& people) {
  auto gone = std::vector<person_row>{};
  std::ranges::copy_if(people, std::back_inserter(gone), [&](person_row const p) {
    return s.households_.persons_.at(p).household_ == h && custody::where_without_leg(s, p).place_ == place::kGone;
  });
  return gone;
}

// Their beds stay theirs, without a trip, until then; not those of who is gone.
void keep_beds(operation::state const& s, std::vector<person_row> const& people, instant const until, events& all) {
  for (auto const h : households_of(s, people)) {
    auto const& hold = s.holds_.of_[h.v_];
    if (!hold) {
      continue;
    }
    auto const back = holds::give_back_of(s, h, gone_without_trip(s, h, people), holds::release::kWithdrawn);
    auto const* const fewer = back ? std::get_if<holds::reduced>(&*back) : nullptr;
    if (back) {
      all.emplace_back(*back);
    }
    if (!back || fewer != nullptr) {
      all.emplace_back(holds::taken{s.households_.households_.at(h).id_, std::nullopt,
                                    s.centres_.centres_.at(hold->centre_).id_,
                                    hold->beds_ - (fewer == nullptr ? beds{} : fewer->beds_), until});
    }
  }
}

// Whoever waits again while others of the household are under way on another trip.
void note_family_on_the_road(operation::state const& s, std::vector<person_row> const& people, context const& now,
                             events& all) {
  auto about = cases::about{};
  for (auto const h : households_of(s, people)) {
    auto const on_the_road = members_at(s, h, place::kUnderWay);
    if (std::ranges::any_of(on_the_road,
                            [&](person_row const p) { return std::ranges::find(people, p) == people.end(); })) {
      about.households_.push_back(s.households_.households_.at(h).id_);
    }
  }
  if (!about.households_.empty()) {
    all.emplace_back(cases::open(now, 0, cases::kind::kSeparated, std::move(about),
                                 "Some of the household wait again, while the others are under way."));
  }
}

auto const kBeforeDeparture = std::vector{phase::kPlanned, phase::kReleased, phase::kAtPoint, phase::kLoading};

}  // namespace

decision decide(operation::state const& s, call_off const& c, context const& now) {
  auto const allowed = c.returned_ ? std::vector{phase::kUnderWay, phase::kBrokenDown} : kBeforeDeparture;
  return trip_in(s, c.trip_, "trip", allowed).and_then([&](trip_row const row) -> decision {
    if (c.keep_beds_until_ <= now.now_) {
      return refuse(refusal_code::kInvalid, "The beds cannot be kept until a time in the past.", "keep_beds_until",
                    "a time after now, " + to_string(now.now_));
    }
    if (auto const fits = is_short_enough(c.reason_, kMostText, "reason"); !fits) {
      return tl::unexpected{fits.error()};
    }
    auto const people = people_on(s.trips_.trips_.at(row));
    auto all = events{phase_changed{c.trip_, c.returned_ ? phase::kReturned : phase::kAborted, {}, c.reason_}};
    keep_beds(s, people, c.keep_beds_until_, all);
    if (!people.empty()) {
      all.emplace_back(custody::leg_closed{these_legs(s, people),
                                           c.returned_ ? custody::leg_end::kReturned : custody::leg_end::kAborted});
    }
    note_rooms_taken(s, people, now, all);
    note_family_on_the_road(s, people, now, all);
    return all;
  });
}

decision decide(operation::state const& s, break_down const& c, context const&) {
  return is_short_enough(c.reason_, kMostText, "reason")
      .and_then([&] { return trip_in(s, c.trip_, "trip", {phase::kUnderWay}); })
      .map([&](trip_row) { return events{phase_changed{c.trip_, phase::kBrokenDown, {}, c.reason_}}; });
}

decision decide(operation::state const& s, transfer const& c, context const& now) {
  auto to = trip_row{};
  auto from = trip_row{};
  auto const both =
      trip_in(s, c.trip_, "trip", {phase::kBrokenDown})
          .and_then([&](trip_row const row) {
            from = row;
            return trip_in(s, c.to_, "to",
                           {phase::kPlanned, phase::kReleased, phase::kAtPoint, phase::kLoading, phase::kUnderWay});
          })
          .map([&](trip_row const row) { to = row; });
  auto const may = both.and_then([&] { return are_few_enough(c.households_.size()); });
  if (!may) {
    return tl::unexpected{may.error()};
  }
  auto const& other = s.trips_.trips_.at(to);
  if (other.to_ != s.trips_.trips_.at(from).to_) {
    return refuse(refusal_code::kWrongState, "The other trip goes to another reception centre, where no beds are held.",
                  "to", "a trip to the same centre; or divert one of the two first");
  }
  auto on_board = people_on(s.trips_.trips_.at(from));
  auto moving = std::set<household_row>{};
  auto asked = space{};
  auto needs_all = needs{};
  for (auto i = std::size_t{0}; i != c.households_.size(); ++i) {
    auto const field = fmt::format("households[{}]", i);
    auto const h = known(s.households_.households_, c.households_[i], "a household", field);
    if (!h) {
      return tl::unexpected{h.error()};
    }
    if (!households_of(s, on_board).contains(*h)) {
      return refuse(refusal_code::kWrongState, "Nobody of this household is on the trip that broke down.", field,
                    "a household on its manifest");
    }
    moving.insert(*h);
  }
  std::erase_if(on_board,
                [&](person_row const p) { return !moving.contains(s.households_.persons_.at(p).household_); });
  for (auto const p : on_board) {
    asked += space_for(s.households_.persons_.at(p).needs_);
    needs_all = needs_all | s.households_.persons_.at(p).needs_;
  }
  return vehicle_serves(s, other.vehicle_, given_away(other), asked, needs_all).map([&] {
    auto all = events{};
    if (on_board.empty()) {
      return all;
    }
    all.emplace_back(custody::leg_closed{these_legs(s, on_board), custody::leg_end::kTransferred});
    auto fact =
        statement(s, other, other.phase_ == phase::kUnderWay ? place::kUnderWay : place::kBoarded, on_board, now);
    fact.people_ = next_legs(s, on_board);
    all.emplace_back(std::move(fact));
    for (auto const h : moving) {
      if (auto const& hold = s.holds_.of_[h.v_]) {
        all.emplace_back(holds::taken{s.households_.households_.at(h).id_, c.to_,
                                      s.centres_.centres_.at(hold->centre_).id_, hold->beds_, hold->until_});
      }
    }
    auto together = people_on(other);
    together.insert(together.end(), on_board.begin(), on_board.end());
    custody::note_children_alone(s, on_board, custody::among(together), other,
                                 "A child changed vehicles without anybody who looks after it.", now, all);
    custody::settle_children_together(s, custody::among(together), all);
    return all;
  });
}

decision decide(operation::state const& s, ask_for<diverted> const& c, context const&) {
  auto const& what = c.what_;
  auto before = kBeforeDeparture;
  before.push_back(phase::kUnderWay);
  auto row = trip_row{};
  return is_short_enough(what.reason_, kMostText, "reason")
      .and_then([&] { return trip_in(s, what.trip_, "trip", before); })
      .and_then([&](trip_row const r) {
        row = r;
        return known(s.centres_.centres_, what.to_, "a reception centre", "to");
      })
      .and_then([&](centre_row const to) -> decision {
        auto const& t = s.trips_.trips_.at(row);
        if (t.to_ == to) {
          return events{};
        }
        if (t.to_.is_none()) {
          return refuse(refusal_code::kWrongState, "The trip does not end at a reception centre.", "trip",
                        "a trip to one");
        }
        auto const all_on = people_on(t);
        auto all = events{what};
        auto asked = devices::beds_leased(s, row);
        auto needs_all = needs{};
        for (auto const h : households_of(s, all_on)) {
          if (auto const& hold = s.holds_.of_[h.v_]) {
            asked += hold->beds_;
            all.emplace_back(
                holds::taken{s.households_.households_.at(h).id_, t.id_, what.to_, hold->beds_, hold->until_});
          }
          needs_all = needs_all | needs_of(s, h);
        }
        return centre_serves(s, to, asked, needs_all, "to").map([&] { return all; });
      });
}

decision decide(operation::state const& s, ask_for<standby_added> const& c, context const&) {
  return trip_in(s, c.what_.trip_, "trip", kBeforeDeparture).and_then([&](trip_row const row) {
    return duplicates::standing(s, c.what_.household_, "household").and_then([&](household_row const h) -> decision {
      auto const& t = s.trips_.trips_.at(row);
      auto const list = standing_by(s, t);
      if (std::ranges::find(list, h) != list.end()) {
        return events{};
      }
      if (t.standby_.size() >= kMostHouseholds) {
        return refuse(refusal_code::kFull, "The standby list of this trip is full.", "trip", "another trip");
      }
      return events{c.what_};
    });
  });
}

// With it, those that were merged into it.
decision decide(operation::state const& s, ask_for<standby_removed> const& c, context const&) {
  return known(s.trips_.trips_, c.what_.trip_, "a trip", "trip").and_then([&](trip_row const row) {
    return duplicates::standing(s, c.what_.household_, "household").map([&](household_row const h) {
      auto all = events{};
      for (auto const listed : s.trips_.trips_.at(row).standby_) {
        if (duplicates::standing_for(s, listed) == h) {
          all.emplace_back(standby_removed{c.what_.trip_, s.households_.households_.at(listed).id_});
        }
      }
      return all;
    });
  });
}

}  // namespace leeward::operation::trips
