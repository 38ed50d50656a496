#include <array>
#include <csignal>
#include <filesystem>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>

#include "base/file.h"
#include "cli/run_program.h"

// `leeward day run` as a process.
namespace leeward::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr auto const kBadInput = 2;
constexpr auto const kNo = 3;

struct day_commands : testing::Test {
  static void SetUpTestSuite() {
    fs::create_directories(root_ / "whole");
    auto const made = root_ / "s.roads";
    auto const extract = root_ / "s.osm.pbf";
    ASSERT_EQ(run_program({"region", "make", "--people", "5000", "--seed", "7", "-o", extract.string()}).code_, 0);
    ASSERT_EQ(run_program({"roads", "import", extract.string(), "-o", made.string()}).code_, 0);
    auto const s =
        run_program({"scenario", "make", "--region", made.string(), "--people", "200", "--points", "4", "--centres",
                     "3", "--start", "2024-01-05T08:00:00+03:00", "-o", (root_ / "s.json").string()});
    ASSERT_EQ(s.code_, 0) << s.err_;
    fs::remove(made);  // the day makes it again
    fs::remove(extract);
  }
  static void TearDownTestSuite() { fs::remove_all(root_); }

  static std::string script(std::string const& more) {
    auto const file = root_ / "day.json";
    EXPECT_TRUE(write_atomically(
        file,
        R"({"format": "leeward-day-1", "name": "A day", "scenario": "s.json", "region": {"people": 5000, "seed": 7},
                  "utc_offset_s": 10800, "end": "2024-01-06T08:00:00+03:00", "steps": [
          {"at": "2024-01-05T08:00:00+03:00", "ask": {"open_operation": {"operation": "#op", "name": "A day", "kind": "exercise"}}},
          {"at": "2024-01-05T08:00:00+03:00", "set_up": {}},
          {"at": "2024-01-05T08:00:00+03:00", "all_ask": {"until": "2024-01-05T18:00:00+03:00", "before_ready_s": 100000}},
          {"at": "2024-01-05T08:30:00+03:00", "told": {"kind": "guidance", "text": "Secure your windows.", "source": "the city", "status": "in_force"}},
          {"at": "2024-01-05T09:00:00+03:00", "plan": {"name": "morning"}})" +
            more + "]}"));
    return file.string();
  }

  static outcome play(std::string const& file, std::string const& folder, std::vector<std::string> more = {}) {
    auto all =
        std::vector<std::string>{"day", "run", file, (root_ / folder).string(), "--keys", (root_ / "keys").string()};
    all.insert(all.end(), more.begin(), more.end());
    return run_program(all);
  }

  inline static fs::path const root_{fs::path{testing::TempDir()} / ("day_commands_" + std::to_string(::getpid()))};
};

TEST_F(day_commands, a_day_is_played_into_a_ledger_that_proves_good_and_accounts_for_everybody) {
  auto const file = script("");
  auto const got = play(file, "data");
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_THAT(got.out_, HasSubstr("time   registered"));
  EXPECT_THAT(got.out_, HasSubstr("Not played yet: 1 of kind \"guidance\"; they come with the information office."));
  EXPECT_THAT(got.out_, HasSubstr("leeward account "));
  EXPECT_THAT(got.err_, HasSubstr("is not there: it is made, once."));
  auto const keys = (root_ / "keys").string();
  auto const data = (root_ / "data").string();
  EXPECT_EQ(run_program({"ledger", "verify", data, "--keys", keys}).code_, 0);
  EXPECT_EQ(run_program({"account", data, "--keys", keys}).code_, 0);

  auto const again = play(file, "data");
  EXPECT_EQ(again.code_, 0) << again.err_;
  EXPECT_EQ(got.out_, again.out_) << "it repeats harmlessly";
}

TEST_F(day_commands, a_refusal_that_the_script_does_not_expect_is_named_and_one_that_it_expects_is_not) {
  auto const refused = play(
      script(
          R"(, {"at": "2024-01-05T20:00:00+03:00", "ask": {"withdraw": {"household": "#nobody"}}, "refused": "unknown"},
             {"at": "2024-01-05T20:00:00+03:00", "ask": {"withdraw": {"household": "#nobody at all"}}})"),
      "refused");
  EXPECT_EQ(refused.code_, kNo) << refused.err_;
  EXPECT_THAT(refused.out_, HasSubstr("1 refusals that the script expects"));
  EXPECT_THAT(refused.out_,
              HasSubstr("Refused, and not expected: 2024-01-05T17:00:00Z steps[6]: There is not a household"));
}

TEST_F(day_commands, what_is_wrong_is_named_before_anything_is_done) {
  auto const wrong = play(script(R"(, {"at": "2024-01-05T09:00:00+03:00"})"), "wrong");
  EXPECT_EQ(wrong.code_, kBadInput);
  EXPECT_THAT(wrong.err_, HasSubstr("steps[5]: says 0 things"));
  EXPECT_EQ(play(script(""), "wrong", {"--speed", "-1"}).code_, kBadInput);
  EXPECT_FALSE(fs::exists(root_ / "wrong"));
}

// Until it has printed its row of that time, and then the process is gone.
void play_until_killed(std::string const& file, fs::path const& root, std::string const& folder,
                       std::string const& time) {
  auto out = std::array<int, 2>{};
  ASSERT_EQ(0, ::pipe(out.data()));
  auto const data = (root / folder).string();
  auto const keys = (root / "keys").string();
  auto const pid = ::fork();
  if (pid == 0) {
    ::dup2(out[1], STDOUT_FILENO);
    ::close(out[0]);
    ::close(out[1]);
    ::execl(LEEWARD_BINARY, LEEWARD_BINARY, "day", "run", file.c_str(), data.c_str(), "--keys", keys.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(out[1]);
  auto said = std::string{};
  auto byte = char{};
  while (said.find("\n" + time) == std::string::npos && ::read(out[0], &byte, 1) == 1) {
    said += byte;
  }
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
  ::close(out[0]);
  EXPECT_NE(std::string::npos, said.find("\n" + time));
}

TEST_F(day_commands, a_day_that_was_killed_is_finished_when_it_is_played_again) {
  auto const file =
      script(R"(, {"at": "2024-01-05T13:00:00+03:00", "plan": {"name": "again", "loses_fullest_bus": true}})");
  auto const whole = play(file, "at once");
  ASSERT_EQ(whole.code_, 0) << whole.err_;
  for (auto const* const time : {"08:30", "11:00", "15:00"}) {
    play_until_killed(file, root_, "killed", time);
  }
  auto const rest = play(file, "killed");
  EXPECT_EQ(rest.code_, 0) << rest.err_;
  auto const table = [](outcome const& o) { return o.out_.substr(0, o.out_.find("Everybody, by number")); };
  EXPECT_EQ(table(whole), table(rest));
  EXPECT_EQ(run_program({"ledger", "verify", (root_ / "killed").string(), "--keys", (root_ / "keys").string()}).code_,
            0);
}

TEST_F(day_commands, the_demo_plays_a_script_anew_each_time_and_makes_a_page_of_it) {
  auto const file = script("");
  auto const folder = root_ / "demo";
  for (auto i = 0; i != 2; ++i) {
    auto const got = run_program({"demo", "--day", file, "--folder", folder.string(), "--no-serve"});
    ASSERT_EQ(got.code_, 0) << got.err_;
    EXPECT_THAT(got.out_, HasSubstr("time   registered"));
    EXPECT_THAT(got.err_, HasSubstr("The keys of this folder are in"));
    EXPECT_THAT(got.out_, HasSubstr("index.html: open it in a browser."));
  }
  auto const page = read_file(folder / "index.html", std::size_t{64} << 20U);
  ASSERT_TRUE(page.has_value());
  EXPECT_THAT(*page, HasSubstr("Where everybody is"));
  EXPECT_EQ(run_program({"ledger", "verify", (folder / "ledger").string(), "--keys", (folder / "keys").string()}).code_,
            0);

  auto const wrong = run_program({"demo", "--day", (root_ / "no day.json").string(), "--folder", folder.string()});
  EXPECT_NE(wrong.code_, 0);
  EXPECT_THAT(wrong.err_, HasSubstr("no day.json"));
}

// The day that is kept under scenarios/.
TEST_F(day_commands, the_day_of_the_product_is_played_and_everybody_is_accounted_for) {
  for (auto const* const name : {"day.json", "the_day.json"}) {
    fs::copy_file(fs::path{LEEWARD_SOURCE_DIR} / "scenarios" / name, root_ / "whole" / name);
  }
  auto const got =
      play((root_ / "whole" / "day.json").string(), "whole day", {"--report", (root_ / "day.html").string()});
  ASSERT_EQ(got.code_, 0) << got.out_ << got.err_;
  EXPECT_THAT(got.out_, HasSubstr("2 refusals that the script expects"));
  EXPECT_THAT(got.out_, HasSubstr("0 people are not accounted for"));
  // 3,400 of the scenario, a child that is born, and a mother who was entered twice until it was seen.
  EXPECT_THAT(
      got.out_,
      HasSubstr(
          "\n09:00        3401        0         0        0          0        0       3388       0    13    3401"));
  for (auto const* const kind :
       {"1 of kind \"measure\"", "2 of kind \"guidance\"", "3 of kind \"incident\"", "2 of kind \"claim\""}) {
    EXPECT_THAT(got.out_, HasSubstr(kind));
  }
  EXPECT_THAT(got.err_, HasSubstr("breaks down with"));
  EXPECT_THAT(got.err_, HasSubstr("bridge is closed."));
  auto const page = read_file(root_ / "day.html", std::size_t{64} << 20U);
  ASSERT_TRUE(page.has_value());
  EXPECT_THAT(*page, HasSubstr("Where everybody is"));
}

}  // namespace
}  // namespace leeward::cli
