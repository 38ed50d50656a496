#include <filesystem>
#include <string>
#include <unistd.h>

#include <gmock/gmock.h>

#include "base/file.h"
#include "cli/run_program.h"
#include "ledger/codec.h"
#include "planning/made/numbers_file.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"

// `scenario schema`, and what `plan` and `check` do with scenarios that are wrong. The scenario gives its travel times
// itself, so that no roads are needed.
namespace leeward::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr auto const kBadInput = 2;
constexpr auto const kMaxBytes = std::size_t{1} << 20U;

struct scenario_commands : testing::Test {
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  std::string in(std::string const& name) const { return (folder_ / name).string(); }

  std::string write(std::string const& name, std::string const& text) const {
    EXPECT_TRUE(write_atomically(folder_ / name, text).has_value());
    return in(name);
  }

  static std::string good() {
    return read_file(LEEWARD_SOURCE_DIR "/tests/planning/every_field.json", kMaxBytes).value();
  }

  static std::string replaced(std::string text, std::string const& what, std::string const& with) {
    auto const at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
  }

  fs::path folder_{fs::path{testing::TempDir()} / ("scenario_commands_" + std::to_string(::getpid()))};
};

TEST_F(scenario_commands, print_the_schemas) {
  EXPECT_EQ(run_program({"scenario", "schema"}).out_, planning::scenario_schema());
  EXPECT_EQ(run_program({"scenario", "schema", "--of", "plan"}).out_, planning::plan_schema());
  EXPECT_EQ(run_program({"scenario", "schema", "--of", "numbers"}).out_, planning::numbers_schema());
  EXPECT_EQ(run_program({"scenario", "schema", "--of", "command"}).out_, ledger::commands_schema());
  EXPECT_EQ(run_program({"scenario", "numbers"}).out_, planning::to_json(planning::made_numbers{}));
  auto const got = run_program({"scenario", "schema", "--of", "bus"});
  EXPECT_EQ(got.code_, kBadInput);
  EXPECT_THAT(got.err_, HasSubstr("--of: is \"bus\""));
}

TEST_F(scenario_commands, plan_and_judge_by_given_times) {
  auto const s = write("s.json", good());
  auto const planned = run_program({"plan", s, "-o", in("p.json")});
  ASSERT_EQ(planned.code_, 0) << planned.err_;
  EXPECT_EQ(run_program({"check", s, in("p.json")}).code_, 0) << run_program({"check", s, in("p.json")}).out_;
  auto const p = planning::read_plan(read_file(in("p.json"), kMaxBytes).value(), "p.json").value();
  EXPECT_FALSE(p.id_.empty());
  EXPECT_EQ(p.households_.size(), 3U);
  EXPECT_FALSE(p.changes_.has_value());
  auto const report = run_program({"plan", s, "-o", in("q.json"), "--report", in("q.html")});
  EXPECT_EQ(report.code_, kBadInput);
  EXPECT_THAT(report.err_, HasSubstr("--report: needs roads"));
}

TEST_F(scenario_commands, plan_says_what_changed) {
  auto const s = write("s.json", good());
  ASSERT_EQ(run_program({"plan", s, "-o", in("p.json")}).code_, 0);
  auto const without = write("t.json", replaced(good(), R"("seats": 10)", R"("seats": 4)"));
  ASSERT_EQ(run_program({"plan", without, "-o", in("q.json"), "--before", in("p.json")}).code_, 0);
  auto const q = planning::read_plan(read_file(in("q.json"), kMaxBytes).value(), "q.json").value();
  ASSERT_TRUE(q.changes_.has_value());
  EXPECT_EQ(q.changes_->size(), 3U);  // h1 and h2, five persons, stay; h3 comes
  EXPECT_EQ(run_program({"check", without, in("q.json")}).code_, 0);
}

TEST_F(scenario_commands, refuse_wrong_households_unless_told_to_leave_them_out) {
  auto const s = write("s.json", replaced(good(), R"("walks_m": 300, "persons": 2)", R"("walks_m": -1, "persons": 2)"));
  auto const refused = run_program({"plan", s, "-o", in("p.json")});
  EXPECT_EQ(refused.code_, kBadInput);
  EXPECT_THAT(refused.err_, HasSubstr("households[1].walks_m: is -1"));
  EXPECT_FALSE(fs::exists(in("p.json")));
  auto const planned = run_program({"plan", s, "-o", in("p.json"), "--skip-invalid"});
  ASSERT_EQ(planned.code_, 0) << planned.err_;
  EXPECT_THAT(planned.out_, HasSubstr("LEFT OUT     2 households"));
  EXPECT_THAT(planned.out_, HasSubstr("households[1] (h2): walks_m: is -1"));
  EXPECT_THAT(planned.out_, HasSubstr("households[0] (h1): travels with h2, which is left out"));
  EXPECT_THAT(planned.out_, HasSubstr("--skip-invalid"));
  auto const p = planning::read_plan(read_file(in("p.json"), kMaxBytes).value(), "p.json").value();
  EXPECT_EQ(p.skipped_.size(), 2U);
  EXPECT_EQ(run_program({"check", s, in("p.json")}).code_, kBadInput);
  EXPECT_EQ(run_program({"check", s, in("p.json"), "--skip-invalid"}).code_, 0);
}

TEST_F(scenario_commands, refuse_half_a_file_and_a_table_with_holes) {
  auto const half = run_program({"plan", write("h.json", good().substr(0, 1500)), "-o", in("p.json")});
  EXPECT_EQ(half.code_, kBadInput);
  EXPECT_THAT(half.err_, HasSubstr("h.json"));
  auto const hole = write("s.json", replaced(good(), "[600, 0, 3600, 100]", "[600, 0, 3600]"));
  auto const got = run_program({"plan", hole, "-o", in("p.json"), "--skip-invalid"});
  EXPECT_EQ(got.code_, kBadInput);
  EXPECT_THAT(got.err_, HasSubstr("travel_times[0].driving_s[1]: has 3 entries, must have 4"));
  EXPECT_THAT(got.err_, Not(HasSubstr("terminate")));
}

}  // namespace
}  // namespace leeward::cli
