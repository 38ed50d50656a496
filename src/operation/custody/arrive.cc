#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/children.h"
#include "operation/custody/fact_number.h"
#include "operation/custody/rules.h"
#include "operation/custody/who.h"
#include "operation/holds/beds_held.h"
#include "operation/known.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/regions/offers.h"
#include "operation/trips/manifest.h"

// Into a reception centre, and into a bed.
namespace leeward::operation::custody {

namespace {

constexpr auto const kDeskHold = seconds{std::int64_t{24} * 3600};

struct arrival {
  std::vector<person_row> expected_;        // on the leg that leads here
  std::vector<person_row> others_;          // by their own means, or expected elsewhere: a leg of its own
  std::vector<person_row> live_elsewhere_;  // of these
};

arrival sort(operation::state const& s, centre_row const c, std::vector<person_row> const& all) {
  auto a = arrival{};
  for (auto const p : all) {
    auto const where = place_of(s, p);
    auto const here = is_of_centre(s, p, c);
    auto const is_in = is_in_centre(where);
    if (is_in && here) {
      continue;  // said already
    }
    if (here && (where == place::kPromised || where == place::kBoarded || where == place::kUnderWay)) {
      a.expected_.push_back(p);
      continue;
    }
    a.others_.push_back(p);
    if (is_in) {
      a.live_elsewhere_.push_back(p);
    }
  }
  return a;
}

// A hold for each household at the desk that has none here, or too small a one.
struct desk_holds {
  std::vector<holds::taken> fresh_;
  beds more_;  // than are held for them now
};

desk_holds hold_at_desk(operation::state const& s, centre_row const c, arrival const& a, instant const until) {
  auto coming = std::map<household_row, std::vector<person_row>>{};
  for (auto const* const group : {&a.expected_, &a.others_}) {
    for (auto const p : *group) {
      coming[s.households_.persons_.at(p).household_].push_back(p);
    }
  }
  auto all = desk_holds{};
  for (auto const& [h, people] : coming) {
    auto const missing = holds::beds_missing(s, h, c, people);
    if (missing == beds{}) {
      continue;
    }
    auto const& hold = s.holds_.of_[h.v_];
    auto const trip = hold && !hold->trip_.is_none() && hold->centre_ == c
                          ? std::optional{s.trips_.trips_.at(hold->trip_).id_}
                          : std::nullopt;
    all.more_ += missing;
    all.fresh_.push_back({s.households_.households_.at(h).id_, trip, s.centres_.centres_.at(c).id_,
                          holds::beds_to_hold(s, h, c, people), until});
  }
  return all;
}

check beds_suffice(operation::state const& s, centre_row const row, beds const& more) {
  auto const left = free_beds(s.centres_.centres_.at(row));
  if (left.fits(more)) {
    return {};
  }
  return refuse(refusal_code::kFull,
                fmt::format("{} has {} general and {} accessible beds that are not held for others.",
                            s.centres_.centres_.at(row).name_, left.general_, left.accessible_),
                "centre", "another reception centre; or a reason to give away beds that are held");
}

// People are taken in as they come, also where nobody is expected: then the coordinator finds beds for them.
void note_unexpected(operation::state const& s, centre_row const row, beds const& more, context const& now,
                     events& all) {
  auto const& c = s.centres_.centres_.at(row);
  auto const beyond_offers = c.region_ && (regions::left_of_offers(s, row) - more).below_zero();
  auto const is_closed = c.status_ != centres::status::kOpen;
  if (beds{}.fits(more) || (!beyond_offers && !is_closed)) {
    return;
  }
  auto about = cases::about{};
  about.centre_ = c.id_;
  all.emplace_back(cases::open(
      now, 3, cases::kind::kOverbooked, std::move(about),
      is_closed ? fmt::format("People have come to {}, which takes nobody new.", c.name_)
                : fmt::format("More people have come to {} than its region has offered beds for.", c.name_)));
}

// What somebody else has to hear of it.
void note(operation::state const& s, centre_row const row, arrival const& a, std::string const& override_reason,
          context const& now, events& all) {
  auto about = cases::about{};
  about.centre_ = s.centres_.centres_.at(row).id_;
  if (!override_reason.empty()) {
    all.emplace_back(cases::open(now, 0, cases::kind::kOverride, about,
                                 fmt::format("Beds that are held for others were given away: {}", override_reason)));
    all.emplace_back(cases::open(
        now, 1, cases::kind::kOverbooked, about,
        fmt::format("{} has given away beds that it holds for others.", s.centres_.centres_.at(row).name_)));
  }
  if (!a.live_elsewhere_.empty()) {
    for (auto const p : a.live_elsewhere_) {
      about.persons_.push_back(s.households_.persons_.at(p).id_);
    }
    all.emplace_back(cases::open(now, 2, cases::kind::kTwoPlaces, std::move(about),
                                 "They checked in here without having been checked out where they lived."));
  }
}

// Whoever is on a leg to somewhere else, or promised a way from where they live, is not on it any more.
void close_other_legs(operation::state const& s, std::vector<person_row> const& others, events& all) {
  auto open = leg_closed{.people_ = {}, .why_ = leg_end::kReleased};
  for (auto const p : others) {
    auto const where = place_of(s, p);
    if (where == place::kPromised || where == place::kBoarded || where == place::kUnderWay) {
      open.people_.push_back(this_leg(s, p));
    }
  }
  if (!open.people_.empty()) {
    all.emplace_back(std::move(open));
  }
}

events enter(operation::state const& s, check_in const& c, arrival const& a, std::vector<holds::taken> const& fresh,
             context const& now) {
  auto all = events{};
  close_other_legs(s, a.others_, all);
  all.insert(all.end(), fresh.begin(), fresh.end());
  auto fact = moved{};
  fact.fact_ = fact_of_desk(s, now);
  fact.to_ = place::kArrived;
  fact.centre_ = c.centre_;
  fact.people_ = these_legs(s, a.expected_);
  std::ranges::move(next_legs(s, a.others_), std::back_inserter(fact.people_));
  if (!fact.people_.empty()) {
    all.emplace_back(std::move(fact));
  }
  return all;
}

// Beds that people take beyond those that are held for them, or that they have already.
beds beds_beyond_held(operation::state const& s, centre_row const row, std::vector<person_row> const& people) {
  auto more = beds{};
  auto by_household = std::map<household_row, std::vector<person_row>>{};
  for (auto const p : people) {
    auto const& stay = s.centres_.stays_.at(p.v_);
    more += bed_for(s.households_.persons_.at(p).needs_) - (stay.room_ ? stay.bed_ : beds{});
    by_household[s.households_.persons_.at(p).household_].push_back(p);
  }
  for (auto const& [h, of] : by_household) {
    if (auto const& hold = s.holds_.of_[h.v_]; hold && hold->centre_ == row) {
      more -= smaller(holds::beds_held_for(s, of), hold->beds_);
    }
  }
  return more;
}

// A room serves who needs what it has; an accessible bed is for those who need one.
check room_serves(operation::state const& s, room_id const& id, centres::room const& r,
                  std::vector<person_row> const& people) {
  auto asked = beds{};
  auto left = r.beds_ - r.blocked_ - r.taken_;
  for (auto const p : people) {
    auto const& n = s.households_.persons_.at(p).needs_;
    asked += bed_for(n);
    auto const& stay = s.centres_.stays_.at(p.v_);
    left += stay.room_ == id ? stay.bed_ : beds{};
    if ((n.has(need::kGroundFloor) && !r.ground_floor_) || (n.has(need::kPower) && !r.power_)) {
      return refuse(refusal_code::kNotFitting, "Somebody needs a room on the ground floor, or one with power.", "room",
                    "a room that has what they need");
    }
  }
  if (left.fits(asked)) {
    return {};
  }
  return refuse(refusal_code::kFull,
                fmt::format("The room has {} general and {} accessible beds left; {} and {} are needed.", left.general_,
                            left.accessible_, asked.general_, asked.accessible_),
                "room", "a room with as many free beds");
}

check are_here(operation::state const& s, centre_row const c, std::vector<person_row> const& people) {
  for (auto const p : people) {
    auto const where = place_of(s, p);
    auto const is_in = is_in_centre(where);
    if (!is_in || !is_of_centre(s, p, c)) {
      return refuse(refusal_code::kWrongState,
                    fmt::format("{} is not checked in here: this person {}.",
                                to_string(s.households_.persons_.at(p).id_), where_in_words(where)),
                    "people", "people who are checked in in this centre");
    }
  }
  return {};
}

}  // namespace

decision decide(operation::state const& s, check_in const& c, context const& now) {
  return is_short_enough(c.override_reason_, kMostText, "override_reason")
      .and_then([&] { return known(s.centres_.centres_, c.centre_, "a reception centre", "centre"); })
      .and_then([&](centre_row const row) -> decision {
        auto const people = who(s, c.people_);
        if (!people) {
          return tl::unexpected{people.error()};
        }
        auto const a = sort(s, row, *people);
        auto const desk = hold_at_desk(s, row, a, now.now_ + kDeskHold);
        auto const suffice = beds_suffice(s, row, desk.more_);
        if (!suffice && c.override_reason_.empty()) {
          return tl::unexpected{suffice.error()};
        }
        auto all = enter(s, c, a, desk.fresh_, now);
        note(s, row, a, suffice ? std::string{} : c.override_reason_, now, all);
        note_unexpected(s, row, desk.more_, now, all);
        settle_children_in(s, row, *people, all);
        return all;
      });
}

decision decide(operation::state const& s, give_bed const& c, context const& now) {
  return known(s.centres_.centres_, c.centre_, "a reception centre", "centre")
      .and_then([&](centre_row const row) -> decision {
        auto const& rooms = s.centres_.centres_.at(row).rooms_;
        auto const room = rooms.find(c.room_);
        if (room == rooms.end()) {
          return refuse(refusal_code::kUnknown, "There is no such room in this centre.", "room", "a room of it");
        }
        return who(s, c.people_).and_then([&](std::vector<person_row> const& people) {
          return are_here(s, row, people)
              .and_then([&] { return room_serves(s, c.room_, room->second, people); })
              .and_then([&]() -> decision {
                auto const more = beds_beyond_held(s, row, people);
                return beds_suffice(s, row, more).map([&] {
                  auto all = events{};
                  all.reserve(people.size() + 1);
                  trips::give_beds_back(s, people, holds::release::kUsed, all);
                  auto fact = moved{};
                  fact.fact_ = fact_of_desk(s, now);
                  fact.to_ = place::kSheltered;
                  fact.people_ = these_legs(s, people);
                  fact.centre_ = c.centre_;
                  fact.room_ = c.room_;
                  all.emplace_back(std::move(fact));
                  note_unexpected(s, row, more, now, all);
                  return all;
                });
              });
        });
      });
}

decision decide(operation::state const& s, set_presence const& c, context const&) {
  return known(s.centres_.centres_, c.centre_, "a reception centre", "centre").and_then([&](centre_row const row) {
    return who(s, c.people_).and_then([&](std::vector<person_row> const& people) -> decision {
      for (auto const p : people) {
        auto const where = place_of(s, p);
        if ((where != place::kSheltered && where != place::kAbsent) || !is_of_centre(s, p, row)) {
          return refuse(refusal_code::kWrongState,
                        fmt::format("{} has no bed here: this person {}.", to_string(s.households_.persons_.at(p).id_),
                                    where_in_words(where)),
                        "people", "people who live in this centre");
        }
      }
      return events{presence{.centre_ = c.centre_,
                             .order_ = s.centres_.centres_.at(row).presence_ + 1,
                             .absent_ = c.absent_,
                             .people_ = these_legs(s, people)}};
    });
  });
}

}  // namespace leeward::operation::custody
