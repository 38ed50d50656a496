#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json/decode.h"
#include "base/uuid.h"
#include "cli/run_program.h"

// Commands on a data folder, beside a real process that owns it and without one.
namespace leeward::cli {
namespace {

namespace fs = std::filesystem;

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// A process that goes on beside the test, for as long as this lives.
class process {
public:
  // Its program and what it is told.
  explicit process(std::vector<std::string> words) {
    auto in = std::array<int, 2>{};
    auto out = std::array<int, 2>{};
    EXPECT_EQ(0, ::pipe(in.data()));
    EXPECT_EQ(0, ::pipe(out.data()));
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(out[1], STDERR_FILENO);
      for (auto const fd : {in[0], in[1], out[0], out[1]}) {
        ::close(fd);
      }
      auto argv = std::vector<char*>{};
      for (auto& word : words) {
        argv.push_back(word.data());
      }
      argv.push_back(nullptr);
      ::execv(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  process(process const&) = delete;
  process& operator=(process const&) = delete;
  ~process() {
    if (pid_ != 0) {
      kill();
    }
    ::close(from_);
  }

  // Of tests/app/live/live_server.cc: how many persons it has been told are registered; 0 when it has ended.
  std::int64_t next() {
    last_ = std::max(last_, read_number());
    return is_over_ ? 0 : last_;
  }

  // The last that it has said until it was dead.
  std::int64_t kill() {
    ::kill(pid_, SIGKILL);
    return finish();
  }

  std::int64_t finish() {
    ::close(to_);
    while (next() != 0) {
    }
    end();
    return last_;
  }

  // Of a command: all that it says.
  outcome wait() {
    auto said = outcome{};
    for (auto line = read_line(); !line.empty(); line = read_line()) {
      said.out_ += line + "\n";
    }
    ::close(to_);
    said.code_ = end();
    return said;
  }

private:
  std::string read_line() const {
    auto line = std::string{};
    auto byte = char{};
    while (::read(from_, &byte, 1) == 1 && byte != '\n') {
      line += byte;
    }
    return line;
  }

  std::int64_t read_number() {
    auto const line = read_line();
    is_over_ = line.empty();
    auto n = std::int64_t{0};
    std::from_chars(line.data(), line.data() + line.size(), n);
    return n;
  }

  int end() {
    auto status = 0;
    ::waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  pid_t pid_{0};
  int to_{-1};
  int from_{-1};
  std::int64_t last_{0};
  bool is_over_{false};
};

struct totals {
  static constexpr bool kAllowsOtherFields = true;
  std::map<std::string, std::int64_t> places_;
  std::int64_t registered_{0};
};
BOOST_DESCRIBE_STRUCT(totals, (), (places_, registered_))

struct person {
  static constexpr bool kAllowsOtherFields = true;
  std::string place_;
};
BOOST_DESCRIBE_STRUCT(person, (), (place_))

struct account_answer {
  totals totals_;
  std::vector<person> people_;
};
BOOST_DESCRIBE_STRUCT(account_answer, (), (totals_, people_))

struct dump_answer {
  static constexpr bool kAllowsOtherFields = true;
  std::int64_t events_{0};
  std::vector<person> people_;
};
BOOST_DESCRIBE_STRUCT(dump_answer, (), (events_, people_))

std::map<std::string, std::string> all_of(fs::path const& folder) {
  auto all = std::map<std::string, std::string>{};
  for (auto const& entry : fs::recursive_directory_iterator{folder}) {
    auto file = std::ifstream{entry.path(), std::ios::binary};
    all[entry.path().string()] = entry.is_regular_file() ? std::string{std::istreambuf_iterator<char>{file}, {}} : "";
  }
  return all;
}

struct ledger_commands : testing::Test {
  ledger_commands() { fs::create_directories(root_); }
  ~ledger_commands() override { fs::remove_all(root_); }

  std::string in(std::string_view const name) const { return (root_ / name).string(); }

  outcome run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--keys", in("keys")});
    return run_program(arguments);
  }

  std::string must(std::vector<std::string> const& arguments) const {
    auto const done = run(arguments);
    EXPECT_EQ(0, done.code_) << done.err_;
    return done.out_;
  }

  account_answer account() const {
    auto const text = must({"account", in("data"), "--json"});
    auto const a = json::decode<account_answer>(text, "account");
    EXPECT_TRUE(a.has_value()) << text;
    return a.value_or(account_answer{});
  }

  // A folder of a process that has ended; gives how many persons it was told are registered.
  std::int64_t make(std::int64_t const at_least = 6) const {
    auto s = process{{LIVE_SERVER, in("data"), in("keys")}};
    while (s.next() < at_least) {
    }
    return s.finish();
  }

  std::vector<std::unique_ptr<process>> verify_at_once() const {
    auto all = std::vector<std::unique_ptr<process>>{};
    for (auto i = 0; i != 6; ++i) {
      all.push_back(std::make_unique<process>(
          std::vector<std::string>{LEEWARD_BINARY, "ledger", "verify", in("data"), "--keys", in("keys")}));
    }
    return all;
  }

  // One digit of the id in the fourth event, which registers the first household.
  static void alter_event(std::string const& file) {
    auto f = std::fstream{file, std::ios::binary | std::ios::in | std::ios::out};
    auto const bytes = std::string{std::istreambuf_iterator<char>{f}, {}};
    auto const at = bytes.find("{\"household_registered\":{\"household\":\"" + to_string(uuid_of_name("household 1")));
    ASSERT_NE(std::string::npos, at);
    auto const digit = at + std::string_view{"{\"household_registered\":{\"household\":\""}.size();
    f.seekp(static_cast<std::streamoff>(digit));
    f << (bytes[digit] == '0' ? '1' : '0');
  }

  // Exit code 2 with this, and nothing anywhere has changed.
  void expect_refused(std::vector<std::string> const& arguments, std::string const& why) const {
    auto const before = all_of(root_);
    auto const refused = run(arguments);
    EXPECT_EQ(2, refused.code_);
    EXPECT_EQ("", refused.out_);
    EXPECT_THAT(refused.err_, HasSubstr(why));
    EXPECT_EQ(before, all_of(root_));
  }

  fs::path root_{fs::path{testing::TempDir()} / ("ledger_commands_" + std::to_string(getpid()))};
};

TEST_F(ledger_commands, work_beside_the_process_that_owns_the_folder) {
  auto s = process{{LIVE_SERVER, in("data"), in("keys")}};
  auto const before = s.next();
  auto const a = account();
  EXPECT_GE(a.totals_.registered_, before);
  EXPECT_EQ(a.totals_.registered_, a.totals_.places_.at("waiting"));
  EXPECT_EQ(a.totals_.registered_, static_cast<std::int64_t>(a.people_.size()));

  EXPECT_THAT(must({"ledger", "verify", in("data")}), HasSubstr("Nothing was changed: "));
  must({"ledger", "checkpoint", in("data"), "-o", in("checkpoint.json")});
  EXPECT_THAT(must({"ledger", "verify", in("data"), "--checkpoint", in("checkpoint.json")}),
              HasSubstr("The checkpoint fits."));
  auto const dumped = json::decode<dump_answer>(must({"ledger", "dump", in("data")}), "dump");
  ASSERT_TRUE(dumped.has_value()) << dumped.error().sentence_;
  EXPECT_GE(static_cast<std::int64_t>(dumped->people_.size()), a.totals_.registered_);
  EXPECT_EQ(dumped->events_, 3 + static_cast<std::int64_t>(dumped->people_.size()) / 2);
  auto const early =
      json::decode<dump_answer>(must({"ledger", "dump", in("data"), "--as-of", "2024-01-05T18:00:00Z"}), "dump");
  ASSERT_TRUE(early.has_value()) << early.error().sentence_;
  EXPECT_EQ(0, early->events_);

  must({"ledger", "backup", in("data"), in("backup")});
  EXPECT_THAT(must({"ledger", "restore", in("backup"), in("restored"), "--checkpoint", in("checkpoint.json")}),
              HasSubstr("proven and in place"));
  EXPECT_THAT(must({"ledger", "verify", in("restored"), "--checkpoint", in("checkpoint.json")}),
              HasSubstr("The checkpoint fits."));
  EXPECT_GT(s.finish(), a.totals_.registered_);  // it never stood still
}

TEST_F(ledger_commands, work_on_a_folder_whose_process_was_killed) {
  auto s = process{{LIVE_SERVER, in("data"), in("keys")}};
  while (s.next() < 20) {
  }
  auto const last = s.kill();
  EXPECT_TRUE(fs::exists(in("data/control.sock")));
  auto const registered = account().totals_.registered_;
  EXPECT_GE(registered, last);
  EXPECT_LE(registered, last + 2);  // at most one more was kept than was said
  EXPECT_THAT(must({"ledger", "verify", in("data")}), HasSubstr("Nothing was changed"));
}

TEST_F(ledger_commands, work_beside_a_day_that_is_played_and_after_its_end_by_force) {
  auto day = process{{LEEWARD_BINARY, "day", "run", LEEWARD_SOURCE_DIR "/scenarios/day.json", in("data"), "--keys",
                      in("keys"), "--speed", "300"}};
  // Once it has a socket, the folder is its own.
  auto registered = std::int64_t{0};
  for (auto i = 0; i != 600 && registered == 0; ++i) {
    ::usleep(100'000);
    registered = fs::exists(in("data/control.sock")) ? account().totals_.registered_ : 0;
  }
  ASSERT_GT(registered, 0);
  EXPECT_THAT(must({"ledger", "verify", in("data")}), HasSubstr("Nothing was changed"));
  must({"ledger", "backup", in("data"), in("backup")});
  EXPECT_TRUE(json::decode<dump_answer>(must({"ledger", "dump", in("data")}), "dump").has_value());
  day.kill();
  EXPECT_GE(account().totals_.registered_, registered);
  EXPECT_THAT(must({"ledger", "verify", in("data")}), HasSubstr("Nothing was changed"));
  EXPECT_THAT(must({"ledger", "restore", in("backup"), in("restored")}), HasSubstr("proven and in place"));
}

TEST_F(ledger_commands, are_told_when_the_process_is_killed_meanwhile) {
  make(400);
  auto s = process{{LIVE_SERVER, in("data"), in("keys")}};
  while (s.next() == 0) {
  }
  auto const all = verify_at_once();
  s.kill();
  // Whom it cut off learns so; who came later opened the folder itself.
  for (auto const& command : all) {
    auto const done = command->wait();
    EXPECT_TRUE(done.code_ == 0 || done.out_.find("stopped before it had answered") != std::string::npos) << done.out_;
  }
}

TEST_F(ledger_commands, wait_for_one_another) {
  make();
  for (auto const& command : verify_at_once()) {
    auto const done = command->wait();
    EXPECT_EQ(0, done.code_) << done.out_;
  }
}

TEST_F(ledger_commands, name_what_was_altered) {
  make();
  alter_event(in("data/ledger.db"));
  auto const found = run({"ledger", "verify", in("data")});
  EXPECT_EQ(3, found.code_);
  EXPECT_THAT(found.out_, AllOf(HasSubstr("event 4 was altered"), HasSubstr("This log is not what was written")));
  for (auto const& command : {std::vector<std::string>{"account"}, {"ledger", "dump"}}) {
    auto arguments = command;
    arguments.push_back(in("data"));
    auto const refused = run(arguments);
    EXPECT_EQ(2, refused.code_);
    EXPECT_THAT(refused.err_, HasSubstr("Event 4 is not what was written"));
  }
}

TEST_F(ledger_commands, restore_no_altered_backup) {
  make();
  must({"ledger", "backup", in("data"), in("backup")});
  alter_event(in("backup"));
  fs::create_directory(in("restored"));
  expect_refused({"ledger", "restore", in("backup"), in("restored")},
                 "the backup is not what was written: event 4 was altered");
}

TEST_F(ledger_commands, refuse_folders_that_are_none) {
  expect_refused({"account", in("nowhere")}, "No such file or directory");
  fs::create_directory(in("data"));
  expect_refused({"account", in("data")}, "there is no ledger in it");
  std::ofstream{in("data/letter")} << "dear";
  expect_refused({"ledger", "verify", in("data")}, "has \"letter\" in it");
  fs::remove_all(in("data"));
  make();
  expect_refused({"ledger", "restore", in("data/ledger.db"), in("data")}, "is not empty, ledger.db is there");
}

TEST_F(ledger_commands, refuse_a_folder_without_its_keys) {
  make();
  ASSERT_EQ(0, ::chmod(in("keys/content.key").c_str(), 0440));
  expect_refused({"account", in("data")}, "others may read the key (mode 440)");
  fs::rename(in("keys"), in("lost"));
  expect_refused({"account", in("data")}, "the key is missing; put the keys of this folder back");
}

TEST_F(ledger_commands, refuse_what_cannot_be_meant) {
  make();
  expect_refused({"account", in("data"), "--only", "lost"}, "--only: is \"lost\", must be one of overdue, waiting, ");
  expect_refused({"ledger", "dump", in("data"), "--as-of", "18:00"}, "--as-of: ");
  expect_refused({"ledger", "backup", in("data"), in("data/copy")}, "is in the data folder itself");
  expect_refused({"ledger", "verify", in("data"), "--checkpoint", in("nothing")}, "cannot read");
  expect_refused({"ledger", "checkpoint", in("data"), "-o", in("data")}, "it is a folder; name a file");
}

TEST_F(ledger_commands, find_the_keys_where_they_lie_by_themselves) {
  ASSERT_EQ(0, ::setenv("XDG_STATE_HOME", in("state").c_str(), 1));
  process{{LIVE_SERVER, in("data")}}.next();
  EXPECT_EQ(0, run_program({"ledger", "verify", in("data")}).code_);
  auto const of_folder = fs::directory_iterator{root_ / "state" / "leeward"} -> path();
  EXPECT_TRUE(fs::exists(of_folder / "checkpoint.key"));
  ASSERT_EQ(0, ::setenv("CREDENTIALS_DIRECTORY", of_folder.c_str(), 1));
  ASSERT_EQ(0, ::unsetenv("XDG_STATE_HOME"));
  EXPECT_EQ(0, run_program({"ledger", "verify", in("data")}).code_);
  ASSERT_EQ(0, ::unsetenv("CREDENTIALS_DIRECTORY"));
}

TEST_F(ledger_commands, account_in_words) {
  auto const registered = make();
  auto const all = must({"account", in("data")});
  EXPECT_THAT(all, AllOf(HasSubstr("5 January, an exercise, as of "), HasSubstr("waiting since "),
                         HasSubstr(std::to_string(registered) + ", which is their sum")));
  EXPECT_THAT(must({"account", in("data"), "--only", "overdue"}), Not(HasSubstr("waiting since ")));
}

}  // namespace
}  // namespace leeward::cli
