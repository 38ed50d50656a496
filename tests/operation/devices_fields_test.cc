#include <optional>

#include <gtest/gtest.h>

#include "operation/devices/fields.h"
#include "operation/field_device.h"
#include "operation/outstanding.h"

// What more than one edits without knowing of the others.
namespace leeward::operation {

namespace {

auto const kPerson = named<person_id>("a/1");
auto const kHousehold = named<household_id>("a");

using base = std::map<std::string, std::uint32_t>;

command needs_are(std::vector<need> all) { return ask_for<households::needs_changed>{{kPerson, std::move(all)}}; }

command boards(std::optional<std::string_view> const point) {
  auto b = households::boarding_changed{kHousehold, named<zone_id>("city"), {}, !point};
  if (point) {
    b.point_ = named<point_id>(*point);
  }
  return ask_for<households::boarding_changed>{b};
}

command describes(std::uint32_t const version, std::vector<households::detail> fields) {
  return ask_for<households::person_described>{{kPerson, version, std::move(fields)}};
}

// Clerks of one hall, in which the household is.
struct device_fields : testing::Test {
  device_fields() {
    auto a = household_of("a", 2);
    a.members_[0].needs_ = {need::kOxygen};
    r_.must(ask_for<households::registered>{a});
    r_.must(ask_for<zones::point_added>{{named<point_id>("church"), named<zone_id>("city"), "Church", true}});
    r_.must(custody::check_in{kHall, people({"a/1", "a/2"}), {}});
    for (auto* const d : {&one_, &two_, &three_}) {
      *d = enrolled(r_, d->name_, {{}, kHall});
    }
  }

  needs now() const { return r_.state_.households_.persons_.at(kPerson).needs_; }
  std::size_t contradictions() const { return open_cases(r_.state_, cases::kind::kContradiction); }
  std::uint32_t version(devices::field const f) const {
    auto const of = f == devices::field::kBoardingPlace ? kHousehold.v_ : kPerson.v_;
    return devices::version_of(r_.state_, of, f);
  }
  command needs_of_b_are(std::vector<need> all) const {
    return ask_for<households::needs_changed>{{named<person_id>("b/1"), std::move(all)}};
  }
  needs needs_of_b() const { return r_.state_.households_.persons_.at(named<person_id>("b/1")).needs_; }
  void tell_awaited() {
    while (is_anything_outstanding(r_.state_)) {
      r_.must(operations::advance_clock{});
    }
  }
  void does(field_device& d, command const& c, base const& seen = {}) { EXPECT_FALSE(d.does(r_, c, seen)); }

  running r_{begun()};
  field_device one_{.name_ = "one"};
  field_device two_{.name_ = "two"};
  field_device three_{.name_ = "three"};
};

// In every order of some edits of different devices.
struct device_orders : device_fields, testing::WithParamInterface<bool> {
  template <typename First, typename Second>
  void both(First const& first, Second const& second) {
    if (GetParam()) {
      first();
      second();
    } else {
      second();
      first();
    }
  }
};

INSTANTIATE_TEST_SUITE_P(order, device_orders, testing::Bool());

}  // namespace

// Also when others were heard first, so that the fact stands on no leg.
TEST_F(device_fields, are_changed_by_whoever_told_of_somebody_in_whatever_order_it_comes) {
  auto const school = named<centre_id>("school far away");
  auto far = enrolled(r_, "far", {{}, school});
  auto const told = far.next(r_.now_);
  r_.wait(seconds{60});
  does(one_, custody::check_in{kHall, people({"a/1"}), {}});
  EXPECT_FALSE(r_.take(told, custody::check_in{school, people({"a/1"}), {}}));
  does(far, needs_are({need::kPet}));
}

// Two desks of one hall without a network: one lets a household in, the other writes down what somebody needs.
TEST_P(device_orders, an_edit_counts_when_another_device_has_told_that_the_household_is_there) {
  r_.must(ask_for<households::registered>{household_of("b", 1)});
  both([&] { does(one_, custody::check_in{kHall, people({"b/1"}), {}}); },
       [&] { two_.does(r_, needs_of_b_are({need::kPet})); });
  tell_awaited();
  EXPECT_EQ(needs{{need::kPet}}, needs_of_b());
  EXPECT_EQ(0U, open_cases(r_.state_, cases::kind::kSetAside));
  EXPECT_EQ(0U, state_of(r_, two_).set_aside_);
}

TEST_P(device_orders, an_edit_of_who_is_registered_later_counts_then) {
  both(
      [&] {
        does(one_, ask_for<households::registered>{household_of("b", 1)});
        does(one_, custody::check_in{kHall, people({"b/1"}), {}});
      },
      [&] { two_.does(r_, needs_of_b_are({need::kPet})); });
  tell_awaited();
  EXPECT_EQ(needs{{need::kPet}}, needs_of_b());
  EXPECT_EQ(0U, open_cases(r_.state_, cases::kind::kSetAside));
}

TEST_F(device_fields, an_edit_stays_a_case_while_nobody_tells_that_the_household_was_there) {
  r_.must(ask_for<households::registered>{household_of("b", 1)});
  auto const school = named<centre_id>("school far away");
  auto far = enrolled(r_, "far", {{}, school});
  EXPECT_TRUE(two_.does(r_, needs_of_b_are({need::kPet})));
  does(far, custody::check_in{school, people({"b/1"}), {}});
  tell_awaited();
  EXPECT_EQ(needs{}, needs_of_b());
  EXPECT_EQ(1U, open_cases(r_.state_, cases::kind::kSetAside));
  EXPECT_EQ(1U, state_of(r_, two_).set_aside_);
}

TEST_F(device_fields, an_edit_whose_case_a_person_has_settled_is_awaited_no_longer) {
  r_.must(ask_for<households::registered>{household_of("b", 1)});
  EXPECT_TRUE(two_.does(r_, needs_of_b_are({need::kPet})));
  r_.must(ask_for<cases::settled>{{r_.state_.cases_.cases_.all().back().what_.case_, "They have no pet.", "staff 1"}});
  does(one_, custody::check_in{kHall, people({"b/1"}), {}});
  tell_awaited();
  EXPECT_EQ(needs{}, needs_of_b());
  EXPECT_TRUE(r_.state_.devices_.awaited_.empty());
}

TEST_F(device_fields, a_need_goes_when_nobody_else_has_spoken_of_it) {
  does(one_, needs_are({need::kPet}));
  EXPECT_EQ(needs{{need::kPet}}, now());
  EXPECT_EQ(1U, version(devices::field::kNeeds));
  does(two_, needs_are({}), {{"needs", 1}});
  EXPECT_EQ(needs{}, now());
  EXPECT_EQ(0U, contradictions());
}

TEST_P(device_orders, needs_that_are_added_are_all_there) {
  both([&] { does(one_, needs_are({need::kOxygen, need::kPet})); },
       [&] { does(two_, needs_are({need::kOxygen, need::kCarer})); });
  EXPECT_EQ((needs{{need::kOxygen, need::kPet, need::kCarer}}), now());
  EXPECT_EQ(0U, contradictions());
}

TEST_P(device_orders, a_need_that_one_takes_away_and_another_knows_stays_and_is_a_case) {
  both([&] { does(one_, needs_are({})); }, [&] { does(two_, needs_are({need::kOxygen, need::kPet})); });
  EXPECT_EQ((needs{{need::kOxygen, need::kPet}}), now());
  EXPECT_EQ(1U, contradictions());
  auto const& about = r_.state_.cases_.cases_.all().back().what_.about_;
  EXPECT_EQ(std::vector{kPerson}, about.persons_);
}

TEST_P(device_orders, a_need_that_both_take_away_is_gone) {
  both([&] { does(one_, needs_are({})); }, [&] { does(two_, needs_are({need::kPet})); });
  EXPECT_EQ(needs{{need::kPet}}, now());
  EXPECT_EQ(0U, contradictions());
}

// Its own edits need not have come back to it.
TEST_P(device_orders, a_device_does_not_contradict_itself) {
  does(one_, needs_are({need::kOxygen, need::kPet}));
  does(one_, needs_are({need::kOxygen}));
  EXPECT_EQ(needs{{need::kOxygen}}, now());
  EXPECT_EQ(0U, contradictions());
}

TEST_F(device_fields, one_contradiction_of_a_field_is_open_and_ends_with_who_has_seen_all) {
  does(one_, needs_are({}));
  does(two_, needs_are({need::kOxygen}));
  does(three_, needs_are({need::kOxygen, need::kCarer}));
  EXPECT_EQ(1U, contradictions());
  does(one_, needs_are({need::kCarer}), {{"needs", 3}});
  EXPECT_EQ(needs{{need::kCarer}}, now());
  EXPECT_EQ(0U, contradictions());
}

// 29: at a desk all is seen, and what a device did not know of that is not lost.
TEST_F(device_fields, an_edit_at_a_desk_is_a_version_that_devices_may_not_know) {
  r_.must(needs_are({}));
  EXPECT_EQ(1U, version(devices::field::kNeeds));
  does(one_, needs_are({need::kOxygen, need::kPet}));
  EXPECT_EQ((needs{{need::kOxygen, need::kPet}}), now());
  EXPECT_EQ(1U, contradictions());
  r_.must(needs_are({need::kPet}));
  EXPECT_EQ(needs{{need::kPet}}, now());
  EXPECT_EQ(0U, contradictions());
}

TEST_P(device_orders, the_later_of_two_boarding_places_counts_and_is_a_case) {
  both([&] { does(one_, boards("church")); }, [&] { does(two_, boards(std::nullopt)); });
  auto const& h = r_.state_.households_.households_.at(kHousehold);
  EXPECT_EQ(GetParam(), h.at_door_);
  EXPECT_EQ(1U, contradictions());
  EXPECT_EQ(2U, version(devices::field::kBoardingPlace));
  EXPECT_EQ(std::vector{kHousehold}, r_.state_.cases_.cases_.all().back().what_.about_.households_);
}

TEST_P(device_orders, the_same_boarding_place_from_two_is_none) {
  both([&] { does(one_, boards("church")); }, [&] { does(two_, boards("church")); });
  EXPECT_EQ(0U, contradictions());
}

// Also where one has said what was so already.
TEST_P(device_orders, who_says_that_it_is_as_before_contradicts_who_says_otherwise) {
  both([&] { does(one_, boards("school")); }, [&] { does(two_, boards("church")); });
  EXPECT_EQ(1U, contradictions());
}

TEST_P(device_orders, fields_of_a_person_are_apart) {
  using enum households::detail;
  both([&] { does(one_, describes(1, {kName, kPhone})); }, [&] { does(two_, describes(2, {kAddress})); });
  EXPECT_EQ(0U, contradictions());
  EXPECT_EQ(2U, r_.state_.households_.persons_.at(kPerson).described_);
}

TEST_P(device_orders, each_field_of_a_person_that_two_have_changed_is_a_case) {
  using enum households::detail;
  both([&] { does(one_, describes(1, {kName, kPhone, kMedical})); },
       [&] { does(two_, describes(2, {kAddress, kPhone, kName})); });
  EXPECT_EQ(2U, contradictions());
  EXPECT_EQ(2U, r_.state_.households_.persons_.at(kPerson).described_);
  EXPECT_EQ(2U, version(devices::field::kPhone));
  EXPECT_EQ(1U, version(devices::field::kAddress));
}

TEST_F(device_fields, who_knows_of_the_other_does_not_contradict_it) {
  does(one_, describes(1, {households::detail::kPhone}));
  does(two_, describes(2, {households::detail::kPhone}), {{"phone", 1}});
  EXPECT_EQ(0U, contradictions());
}

TEST_F(device_fields, what_is_described_is_described_of_somebody_in_some_field) {
  auto const why = [](std::optional<refusal> const& r) { return r.value_or(refusal{}); };
  EXPECT_EQ("version", why(one_.does(r_, describes(0, {households::detail::kPhone}))).field_);
  EXPECT_EQ("fields", why(one_.does(r_, describes(1, {}))).field_);
  EXPECT_EQ("fields[1]",
            why(one_.does(r_, describes(1, {households::detail::kText, households::detail::kText}))).field_);
  EXPECT_EQ("version", refused_field(r_, describes(0, {households::detail::kPhone})));
  r_.must(describes(3, {households::detail::kPhone}));
  EXPECT_EQ("Version 3 of what is kept about this person is known already; this is version 3.",
            why(r_.try_to(describes(3, {households::detail::kPhone}))).sentence_);
}

TEST_F(device_fields, who_was_registered_with_a_record_is_described_by_it) {
  auto b = household_of("b", 1);
  b.members_[0].described_ = 1;
  r_.must(ask_for<households::registered>{b});
  EXPECT_EQ(1U, r_.state_.households_.persons_.at(named<person_id>("b/1")).described_);
  EXPECT_EQ(0U, r_.state_.households_.persons_.at(kPerson).described_);
}

// One case, whatever has become of the promise since.
TEST_F(device_fields, whoever_was_promised_a_place_and_needs_another_is_a_case) {
  r_.must(ask_for<households::registered>{household_of("b", 2)});
  r_.must(trip_of(r_, "trip", {"b"}));
  auto phone = enrolled(r_, "phone", {{named<trip_id>("trip")}, {}});
  auto const b = named<person_id>("b/1");
  EXPECT_FALSE(phone.does(r_, ask_for<households::needs_changed>{{b, {need::kWheelchair}}}));
  EXPECT_FALSE(phone.does(r_, ask_for<households::needs_changed>{{b, {need::kLying}}}));
  EXPECT_EQ(1U, open_cases(r_.state_, cases::kind::kPromiseChanged));
  EXPECT_EQ(1, r_.state_.trips_.trips_.at(named<trip_id>("trip")).taken_.lying_);
  r_.wait(seconds{std::int64_t{4} * 3'600});  // it has left by then, and a clerk looks after them
  r_.must(ask_for<cases::settled>{{r_.state_.devices_.questioned_.begin()->second, "another bus", "staff 1"}});
  EXPECT_FALSE(phone.does(r_, ask_for<households::needs_changed>{{b, {}}}));
  EXPECT_EQ(0U, open_cases(r_.state_, cases::kind::kPromiseChanged));
}

// Whichever is heard first.
TEST_P(device_orders, the_bed_that_somebody_needs_is_the_bed_that_they_take_up) {
  auto const sleeps = custody::give_bed{kHall, named<room_id>("room 1"), people({"a/1"})};
  both([&] { does(one_, sleeps); }, [&] { does(two_, needs_are({need::kWheelchair})); });
  EXPECT_EQ((beds{9, 0}), free_in(r_, "hall"));
  EXPECT_EQ(0U, open_cases(r_.state_, cases::kind::kOverbooked));
  does(three_, ask_for<households::needs_changed>{{named<person_id>("a/2"), {need::kLying}}});
  EXPECT_EQ((beds{10, -1}), free_in(r_, "hall"));
  EXPECT_EQ(1U, open_cases(r_.state_, cases::kind::kOverbooked));
}

TEST_F(device_fields, a_bed_that_is_needed_at_a_desk_and_not_there_is_a_case) {
  r_.must(custody::give_bed{kHall, named<room_id>("room 2"), people({"a/1"})});
  r_.must(needs_are({need::kWheelchair}));
  EXPECT_EQ(1U, open_cases(r_.state_, cases::kind::kOverbooked));
  EXPECT_EQ((beds{9, 0}), free_in(r_, "hall"));
}

TEST(device_history, keeps_no_more_than_it_says) {
  auto h = devices::history{};
  for (auto i = std::uint32_t{0}; i != 200; ++i) {
    auto e = devices::edit{};
    e.by_ = device_row{i};
    e.said_ = needs{{need::kPet}};
    h = devices::with(std::move(h), {}, e, 0);
  }
  EXPECT_EQ(200U, h.version_);
  EXPECT_EQ(devices::kMostStanding, h.standing_.size());
  EXPECT_EQ(devices::kVersionsKept, h.were_.size());
}

}  // namespace leeward::operation
