#include "check/check.h"

#include <algorithm>
#include <optional>
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

}  // namespace
}  // namespace leeward::check
