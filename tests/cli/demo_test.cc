#include <filesystem>
#include <string>
#include <unistd.h>

#include <gmock/gmock.h>

#include "base/file.h"
#include "base/folder_lock.h"
#include "cli/run_program.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "server/http/static_server.h"

namespace leeward::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto const kBadInput = 2;

struct demo_test : testing::Test {
  void SetUp() override { fs::remove_all(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  outcome demo(std::string const& seed, std::string const& folder) const {
    return run_program({"demo", "--people", "5000", "--evacuees", "300", "--seed", seed, "--no-serve", "--folder",
                        (folder_ / folder).string()});
  }

  std::string file(std::string const& name) const {
    auto bytes = read_file(folder_ / name, std::size_t{100} << 20U);
    return bytes ? *bytes : bytes.error().sentence_;
  }

  fs::path folder_{fs::path{testing::TempDir()} / ("demo_test_" + std::to_string(::getpid()))};
};

TEST_F(demo_test, plans_the_day_and_again_without_a_bridge_and_a_bus) {
  auto const got = demo("7", "a");
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_THAT(got.out_, HasSubstr("index.html: open it in a browser"));
  auto const before = planning::read_scenario(file("a/scenario-before.json"), "before");
  auto const now = planning::read_scenario(file("a/scenario.json"), "now");
  ASSERT_TRUE(before);
  ASSERT_TRUE(now);
  EXPECT_THAT(before->closures_, IsEmpty());
  ASSERT_EQ(now->closures_.size(), 1U);
  EXPECT_EQ(now->closures_[0].from_, before->start_ + seconds{5 * 3600});
  EXPECT_EQ(now->start_, before->start_ + seconds{5 * 3600});
  EXPECT_EQ(now->vehicles_.size() + 1, before->vehicles_.size());
  EXPECT_EQ(now->households_.size(), before->households_.size());
  EXPECT_THAT(got.err_, HasSubstr("a bridge and a bus are lost at 13:00"));
  EXPECT_THAT(file("a/index.html"), HasSubstr(now->closures_[0].reason_));
  auto const plan = planning::read_plan(file("a/plan.json"), "plan");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->totals_.persons_, persons{300});
  EXPECT_GT(plan->totals_.served_.v_, 0);
  ASSERT_TRUE(plan->changes_);
  EXPECT_GT(planning::read_plan(file("a/plan-before.json"), "plan-before")->made_from_.iterations_, 0U) << "improved";
  EXPECT_THAT(file("a/index.html"), HasSubstr(std::to_string(plan->changes_->size()) + " ticket"));
  EXPECT_THAT(file("a/index.html"), HasSubstr("<strong>Lost:</strong> "));
}

// The day under scenarios/ is the one that a demo without options plans.
TEST_F(demo_test, plans_the_day_that_is_kept_as_a_scenario) {
  auto const got = run_program({"demo", "--no-serve", "--folder", (folder_ / "day").string()});
  ASSERT_EQ(got.code_, 0) << got.err_;
  auto day = planning::read_scenario(file("day/scenario-before.json"), "day").value();
  day.roads_ = "the_day.roads";
  auto const kept = read_file(LEEWARD_SOURCE_DIR "/scenarios/the_day.json", std::size_t{4} << 20U);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(planning::to_json(day) == *kept) << "made as scenarios/README.md says";
  auto const plan = planning::read_plan(file("day/plan.json"), "plan").value();
  EXPECT_EQ(plan.totals_.persons_, persons{3'400});
}

TEST_F(demo_test, depends_on_the_seed_and_on_nothing_else) {
  ASSERT_EQ(demo("7", "a").code_, 0);
  ASSERT_EQ(demo("7", "b").code_, 0);
  ASSERT_EQ(demo("8", "c").code_, 0);
  for (auto const* const name : {"region.osm.pbf", "region.roads", "plan-before.json", "plan.json", "index.html"}) {
    EXPECT_TRUE(file(std::string{"a/"} + name) == file(std::string{"b/"} + name)) << name;
    EXPECT_FALSE(file(std::string{"a/"} + name) == file(std::string{"c/"} + name)) << name;
  }
}

TEST_F(demo_test, says_at_once_that_a_port_is_taken) {
  auto options = http::server_options{};
  auto const other = http::static_server::listen({}, options);
  ASSERT_TRUE(other);
  auto const got = run_program({"demo", "--port", std::to_string(other->port()), "--folder", folder_.string()});
  EXPECT_EQ(got.code_, kBadInput);
  EXPECT_THAT(got.err_, HasSubstr("--port: Port " + std::to_string(other->port()) + " of 127.0.0.1 is in use"));
  EXPECT_FALSE(fs::exists(folder_)) << "nothing was begun";
}

TEST_F(demo_test, two_at_once_never_mix_in_one_folder) {
  fs::create_directories(folder_);
  auto const other = folder_lock::take(folder_);
  ASSERT_TRUE(other);
  auto const got = demo("7", "");
  EXPECT_EQ(got.code_, kBadInput);
  EXPECT_THAT(got.err_, HasSubstr("--folder: another program is at work in " + folder_.string()));
  EXPECT_TRUE(fs::is_empty(folder_)) << "nothing was begun";
}

TEST_F(demo_test, sweeps_up_after_a_run_that_was_killed) {
  fs::create_directories(folder_ / "a");
  ASSERT_TRUE(write_atomically(folder_ / "a" / "plan.json.tmp-1-0", "half"));
  ASSERT_EQ(demo("7", "a").code_, 0);
  EXPECT_FALSE(fs::exists(folder_ / "a" / "plan.json.tmp-1-0"));
}

TEST_F(demo_test, refuses_sizes_that_make_no_sense) {
  auto const many = run_program({"demo", "--people", "5000", "--evacuees", "1001", "--no-serve"});
  EXPECT_EQ(many.code_, kBadInput);
  EXPECT_THAT(many.err_, HasSubstr("--evacuees: is 1001, must be 50 to 1000"));
  auto const none = run_program({"demo", "--people", "0"});
  EXPECT_EQ(none.code_, kBadInput);
  EXPECT_THAT(none.err_, HasSubstr("--people: is 0, must be 1000 to"));
  EXPECT_EQ(run_program({"demo", "--port", "70000"}).code_, kBadInput);
}

TEST_F(demo_test, says_that_its_folder_cannot_be_written) {
  ASSERT_TRUE(write_atomically(folder_, "a file, not a folder"));
  auto const got = run_program({"demo", "--no-serve", "--folder", (folder_ / "inside").string()});
  EXPECT_NE(got.code_, 0);
  EXPECT_THAT(got.err_, HasSubstr("--folder: "));
}

}  // namespace
}  // namespace leeward::cli
