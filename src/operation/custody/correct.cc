#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/rules.h"
#include "operation/custody/who.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"

// Facts that were wrong, sightings, and who looks after a child.
namespace leeward::operation::custody {

namespace {

struct found_fact {
  on_leg leg_;
  place was_{place::kWaiting};
  place now_{place::kWaiting};
  trip_row trip_;
  centre_row centre_;
  std::optional<room_id> room_;
  bool counts_{true};
};

std::optional<found_fact> find(operation::state const& s, person_row const p, fact_id const& fact) {
  auto const& t = s.custody_.tracks_[p.v_];
  for (auto n = std::size_t{0}; n != t.legs_.size(); ++n) {
    auto without = t.legs_[n];
    auto const stated_at = std::ranges::find(without.facts_, fact, &stated::fact_);
    if (stated_at == without.facts_.end()) {
      continue;
    }
    auto const was = place_in(without);
    stated_at->void_ = true;
    auto const now = place_in(without);
    return found_fact{.leg_ = {s.households_.persons_.at(p).id_, static_cast<std::uint16_t>(n)},
                      .was_ = was,
                      .now_ = now,
                      .trip_ = without.trip_,
                      .centre_ = without.centre_,
                      .room_ = now == place::kSheltered || now == place::kAbsent ? without.room_ : std::nullopt,
                      .counts_ = current_leg_number(t) == n};
  }
  return std::nullopt;
}

using like = std::tuple<place, place, trip_row, centre_row, std::optional<room_id>, bool>;

// One event for all who come out alike.
voided to_event(operation::state const& s, void_fact const& c, like const& alike, std::vector<on_leg> people) {
  auto const& [was, now, trip, centre, room, counts] = alike;
  auto e = voided{};
  e.fact_ = c.fact_;
  e.people_ = std::move(people);
  e.was_ = was;
  e.now_ = now;
  if (!trip.is_none()) {
    e.trip_ = s.trips_.trips_.at(trip).id_;
  }
  if (!centre.is_none()) {
    e.centre_ = s.centres_.centres_.at(centre).id_;
  }
  e.room_ = room;
  e.counts_ = counts;
  e.reason_ = c.reason_;
  return e;
}

constexpr auto const kUntilTheyHaveABed = seconds{std::int64_t{24} * 3600};

// They have no bed after all: the one that they were given is held for them.
void hold_again(operation::state const& s, voided const& e, context const& now, events& all) {
  auto by_household = std::map<household_row, beds>{};
  for (auto const& p : e.people_) {
    auto const& person = s.households_.persons_.at(p.person_);
    by_household[person.household_] += bed_for(person.needs_);
  }
  for (auto const& [h, freed] : by_household) {
    auto const& old = s.holds_.of_[h.v_];
    if (old && s.centres_.centres_.at(old->centre_).id_ != *e.centre_) {
      continue;
    }
    all.emplace_back(holds::taken{s.households_.households_.at(h).id_, std::nullopt, *e.centre_,
                                  old ? old->beds_ + freed : freed, now.now_ + kUntilTheyHaveABed});
  }
}

// They live there after all: somebody else may have been given the bed.
bool bed_is_taken(operation::state const& s, voided const& e) {
  auto asked = beds{};
  for (auto const& p : e.people_) {
    asked += bed_for(s.households_.persons_.at(p.person_).needs_);
  }
  auto const& room = s.centres_.centres_.at(*e.centre_).rooms_.at(*e.room_);
  return !(room.beds_ - room.blocked_ - room.taken_).fits(asked);
}

// What has to be put right after a fact that is gone.
void mend(operation::state const& s, voided const& e, context const& now, events& all) {
  if (!e.counts_) {
    return;
  }
  auto about = cases::about{};
  about.centre_ = e.centre_;
  about.trip_ = e.trip_;
  for (auto const& p : e.people_) {
    about.persons_.push_back(p.person_);
  }
  auto const lived = e.was_ == place::kSheltered || e.was_ == place::kAbsent;
  if (lived && e.now_ == place::kArrived && e.centre_) {
    hold_again(s, e, now, all);
  } else if (e.was_ == place::kGone && e.room_ && e.centre_ && bed_is_taken(s, e)) {
    all.emplace_back(cases::open(now, all.size(), cases::kind::kOverbooked, std::move(about),
                                 "They have not left, and their bed was given to somebody else."));
  } else if (e.was_ == place::kGone && e.now_ == place::kPromised) {
    all.emplace_back(cases::open(now, all.size(), cases::kind::kPromiseChanged, std::move(about),
                                 "They want to go after all: the beds that they gave back are not held for them."));
  }
}

}  // namespace

decision decide(operation::state const& s, void_fact const& c, context const& now) {
  if (c.reason_.empty()) {
    return refuse(refusal_code::kInvalid, "Say why the entry is wrong.", "reason", "a reason");
  }
  auto const people = is_short_enough(c.reason_, kMostText, "reason").and_then([&] { return who(s, c.people_); });
  if (!people) {
    return tl::unexpected{people.error()};
  }
  auto groups = std::map<like, std::vector<on_leg>>{};
  for (auto const p : *people) {
    auto const f = find(s, p, c.fact_);
    if (!f) {
      return refuse(
          refusal_code::kUnknown,
          fmt::format("Nothing with this number was said of {}.", to_string(s.households_.persons_.at(p).id_)), "fact",
          "the number of an entry about these people");
    }
    groups[{f->was_, f->now_, f->trip_, f->centre_, f->room_, f->counts_}].push_back(f->leg_);
  }
  auto all = events{};
  for (auto& [alike, legs] : groups) {
    auto const e = to_event(s, c, alike, std::move(legs));
    all.emplace_back(e);
    mend(s, e, now, all);
  }
  return all;
}

decision decide(operation::state const& s, ask_for<sighted> const& c, context const&) {
  auto const& what = c.what_;
  auto fits = is_short_enough(what.by_, kMostName, "by");
  if (fits && what.centre_) {
    fits = known(s.centres_.centres_, *what.centre_, "a reception centre", "centre").map([](centre_row) {});
  }
  if (fits && what.point_) {
    fits = known(s.zones_.points_, *what.point_, "a pickup point", "point").map([](point_row) {});
  }
  return fits.and_then([&] { return who(s, what.people_); }).map([&](std::vector<person_row> const&) {
    return events{what};
  });
}

decision decide(operation::state const& s, ask_for<guardian_set> const& c, context const&) {
  constexpr auto const kMostBarred = std::size_t{20};
  auto const& what = c.what_;
  auto fits = known(s.households_.persons_, what.child_, "a person", "child").map([](person_row) {});
  for (auto i = std::size_t{0}; fits && i != what.guardians_.size(); ++i) {
    fits = known(s.households_.persons_, what.guardians_[i], "a person", fmt::format("guardians[{}]", i))
               .map([](person_row) {});
  }
  if (fits && what.barred_.size() > kMostBarred) {
    fits =
        refuse(refusal_code::kInvalid, "Too many people are barred.", "barred", fmt::format("at most {}", kMostBarred));
  }
  return fits.map([&] { return events{what}; });
}

decision decide(operation::state const& s, ask_for<handed_over> const& c, context const&) {
  auto const& what = c.what_;
  return known(s.households_.persons_, what.child_, "a person", "child").and_then([&](person_row const p) -> decision {
    if (what.to_.empty() || what.document_.empty()) {
      return refuse(refusal_code::kNotAllowed, "Say to whom the child goes and which document was seen.",
                    what.to_.empty() ? "to" : "document", "a name on record and the document");
    }
    if (what.first_of_staff_.empty() || what.second_of_staff_.empty() ||
        what.first_of_staff_ == what.second_of_staff_) {
      return refuse(refusal_code::kNotAllowed, "Two of staff have to be there.", "second_of_staff",
                    "two different members of staff");
    }
    auto const guarded = s.custody_.children_.find(p);
    if (guarded != s.custody_.children_.end() &&
        std::ranges::find(guarded->second.barred_, what.to_) != guarded->second.barred_.end()) {
      return refuse(refusal_code::kNotAllowed, "This person is barred: the child is not handed over to them.", "to",
                    "somebody else");
    }
    return events{what};
  });
}

}  // namespace leeward::operation::custody
