#include "tickets/known_tickets.h"

#include <cstddef>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "tickets/made_ticket.h"

namespace leeward::tickets {
namespace {

using testing::HasSubstr;

no_longer_good_list made_list() {
  auto l =
      no_longer_good_list{.operation_ = kOperation,
                          .as_of_ = kIssued,
                          .tickets_ = {{kHousehold, 2, taken_back::kReplaced}, {{{1, 1}}, 7, taken_back::kWithdrawn}},
                          .signature_ = {}};
  sign_list(kSigner, l);
  return l;
}

result<no_longer_good_list> read(std::string const& text) {
  return decode_list(text, "list.json", kOperation, public_half(kSigner));
}

TEST(no_longer_good, is_read_as_it_was_signed) {
  auto const l = read(encode(made_list()));
  ASSERT_TRUE(l.has_value()) << l.error().sentence_;
  ASSERT_EQ(2U, l->tickets_.size());
  EXPECT_EQ(kHousehold, l->tickets_[0].household_);
  EXPECT_EQ(7U, l->tickets_[1].up_to_);
  EXPECT_EQ(taken_back::kWithdrawn, l->tickets_[1].why_);
}

TEST(no_longer_good, is_refused_when_anything_in_it_was_changed) {
  auto const is_refused = [](auto const& change) {
    auto l = made_list();
    change(l);
    auto const r = read(encode(l));
    return !r.has_value() && r.error().sentence_.find("changed after it was signed") != std::string::npos;
  };
  EXPECT_TRUE(is_refused([](auto& l) { l.as_of_ = l.as_of_ + seconds{1}; }));
  EXPECT_TRUE(is_refused([](auto& l) { l.tickets_.pop_back(); }));
  EXPECT_TRUE(is_refused([](auto& l) { l.tickets_[0].up_to_ = 1; }));
  EXPECT_TRUE(is_refused([](auto& l) { l.tickets_[0].household_.v_.low_ ^= 1U; }));
  EXPECT_TRUE(is_refused([](auto& l) { l.tickets_[1].why_ = taken_back::kReplaced; }));
  EXPECT_TRUE(is_refused([](auto& l) { l.signature_[5] = l.signature_[5] == '0' ? '1' : '0'; }));
  EXPECT_TRUE(is_refused([](auto& l) { l.signature_.pop_back(); }));
  EXPECT_TRUE(is_refused([](auto& l) { sign_list({{9}}, l); }));
}

TEST(no_longer_good, is_refused_when_it_is_of_another_operation) {
  auto const r = decode_list(encode(made_list()), "list.json", {{5, 5}}, public_half(kSigner));
  ASSERT_FALSE(r.has_value());
  EXPECT_THAT(r.error().sentence_, HasSubstr("this list is of another operation"));
}

TEST(known_tickets, holds_a_ticket_against_the_newest_list_whichever_came_last) {
  auto known = known_tickets{kOperation};
  auto t = made_ticket();
  EXPECT_FALSE(known.is_taken_back(t).has_value());
  auto newer = made_list();
  newer.as_of_ = kIssued + seconds{60};
  newer.tickets_[0].up_to_ = 3;
  known.take(newer);
  known.take(made_list());
  EXPECT_EQ(kIssued + seconds{60}, known.as_of_);
  EXPECT_EQ(taken_back::kReplaced, known.is_taken_back(t));
  t.version_ = 4;
  EXPECT_FALSE(known.is_taken_back(t).has_value());
}

TEST(known_tickets, remembers_a_ticket_by_what_it_is_good_for) {
  auto known = known_tickets{kOperation};
  auto const t = made_ticket();
  ASSERT_TRUE(known.remember(t, kIssued).has_value());
  ASSERT_TRUE(known.remember(t, kIssued + seconds{60}).has_value());
  auto reprinted = t;
  reprinted.issued_ = kIssued + seconds{5};
  EXPECT_EQ(kIssued, known.seen_at(reprinted));
  auto other_trip = t;
  other_trip.trip_.reset();
  EXPECT_FALSE(known.seen_at(other_trip).has_value());
  auto newer = t;
  newer.version_ = 4;
  EXPECT_FALSE(known.seen_at(newer).has_value());
}

TEST(known_tickets, keeps_its_record_in_a_file) {
  auto known = known_tickets{kOperation};
  auto without_trip = made_ticket();
  without_trip.trip_.reset();
  ASSERT_TRUE(known.remember(made_ticket(), kIssued).has_value());
  ASSERT_TRUE(known.remember(without_trip, kExpires).has_value());
  auto const file = json::decode<seen_file>(json::encode(known.to_file()), "seen.json");
  ASSERT_TRUE(file.has_value());
  auto again = known_tickets{kOperation};
  ASSERT_TRUE(again.from_file(*file, "seen.json").has_value());
  EXPECT_EQ(kIssued, again.seen_at(made_ticket()));
  EXPECT_EQ(kExpires, again.seen_at(without_trip));
  auto other = known_tickets{{{5, 5}}};
  EXPECT_THAT(other.from_file(*file, "seen.json").error().sentence_, HasSubstr("record is of another operation"));
}

TEST(known_tickets, says_when_its_record_is_full) {
  auto known = known_tickets{kOperation};
  auto t = made_ticket();
  for (auto i = std::size_t{0}; i != known_tickets::kMostSeen; ++i) {
    t.household_.v_.low_ = i;
    ASSERT_TRUE(known.remember(t, kIssued).has_value());
  }
  EXPECT_TRUE(known.remember(t, kIssued).has_value());
  t.household_.v_.high_ = 1;
  auto const full = known.remember(t, kIssued);
  ASSERT_FALSE(full.has_value());
  EXPECT_EQ(error_kind::kTooLarge, full.error().kind_);
}

}  // namespace
}  // namespace leeward::tickets
