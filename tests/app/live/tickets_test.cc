#include "app/live/tickets.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "operation/running.h"

namespace leeward::app {
namespace {

using namespace operation;
using testing::HasSubstr;

auto const kTrip = named<trip_id>("trip");
auto const kKey = signing_key{{1, 2, 3}};

// Three are promised the bus, two wait.
running promised() {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 3)});
  r.must(ask_for<households::registered>{household_of("b", 2)});
  r.must(trip_of(r, "trip", {"a"}));
  return r;
}

std::vector<issued_ticket> issue(running const& r, whose_tickets const& whose = {}) {
  auto issued = issue_tickets(r.state_, whose, r.now_);
  EXPECT_TRUE(issued.has_value()) << issued.error().sentence_;
  auto all = issued.value_or(std::vector<issued_ticket>{});
  for (auto& t : all) {
    sign(t, kKey);
  }
  return all;
}

issued_ticket ticket_of(running const& r, std::string_view const household) {
  auto const all = issue(r, {.household_ = named<household_id>(household)});
  EXPECT_EQ(1U, all.size());
  return all.empty() ? issued_ticket{} : all.front();
}

tickets::finding scan(running const& r, issued_ticket const& t, tickets::known_tickets const& known) {
  auto const by = ticket_key_of(r.state_, kKey).and_then(verifier_of);
  EXPECT_TRUE(by.has_value()) << by.error().sentence_;
  return tickets::verify(t.text_, *by, known, r.now_);
}

tickets::known_tickets list_of(running const& r) {
  auto known = tickets::known_tickets{{r.state_.operations_.what_->operation_.v_}};
  auto const list = taken_back_of(r.state_, r.now_);
  EXPECT_TRUE(list.has_value()) << list.error().sentence_;
  known.take(*list);
  return known;
}

TEST(tickets_of_an_operation, say_where_and_when_the_bus_leaves_and_where_it_goes) {
  auto const r = promised();
  auto const t = ticket_of(r, "a");
  auto const& trip = r.state_.trips_.trips_.at(kTrip);
  EXPECT_EQ(kTrip, t.trip_);
  EXPECT_EQ("0000-0013", t.number_);
  EXPECT_EQ(3, t.persons_);
  EXPECT_EQ("School 3", t.point_);
  EXPECT_EQ(trip.stops_.front().at_, t.boards_at_);
  EXPECT_EQ(r.state_.centres_.centres_.at(trip.to_).name_, t.centre_);
  EXPECT_EQ(trip.arrives_ + seconds{86'400}, t.expires_);
  auto const f = scan(r, t, list_of(r));
  ASSERT_EQ(tickets::verdict::kGood, f.verdict_) << f.sentence_;
  EXPECT_EQ(kTrip.v_, f.ticket_->trip_->v_);
  EXPECT_EQ(3U, f.ticket_->persons_);
}

TEST(tickets_of_an_operation, are_good_for_a_week_before_a_bus_is_promised) {
  auto const r = promised();
  auto const t = ticket_of(r, "b");
  EXPECT_FALSE(t.trip_.has_value());
  EXPECT_FALSE(t.boards_at_.has_value());
  EXPECT_EQ(r.now_ + seconds{7 * 86'400}, t.expires_);
  EXPECT_NE(ticket_of(r, "a").code_word_en_, t.code_word_en_);
}

TEST(tickets_of_an_operation, are_old_ones_after_the_household_changed) {
  auto r = promised();
  auto const waiting = ticket_of(r, "b");
  r.must(ask_for<households::person_joined>{
      {named<household_id>("b"), {.person_ = named<person_id>("b/3"), .needs_ = {}}, households::joined::kAsked}});
  EXPECT_EQ(tickets::verdict::kReplaced, scan(r, waiting, list_of(r)).verdict_);
  auto const newer = ticket_of(r, "b");
  EXPECT_EQ(3, newer.persons_);
  EXPECT_EQ(waiting.number_, newer.number_);
  EXPECT_EQ(waiting.code_word_ru_, newer.code_word_ru_);
  EXPECT_EQ(tickets::verdict::kGood, scan(r, newer, list_of(r)).verdict_);
}

TEST(tickets_of_an_operation, are_printed_for_all_who_have_to_travel_or_for_one_trip) {
  auto const r = promised();
  EXPECT_EQ(2U, issue(r).size());
  auto const on_trip = issue(r, {.trip_ = kTrip});
  ASSERT_EQ(1U, on_trip.size());
  EXPECT_EQ(named<household_id>("a"), on_trip.front().household_);
}

TEST(tickets_of_an_operation, are_refused_with_a_sentence) {
  auto const r = promised();
  auto const why = [&](running const& of, whose_tickets const& whose, instant const now) {
    auto const refused = issue_tickets(of.state_, whose, now);
    return refused ? std::string{} : refused.error().sentence_;
  };
  EXPECT_THAT(why(r, {.household_ = named<household_id>("z")}, r.now_), HasSubstr("there is no household"));
  EXPECT_THAT(why(r, {.trip_ = named<trip_id>("z")}, r.now_), HasSubstr("there is no trip"));
  EXPECT_THAT(why(r, {}, instant{5'000'000'000}), HasSubstr("can say times from 1970 to 2106"));
  EXPECT_THAT(why(running{}, {}, r.now_), HasSubstr("no operation is open"));
}

}  // namespace
}  // namespace leeward::app
