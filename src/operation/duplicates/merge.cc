#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/duplicates/rules.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/households/commands.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"

// Two households become one: whoever is entered twice is counted once, and holds one seat and one bed.
namespace leeward::operation::duplicates {

namespace {

struct rows {
  household_row from_;
  household_row into_;
};

// Somebody has laid eyes on them on this leg.
bool is_seen(place const p) { return p != place::kWaiting && p != place::kPromised && p != place::kGone; }

tl::expected<rows, refusal> reviewed(operation::state const& s, merged const& c) {
  auto r = rows{};
  return standing(s, c.from_, "from")
      .and_then([&](household_row const from) {
        r.from_ = from;
        return standing(s, c.into_, "into");
      })
      .and_then([&](household_row const into) -> tl::expected<rows, refusal> {
        r.into_ = into;
        if (r.from_ == into) {
          return refuse(refusal_code::kInvalid, "A household cannot be merged into itself.", "into",
                        "another household");
        }
        auto const said = s.duplicates_.verdicts_.find(pair_of(r.from_, into));
        if (said == s.duplicates_.verdicts_.end() || said->second != verdict::kSame) {
          return refuse(refusal_code::kNotAllowed, "Nobody has judged that the two are the same household.", "from",
                        "\"judge_duplicate\" first, with the verdict \"same\"");
        }
        return r;
      });
}

check is_of(operation::state const& s, person_id const& id, household_row const h, std::set<person_row>& seen,
            std::string const& field) {
  auto const p = s.households_.persons_.find(id);
  auto const of_it =
      !p.is_none() && s.households_.persons_.at(p).household_ == h && s.households_.persons_.at(p).same_as_.is_none();
  if (!of_it) {
    return refuse(refusal_code::kUnknown, fmt::format("{} is not in that household.", to_string(id)), field,
                  "a member of it");
  }
  if (!seen.insert(p).second) {
    return refuse(refusal_code::kTaken, "The same person is listed twice.", field, "each person once");
  }
  return {};
}

// Their evidence would be lost: it goes the other way round.
check is_no_less_known(operation::state const& s, same_person const& pair, std::string const& field) {
  auto const from = place_of(s, s.households_.persons_.row_of(pair.of_from_));
  auto const into = place_of(s, s.households_.persons_.row_of(pair.of_into_));
  if (is_seen(from) && !is_seen(into)) {
    return refuse(refusal_code::kWrongState,
                  "This person was seen on the way or in a reception centre, and the entry that would be kept was not.",
                  field, "the merge the other way round");
  }
  return {};
}

check everybody_is_named(operation::state const& s, merged const& c, rows const& r) {
  auto named = std::set<person_row>{};
  auto kept = std::set<person_row>{};
  for (auto i = std::size_t{0}; i != c.same_.size(); ++i) {
    auto const field = fmt::format("same[{}]", i);
    auto const fits = is_of(s, c.same_[i].of_from_, r.from_, named, field + ".of_from")
                          .and_then([&] { return is_of(s, c.same_[i].of_into_, r.into_, kept, field + ".of_into"); })
                          .and_then([&] { return is_no_less_known(s, c.same_[i], field); });
    if (!fits) {
      return fits;
    }
  }
  for (auto i = std::size_t{0}; i != c.come_over_.size(); ++i) {
    if (auto const fits = is_of(s, c.come_over_[i], r.from_, named, fmt::format("come_over[{}]", i)); !fits) {
      return fits;
    }
  }
  for (auto const p : s.households_.households_.at(r.from_).persons_) {
    auto const& person = s.households_.persons_.at(p);
    if (person.same_as_.is_none() && !named.contains(p)) {
      return refuse(refusal_code::kInvalid,
                    fmt::format("Nothing is said of {}, who is in the household.", to_string(person.id_)), "same",
                    "each person of it under \"same\" or \"come_over\"");
    }
  }
  auto const size = s.households_.households_.at(r.into_).persons_.size() + c.come_over_.size();
  if (size > households::kMostMembers) {
    return refuse(refusal_code::kInvalid, fmt::format("The household would have {} people.", size), "come_over",
                  fmt::format("at most {} in all", households::kMostMembers));
  }
  return {};
}

std::vector<person_row> rows_of(operation::state const& s, std::vector<person_id> const& people) {
  auto all = std::vector<person_row>{};
  for (auto const& id : people) {
    all.push_back(s.households_.persons_.row_of(id));
  }
  return all;
}

void note(cases::kind const kind, merged const& c, std::string sentence, context const& now, events& all) {
  auto about = cases::about{};
  about.households_ = {c.from_, c.into_};
  all.emplace_back(cases::open(now, all.size(), kind, std::move(about), std::move(sentence)));
}

// What was held for those who come over goes with them, where the two households do not hold beds at two ends.
void merge_holds(operation::state const& s, merged const& c, rows const& r, context const& now, events& all) {
  auto const& old = s.holds_.of_[r.from_.v_];
  if (!old) {
    return;
  }
  all.emplace_back(holds::released{c.from_, holds::release::kReplaced});
  auto people = rows_of(s, c.come_over_);
  auto const theirs = smaller(holds::beds_held_for(s, people), old->beds_);
  if (theirs == beds{}) {
    return;
  }
  auto const& other = s.holds_.of_[r.into_.v_];
  auto const trip = holds::trip_of(s, *old);
  if (!other || (other->centre_ == old->centre_ && other->trip_ == old->trip_)) {
    all.emplace_back(holds::taken{c.into_, trip, s.centres_.centres_.at(old->centre_).id_,
                                  other ? other->beds_ + theirs : theirs,
                                  other ? std::max(other->until_, old->until_) : old->until_});
  } else {
    std::erase_if(people, [&](person_row const p) { return place_of(s, p) != place::kPromised; });
    if (!people.empty()) {
      all.emplace_back(custody::leg_closed{these_legs(s, people), custody::leg_end::kReleased});
    }
  }
  note(cases::kind::kPromiseChanged, c, "Two households became one: not all of them are promised the same.", now, all);
}

void note_two_places(operation::state const& s, merged const& c, context const& now, events& all) {
  for (auto const& pair : c.same_) {
    auto const from = s.households_.persons_.row_of(pair.of_from_);
    auto const into = s.households_.persons_.row_of(pair.of_into_);
    auto const* const first = current_leg(s.custody_.tracks_[from.v_]);
    auto const* const second = current_leg(s.custody_.tracks_[into.v_]);
    if (is_seen(place_of(s, from)) && (first->centre_ != second->centre_ || place_of(s, from) != place_of(s, into))) {
      note(cases::kind::kTwoPlaces, c, "The same person was seen at two places under two numbers.", now, all);
      return;
    }
  }
}

// Some of them are on the road, and the others are not.
void note_separated(operation::state const& s, merged const& c, rows const& r, context const& now, events& all) {
  auto where = std::set<place>{};
  for (auto const h : {r.from_, r.into_}) {
    for (auto const p : members(s, h)) {
      where.insert(place_of(s, p));
    }
  }
  if (where.contains(place::kUnderWay) && where.size() > 1) {
    note(cases::kind::kSeparated, c, "Two households became one: some are on the road without the others.", now, all);
  }
}

}  // namespace

decision decide(operation::state const& s, ask_for<merged> const& c, context const& now) {
  auto const& what = c.what_;
  if (what.merge_.is_none() || s.duplicates_.merges_.contains(what.merge_)) {
    return refuse(refusal_code::kTaken, "The merge needs a number of its own.", "merge", "a new number");
  }
  if (what.by_.empty()) {
    return refuse(refusal_code::kInvalid, "Say who merges the two.", "by", "a member of staff");
  }
  return is_short_enough(what.by_, kMostName, "by")
      .and_then([&] { return reviewed(s, what); })
      .and_then([&](rows const& r) {
        return everybody_is_named(s, what, r).map([&] {
          auto all = events{};
          all.emplace_back(what);
          merge_holds(s, what, r, now, all);
          note_two_places(s, what, now, all);
          note_separated(s, what, r, now, all);
          return all;
        });
      });
}

}  // namespace leeward::operation::duplicates
