#include "operation/custody/in_field.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/custody/awaited.h"
#include "operation/custody/cases_by_facts.h"
#include "operation/custody/enter.h"
#include "operation/custody/fold.h"
#include "operation/custody/prospect.h"
#include "operation/custody/seen_at_point.h"
#include "operation/custody/what_follows.h"
#include "operation/duplicates/standing.h"
#include "operation/known.h"
#include "operation/people.h"
#include "operation/trips/course.h"
#include "operation/trips/manifest.h"

namespace leeward::operation::custody {

namespace {

constexpr auto const kMostHeads = std::int32_t{5'000};

// The people that a device names, each once: who is there, and who is not registered yet.
struct named_people {
  std::vector<person_row> there_;
  std::vector<person_id> awaited_;
};

tl::expected<named_people, refusal> named(operation::state const& s, std::vector<person_id> const& people) {
  if (people.empty() || people.size() > kMostPeopleAtOnce) {
    return refuse(refusal_code::kInvalid, fmt::format("{} people cannot be entered at once.", people.size()), "people",
                  fmt::format("1 to {}", kMostPeopleAtOnce));
  }
  auto rows = std::set<person_row>{};
  auto others = std::set<person_id>{};
  for (auto const& id : people) {
    if (auto const p = s.households_.persons_.find(id); p.is_none()) {
      others.insert(id);
    } else {
      rows.insert(duplicates::standing_for(s, p));
    }
  }
  return named_people{{rows.begin(), rows.end()}, {others.begin(), others.end()}};
}

events enter_named(operation::state const& s, named_people const& who, evidence const& e, std::string const& to_where,
                   context const& now) {
  auto all = who.there_.empty() ? events{} : enter(s, who.there_, e, to_where, now);
  std::ranges::move(await(s, e, who.awaited_, to_where, now), std::back_inserter(all));
  return all;
}

decision enter_in(operation::state const& s, centre_id const& centre, std::vector<person_id> const& people, evidence e,
                  std::string const& to_where, context const& now) {
  return known(s.centres_.centres_, centre, "a reception centre", "centre").and_then([&](centre_row const c) {
    e.centre_ = c;
    return named(s, people).map([&](named_people const& who) { return enter_named(s, who, e, to_where, now); });
  });
}

check heads_and_reason(std::optional<std::int32_t> const& counted, std::string const& reason) {
  if (counted && (*counted < 0 || *counted > kMostHeads)) {
    return refuse(refusal_code::kInvalid, fmt::format("{} heads cannot have been counted.", *counted), "counted",
                  fmt::format("0 to {}", kMostHeads));
  }
  return is_short_enough(reason, kMostText, "reason");
}

// Whoever was promised a place, and of whom nothing is known by the time that the trip has arrived, did not come.
void close_no_shows(prospect& p, trips::trip const& t, events& all) {
  auto absent = trips::people_on(t, place::kPromised);
  std::erase_if(absent, [&](person_row const x) { return p.moved_.contains(x); });
  if (absent.empty()) {
    return;
  }
  for (auto const x : absent) {
    p.moved_[x] = where_without_leg(p.s_, x);
  }
  all.emplace_back(leg_closed{these_legs(p.s_, absent), leg_end::kNoShow});
}

bool goes_forward(trips::phase const from, trips::phase const to) {
  return from < to || (from == trips::phase::kBrokenDown && to == trips::phase::kArrived);
}

bool is_called_off(trips::phase const p) { return p == trips::phase::kAborted || p == trips::phase::kReturned; }

// The trip left, or arrived: that holds for whoever is on it.
events enter_of_trip(operation::state const& s, trip_row const row, trips::noted e, context const& now) {
  auto const& t = s.trips_.trips_.at(row);
  auto p = prospect{.s_ = s, .fact_ = e.fact_};
  p.trip_ = row;
  p.told_ = {row, trips::told{e.fact_, e.phase_, e.happened_, e.counted_}};
  auto const before = courses_of(s);
  auto const after = courses{[&p](trip_row const x) { return p.course_then(x); }};
  for (auto const who : people_of(s, row)) {
    auto facts = evidence_of(s, s.custody_.tracks_[who.v_]);
    auto was = fold(facts, before);
    p.people_[who] = {std::move(was), fold(std::move(facts), after)};
  }
  note_moves(p);
  auto const happened = e.happened_;
  auto const phase = e.phase_;
  auto all = events{};
  all.emplace_back(std::move(e));
  if (goes_forward(t.phase_, phase)) {
    all.emplace_back(trips::phase_changed{t.id_, phase, {}, {}});
  }
  if (phase == trips::phase::kArrived && !is_called_off(t.phase_)) {
    close_no_shows(p, t, all);
  }
  add_what_follows(p, happened, now, all);
  return all;
}

}  // namespace

decision in_field(operation::state const& s, board const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const t) {
    return named(s, c.people_).map([&](named_people const& who) {
      auto all = events{};
      confirm_at_point(s, who.there_, now, all);
      auto const boarded = evidence{.fact_ = fact,
                                    .happened_ = happened,
                                    .to_ = place::kBoarded,
                                    .trip_ = t,
                                    .centre_ = {},
                                    .room_ = {},
                                    .how_ = {}};
      std::ranges::move(enter_named(s, who, boarded, {}, now), std::back_inserter(all));
      return all;
    });
  });
}

decision in_field(operation::state const& s, check_in const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  return is_short_enough(c.override_reason_, kMostText, "override_reason").and_then([&] {
    return enter_in(s, c.centre_, c.people_,
                    {.fact_ = fact,
                     .happened_ = happened,
                     .to_ = place::kArrived,
                     .trip_ = {},
                     .centre_ = {},
                     .room_ = {},
                     .how_ = {}},
                    {}, now);
  });
}

decision in_field(operation::state const& s, give_bed const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  auto const row = s.centres_.centres_.find(c.centre_);
  if (!row.is_none() && !s.centres_.centres_.at(row).rooms_.contains(c.room_)) {
    return refuse(refusal_code::kUnknown, "There is no such room in this centre.", "room", "a room of it");
  }
  return enter_in(s, c.centre_, c.people_,
                  {.fact_ = fact,
                   .happened_ = happened,
                   .to_ = place::kSheltered,
                   .trip_ = {},
                   .centre_ = {},
                   .room_ = c.room_,
                   .how_ = {}},
                  {}, now);
}

decision in_field(operation::state const& s, set_presence const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  return enter_in(s, c.centre_, c.people_,
                  {.fact_ = fact,
                   .happened_ = happened,
                   .to_ = c.absent_ ? place::kAbsent : place::kSheltered,
                   .trip_ = {},
                   .centre_ = {},
                   .room_ = {},
                   .how_ = {}},
                  {}, now);
}

decision in_field(operation::state const& s, check_out const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  return is_short_enough(c.to_where_, kMostText, "to_where").and_then([&] {
    return enter_in(s, c.centre_, c.people_,
                    {.fact_ = fact,
                     .happened_ = happened,
                     .to_ = place::kGone,
                     .trip_ = {},
                     .centre_ = {},
                     .room_ = {},
                     .how_ = c.how_},
                    c.to_where_, now);
  });
}

decision in_field(operation::state const& s, ask_for<sighted> const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  auto what = c.what_;
  auto fits = is_short_enough(what.by_, kMostName, "by");
  if (fits && what.centre_) {
    fits = known(s.centres_.centres_, *what.centre_, "a reception centre", "centre").map([](centre_row) {});
  }
  if (fits && what.point_) {
    fits = known(s.zones_.points_, *what.point_, "a pickup point", "point").map([](point_row) {});
  }
  return fits.and_then([&] { return named(s, what.people_); }).map([&](named_people const& who) {
    what.people_.clear();
    for (auto const p : who.there_) {
      what.people_.push_back(s.households_.persons_.at(p).id_);
    }
    what.happened_ = happened;
    auto const seen = evidence{.fact_ = fact,
                               .happened_ = happened,
                               .to_ = place::kWaiting,
                               .trip_ = {},
                               .centre_ = what.centre_ ? s.centres_.centres_.row_of(*what.centre_) : centre_row{},
                               .room_ = {},
                               .how_ = {}};
    auto all = await(s, seen, who.awaited_, {}, now);
    if (!what.people_.empty()) {
      all.emplace_back(std::move(what));
    }
    return all;
  });
}

decision in_field(operation::state const& s, trips::change_phase const& c, instant, fact_id const&, context const&) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) -> decision {
    if (c.phase_ == trips::phase::kPlanned || c.phase_ > trips::phase::kLoading) {
      return refuse(refusal_code::kInvalid, "A device says this by another command.", "phase",
                    "released, at_point, loading");
    }
    if (c.point_) {
      if (auto const p = known(s.zones_.points_, *c.point_, "a pickup point", "point"); !p) {
        return tl::unexpected{p.error()};
      }
    }
    if (!goes_forward(s.trips_.trips_.at(row).phase_, c.phase_)) {
      return events{};
    }
    return events{trips::phase_changed{c.trip_, c.phase_, c.point_, {}}};
  });
}

decision in_field(operation::state const& s, trips::depart const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) {
    return heads_and_reason(c.counted_, c.reason_).map([&] {
      return enter_of_trip(s, row,
                           {fact, c.trip_, trips::phase::kUnderWay, happened, c.counted_, c.reason_, c.missing_}, now);
    });
  });
}

decision in_field(operation::state const& s, trips::arrive const& c, instant const happened, fact_id const& fact,
                  context const& now) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) {
    return heads_and_reason(c.counted_, c.reason_).map([&] {
      return enter_of_trip(s, row, {fact, c.trip_, trips::phase::kArrived, happened, c.counted_, c.reason_, {}}, now);
    });
  });
}

}  // namespace leeward::operation::custody
