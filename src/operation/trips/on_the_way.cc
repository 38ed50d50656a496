#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "operation/cases/open.h"
#include "operation/custody/children.h"
#include "operation/custody/fact_number.h"
#include "operation/known.h"
#include "operation/people.h"
#include "operation/trips/fits.h"
#include "operation/trips/manifest.h"
#include "operation/trips/rules.h"
#include "operation/word.h"

// A trip that goes as it should: released, at the point, loading, under way, arrived.
namespace leeward::operation::trips {

namespace {

constexpr auto const kMostHeads = std::int32_t{5'000};

check is_head_count(std::optional<std::int32_t> const& n) {
  if (!n || (*n >= 0 && *n <= kMostHeads)) {
    return {};
  }
  return refuse(refusal_code::kInvalid, fmt::format("{} heads cannot have been counted.", *n), "counted",
                fmt::format("0 to {}", kMostHeads));
}

check says_why_it_differs(std::optional<std::int32_t> const& counted, std::size_t const on_manifest,
                          std::string const& reason) {
  if (!counted || static_cast<std::size_t>(*counted) == on_manifest || !reason.empty()) {
    return is_short_enough(reason, kMostText, "reason");
  }
  return refuse(refusal_code::kWrongState,
                fmt::format("{} heads were counted and {} are on the manifest.", *counted, on_manifest), "reason",
                "the reason, or another count");
}

// The count, and a case if it differs.
void note_count(operation::state const& s, trip const& t, phase const when, std::optional<std::int32_t> const& counted,
                std::size_t const on_manifest, std::string const& reason, std::vector<missing> const& gone,
                context const& now, events& all) {
  auto const manifest = static_cast<std::int32_t>(on_manifest);
  all.emplace_back(head_counted{.trip_ = t.id_,
                                .when_ = when,
                                .counted_ = counted.value_or(manifest),
                                .on_manifest_ = manifest,
                                .reason_ = reason,
                                .missing_ = gone,
                                .fact_ = custody::fact_of_desk(s, now)});
  if (counted.value_or(manifest) != manifest) {
    auto about = cases::about{};
    about.trip_ = t.id_;
    all.emplace_back(
        cases::open(now, 0, cases::kind::kHeadCount, std::move(about),
                    fmt::format("{} counted, {} on the manifest: {}", counted.value_or(manifest), manifest, reason)));
  }
}

// Whose reason is asked: of a household of which some are on board, who is neither on board nor on a way of their own.
std::set<person_row> left_behind(operation::state const& s, trip const& t) {
  auto const on_board = people_on(t, place::kBoarded);
  auto households = std::set<household_row>{};
  for (auto const p : on_board) {
    households.insert(s.households_.persons_.at(p).household_);
  }
  auto all = std::set<person_row>{};
  for (auto const h : households) {
    for (auto const p : members(s, h)) {
      if (place_of(s, p) <= place::kBoarded) {
        all.insert(p);
      }
    }
  }
  for (auto const p : on_board) {
    all.erase(p);
  }
  return all;
}

check incomplete_is_explained(operation::state const& s, trip const& t, std::vector<missing> const& explained) {
  auto open = left_behind(s, t);
  auto const promised = people_on(t, place::kPromised);
  for (auto i = std::size_t{0}; i != explained.size(); ++i) {
    auto const field = fmt::format("missing[{}].person", i);
    auto const p = known(s.households_.persons_, explained[i].person_, "a person", field);
    if (!p) {
      return tl::unexpected{p.error()};
    }
    if (open.erase(*p) == 0 && std::ranges::find(promised, *p) == promised.end()) {
      return refuse(refusal_code::kWrongState,
                    fmt::format("{} is not missing on this trip.", to_string(explained[i].person_)), field,
                    "once each person who is left behind by a household on board, or was promised a place");
    }
  }
  if (open.empty()) {
    return {};
  }
  return refuse(refusal_code::kWrongState,
                fmt::format("The household is not complete: {} is not on board.",
                            to_string(s.households_.persons_.at(*open.begin()).id_)),
                "missing", "a reason for each of them: will_follow, separated, refused");
}

// Who was promised a place and did not come waits again. Their beds are free, but for those who will follow.
void close_no_shows(operation::state const& s, std::vector<person_row> absent, std::vector<missing> const& explained,
                    events& all) {
  if (absent.empty()) {
    return;
  }
  all.emplace_back(custody::leg_closed{these_legs(s, absent), custody::leg_end::kNoShow});
  std::erase_if(absent, [&](person_row const p) {
    return std::ranges::any_of(explained, [&](missing const& m) {
      return m.person_ == s.households_.persons_.at(p).id_ && m.reason_ == missing_reason::kWillFollow;
    });
  });
  give_beds_back(s, absent, holds::release::kNoShow, all);
}

bool gives_back_all(operation::events const& all, household_id const& id) {
  return std::ranges::any_of(all, [&](operation::event const& e) {
    auto const* const of_holds = std::get_if<holds::event>(&e);
    auto const* const back = of_holds == nullptr ? nullptr : std::get_if<holds::released>(of_holds);
    return back != nullptr && back->household_ == id;
  });
}

// Where those who stay behind had more beds than the hold was for, what they give back is kept for those on board.
void keep_beds_of_travellers(operation::state const& s, trip const& t, std::vector<person_row> const& on_board,
                             events& all) {
  auto asked = std::map<household_row, beds>{};
  for (auto const p : on_board) {
    asked[s.households_.persons_.at(p).household_] += bed_for(s.households_.persons_.at(p).needs_);
  }
  for (auto const& [h, of] : asked) {
    auto const& hold = s.holds_.of_[h.v_];
    if (!hold) {
      continue;
    }
    auto const& id = s.households_.households_.at(h).id_;
    auto const kept = smaller(of, hold->beds_);
    if (!gives_back_all(all, id)) {
      all.emplace_back(holds::extended{id, t.arrives_ + kBedsKeptAfterArrival});
    } else if (kept != beds{}) {
      all.emplace_back(
          holds::taken{id, t.id_, s.centres_.centres_.at(hold->centre_).id_, kept, t.arrives_ + kBedsKeptAfterArrival});
    }
  }
}

void note_separated(std::vector<missing> const& gone, trip const& t, context const& now, events& all) {
  if (gone.empty()) {
    return;
  }
  auto about = cases::about{};
  about.trip_ = t.id_;
  for (auto const& m : gone) {
    about.persons_.push_back(m.person_);
  }
  all.emplace_back(
      cases::open(now, 1, cases::kind::kSeparated, std::move(about), "A household travels without all its members."));
}

events leave(operation::state const& s, trip const& t, depart const& c, context const& now) {
  auto const on_board = people_on(t, place::kBoarded);
  auto all = events{};
  note_count(s, t, phase::kUnderWay, c.counted_, on_board.size(), c.reason_, c.missing_, now, all);
  close_no_shows(s, people_on(t, place::kPromised), c.missing_, all);
  note_separated(c.missing_, t, now, all);
  custody::note_children_alone(s, on_board, custody::among(on_board), t,
                               "A child travels without anybody who looks after it.", now, all);
  keep_beds_of_travellers(s, t, on_board, all);
  all.emplace_back(phase_changed{t.id_, phase::kUnderWay, {}, {}});
  if (!on_board.empty()) {
    all.emplace_back(statement(s, t, place::kUnderWay, on_board, now));
  }
  return all;
}

}  // namespace

decision decide(operation::state const& s, change_phase const& c, context const&) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) -> decision {
    auto const& t = s.trips_.trips_.at(row);
    auto const next = c.phase_ == phase::kReleased || c.phase_ == phase::kAtPoint || c.phase_ == phase::kLoading;
    if (!next) {
      return refuse(refusal_code::kInvalid, fmt::format("A trip becomes {} by another command.", word(c.phase_)),
                    "phase", "released, at_point, loading");
    }
    auto const back_to_point = c.phase_ == phase::kAtPoint && t.phase_ == phase::kLoading;
    if (t.phase_ >= phase::kUnderWay || (t.phase_ >= c.phase_ && !back_to_point)) {
      return t.phase_ == c.phase_
                 ? decision{events{}}
                 : refuse(refusal_code::kWrongState, fmt::format("The trip is {} already.", word(t.phase_)), "phase",
                          "a later phase");
    }
    if (c.point_) {
      if (auto const p = known(s.zones_.points_, *c.point_, "a pickup point", "point"); !p) {
        return tl::unexpected{p.error()};
      }
    }
    return events{phase_changed{c.trip_, c.phase_, c.point_, {}}};
  });
}

decision decide(operation::state const& s, no_show const& c, context const&) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) -> decision {
    if (auto const few = are_few_enough(c.households_.size()); !few) {
      return tl::unexpected{few.error()};
    }
    auto const promised = people_on(s.trips_.trips_.at(row), place::kPromised);
    auto absent = std::vector<person_row>{};
    for (auto i = std::size_t{0}; i != c.households_.size(); ++i) {
      auto const field = fmt::format("households[{}]", i);
      auto const h = known(s.households_.households_, c.households_[i], "a household", field);
      if (!h) {
        return tl::unexpected{h.error()};
      }
      std::ranges::copy_if(promised, std::back_inserter(absent),
                           [&](person_row const p) { return s.households_.persons_.at(p).household_ == *h; });
    }
    auto all = events{};
    close_no_shows(s, absent, {}, all);
    return all;
  });
}

decision decide(operation::state const& s, depart const& c, context const& now) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) -> decision {
    auto const& t = s.trips_.trips_.at(row);
    if (t.phase_ == phase::kPlanned || t.phase_ >= phase::kUnderWay) {
      return refuse(refusal_code::kWrongState, fmt::format("The trip is {}.", word(t.phase_)), "trip",
                    "a trip that is released, at its point or loading");
    }
    return is_head_count(c.counted_)
        .and_then([&] { return says_why_it_differs(c.counted_, people_on(t, place::kBoarded).size(), c.reason_); })
        .and_then([&] { return incomplete_is_explained(s, t, c.missing_); })
        .map([&] { return leave(s, t, c, now); });
  });
}

decision decide(operation::state const& s, arrive const& c, context const& now) {
  return known(s.trips_.trips_, c.trip_, "a trip", "trip").and_then([&](trip_row const row) -> decision {
    auto const& t = s.trips_.trips_.at(row);
    if (t.phase_ != phase::kUnderWay) {
      return refuse(refusal_code::kWrongState, fmt::format("The trip is {}.", word(t.phase_)), "trip",
                    "a trip that is under way");
    }
    auto const on_board = people_on(t, place::kUnderWay);
    return is_head_count(c.counted_)
        .and_then([&] { return says_why_it_differs(c.counted_, on_board.size(), c.reason_); })
        .map([&] {
          auto all = events{};
          note_count(s, t, phase::kArrived, c.counted_, on_board.size(), c.reason_, {}, now, all);
          all.emplace_back(phase_changed{t.id_, phase::kArrived, {}, {}});
          if (!on_board.empty()) {
            auto const to = t.to_.is_none() ? place::kGone : place::kArrived;
            all.emplace_back(statement(s, t, to, on_board, now));
          }
          if (!t.to_.is_none()) {
            custody::settle_children_in(s, t.to_, on_board, all);
          }
          return all;
        });
  });
}

}  // namespace leeward::operation::trips
