#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/time.h"
#include "check/sheet.h"

// Every household is served once and whole, or named as unserved with a reason that is true.
namespace leeward::check {

namespace {

using planning::assignment;
using planning::household;
using planning::stop;
using planning::trip;

struct boarding {
  trip const* trip_;
  stop const* stop_;
};

std::string name_of(std::string_view const household) { return fmt::format("household {}", household); }

void count_once(sheet& s, std::unordered_map<std::string_view, std::vector<boarding>> const& boardings) {
  auto served = std::unordered_map<std::string_view, int>{};
  auto unserved = std::unordered_map<std::string_view, int>{};
  for (auto const& a : s.p_.households_) {
    ++served[a.household_];
  }
  for (auto const& u : s.p_.unserved_) {
    ++unserved[u.household_];
  }
  for (auto const& h : s.s_.households_) {
    auto const yes = served[h.id_];
    auto const no = unserved[h.id_];
    if (yes != 0 && no != 0) {
      s.add(rule::kHouseholdServedAndUnserved, name_of(h.id_), "is among the served and among the unserved.");
    } else if (yes + no == 0) {
      s.add(rule::kHouseholdMissing, name_of(h.id_),
            fmt::format("with {} persons is neither served nor unserved.", h.persons_.v_));
    } else if (yes + no > 1) {
      s.add(rule::kHouseholdTwice, name_of(h.id_), fmt::format("stands {} times in the list.", yes + no));
    }
    auto const found = boardings.find(h.id_);
    auto const times = found == boardings.end() ? 0 : found->second.size();
    if (times > 1) {
      s.add(rule::kHouseholdSplit, name_of(h.id_),
            fmt::format("boards {} times: at trip {} and trip {}.", times, found->second[0].trip_->id_,
                        found->second[1].trip_->id_));
    }
    if (times != 0 && yes == 0) {
      s.add(rule::kAssignmentMismatch, name_of(h.id_),
            fmt::format("boards trip {} without standing among the served.", found->second[0].trip_->id_));
    }
  }
}

void mismatch(sheet& s, assignment const& a, std::string_view const field, std::string_view const says,
              std::string_view const is) {
  if (says != is) {
    s.add(rule::kAssignmentMismatch, name_of(a.household_),
          fmt::format("has {} {}, but its trip {} has {}.", field, says, a.trip_, is));
  }
}

void compare(sheet& s, assignment const& a, std::vector<boarding> const& boardings) {
  auto const at =
      std::ranges::find(boardings, a.trip_, [](boarding const& b) { return std::string_view{b.trip_->id_}; });
  if (at == boardings.end()) {
    s.add(rule::kAssignmentMismatch, name_of(a.household_), fmt::format("does not board its trip {}.", a.trip_));
    return;
  }
  mismatch(s, a, "pickup point", a.pickup_point_, at->stop_->way_.to_);
  mismatch(s, a, "boarding", to_string(a.boarding_), to_string(at->stop_->begin_));
  mismatch(s, a, "centre", a.centre_, at->trip_->centre_.way_.to_);
  mismatch(s, a, "arrival", to_string(a.arrival_), to_string(at->trip_->centre_.begin_));
}

void check_walk(sheet& s, household const& h, stop const& at) {
  auto const point = std::ranges::find(s.s_.pickup_points_, at.way_.to_, &planning::pickup_point::id_);
  if (point == s.s_.pickup_points_.end()) {
    s.add(rule::kWrongPoint, name_of(h.id_),
          fmt::format("walks to a pickup point, but boards at {}, which is none.", at.way_.to_));
    return;
  }
  auto const walk = walk_of(s, h, *point);
  if (!walk) {
    s.add(rule::kWalkTooLong, name_of(h.id_), fmt::format("boards at {}, where no way on foot leads.", point->id_));
  } else if (*walk > planning::walks(h)) {
    s.add(rule::kWalkTooLong, name_of(h.id_),
          fmt::format("walks {} m to {}; it can walk {} m.", walk->v_, point->id_, planning::walks(h).v_));
  }
  auto const* const a = find(s.served_, h.id_);
  if (a != nullptr && walk && a->walk_m_.value_or(metres{}) < *walk) {
    s.add(
        rule::kWalkWrong, name_of(h.id_),
        fmt::format("is said to walk {} m to {}; it is {} m.", a->walk_m_.value_or(metres{}).v_, point->id_, walk->v_));
  }
}

void check_point(sheet& s, household const& h, stop const& at) {
  if (planning::chooses_point(h)) {
    check_walk(s, h, at);
  } else if (auto const& waits = planning::fixed_place(h); at.way_.to_ != waits) {
    s.add(rule::kWrongPoint, name_of(h.id_), fmt::format("waits at {}, but boards at {}.", waits, at.way_.to_));
  }
}

void check_boarding(sheet& s, household const& h, stop const& at) {
  check_point(s, h, at);
  if (at.begin_ < planning::ready_from(s.s_, h)) {
    s.add(rule::kBeforeReady, name_of(h.id_),
          fmt::format("is ready from {} on, but boarding begins at {}.", to_string(planning::ready_from(s.s_, h)),
                      to_string(at.begin_)));
  }
  if (auto const by = planning::board_by(s.s_, h); by && at.end_ > *by) {
    s.add(rule::kAfterDeadline, name_of(h.id_),
          fmt::format("is on board at {}; its deadline is {}.", to_string(at.end_), to_string(*by)));
  }
  auto const* const point = find(s.points_, at.way_.to_);
  auto const level = h.wheelchair_bays_ + h.lying_places_;
  if (point != nullptr && !point->step_free_ && level != persons{}) {
    s.add(rule::kNotStepFree, name_of(h.id_),
          fmt::format("has {} persons in wheelchairs or lying, and {} is not step-free.", level.v_, point->id_));
  }
}

void check_room(sheet& s, household const& h, assignment const& a) {
  auto const due = planning::beds_of(h);
  if (a.beds_ != due) {
    s.add(rule::kBedsWrong, name_of(h.id_),
          fmt::format("needs {} general and {} accessible beds, and is given {} and {}.", due.general_.v_,
                      due.accessible_.v_, a.beds_.general_.v_, a.beds_.accessible_.v_));
  }
  auto const* const centre = find(s.centres_, a.centre_);
  for (auto const n : h.needs_) {
    if (centre != nullptr && std::ranges::find(centre->serves_, n) == centre->serves_.end()) {
      s.add(rule::kNeedsNotServed, name_of(h.id_),
            fmt::format("has a need (number {} of the list) that centre {} does not serve.", static_cast<int>(n) + 1,
                        centre->id_));
    }
  }
}

}  // namespace

void check_households(sheet& s) {
  auto boardings = std::unordered_map<std::string_view, std::vector<boarding>>{};
  for (auto const& t : s.p_.trips_) {
    for (auto const& at : t.pickups_) {
      for (auto const& h : at.households_) {
        boardings[h].push_back({&t, &at});
        if (auto const* const household = find(s.households_, h);
            household != nullptr && !s.begun_trips_.contains(t.id_)) {
          check_boarding(s, *household, at);
        }
      }
    }
  }
  count_once(s, boardings);
  for (auto const& a : s.p_.households_) {
    compare(s, a, boardings[a.household_]);
    if (auto const* const h = find(s.households_, a.household_); h != nullptr) {
      check_room(s, *h, a);
    }
  }
}

}  // namespace leeward::check
