#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/children.h"
#include "operation/custody/fact_number.h"
#include "operation/custody/rules.h"
#include "operation/custody/who.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/manifest.h"

// Out of a reception centre, or out of the operation.
namespace leeward::operation::custody {

namespace {

// On the leg that counts, or on one of their own.
moved gone_fact(operation::state const& s, std::vector<person_row> const& people,
                std::optional<centre_id> const& centre, gone const how, std::string const& to_where,
                context const& now) {
  auto fact = moved{};
  fact.fact_ = fact_of_desk(s, now);
  fact.to_ = place::kGone;
  fact.centre_ = centre;
  fact.how_ = how;
  fact.to_where_ = to_where;
  for (auto const p : people) {
    fact.people_.push_back(place_of(s, p) == place::kWaiting ? next_leg(s, p) : this_leg(s, p));
  }
  return fact;
}

events go(operation::state const& s, std::vector<person_row> const& people, std::optional<centre_id> const& centre,
          gone const how, std::string const& to_where, context const& now) {
  auto all = events{};
  trips::give_beds_back(s, people, holds::release::kWithdrawn, all);
  all.emplace_back(gone_fact(s, people, centre, how, to_where, now));
  return all;
}

// Before they live anywhere, and not on the road: there they leave by a check-out, at the next stop.
std::vector<person_row> who_can_still_stay(operation::state const& s, household_row const h) {
  auto all = members(s, h);
  std::erase_if(all, [&](person_row const p) { return place_of(s, p) >= place::kUnderWay; });
  return all;
}

decision leave_queue(operation::state const& s, household_id const& id, gone const how, std::string const& to_where,
                     context const& now) {
  return duplicates::standing(s, id, "household").and_then([&](household_row const h) -> decision {
    auto const people = who_can_still_stay(s, h);
    if (!people.empty()) {
      return go(s, people, std::nullopt, how, to_where, now);
    }
    if (members(s, h).empty()) {
      return events{};
    }
    return refuse(refusal_code::kWrongState, "They are under way or in a reception centre.", "household",
                  "a check-out, where they are");
  });
}

}  // namespace

decision decide(operation::state const& s, check_out const& c, context const& now) {
  return is_short_enough(c.to_where_, kMostText, "to_where")
      .and_then([&] { return known(s.centres_.centres_, c.centre_, "a reception centre", "centre"); })
      .and_then([&](centre_row const row) -> decision {
        auto const people = who(s, c.people_);
        if (!people) {
          return tl::unexpected{people.error()};
        }
        for (auto const p : *people) {
          auto const where = place_of(s, p);
          auto const is_in = is_in_centre(where);
          if (!is_in || !is_of_centre(s, p, row)) {
            return refuse(refusal_code::kWrongState,
                          fmt::format("{} cannot be checked out here: this person {}.",
                                      to_string(s.households_.persons_.at(p).id_), where_in_words(where)),
                          "people", "people who are checked in in this centre");
          }
        }
        return children_are_safe(s, *people).map([&] { return go(s, *people, c.centre_, c.how_, c.to_where_, now); });
      });
}

decision decide(operation::state const& s, withdraw const& c, context const& now) {
  return leave_queue(s, c.household_, gone::kWithdrawn, {}, now);
}

decision decide(operation::state const& s, left_by_themselves const& c, context const& now) {
  return is_short_enough(c.to_where_, kMostText, "to_where").and_then([&] {
    return leave_queue(s, c.household_, gone::kByThemselves, c.to_where_, now);
  });
}

decision decide(operation::state const& s, ask_again const& c, context const& now) {
  return duplicates::standing(s, c.household_, "household").and_then([&](household_row const h) -> decision {
    auto back = std::vector<person_row>{};
    for (auto const p : s.households_.households_.at(h).persons_) {
      auto const& t = s.custody_.tracks_[p.v_];
      auto const died = current_leg(t) != nullptr && current_leg(t)->how_ == gone::kDied;
      if (!t.uncounted_ && place_of(t) == place::kGone && !died) {
        back.push_back(p);
      }
    }
    if (back.empty()) {
      return refuse(refusal_code::kWrongState, "Nobody of this household is gone.", "household",
                    "a household that has left or withdrawn");
    }
    auto fact = moved{};
    fact.fact_ = fact_of_desk(s, now);
    fact.to_ = place::kWaiting;
    fact.people_ = next_legs(s, back);
    auto all = events{households::asked_again{c.household_}, std::move(fact)};
    auto about = cases::about{};
    about.households_ = {c.household_};
    if (!members_at(s, h, place::kUnderWay).empty()) {
      all.emplace_back(cases::open(now, 0, cases::kind::kSeparated, std::move(about),
                                   "Some of the household wait, while the others are under way."));
    }
    return all;
  });
}

decision decide(operation::state const& s, record_death const& c, context const& now) {
  return duplicates::standing(s, c.person_, "person").and_then([&](person_row const p) -> decision {
    if (place_of(s, p) == place::kGone) {
      return refuse(refusal_code::kWrongState, "This person is gone already.", "person",
                    "a person who is not; or void the fact that is wrong");
    }
    return go(s, {p}, std::nullopt, gone::kDied, {}, now);
  });
}

}  // namespace leeward::operation::custody
