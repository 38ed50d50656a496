#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/centres/too_few.h"
#include "operation/custody/children.h"
#include "operation/custody/rules.h"
#include "operation/custody/what_follows.h"
#include "operation/custody/who.h"
#include "operation/duplicates/standing.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/fits.h"
#include "operation/trips/manifest.h"

// Facts that were wrong, sightings, and who looks after a child.
namespace leeward::operation::custody {

namespace {

constexpr auto const kHeldAgainFor = seconds{std::int64_t{6} * 3600};

struct found_fact {
  on_leg leg_;
  place was_{place::kWaiting};
  place now_{place::kWaiting};
  trip_row trip_;
  centre_row centre_;
  std::optional<room_id> room_;
  bool is_past_{false};  // a later leg has begun
};

std::optional<found_fact> find(operation::state const& s, person_row const p, fact_id const& fact) {
  auto const& t = s.custody_.tracks_[p.v_];
  for (auto n = std::size_t{0}; n != t.legs_.size(); ++n) {
    auto without = t.legs_[n];
    auto const stated_at = std::ranges::find(without.facts_, fact, &stated::fact_);
    if (stated_at == without.facts_.end()) {
      continue;
    }
    // A leg that is closed says nothing, before or after.
    auto const was = without.closed_ ? place::kWaiting : place_in(without);
    stated_at->void_ = true;
    auto const now = without.closed_ ? place::kWaiting : place_in(without);
    return found_fact{.leg_ = {s.households_.persons_.at(p).id_, static_cast<std::uint16_t>(n)},
                      .was_ = was,
                      .now_ = now,
                      .trip_ = without.trip_,
                      .centre_ = without.centre_,
                      .room_ = now == place::kSheltered || now == place::kAbsent ? without.room_ : std::nullopt,
                      .is_past_ = current_leg_number(t) != n};
  }
  return std::nullopt;
}

// Whether a device has spoken of this person.
bool spoken_of(operation::state const& s, person_row const p) {
  auto const& t = s.custody_.tracks_[p.v_];
  return !t.noted_.empty() ||
         std::ranges::any_of(t.legs_, [](leg const& l) { return std::ranges::any_of(l.facts_, &stated::by_device_); });
}

bool stands_on_no_leg(operation::state const& s, person_row const p, fact_id const& fact) {
  auto const& noted = s.custody_.tracks_[p.v_].noted_;
  return std::ranges::find(noted, fact, &noted_fact::fact_) != noted.end();
}

using like = std::tuple<bool, place, place, trip_row, centre_row, std::optional<room_id>>;

// One event for all who come out alike.
voided to_event(operation::state const& s, void_fact const& c, like const& alike, std::vector<on_leg> people) {
  auto const& [is_past, was, now, trip, centre, room] = alike;
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
  e.reason_ = c.reason_;
  return e;
}

std::vector<person_row> rows_of(operation::state const& s, std::vector<on_leg> const& people) {
  auto all = std::vector<person_row>{};
  for (auto const& p : people) {
    all.push_back(s.households_.persons_.row_of(p.person_));
  }
  return all;
}

// Who is on a trip again may find the seat given to others since: a person has to find another.
void note_seats_taken_since(operation::state const& s, trip_row const trip, std::vector<on_leg> const& people,
                            context const& now, std::uint64_t const n, events& all) {
  auto const& t = s.trips_.trips_.at(trip);
  auto about = cases::about{};
  about.trip_ = t.id_;
  auto asked = space{};
  auto needs_all = needs{};
  for (auto const& p : people) {
    about.persons_.push_back(p.person_);
    auto const& of = s.households_.persons_.at(p.person_).needs_;
    asked += space_for(of);
    needs_all = needs_all | of;
  }
  if (!trips::vehicle_serves(s, t.vehicle_, trips::given_away(t), asked, needs_all)) {
    all.emplace_back(cases::open(now, n, cases::kind::kUnfitting, std::move(about),
                                 "After a correction the trip has fewer places than people."));
  }
}

// The same of beds, which are held again for who has none yet.
void hold_beds_again(operation::state const& s, like const& alike, std::vector<on_leg> const& people,
                     context const& now, std::uint64_t const n, events& all) {
  auto const& [is_past, was, is, trip, centre, room] = alike;
  auto about = cases::about{};
  about.centre_ = s.centres_.centres_.at(centre).id_;
  auto by_household = std::map<household_row, std::vector<person_row>>{};
  for (auto const& p : people) {
    about.persons_.push_back(p.person_);
    auto const row = s.households_.persons_.row_of(p.person_);
    by_household[s.households_.persons_.at(row).household_].push_back(row);
  }
  auto more = beds{};
  for (auto const& [h, of] : by_household) {
    if (is > place::kArrived) {
      more = std::accumulate(of.begin(), of.end(), more, [&](beds const& sum, person_row const p) {
        return sum + bed_for(s.households_.persons_.at(p).needs_);
      });
      continue;
    }
    auto const missing = holds::beds_missing(s, h, centre, of);
    more += missing;
    if (missing != beds{}) {
      auto const on = trip.is_none() ? std::nullopt : std::optional{s.trips_.trips_.at(trip).id_};
      all.emplace_back(holds::taken{s.households_.households_.at(h).id_, on, *about.centre_,
                                    holds::beds_to_hold(s, h, centre, of), now.now_ + kHeldAgainFor});
    }
  }
  auto asked = centres::beds_asked{};
  asked.in_centres_[centre] = more;
  if (room) {
    asked.in_rooms_[{centre, *room}] = more;
  }
  if (more != beds{} && !centres::too_few(s, asked).empty()) {
    all.emplace_back(cases::open(now, n, cases::kind::kOverbooked, std::move(about),
                                 "After a correction the centre has fewer beds than people."));
  }
}

// Who turns out not to be with a household that is on the road.
void note_left_behind(operation::state const& s, std::vector<on_leg> const& people, context const& now,
                      std::uint64_t const n, events& all) {
  auto about = cases::about{};
  for (auto const& p : people) {
    auto const row = s.households_.persons_.row_of(p.person_);
    auto const family = members(s, s.households_.persons_.at(row).household_);
    if (std::ranges::any_of(family,
                            [&](person_row const m) { return m != row && place_of(s, m) == place::kUnderWay; })) {
      about.persons_.push_back(p.person_);
    }
  }
  if (!about.persons_.empty()) {
    all.emplace_back(cases::open(now, n, cases::kind::kSeparated, std::move(about),
                                 "After a correction they are not with their household, which is under way."));
  }
}

void note_taken_since(operation::state const& s, like const& alike, std::vector<on_leg> const& people,
                      context const& now, std::uint64_t const n, events& all) {
  auto const& [is_past, was, is, trip, centre, room] = alike;
  if (is_past) {
    return;
  }
  if (was > is && is <= place::kBoarded) {
    note_left_behind(s, people, now, 3 * n, all);
  }
  if (is <= place::kPromised && was > place::kPromised && was <= place::kUnderWay) {
    trips::note_rooms_taken(s, rows_of(s, people), now, all);
  }
  if (was == is || is == place::kWaiting || is == place::kGone) {
    return;
  }
  if (is <= place::kUnderWay && was > place::kUnderWay && !trip.is_none()) {
    note_seats_taken_since(s, trip, people, now, 3 * n + 1, all);
  }
  if (!centre.is_none()) {
    hold_beds_again(s, alike, people, now, 3 * n + 2, all);
  }
}

// What an earlier way says without the fact does not matter any more: the later one says where they are. Only whoever
// still stays there keeps that until they board; for all others it is over.
void end_earlier_way(leg_closed over, context const& now, events& all) {
  if (over.people_.empty()) {
    return;
  }
  auto about = cases::about{};
  for (auto const& p : over.people_) {
    about.persons_.push_back(p.person_);
  }
  all.emplace_back(std::move(over));
  all.emplace_back(cases::open(now, 0, cases::kind::kContradiction, std::move(about),
                               "After a correction it is not clear how they came to where their last way began."));
}

// Of whom nothing else was said on that leg: they are where they were before it.
void close_empty_legs(operation::state const& s, void_fact const& c, std::vector<person_row> const& people,
                      events& all) {
  auto closed = leg_closed{.people_ = {}, .why_ = leg_end::kReleased};
  for (auto const p : people) {
    auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
    auto const stands = [&](stated const& f) { return !f.void_ && f.fact_ != c.fact_; };
    if (l != nullptr && std::ranges::find(l->facts_, c.fact_, &stated::fact_) != l->facts_.end() &&
        std::ranges::none_of(l->facts_, stands)) {
      closed.people_.push_back(this_leg(s, p));
    }
  }
  if (!closed.people_.empty()) {
    all.emplace_back(std::move(closed));
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
  auto by_device = std::vector<person_row>{};
  std::ranges::copy_if(*people, std::back_inserter(by_device), [&](person_row const p) { return spoken_of(s, p); });
  auto groups = std::map<like, std::vector<on_leg>>{};
  auto over = leg_closed{.people_ = {}, .why_ = leg_end::kTransferred};
  for (auto const p : *people) {
    auto f = find(s, p, c.fact_);
    if (!f && !stands_on_no_leg(s, p, c.fact_)) {
      return refuse(
          refusal_code::kUnknown,
          fmt::format("Nothing with this number was said of {}.", to_string(s.households_.persons_.at(p).id_)), "fact",
          "the number of an entry about these people");
    }
    if (std::ranges::find(by_device, p) != by_device.end()) {
      continue;
    }
    if (f->is_past_ && f->was_ != f->now_ && !(is_in_centre(f->was_) && is_in_centre(f->now_))) {
      over.people_.push_back(f->leg_);
      f->was_ = f->now_ = place::kWaiting;
    }
    groups[{f->is_past_, f->was_, f->now_, f->trip_, f->centre_, f->room_}].push_back(f->leg_);
  }
  auto all = events{};
  end_earlier_way(std::move(over), now, all);
  auto n = std::uint64_t{1};
  for (auto& [alike, legs] : groups) {
    note_taken_since(s, alike, legs, now, n++, all);
    all.emplace_back(to_event(s, c, alike, std::move(legs)));
  }
  auto at_desk = *people;
  std::erase_if(at_desk, [&](person_row const p) { return std::ranges::find(by_device, p) != by_device.end(); });
  close_empty_legs(s, c, at_desk, all);
  if (!by_device.empty()) {
    std::ranges::move(strike(s, by_device, c.fact_, c.reason_, now), std::back_inserter(all));
  }
  return all;
}

decision decide(operation::state const& s, ask_for<sighted> const& c, context const& now) {
  auto const& what = c.what_;
  auto fits = is_short_enough(what.by_, kMostName, "by");
  if (fits && what.happened_ && *what.happened_ > now.now_) {
    fits = refuse(refusal_code::kInvalid, "Nobody can have been seen at a time that is still to come.", "happened",
                  "a time up to now, " + to_string(now.now_));
  }
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
  constexpr auto const kMostGuardians = std::size_t{20};
  auto const& what = c.what_;
  auto fits = duplicates::standing(s, what.child_, "child").map([](person_row) {});
  if (fits && what.guardians_.size() > kMostGuardians) {
    fits = refuse(refusal_code::kInvalid, "A child cannot have so many guardians.", "guardians",
                  fmt::format("at most {}", kMostGuardians));
  }
  for (auto i = std::size_t{0}; fits && i != what.guardians_.size(); ++i) {
    fits = known(s.households_.persons_, what.guardians_[i], "a person", fmt::format("guardians[{}]", i))
               .map([](person_row) {});
  }
  if (fits && what.barred_.size() > kMostBarred) {
    fits =
        refuse(refusal_code::kInvalid, "Too many people are barred.", "barred", fmt::format("at most {}", kMostBarred));
  }
  for (auto i = std::size_t{0}; fits && i != what.barred_.size(); ++i) {
    fits = is_short_enough(what.barred_[i], kMostName, fmt::format("barred[{}]", i));
  }
  return fits.map([&] { return events{what}; });
}

decision decide(operation::state const& s, ask_for<handed_over> const& c, context const&) {
  auto const& what = c.what_;
  return duplicates::standing(s, what.child_, "child").and_then([&](person_row const p) -> decision {
    auto const short_enough =
        is_short_enough(what.to_, kMostName, "to")
            .and_then([&] { return is_short_enough(what.document_, kMostName, "document"); })
            .and_then([&] { return is_short_enough(what.first_of_staff_, kMostName, "first_of_staff"); })
            .and_then([&] { return is_short_enough(what.second_of_staff_, kMostName, "second_of_staff"); });
    if (!short_enough) {
      return tl::unexpected{short_enough.error()};
    }
    if (what.to_.empty() || what.document_.empty()) {
      return refuse(refusal_code::kNotAllowed, "Say to whom the child goes and which document was seen.",
                    what.to_.empty() ? "to" : "document", "a name on record and the document");
    }
    if (what.first_of_staff_.empty() || what.second_of_staff_.empty() ||
        what.first_of_staff_ == what.second_of_staff_) {
      return refuse(refusal_code::kNotAllowed, "Two of staff have to be there.", "second_of_staff",
                    "two different members of staff");
    }
    auto const guarded = guardianship_of(s, p);
    if (guarded && std::ranges::find(guarded->barred_, what.to_) != guarded->barred_.end()) {
      return refuse(refusal_code::kNotAllowed, "This person is barred: the child is not handed over to them.", "to",
                    "somebody else");
    }
    auto all = events{what};
    if (auto const alone = s.cases_.alone_.find(p); alone != s.cases_.alone_.end()) {
      all.emplace_back(cases::settled{alone->second, "The child was handed over.", {}});
    }
    return all;
  });
}

}  // namespace leeward::operation::custody
