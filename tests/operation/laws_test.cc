#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/random.h"
#include "operation/conservation.h"
#include "operation/custody/children.h"
#include "operation/custody/watch.h"
#include "operation/digest.h"
#include "operation/duplicates/standing.h"
#include "operation/in_words.h"
#include "operation/people.h"
#include "operation/random_command.h"
#include "operation/regions/offers.h"
#include "operation/trips/manifest.h"

// What holds after every command, whatever was asked before.
namespace leeward::operation {

namespace {

constexpr auto const kCommands = std::size_t{120};
constexpr auto const kDaysOfADraw = 20;  // a draw of rapidcheck costs more than a day

template <typename Concerns>
bool some_case(state const& s, std::initializer_list<cases::kind> const kinds, Concerns const& concerns) {
  return std::ranges::any_of(s.cases_.cases_.all(), [&](cases::open_case const& c) {
    return std::ranges::find(kinds, c.what_.kind_) != kinds.end() && concerns(c.what_.about_);
  });
}

using broken = std::optional<std::string>;

// Fewer than promised: only where a case says so to somebody.
broken seats(state const& s) {
  for (auto const& t : s.trips_.trips_.all()) {
    auto const fits = s.fleet_.vehicles_.at(t.vehicle_).space_.fits(trips::given_away(t));
    if (!fits && !some_case(s, {cases::kind::kUnfitting, cases::kind::kPromiseChanged, cases::kind::kTwoPlaces},
                            [&](cases::about const& a) { return a.trip_ == t.id_; })) {
      return "a trip has promised more than its vehicle has, and nobody is told";
    }
  }
  return std::nullopt;
}

broken enough_beds(state const& s) {
  for (auto const& c : s.centres_.centres_.all()) {
    auto const negative = centres::free_beds(c).general_ < 0 || centres::free_beds(c).accessible_ < 0;
    if (negative && !some_case(s, {cases::kind::kOverbooked, cases::kind::kPromiseChanged},
                               [&](cases::about const& a) { return a.centre_ == c.id_; })) {
      return c.name_ + " has promised more beds than it has, and nobody is told";
    }
  }
  return std::nullopt;
}

bool is_named(state const& s, person_id const& person, household_id const& household) {
  return some_case(
      s, {cases::kind::kSeparated, cases::kind::kPromiseChanged, cases::kind::kTwoPlaces, cases::kind::kContradiction},
      [&](cases::about const& a) {
        return std::ranges::find(a.persons_, person) != a.persons_.end() ||
               std::ranges::find(a.households_, household) != a.households_.end();
      });
}

// Who of a household that is on the road is not on that trip is named in a case.
broken households_whole(state const& s) {
  for (auto const& t : s.trips_.trips_.all()) {
    if (t.phase_ != trips::phase::kUnderWay) {
      continue;
    }
    auto const on_board = trips::people_on(t, place::kUnderWay);
    for (auto const p : on_board) {
      auto const h = s.households_.persons_.at(p).household_;
      for (auto const other : members(s, h)) {
        auto const stays_behind = place_of(s, other) <= place::kBoarded;
        if (stays_behind && !is_named(s, s.households_.persons_.at(other).id_, s.households_.households_.at(h).id_)) {
          return fmt::format("person {} travels without person {}, and nobody is told", p.v_, other.v_);
        }
      }
    }
  }
  return std::nullopt;
}

// Beds of another region beyond what it has offered.
broken offers(state const& s) {
  for (auto i = std::uint32_t{0}; i != s.centres_.centres_.size(); ++i) {
    auto const& c = s.centres_.centres_.at(centre_row{i});
    if (c.region_ && regions::left_of_offers(s, centre_row{i}).below_zero() &&
        !some_case(s, {cases::kind::kOverbooked}, [&](cases::about const& a) { return a.centre_ == c.id_; })) {
      return c.name_ + " holds or houses more than was offered, and nobody is told";
    }
  }
  return std::nullopt;
}

// By one look at everybody.
broken watched(state const& s) {
  auto late = custody::overdue(s.custody_, s.now_);
  std::ranges::sort(late);
  auto again = std::vector<person_row>{};
  for (auto i = std::uint32_t{0}; i != s.custody_.tracks_.size(); ++i) {
    if (auto const until = s.custody_.tracks_[i].watched_until_; until && *until <= s.now_) {
      again.push_back(person_row{i});
    }
  }
  return late == again ? std::nullopt : std::optional{"who is overdue is not who was not seen in time"};
}

// A child that leaves without a guardian on board, or an adult of its household where none was named.
broken children_of(state const& s, trips::trip const& t) {
  auto const on_board = trips::people_on(t, place::kUnderWay);
  for (auto const p : on_board) {
    auto const& child = s.households_.persons_.at(p);
    if (child.age_ != households::age_band::kUnder3 && child.age_ != households::age_band::kChild) {
      continue;
    }
    auto const guarded = custody::guardianship_of(s, p);
    auto const looks_after = [&](person_row const other) {
      auto const& of = s.households_.persons_.at(other);
      auto const is_it = [&](person_row const g) { return duplicates::standing_for(s, g) == other; };
      return guarded ? std::ranges::any_of(guarded->guardians_, is_it)
                     : of.household_ == child.household_ && of.age_ != households::age_band::kUnder3 &&
                           of.age_ != households::age_band::kChild;
    };
    auto const is_safe = (guarded && guarded->handed_over_) || std::ranges::any_of(on_board, looks_after);
    if (!is_safe && !some_case(s, {cases::kind::kChildAlone}, [&](cases::about const& a) {
          return std::ranges::find(a.persons_, child.id_) != a.persons_.end();
        })) {
      return fmt::format("child {} travels alone, and nobody is told", p.v_);
    }
  }
  return std::nullopt;
}

broken children_who_left(state const& s, command const& c) {
  auto const* const of_trips = std::get_if<trips::command>(&c);
  auto const* const left = of_trips == nullptr ? nullptr : std::get_if<trips::depart>(of_trips);
  return left == nullptr ? std::nullopt : children_of(s, s.trips_.trips_.at(left->trip_));
}

broken counts(state const& s) {
  auto const same = recount(s);
  return same ? std::nullopt : std::optional{same.error().sentence_};
}

broken refusal_says_why(std::optional<refusal> const& r) {
  return r && (r->sentence_.empty() || r->field_.empty() || r->accepted_.empty())
             ? std::optional{fmt::format("a refusal without a reason: {} / {} / {}", r->sentence_, r->field_,
                                         r->accepted_)}
             : std::nullopt;
}

}  // namespace

namespace {

std::string words_of(std::string_view const wrong, std::vector<std::string> const& done, command const& c) {
  return fmt::format("{}, after\n{}\nand now\n{}", wrong, fmt::join(done, "\n"), in_words(c));
}

// One day; what broke a law, if anything did.
broken a_day(random_source& dice) {
  auto r = small_world(dice);
  auto done = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i != kCommands; ++i) {
    r.wait(seconds{dice.chance(1, 20) ? dice.between(3'600, 30'000) : dice.between(0, 600)});
    auto const c = random_command(dice, r);
    auto const before = digest_of(r.state_);
    auto const refused = r.attempt(c);
    if (!refused) {
      done.push_back(in_words(c));
    }
    auto wrong = refusal_says_why(refused);
    if (refused && digest_of(r.state_) != before) {
      wrong = "a refusal changed something";
    }
    for (auto const law : {counts, seats, enough_beds, offers, watched, households_whole}) {
      wrong = wrong ? wrong : law(r.state_);
    }
    if (!refused && !wrong) {
      wrong = children_who_left(r.state_, c);
    }
    if (wrong) {
      return words_of(*wrong, done, c);
    }
  }
  return std::nullopt;
}

}  // namespace

RC_GTEST_PROP(laws, hold_after_every_command, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  for (auto day = 0; day != kDaysOfADraw; ++day) {
    if (auto const wrong = a_day(dice)) {
      RC_FAIL(*wrong);
    }
  }
}

// Else the laws would hold for want of anything that breaks them. An operation is opened once, in small_world().
TEST(laws, are_tried_by_every_kind_of_command) {
  auto accepted = std::set<std::string>{"open_operation"};
  auto dice = random_source{1};
  for (auto round = 0; round != 4'000; ++round) {
    auto r = small_world(dice);
    for (auto i = std::size_t{0}; i != kCommands; ++i) {
      r.wait(seconds{dice.between(0, 600)});
      auto const c = random_command(dice, r);
      if (!r.attempt(c)) {
        accepted.insert(name_of(c));
      }
    }
  }
  for_each_kind([&](auto const& what) { EXPECT_TRUE(accepted.contains(name_of(what))) << name_of(what); });
}

RC_GTEST_PROP(laws, the_same_events_give_the_same_state, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  for (auto day = 0; day != kDaysOfADraw; ++day) {
    auto r = small_world(dice);
    for (auto i = std::size_t{0}; i != kCommands; ++i) {
      r.wait(seconds{dice.between(0, 600)});
      r.attempt(random_command(dice, r));
    }
    auto again = state{};
    for (auto i = std::size_t{0}; i != r.log_.size(); ++i) {
      apply(again, r.at_[i], r.log_[i]);
    }
    RC_ASSERT(digest_of(again) == digest_of(r.state_));
  }
}

}  // namespace leeward::operation
