#include <gtest/gtest.h>

#include "operation/field_device.h"

// The log of a device: its order, what of it never came, its clock, and what is set aside.
namespace leeward::operation {

namespace {

struct device_log : testing::Test {
  device_log() {
    r_.must(ask_for<households::registered>{household_of("a", 3)});
    r_.must(ask_for<households::registered>{household_of("b", 2)});
    r_.must(trip_of(r_, "trip", {"a"}));
    r_.must(on_bus("2", trip_of(r_, "other", {})));
    r_.must(trips::change_phase{kTrip, trips::phase::kLoading, {}});
    phone_ = enrolled(r_, "phone", {{kTrip}, {}});
    r_.wait(seconds{60});
  }

  devices::device const& kept() const { return state_of(r_, phone_); }
  std::optional<refusal> takes(devices::arrival const& a) { return r_.take(a, sees("a/1")); }
  command sees(std::string_view const who) const { return custody::board{kTrip, people({who})}; }
  cases::open_case const& last_case() const { return r_.state_.cases_.cases_.all().back(); }

  running r_{begun()};
  field_device phone_;
};

}  // namespace

TEST_F(device_log, counts_on_and_knows_its_last) {
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
  EXPECT_EQ(2U, kept().taken_);
  EXPECT_EQ(2U, kept().last_);
  EXPECT_EQ(phone_.hash_, kept().hash_);
  EXPECT_EQ(0U, missing_of(kept()));
}

TEST_F(device_log, knows_what_of_it_never_came_and_takes_it_late) {
  auto lost = std::vector<devices::arrival>{};
  for (auto i = 0; i != 6; ++i) {
    lost.push_back(phone_.next(r_.now_));
  }
  EXPECT_FALSE(takes(lost[0]));
  EXPECT_FALSE(takes(lost[5]));
  EXPECT_EQ(4U, missing_of(kept()));
  EXPECT_FALSE(takes(lost[2]));
  EXPECT_EQ(3U, missing_of(kept()));
  EXPECT_EQ(2U, kept().missing_.size());
  EXPECT_FALSE(takes(lost[4]));
  EXPECT_FALSE(takes(lost[1]));
  EXPECT_EQ(1U, missing_of(kept()));
  EXPECT_FALSE(takes(lost[3]));
  EXPECT_TRUE(kept().missing_.empty());
  EXPECT_EQ(6U, kept().taken_);
  EXPECT_EQ(0U, kept().set_aside_);
}

TEST_F(device_log, gives_the_oldest_gap_up_when_there_are_too_many) {
  auto constexpr kGaps = devices::device::kMostGaps;
  for (auto i = std::size_t{0}; i != kGaps + 1; ++i) {
    phone_.next(r_.now_);
    EXPECT_FALSE(r_.take(phone_.next(r_.now_), sees("a/1")));
  }
  EXPECT_EQ(kGaps, kept().missing_.size());
  EXPECT_EQ(kGaps + 1, missing_of(kept()));
  auto again = field_device{.name_ = "phone"};
  EXPECT_TRUE(takes(again.next(r_.now_)));  // number 1 was given up
}

// Two logs under one key: what does not follow has no effect, and the device goes on.
TEST_F(device_log, sets_aside_what_a_clone_sends) {
  auto clone = phone_;
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
  clone.name_ = "phone";
  auto known = clone.next(r_.now_);
  known.op_ = {7, 7};
  auto const aside = r_.take(known, sees("b/1"));
  ASSERT_TRUE(aside);
  EXPECT_EQ("Operation 1 is not of the log that this device has sent so far: two may have its key.", aside->sentence_);
  auto forked = clone.next(r_.now_);
  forked.seq_ = 3;
  forked.op_ = {7, 8};
  forked.prev_ = "another hash";
  EXPECT_TRUE(r_.take(forked, sees("b/1")));
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
  EXPECT_EQ(3U, kept().taken_);
  EXPECT_EQ(2U, kept().set_aside_);
  EXPECT_EQ(place::kWaiting, r_.where("b/1"));
  EXPECT_EQ(2U, open_cases(r_.state_, cases::kind::kSetAside));
}

TEST_F(device_log, fills_a_gap_only_with_what_fits_between) {
  auto const first = phone_.next(r_.now_);
  auto const second = phone_.next(r_.now_);
  auto const third = phone_.next(r_.now_);
  EXPECT_FALSE(takes(first));
  EXPECT_FALSE(takes(third));
  auto wrong = second;
  wrong.op_ = {7, 7};
  wrong.hash_ = "not what the third follows";
  EXPECT_TRUE(takes(wrong));
  wrong = second;
  wrong.op_ = {7, 8};
  wrong.prev_ = "not the first";
  EXPECT_TRUE(takes(wrong));
  EXPECT_EQ(1U, missing_of(kept()));
  EXPECT_FALSE(takes(second));
}

// By the time that nobody can set, since the server was heard; never before what was done before.
TEST_F(device_log, says_when_things_happened) {
  auto a = phone_.next(r_.now_);
  a.heard_.reset();  // not since enrolment, a minute ago
  a.since_heard_ = seconds{20};
  EXPECT_FALSE(takes(a));
  EXPECT_EQ(r_.now_ - seconds{40}, kept().happened_);
  auto b = phone_.next(r_.now_);
  b.heard_ = r_.now_ - seconds{55};
  EXPECT_FALSE(takes(b));
  EXPECT_EQ(r_.now_ - seconds{40}, kept().happened_);
  auto c = phone_.next(r_.now_);
  c.since_heard_ = devices::kClockMayDiffer;  // ahead, but by little
  EXPECT_FALSE(takes(c));
  EXPECT_EQ(r_.now_, kept().happened_);
}

TEST_F(device_log, puts_what_was_done_in_one_second_in_its_own_order) {
  auto desk = enrolled(r_, "desk in the hall", {{}, kHall});
  auto const who = people({"a/1"});
  for (auto i = 0; i != 8; ++i) {
    EXPECT_FALSE(desk.does(r_, custody::check_in{kHall, who, {}}));
    EXPECT_EQ(place::kArrived, r_.where("a/1")) << i;
    EXPECT_FALSE(desk.does(r_, custody::check_out{kHall, who, gone::kOnward, {}}));
    EXPECT_EQ(place::kGone, r_.where("a/1")) << i;
  }
}

TEST_F(device_log, marks_a_clock_that_is_wrong_by_years_and_uses_the_right_time) {
  auto a = phone_.next(r_.now_);
  a.claimed_ = {0};
  EXPECT_FALSE(takes(a));
  auto const& t = std::get<devices::taken>(std::get<devices::event>(r_.log_[r_.log_.size() - 2]));
  EXPECT_TRUE(t.clock_off_);
  EXPECT_EQ(r_.now_, t.happened_);
}

TEST_F(device_log, sets_aside_what_has_not_been_yet_and_goes_on_from_before) {
  auto a = phone_.next(r_.now_);
  a.since_heard_ = devices::kClockMayDiffer + seconds{1};
  auto const before = kept().happened_;
  auto const aside = takes(a);
  ASSERT_TRUE(aside);
  EXPECT_EQ("It would have happened at 2024-01-05T05:06:01Z; it is 2024-01-05T05:01:00Z now.", aside->sentence_);
  EXPECT_EQ(before, kept().happened_);
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
}

TEST_F(device_log, sets_aside_what_has_a_number_from_the_year_9999_and_takes_what_follows) {
  auto const at = [](std::uint64_t const ms) { return uuid{(ms << 16U) | 0x7ABCU, 0x8000'0000'0000'0001U}; };
  auto wrong_by_years = phone_.next(r_.now_);
  wrong_by_years.op_ = at(2'524'608'000'000);  // 2050
  EXPECT_FALSE(takes(wrong_by_years));
  auto a = phone_.next(r_.now_);
  a.op_ = at(253'402'300'799'000);
  auto const aside = takes(a);
  ASSERT_TRUE(aside);
  EXPECT_EQ("op", aside->field_);
  EXPECT_EQ("Its number says that it was made more than a hundred years from now.", aside->sentence_);
  EXPECT_FALSE(takes(phone_.next(r_.now_)));
}

TEST_F(device_log, of_a_revoked_device_counts_as_far_as_it_was_before) {
  auto before = phone_.next(r_.now_);
  auto gap = phone_.next(r_.now_);
  auto behind = phone_.next(r_.now_);
  r_.wait(seconds{60});
  r_.must(ask_for<devices::revoked>{{named<device_id>("phone"), "stolen", "staff 1"}});
  r_.wait(seconds{3'600});
  EXPECT_FALSE(takes(before));
  EXPECT_EQ("The device was revoked at 2024-01-05T05:02:00Z. What was done before this operation has not come.",
            takes(behind)->sentence_);
  EXPECT_FALSE(takes(gap));
  auto const after = phone_.next(r_.now_);
  EXPECT_EQ("The device was revoked at 2024-01-05T05:02:00Z. This happened later.",
            r_.take(after, sees("b/1"))->sentence_);
  EXPECT_EQ(place::kWaiting, r_.where("b/1"));
}

TEST_F(device_log, is_of_the_trips_and_the_centre_that_the_device_is_for) {
  auto const other = phone_.does(r_, custody::board{named<trip_id>("other"), people({"b/1"})});
  ASSERT_TRUE(other);
  EXPECT_EQ(refusal_code::kNotAllowed, other->code_);
  EXPECT_EQ("trip", other->field_);
  EXPECT_EQ(named<trip_id>("other"), last_case().what_.about_.trip_);
  EXPECT_EQ(cases::owner::kDispatcher, last_case().what_.owner_);
  auto const in = phone_.does(r_, custody::check_in{kHall, people({"b/1"}), {}});
  ASSERT_TRUE(in);
  EXPECT_EQ("centre", in->field_);
  EXPECT_EQ(cases::owner::kCentreClerk, last_case().what_.owner_);
  EXPECT_EQ(kHall, last_case().what_.about_.centre_);
  EXPECT_TRUE(phone_.does(r_, ask_for<households::needs_changed>{{named<person_id>("b/1"), {need::kOxygen}}}));
  EXPECT_FALSE(phone_.does(r_, ask_for<households::needs_changed>{{named<person_id>("a/1"), {need::kOxygen}}}));
}

TEST_F(device_log, registers_anybody_and_then_may_speak_of_them) {
  EXPECT_FALSE(phone_.does(r_, ask_for<households::registered>{household_of("new", 2)}));
  EXPECT_FALSE(phone_.does(r_, ask_for<households::needs_changed>{{named<person_id>("new/1"), {need::kPet}}}));
  EXPECT_EQ("household", phone_.does(r_, ask_for<households::registered>{household_of("new", 2)})->field_);
}

// A person judges; both keep their place until then.
TEST_F(device_log, registers_whoever_may_be_there_already_as_well) {
  auto const a = phone_.next(r_.now_);
  EXPECT_FALSE(r_.take(a, ask_for<households::registered>{household_of("b again", 2)}, std::nullopt,
                       {{named<household_id>("b"), "same telephone"}}));
  EXPECT_EQ(1U, open_cases(r_.state_, cases::kind::kDuplicate));
  EXPECT_EQ(place::kWaiting, r_.where("b again/1"));
}

TEST_F(device_log, has_no_effect_where_a_person_at_a_desk_decides) {
  auto const kCase = named<case_id>("case");
  auto const all = std::vector<command>{
      ask_for<cases::settled>{{kCase, "so", "me"}},
      trip_of(r_, "another", {}),
      ask_for<duplicates::merged>{},
      custody::void_fact{},
      custody::withdraw{named<household_id>("a")},
      ask_for<devices::revoked>{{named<device_id>("phone"), "no", "me"}},
      ask_for<devices::seats_leased>{},
      operations::advance_clock{},
      ask_for<operations::subject_erased>{},
  };
  for (auto const& c : all) {
    auto const aside = phone_.does(r_, c);
    ASSERT_TRUE(aside);
    EXPECT_EQ(refusal_code::kNotAllowed, aside->code_);
    EXPECT_EQ("type", aside->field_);
  }
  EXPECT_EQ(all.size(), kept().set_aside_);
  EXPECT_EQ(all.size(), kept().taken_);
}

TEST_F(device_log, keeps_what_could_not_be_read) {
  auto const why = refusal{refusal_code::kInvalid, "It has no trip.", "payload", "a trip"};
  EXPECT_EQ(why, r_.take(phone_.next(r_.now_), std::nullopt, why));
  auto const& aside = std::get<devices::set_aside>(std::get<devices::event>(r_.log_[r_.log_.size() - 2]));
  EXPECT_EQ("payload", aside.payload_);
  EXPECT_EQ(last_case().id_, aside.case_);
  EXPECT_EQ("Operation 1 of the device " + to_string(named<device_id>("phone")) + " had no effect: It has no trip.",
            last_case().what_.sentence_);
}

TEST_F(device_log, sets_aside_what_the_rules_refuse) {
  EXPECT_EQ(refusal_code::kInvalid, phone_.does(r_, custody::board{kTrip, {}})->code_);
  EXPECT_EQ(1U, open_cases(r_.state_, cases::kind::kSetAside));
}

}  // namespace leeward::operation
