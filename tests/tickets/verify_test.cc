#include "tickets/verify.h"

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tickets/made_ticket.h"

namespace leeward::tickets {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

struct steward : testing::Test {
  finding scan(ticket const& t, signing_key const& by = kSigner) const { return scan(sign_ticket(by, t)); }
  finding scan(std::string const& text) const { return verify(text, {kOperation, public_half(kSigner)}, known_, now_); }

  void receive(std::uint32_t const up_to, taken_back const why) {
    known_.take(
        {.operation_ = kOperation, .as_of_ = kIssued, .tickets_ = {{kHousehold, up_to, why}}, .signature_ = {}});
  }

  known_tickets known_{kOperation};
  instant now_{kIssued + seconds{5 * 3600}};
};

TEST_F(steward, lets_a_good_ticket_pass_and_says_that_no_list_is_there) {
  auto const f = scan(made_ticket());
  EXPECT_EQ(verdict::kGood, f.verdict_);
  EXPECT_EQ(made_ticket(), f.ticket_);
  EXPECT_EQ("A good ticket: 0012-3459, 4 persons, until 2024-01-06T17:00:00Z.", f.sentence_);
  EXPECT_THAT(f.notes_, ElementsAre(HasSubstr("No list of tickets taken back has reached this device")));
}

TEST_F(steward, is_told_how_old_the_list_is) {
  receive(2, taken_back::kReplaced);
  EXPECT_THAT(scan(made_ticket()).notes_, ElementsAre(HasSubstr("is 5 h 00 min old (as of 2024-01-05T09:00:00Z)")));
  now_ = kIssued + seconds{12 * 60};
  EXPECT_THAT(scan(made_ticket()).notes_, ElementsAre(HasSubstr("is 12 min old")));
}

TEST_F(steward, is_told_that_a_ticket_is_of_another_operation_whoever_signed_it) {
  auto t = made_ticket();
  ++t.operation_.v_.low_;
  for (auto const& key : {kSigner, signing_key{{9}}}) {
    auto const f = scan(t, key);
    EXPECT_EQ(verdict::kOtherOperation, f.verdict_);
    EXPECT_THAT(f.sentence_, AllOf(HasSubstr("is of another operation (018cd7a1-0c00-7000-8000-000000000002)"),
                                   HasSubstr("not of this one (018cd7a1-0c00-7000-8000-000000000001)")));
    EXPECT_FALSE(f.ticket_.has_value());
  }
}

TEST_F(steward, finds_a_forged_and_an_altered_one) {
  EXPECT_EQ(verdict::kForged, scan(made_ticket(), {{9}}).verdict_);
  auto text = sign_ticket(kSigner, made_ticket());
  text.back() = text.back() == '0' ? '1' : '0';
  auto const f = scan(text);
  EXPECT_EQ(verdict::kForged, f.verdict_);
  EXPECT_FALSE(f.ticket_.has_value());
  EXPECT_EQ(verdict::kUnreadable, scan("LW1:").verdict_);
}

TEST_F(steward, finds_one_that_was_withdrawn_or_replaced_once_the_list_is_there) {
  receive(3, taken_back::kWithdrawn);
  auto f = scan(made_ticket());
  EXPECT_EQ(verdict::kWithdrawn, f.verdict_);
  EXPECT_THAT(f.sentence_, HasSubstr("was withdrawn (0012-3459, 4 persons), known as of 2024-01-05T09:00:00Z"));
  receive(3, taken_back::kReplaced);
  f = scan(made_ticket());
  EXPECT_EQ(verdict::kReplaced, f.verdict_);
  EXPECT_THAT(f.sentence_, HasSubstr("a newer one was issued, known as of 2024-01-05T09:00:00Z"));
}

TEST_F(steward, finds_one_that_has_expired_from_its_last_second_on) {
  now_ = kExpires - seconds{1};
  EXPECT_EQ(verdict::kGood, scan(made_ticket()).verdict_);
  now_ = kExpires;
  auto const f = scan(made_ticket());
  EXPECT_EQ(verdict::kExpired, f.verdict_);
  EXPECT_THAT(f.sentence_, HasSubstr("was good until 2024-01-06T17:00:00Z, and now it is 2024-01-06T17:00:00Z"));
}

TEST_F(steward, is_told_when_this_device_saw_it_before) {
  ASSERT_TRUE(known_.remember(made_ticket(), kIssued + seconds{3600}).has_value());
  auto const f = scan(made_ticket());
  EXPECT_EQ(verdict::kSeenBefore, f.verdict_);
  EXPECT_THAT(f.sentence_, HasSubstr("seen on this device before, at 2024-01-05T10:00:00Z"));
}

TEST_F(steward, is_told_that_the_clock_is_wrong_and_not_that_the_ticket_is) {
  receive(2, taken_back::kReplaced);
  now_ = instant{0};
  auto const f = scan(made_ticket());
  EXPECT_EQ(verdict::kGood, f.verdict_);
  EXPECT_THAT(f.notes_, ElementsAre(HasSubstr("has not reached: set the clock"),
                                    HasSubstr("It was issued at 2024-01-05T09:00:00Z")));
}

}  // namespace
}  // namespace leeward::tickets
