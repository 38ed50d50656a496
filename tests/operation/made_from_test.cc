#include <functional>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "operation/running.h"

// A plan is made from a state and committed to a later one: what it relies on may have been touched since.
namespace leeward::operation {

namespace {

auto const kA = named<household_id>("a");
auto const kBus = named<vehicle_id>("bus 1");
auto const kCrew = named<crew_id>("crew 1");
auto const kSchool = named<point_id>("school");
auto const kRoom = named<room_id>("room 1");

running two_households() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(ask_for<households::registered>{household_of("b", 2)});
  return r;
}

trips::commit_trip other_trip(running const& r, std::string_view const household) {
  return on_bus("2", trip_of(r, "other", {household}));
}

struct outcome {
  std::string refused_field_;  // of the trip with "a" that was planned before the change; empty: committed
  bool other_is_committed_{false};
};

// Two trips are planned, "a" on bus 1 and "b" on bus 2 to the far school; then something changes; then both are
// committed.
outcome after(running r, std::function<void(running&)> const& change) {
  auto planned = trip_of(r, "trip", {"a"});
  auto other = other_trip(r, "b");
  other.to_ = named<centre_id>("school far away");
  other.stops_ = {{std::nullopt, named<household_id>("b"), other.departs_}};
  planned.made_from_ = r.state_.events_;
  other.made_from_ = r.state_.events_;
  change(r);
  auto const refused = r.try_to(planned);
  if (refused) {
    EXPECT_EQ(refusal_code::kWrongState, refused->code_) << refused->sentence_;
    EXPECT_NE(std::string::npos, refused->sentence_.find("has changed since the plan was made")) << refused->sentence_;
    EXPECT_EQ("a plan made from what is known now", refused->accepted_);
  }
  return {refused ? refused->field_ : "", !r.try_to(other)};
}

void expect_touches(std::string const& field, std::function<void(running&)> const& change) {
  auto const o = after(two_households(), change);
  EXPECT_EQ(field, o.refused_field_);
  EXPECT_TRUE(o.other_is_committed_);
}

void expect_touches_nothing(std::function<void(running&)> const& change) { expect_touches("", change); }

households::person_joined grandmother_joins() {
  return {kA, {named<person_id>("a/4"), households::age_band::kOver75, {}}, households::joined::kAsked};
}

}  // namespace

TEST(made_from, a_household_is_touched_by_what_changes_who_travels_and_how) {
  expect_touches("households[0]", [](running& r) { r.must(ask_for<households::person_joined>{grandmother_joins()}); });
  expect_touches("households[0]", [](running& r) {
    r.must(ask_for<households::needs_changed>{{named<person_id>("a/1"), {need::kPregnant}}});
  });
  expect_touches("households[0]", [](running& r) {
    r.must(ask_for<households::boarding_changed>{{kA, named<zone_id>("city"), std::nullopt, true}});
  });
  expect_touches("households[0]", [](running& r) {
    r.must(ask_for<households::split>{{kA, named<household_id>("part"), people({"a/3"}), "consent"}});
  });
  expect_touches("households[0]", [](running& r) { r.must(custody::record_death{named<person_id>("a/3")}); });
  expect_touches("households[0]", [](running& r) {
    r.must(custody::withdraw{kA});
    r.must(custody::ask_again{kA});
  });
}

TEST(made_from, a_gone_that_was_wrong_touches_the_household_again) {
  auto r = two_households();
  r.must(custody::record_death{named<person_id>("a/3")});
  auto const died = std::get<custody::moved>(std::get<custody::event>(r.log_.back())).fact_;
  auto planned = trip_of(r, "trip", {"a"});
  planned.made_from_ = r.state_.events_;
  r.must(custody::void_fact{died, people({"a/3"}), "another person"});
  EXPECT_EQ("households[0]", r.try_to(planned)->field_);
}

TEST(made_from, a_household_is_touched_by_a_merge_and_by_its_undo) {
  auto const merge = [](running& r, std::string_view const from, std::string_view const into) {
    auto const first = named<household_id>(from);
    auto const second = named<household_id>(into);
    r.must(ask_for<duplicates::judged>{{first, second, duplicates::verdict::kSame, "spoke to them", "me"}});
    r.must(ask_for<duplicates::merged>{{named<merge_id>("m"), first, second, {}, people({"c/1"}), "me"}});
  };
  auto r = two_households();
  r.must(ask_for<households::registered>{household_of("c", 1)});
  EXPECT_EQ("households[0]", after(r, [&](running& now) { merge(now, "c", "a"); }).refused_field_);
  merge(r, "c", "a");
  EXPECT_EQ("households[0]", after(r, [](running& now) {
                               now.must(duplicates::undo_merge{named<merge_id>("m"), "two families"});
                             }).refused_field_);
}

TEST(made_from, a_confirmation_that_was_undone_and_given_again_touches) {
  auto r = two_households();
  auto self = household_of("self", 1);
  self.origin_ = households::origin::kSelf;
  r.must(ask_for<households::registered>{self});
  r.must(households::confirm{households::origin::kStaff, {self.household_}});
  auto planned = trip_of(r, "trip", {"self"});
  planned.made_from_ = r.state_.events_;
  r.must(ask_for<households::confirmation_undone>{{r.state_.households_.confirmations_.begin()->first}});
  EXPECT_EQ(refusal_code::kNotConfirmed, r.try_to(planned)->code_);
  r.must(households::confirm{households::origin::kStaff, {self.household_}});
  EXPECT_EQ("Household " + to_string(self.household_) +
                " has changed since the plan was made: who belongs to it, what they need, where they board, or whether "
                "they come.",
            r.try_to(planned)->sentence_);
}

TEST(made_from, a_vehicle_and_a_crew_are_touched_by_what_keeps_them_from_the_trip) {
  auto const lift = [](bool const works) { return ask_for<fleet::inspected>{{kBus, true, works, "lift"}}; };
  expect_touches("vehicle", [&](running& r) { r.must(lift(false)); });
  expect_touches("crew", [](running& r) {
    r.must(ask_for<fleet::crew_hours_set>{{kCrew, r.now_, r.now_ + seconds{std::int64_t{12} * 3600}}});
  });
  // On its way when the plan was made, and not where the plan has it next.
  auto const under_way = [] {
    auto r = two_households();
    auto before = trip_of(r, "before", {});
    before.departs_ = r.now_ + seconds{60};
    before.arrives_ = r.now_ + seconds{1800};
    r.must(before);
    r.must(trips::change_phase{before.trip_, trips::phase::kLoading, {}});
    r.must(trips::depart{before.trip_, {}, {}, {}});
    return r;
  };
  auto const broken =
      after(under_way(), [](running& r) { r.must(trips::break_down{named<trip_id>("before"), "engine"}); });
  EXPECT_EQ("vehicle", broken.refused_field_);
  auto const diverted = after(under_way(), [](running& r) {
    r.must(ask_for<trips::diverted>{{named<trip_id>("before"), named<centre_id>("school far away"), "no water"}});
  });
  EXPECT_EQ("vehicle", diverted.refused_field_);
  EXPECT_EQ("", after(under_way(), [](running& r) {
                  r.must(trips::arrive{.trip_ = named<trip_id>("before"), .counted_ = {}, .reason_ = {}});
                }).refused_field_);
}

TEST(made_from, a_point_and_a_centre_are_touched_by_what_they_have_less_of) {
  expect_touches("stops[0]", [](running& r) {
    r.must(ask_for<zones::point_closed>{{kSchool, true, "shelling"}});
    r.must(ask_for<zones::point_closed>{{kSchool, false, "quiet"}});
  });
  expect_touches("to", [](running& r) {
    r.must(ask_for<centres::status_set>{{kHall, centres::status::kClosing, "no water"}});
    r.must(ask_for<centres::status_set>{{kHall, centres::status::kOpen, "water"}});
  });
  expect_touches("to", [](running& r) { r.must(ask_for<centres::room_set>{{kHall, kRoom, {6, 0}, true, true}}); });
  expect_touches("to", [](running& r) { r.must(ask_for<centres::beds_blocked>{{kHall, kRoom, {1, 0}, "leak"}}); });
  expect_touches("to", [](running& r) { r.must(ask_for<centres::intake_set>{{kHall, 20}}); });
}

TEST(made_from, a_centre_of_another_region_is_touched_by_an_offer_that_stands_no_more) {
  auto r = two_households();
  auto const camp = named<centre_id>("camp");
  r.must(ask_for<regions::added>{{named<region_id>("neighbour"), "Neighbour"}});
  auto c = centres::added{};
  c.centre_ = camp;
  c.region_ = named<region_id>("neighbour");
  r.must(ask_for<centres::added>{c});
  r.must(ask_for<centres::room_set>{{camp, kRoom, {20, 0}, true, true}});
  for (auto const name : {"first", "second"}) {
    auto const offer = named<offer_id>(name);
    r.must(ask_for<regions::offered>{{offer, {}, {}, *c.region_, {{camp, {10, 0}}}, "", r.now_ + seconds{7200}}});
    r.must(ask_for<regions::offer_changed>{{offer, regions::offer_status::kAccepted, "", "me"}});
  }
  auto planned = trip_of(r, "trip", {"a"});
  planned.to_ = camp;
  planned.made_from_ = r.state_.events_;
  r.must(ask_for<regions::offer_changed>{
      {named<offer_id>("first"), regions::offer_status::kWithdrawn, "heating failed", "liaison"}});
  EXPECT_EQ("to", r.try_to(planned)->field_);
}

TEST(made_from, what_leaves_the_plan_as_it_was_touches_nothing) {
  expect_touches_nothing([](running& r) {
    auto third = other_trip(r, "b");
    third.trip_ = named<trip_id>("third");
    r.must(third);
    r.must(trips::call_off{third.trip_, false, "a tyre", r.now_ + seconds{60}});
  });
  expect_touches_nothing([](running& r) { r.must(ask_for<fleet::inspected>{{kBus, true, true, "nothing"}}); });
  expect_touches_nothing([](running& r) {
    auto const& crew = r.state_.fleet_.crews_.at(kCrew);
    r.must(ask_for<fleet::crew_hours_set>{{kCrew, crew.from_, crew.until_}});
  });
  expect_touches_nothing([](running& r) { r.must(ask_for<centres::room_set>{{kHall, kRoom, {9, 1}, true, true}}); });
  expect_touches_nothing([](running& r) { r.must(ask_for<centres::intake_set>{{kHall, std::nullopt}}); });
  expect_touches_nothing([](running& r) { r.must(ask_for<custody::sighted>{{people({"a/1"}), {}, kSchool, "me"}}); });
  expect_touches_nothing([](running& r) { r.must(ask_for<households::disclosure_set>{{kA, true}}); });
}

TEST(made_from, what_touches_one_trip_leaves_the_other_alone) {
  auto const o = after(two_households(), [](running& r) {
    r.must(ask_for<households::needs_changed>{{named<person_id>("b/1"), {need::kPregnant}}});
  });
  EXPECT_EQ("", o.refused_field_);
  EXPECT_FALSE(o.other_is_committed_);
}

TEST(made_from, trips_of_one_plan_share_a_centre_and_a_bus) {
  auto r = two_households();
  auto first = trip_of(r, "first", {"a"});
  auto second = trip_of(r, "second", {"b"});
  second.departs_ = first.arrives_ + seconds{3600};
  second.arrives_ = second.departs_ + seconds{3600};
  second.hold_until_ = second.arrives_;
  first.made_from_ = r.state_.events_;
  second.made_from_ = r.state_.events_;
  r.must(first);
  r.must(second);
}

TEST(made_from, without_it_nothing_is_asked_and_the_future_is_refused) {
  auto r = two_households();
  auto t = trip_of(r, "trip", {"a"});
  r.must(ask_for<households::person_joined>{grandmother_joins()});
  t.made_from_ = r.state_.events_ + 1;
  EXPECT_EQ("made_from", r.try_to(t)->field_);
  t.made_from_.reset();
  r.must(t);
}

}  // namespace leeward::operation
