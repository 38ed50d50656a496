#include "check/check.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/json/description.h"
#include "check/broken_plans.h"
#include "check/small_evening.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"

namespace leeward::check {
namespace {

std::string text_of(std::string const& name) {
  auto text = read_file(LEEWARD_SOURCE_DIR "/tests/check/" + name, std::size_t{1} << 20U);
  EXPECT_TRUE(text.has_value()) << name;
  return text.value_or("");
}

std::optional<seconds> evening(std::string_view, std::string_view const from, std::string_view const to) {
  if (from == to) {
    return seconds{};
  }
  auto const& table = planning::evening_ways();
  auto const there = table.find({std::string{from}, std::string{to}});
  auto const back = table.find({std::string{to}, std::string{from}});
  auto const& found = there != table.end() ? there : back;
  return found == table.end() ? std::nullopt : std::optional{found->second.driving_};
}

std::string word_of(rule const r) {
  auto const& words = json::words_of<rule>();
  return words[static_cast<std::size_t>(r)].word_;
}

std::string to_text(std::vector<finding> const& findings) {
  auto text = std::string{};
  for (auto const& f : findings) {
    text += fmt::format("  {} | {} | {}\n", word_of(f.rule_), f.subject_, f.sentence_);
  }
  return text;
}

bool answers(finding const& f, expected const& e) {
  return f.rule_ == e.rule_ && f.subject_ == e.subject_ && f.sentence_.find(e.words_) != std::string::npos;
}

class broken : public testing::TestWithParam<broken_plan> {};

TEST(check, finds_nothing_in_a_good_plan) {
  auto const s = planning::read_scenario(text_of("scenario.json"), "scenario.json").value();
  auto const p = planning::read_plan(text_of("plan.json"), "plan.json").value();
  EXPECT_EQ(to_text(check_plan(s, p, evening)), "");
}

TEST_P(broken, is_answered_by_its_rule_and_no_other) {
  auto s = planning::read_scenario(text_of("scenario.json"), "scenario.json").value();
  auto p = planning::read_plan(text_of("plan.json"), "plan.json").value();
  GetParam().break_(s, p);
  auto const findings = check_plan(s, p, evening);
  for (auto const& e : GetParam().expected_) {
    EXPECT_TRUE(std::ranges::any_of(findings, [&](finding const& f) { return answers(f, e); }))
        << "missing: " << word_of(e.rule_) << " | " << e.subject_ << " | " << e.words_ << "\nfound:\n"
        << to_text(findings);
  }
  for (auto const& f : findings) {
    EXPECT_TRUE(std::ranges::any_of(GetParam().expected_, [&](expected const& e) { return f.rule_ == e.rule_; }))
        << "not expected:\n"
        << to_text({f});
  }
}

std::string name_of(testing::TestParamInfo<broken_plan> const& info) {
  auto name = std::string{info.param.name_};
  std::ranges::replace_if(name, [](char const c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(plans, broken, testing::ValuesIn(kBrokenPlans), name_of);
INSTANTIATE_TEST_SUITE_P(wishes, broken, testing::ValuesIn(kBrokenWishes), name_of);

TEST(check, knows_at_least_fifty_kinds_of_broken_plan_and_breaks_every_rule) {
  auto broken_rules = std::set<rule>{};
  for (auto const* const list : {&kBrokenPlans, &kBrokenWishes}) {
    for (auto const& b : *list) {
      for (auto const& e : b.expected_) {
        broken_rules.insert(e.rule_);
      }
    }
  }
  EXPECT_GE(kBrokenPlans.size() + kBrokenWishes.size(), 50U);
  for (auto const& word : json::words_of<rule>()) {
    EXPECT_TRUE(broken_rules.contains(word.value_)) << word.word_;
  }
}

TEST(check, finds_nothing_in_a_good_plan_that_grants_every_wish) {
  auto s = planning::read_scenario(text_of("scenario.json"), "scenario.json").value();
  auto const p = planning::read_plan(text_of("plan.json"), "plan.json").value();
  s.households_[0].travels_with_ = {"h2"};
  s.households_[3].apart_from_ = {"h6", "h7"};
  s.households_[2].board_by_ = s.start_ + seconds{8465};
  s.vehicles_[0].available_until_ = s.start_ + seconds{15495};
  s.pickup_points_[1].capacity_ = persons{4};
  s.pins_ = {{.household_ = "h3", .centre_ = "school", .pickup_point_ = "south", .vehicle_ = "bus-1"}};
  s.forbidden_ = {{.household_ = {}, .pickup_point_ = "north", .vehicle_ = {}, .centre_ = "hall"}};
  auto& had = s.committed_.emplace();
  had.trips_ = {p.trips_[0]};
  had.duties_ = {p.duties_[0]};
  had.duties_[0].trips_ = {"t1"};
  had.holds_ = {};
  EXPECT_EQ(to_text(check_plan(s, p, evening)), "");
}

// That it is done later by so little waiting more says nothing against the proof.
TEST(check, judges_a_plan_that_is_proved_best_by_the_first_term_that_differs) {
  auto const s = planning::read_scenario(text_of("scenario.json"), "scenario.json").value();
  auto p = planning::read_plan(text_of("plan.json"), "plan.json").value();
  p.totals_.bounds_ = planning::term_bounds{.unserved_weight_ = p.totals_.unserved_weight_,
                                            .weighted_waiting_s_ = p.totals_.weighted_waiting_s_ - 1,
                                            .clearance_ = *p.totals_.clearance_ + seconds{60},
                                            .own_tier_ = {},
                                            .length_m_ = {},
                                            .proved_optimal_ = true};
  EXPECT_EQ(to_text(check_plan(s, p, evening)), "");
  p.totals_.bounds_->weighted_waiting_s_ = p.totals_.weighted_waiting_s_;
  EXPECT_NE(to_text(check_plan(s, p, evening)).find("bound_beaten"), std::string::npos);
}

TEST(check, asks_the_roads_for_the_time_of_each_leg) {
  auto const s = planning::read_scenario(text_of("scenario.json"), "scenario.json").value();
  auto const p = planning::read_plan(text_of("plan.json"), "plan.json").value();
  // The road to the hall closes at noon; t4 is on it from 11:32:20 to 13:22:20.
  auto const noon = s.start_ + seconds{14400};
  auto const drive = [&](std::string_view const profile, std::string_view const from, std::string_view const to,
                         instant const departure, instant const arrival) {
    auto const closes = to == "hall" && departure < noon && noon < arrival;
    return closes ? std::nullopt : evening(profile, from, to);
  };
  auto const findings = check_plan(s, p, leg_times{drive, {}});
  ASSERT_EQ(findings.size(), 1U) << to_text(findings);
  EXPECT_EQ(findings[0].rule_, rule::kNoWay);
  EXPECT_EQ(findings[0].subject_, "trip t4");
  EXPECT_NE(findings[0].sentence_.find("hold from 2024-01-05T11:32:20Z to 2024-01-05T13:22:20Z"), std::string::npos);
}

}  // namespace
}  // namespace leeward::check
