#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/file.h"
#include "cli/run_program.h"

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

// A file of its own for each test, with one bus and two loads: 4 there, 3 in, 3 back, 3 in.
struct files {
  explicit files(std::string const& text) {
    auto name = (fs::temp_directory_path() / "leeward-bep-XXXXXX").string();
    EXPECT_NE(nullptr, mkdtemp(name.data()));
    folder_ = name;
    EXPECT_TRUE(write_atomically(folder_ / "in.txt", text));
  }
  ~files() { fs::remove_all(folder_); }
  files(files const&) = delete;
  files& operator=(files const&) = delete;

  std::string in() const { return (folder_ / "in.txt").string(); }
  std::string out() const { return (folder_ / "out.json").string(); }

  fs::path folder_;
};

constexpr auto const* kSmall = "1 10\n1 1\n1 20 20\n1 20 20\n1 4\n1 3\n";

}  // namespace

TEST(plan_bep, writes_the_plan_and_answers_in_one_line) {
  auto const f = files{kSmall};
  auto const o = run_program({"plan", "--bep", f.in(), "--time", "1s", "--threads", "1", "--json", "-o", f.out()});
  EXPECT_EQ(0, o.code_) << o.err_;
  EXPECT_TRUE(o.out_.starts_with(R"({"makespan":13,"bound":)")) << o.out_;
  EXPECT_NE(std::string::npos, o.out_.find(R"("iterations":)")) << o.out_;
  EXPECT_EQ("{\"buses\":[{\"yard\":1,\"trips\":[[1,1],[1,1]]}]}\n", *read_file(f.out(), 1'000));
}

TEST(plan_bep, does_the_iterations_that_are_asked_for) {
  auto const f = files{kSmall};
  auto const o = run_program({"plan", "--bep", f.in(), "--iterations", "0", "--seed", "3", "--json", "-o", f.out()});
  EXPECT_EQ(0, o.code_) << o.err_;
  EXPECT_NE(std::string::npos, o.out_.find(R"("iterations":0)")) << o.out_;
}

TEST(plan_bep, refuses_a_file_cut_in_half) {
  auto const f = files{std::string{kSmall}.substr(0, 18)};
  auto const o = run_program({"plan", "--bep", f.in(), "-o", f.out()});
  EXPECT_EQ(2, o.code_);
  EXPECT_NE(std::string::npos, o.err_.find("it may be cut")) << o.err_;
  EXPECT_FALSE(fs::exists(f.out()));
}

TEST(plan_bep, refuses_options_that_mean_nothing) {
  auto const f = files{kSmall};
  auto const code = [&](std::vector<std::string> more) {
    more.insert(begin(more), {"plan", "-o", f.out()});
    return run_program(more).code_;
  };
  EXPECT_EQ(2, code({}));
  EXPECT_EQ(2, code({"--bep", "not-there.txt"}));
  EXPECT_EQ(2, code({"--bep", f.in(), "--time", "6"}));
  EXPECT_EQ(2, code({"--bep", f.in(), "--time", "-6s"}));
  EXPECT_EQ(2, code({"--bep", f.in(), "--threads", "0"}));
  EXPECT_EQ(2, code({"--bep", f.in(), "--iterations", "-1"}));
  EXPECT_EQ(2, code({"--bep", f.in(), "scenario.json"}));
}

}  // namespace leeward::cli
