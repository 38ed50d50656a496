#include <cstdint>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/at_work.h"
#include "ledger/replay.h"
#include "operation/digest.h"
#include "operation/field_device.h"

// Operations of field devices, through the sequencer.
namespace leeward::ledger {
namespace {

using namespace leeward::operation;
using testing::HasSubstr;

auto const kPerson = named<person_id>("there already/1");

operation::command needs_are(std::vector<need> all) {
  return ask_for<households::needs_changed>{{kPerson, std::move(all)}};
}

struct sequencer_devices_test : with_sequencer {
  sequencer_devices_test() {
    start_.must(trip_of(start_, "trip", {"there already"}));
    phone_ = enrolled(start_, "phone", {{named<trip_id>("trip")}, named<centre_id>("hall")});
    begin();
  }

  request comes(devices::arrival const& a, std::optional<operation::command> what) const {
    auto r = request{};
    r.op_ = a.op_;
    r.actor_ = "driver 7";
    auto unreadable =
        what ? std::nullopt : std::optional{refusal{refusal_code::kInvalid, "It has no trip.", "payload", "a trip"}};
    r.what_ = device_operation{a, std::move(what), std::move(unreadable)};
    return r;
  }
  devices::device device() const { return now_->copy().devices_.devices_.at(named<device_id>("phone")); }
  needs needs_now() const { return now_->copy().households_.persons_.at(kPerson).needs_; }

  field_device phone_;
};

TEST_F(sequencer_devices_test, are_taken_once_however_often_they_come) {
  auto const first = comes(phone_.next(now_->now_), needs_are({need::kPet}));
  auto const answered = must(first);
  EXPECT_FALSE(answered.refusal_);
  EXPECT_EQ(needs{{need::kPet}}, needs_now());
  auto const events = new_events();
  EXPECT_EQ(answered, must(first));
  now_->restart();
  EXPECT_EQ(answered, must(first));
  EXPECT_EQ(events, new_events());
  EXPECT_EQ(1U, device().taken_);
  EXPECT_EQ(0, store_.doubled_);
}

// Whatever it is read as: the content is what the device has signed.
TEST_F(sequencer_devices_test, are_known_again_by_what_the_device_has_signed) {
  auto const a = phone_.next(now_->now_);
  auto const answered = must(comes(a, needs_are({need::kPet})));
  EXPECT_EQ(answered, must(comes(a, std::nullopt)));
  auto other = a;
  other.payload_ = "another payload";
  EXPECT_THAT(sentence(comes(other, needs_are({}))), HasSubstr("was used before, for something else."));
  EXPECT_EQ(1U, cases(cases::kind::kReusedId));
  EXPECT_EQ(needs{{need::kPet}}, needs_now());
}

TEST_F(sequencer_devices_test, are_done_and_say_why_they_were_set_aside) {
  auto r = comes(phone_.next(now_->now_), std::nullopt);
  r.subjects_ = {{.subject_ = {5, 6}, .version_ = 1, .bytes_ = "sealed"}};
  auto const answered = must(r);
  ASSERT_TRUE(answered.refusal_);
  EXPECT_EQ("It has no trip.", answered.refusal_->sentence_);
  EXPECT_EQ(1U, cases(cases::kind::kSetAside));
  EXPECT_TRUE(store_.subjects_.empty());
  now_->restart();
  EXPECT_EQ(answered, must(r));
  EXPECT_EQ(1U, device().set_aside_);
}

TEST_F(sequencer_devices_test, bring_the_records_of_people_with_them) {
  auto r =
      comes(phone_.next(now_->now_), ask_for<households::person_described>{{kPerson, 1, {households::detail::kPhone}}});
  r.subjects_ = {{.subject_ = kPerson.v_, .version_ = 1, .bytes_ = "sealed"}};
  EXPECT_FALSE(must(r).refusal_);
  EXPECT_EQ(1U, store_.subjects_.size());
  auto again =
      comes(phone_.next(now_->now_), ask_for<households::person_described>{{kPerson, 1, {households::detail::kPhone}}});
  again.subjects_ = r.subjects_;
  EXPECT_THAT(must(again).refusal_->sentence_, HasSubstr("is there already."));  // set aside, and not lost
  EXPECT_EQ(2U, device().taken_);
  EXPECT_EQ(1U, store_.subjects_.size());
}

TEST_F(sequencer_devices_test, of_a_device_without_keys_are_refused) {
  auto a = phone_.next(now_->now_);
  a.device_ = named<device_id>("stranger");
  auto const answered = now_->ask(comes(a, needs_are({})));
  ASSERT_TRUE(answered);
  EXPECT_EQ(outcome::kRefused, answered->outcome_);
  EXPECT_EQ("device", answered->refusal_->field_);
  EXPECT_EQ(0U, new_events());
}

TEST_F(sequencer_devices_test, have_the_number_that_the_device_gave_them) {
  auto r = comes(phone_.next(now_->now_), needs_are({}));
  r.op_ = op_named("another");
  EXPECT_EQ("It is asked under another number than the device gave it.", sentence(r));
  auto nothing = comes(phone_.next(now_->now_), needs_are({}));
  std::get<device_operation>(nothing.what_).what_.reset();
  EXPECT_EQ("What a device asks is a command, or cannot be read for a reason.", sentence(nothing));
}

TEST_F(sequencer_devices_test, suggest_who_may_be_there_already) {
  auto r = comes(phone_.next(now_->now_), ask_for<households::registered>{household_of("again", 2)});
  r.candidates_ = {{named<household_id>("there already"), "same telephone"}};
  must(r);
  EXPECT_EQ(1U, cases(cases::kind::kDuplicate));
}

// 26, 28: in one batch, in the order of each device, whatever their clocks say.
TEST_F(sequencer_devices_test, come_as_a_flood_and_are_the_same_after_a_restart) {
  for (auto i = 0; i != 300; ++i) {
    auto a = phone_.next(now_->now_);
    a.claimed_ = {std::int64_t{i} * 10'000'000};  // by years
    now_->sequencer_->post(comes(a, needs_are(i % 2 == 0 ? std::vector{need::kPet} : std::vector<need>{})),
                           [](answer const& got) {
                             EXPECT_EQ(outcome::kDone, got.outcome_) << (got.refusal_ ? got.refusal_->sentence_ : "");
                           });
  }
  now_->work();
  EXPECT_EQ(300U, device().taken_);
  EXPECT_EQ(0U, device().set_aside_);
  auto const before = digest_of(now_->copy());
  now_->restart();
  EXPECT_EQ(before, digest_of(now_->copy()));
}

}  // namespace
}  // namespace leeward::ledger
