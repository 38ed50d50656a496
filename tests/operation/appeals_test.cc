#include <gtest/gtest.h>

#include "operation/custody/disclosure.h"
#include "operation/order_rule.h"
#include "operation/running.h"

// Appeals, and who comes first.
namespace leeward::operation {

namespace {

appeals::taken appeal_of(running const& r, std::string_view const name, std::int64_t const seconds_ago) {
  return {.appeal_ = named<appeal_id>(name),
          .channel_ = appeals::channel::kTelephone,
          .text_ = {"subject of " + std::string{name}, 1},
          .taken_at_ = r.now_ - seconds{seconds_ago}};
}

appeals::linked link_of(std::string_view const name, std::string_view const household,
                        std::uint32_t const version = 1) {
  return {named<appeal_id>(name), named<household_id>(household), {"subject of " + std::string{name}, version}};
}

households::household const& household(running const& r, std::string_view const name) {
  return r.state_.households_.households_.at(named<household_id>(name));
}

std::vector<household_id> queue(running const& r) {
  auto all = std::vector<household_id>{};
  for (auto const h : waiting_in_order(r.state_)) {
    all.push_back(r.state_.households_.households_.at(h).id_);
  }
  return all;
}

std::vector<household_id> in_order(std::vector<std::string_view> const& names) {
  auto all = std::vector<household_id>{};
  for (auto const n : names) {
    all.push_back(named<household_id>(n));
  }
  return all;
}

}  // namespace

TEST(appeals, the_earliest_of_a_household_gives_its_place_and_an_update_lands) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 1)});
  r.must(ask_for<households::registered>{household_of("b", 1)});
  EXPECT_EQ(in_order({"a", "b"}), queue(r));
  r.must(ask_for<appeals::taken>{appeal_of(r, "niece abroad", 3600)});
  r.must(ask_for<appeals::taken>{appeal_of(r, "by phone", 600)});
  r.must(ask_for<appeals::linked>{link_of("niece abroad", "b")});
  r.must(ask_for<appeals::linked>{link_of("by phone", "b")});
  EXPECT_EQ(r.now_ - seconds{3600}, household(r, "b").asked_);
  EXPECT_EQ(in_order({"b", "a"}), queue(r));

  auto const before = r.log_.size();
  r.must(ask_for<appeals::linked>{link_of("by phone", "b", 2)});
  EXPECT_EQ(before + 1, r.log_.size());
  EXPECT_EQ(2U, r.state_.appeals_.appeals_.at(named<appeal_id>("by phone")).text_.version_);

  r.must(ask_for<appeals::linked>{link_of("niece abroad", "a")});  // it was the other household's
  EXPECT_EQ(r.now_ - seconds{600}, household(r, "b").asked_);
  EXPECT_EQ(in_order({"a", "b"}), queue(r));
}

TEST(appeals, who_was_gone_and_asks_again_has_a_new_place) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 1)});
  r.must(ask_for<appeals::taken>{appeal_of(r, "first", 3600)});
  r.must(ask_for<appeals::linked>{link_of("first", "a")});
  r.wait(seconds{60});
  r.must(custody::withdraw{named<household_id>("a")});
  r.wait(seconds{60});
  r.must(custody::ask_again{named<household_id>("a")});
  EXPECT_EQ(r.now_, household(r, "a").asked_);
}

TEST(appeals, each_refusal_names_its_field) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 1)});
  auto fine = appeal_of(r, "x", 10);
  auto late = fine;
  late.taken_at_ = r.now_ + seconds{1};
  EXPECT_EQ("taken_at", refused_field(r, ask_for<appeals::taken>{late}));
  auto wordless = fine;
  wordless.text_ = {};
  EXPECT_EQ("text", refused_field(r, ask_for<appeals::taken>{wordless}));
  EXPECT_EQ("appeal", refused_field(r, ask_for<appeals::linked>{link_of("x", "a")}));
  r.must(ask_for<appeals::taken>{fine});
  EXPECT_EQ("appeal", refused_field(r, ask_for<appeals::taken>{fine}));
  EXPECT_EQ("household", refused_field(r, ask_for<appeals::linked>{link_of("x", "nobody")}));
  r.must(ask_for<appeals::linked>{link_of("x", "a", 3)});
  EXPECT_EQ("text.version", refused_field(r, ask_for<appeals::linked>{link_of("x", "a", 2)}));
  EXPECT_EQ("reason", refused_field(r, ask_for<appeals::closed>{{fine.appeal_, "", "clerk"}}));
  EXPECT_EQ("by", refused_field(r, ask_for<appeals::closed>{{fine.appeal_, "answered", ""}}));
  r.must(ask_for<appeals::closed>{{fine.appeal_, "answered", "clerk"}});
  EXPECT_EQ("appeal", refused_field(r, ask_for<appeals::closed>{{fine.appeal_, "answered", "clerk"}}));
}

TEST(order_rule, zone_then_need_then_age_of_the_appeal_and_an_override_is_listed) {
  auto r = begun();
  r.must(ask_for<zones::added>{{named<zone_id>("border"), "Border"}});
  r.must(ask_for<zones::status_set>{{named<zone_id>("border"), zones::status::kClosed}});
  auto const add = [&](std::string_view const name, households::age_band const age, std::vector<need> const& needs) {
    auto h = household_of(name, 2);
    h.members_[1].age_ = age;
    h.members_[1].needs_ = needs;
    r.must(ask_for<households::registered>{h});
    r.wait(seconds{60});
  };
  using enum households::age_band;
  add("other", kAdult, {});
  add("later", kChild, {need::kPet});
  add("old", kOver75, {});
  add("baby", kUnder3, {});
  add("lying", kAdult, {need::kLying});
  add("oxygen", kAdult, {need::kOxygen});
  auto border = household_of("border", 1);
  border.zone_ = named<zone_id>("border");
  border.point_.reset();
  r.must(ask_for<households::registered>{border});
  EXPECT_EQ(in_order({"border", "oxygen", "lying", "baby", "old", "other", "later"}), queue(r));

  EXPECT_EQ("reason", refused_field(r, ask_for<households::order_overridden>{{named<household_id>("later"), "", "m"}}));
  EXPECT_EQ("by", refused_field(r, ask_for<households::order_overridden>{{named<household_id>("later"), "why", ""}}));
  EXPECT_EQ("household",
            refused_field(r, ask_for<households::order_overridden>{{named<household_id>("?"), "why", "m"}}));
  r.must(ask_for<households::order_overridden>{{named<household_id>("later"), "threatened", "mayor"}});
  EXPECT_EQ(named<household_id>("later"), queue(r).front());
  EXPECT_EQ(cases::kind::kOverride, r.state_.cases_.cases_.all().back().what_.kind_);
}

TEST(disclosure, a_secret_household_is_answered_like_one_that_is_not_there) {
  auto r = begun();
  r.must(ask_for<households::registered>{household_of("a", 2)});
  auto const told = [&](std::string_view const name, std::string_view const who) {
    return custody::may_be_told(r.state_, named<household_id>(name), who);
  };
  EXPECT_FALSE(told("nobody", "uncle"));
  EXPECT_TRUE(told("a", "uncle"));
  r.must(ask_for<custody::guardian_set>{{named<person_id>("a/2"), people({"a/1"}), {"uncle"}}});
  EXPECT_FALSE(told("a", "uncle"));
  EXPECT_TRUE(told("a", "aunt"));
  r.must(ask_for<households::disclosure_set>{{named<household_id>("a"), true}});
  EXPECT_FALSE(told("a", "aunt"));
}

}  // namespace leeward::operation
