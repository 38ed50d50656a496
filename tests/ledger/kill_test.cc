#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "ledger/kill_server.h"
#include "ledger/operation_script.h"
#include "ledger/sqlite/sqlite_store.h"
#include "ledger/trouble.h"
#include "vault/erasures.h"

// A real process on the real file system, killed without warning while it works, and started again.
namespace leeward::ledger {
namespace {

constexpr auto const kKills = 20;
constexpr auto const kKillsInSoak = 200;
constexpr auto const kNewEachRound = std::size_t{400};
constexpr auto const kRepeatEvery = std::size_t{7};         // of what was answered in the round before, sent again
constexpr auto const kKillWhileItOpens = 4;                 // every fourth time
constexpr auto const kLongestWait = std::uint64_t{10'000};  // microseconds

// The server with its pipes. What is in a pipe stays well below its size, so that nobody waits for the other.
class server {
public:
  explicit server(std::filesystem::path const& file) {
    auto in = std::array<int, 2>{};
    auto out = std::array<int, 2>{};
    EXPECT_EQ(::pipe(in.data()), 0);
    EXPECT_EQ(::pipe(out.data()), 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      for (auto const fd : {in[0], in[1], out[0], out[1]}) {
        ::close(fd);
      }
      ::execl(KILL_SERVER, KILL_SERVER, file.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  server(server const&) = delete;
  server& operator=(server const&) = delete;
  ~server() { ::close(from_); }

  void send(std::vector<std::size_t> const& numbers) const {
    auto lines = std::string{};
    for (auto const n : numbers) {
      lines += std::to_string(n) + "\n";
    }
    EXPECT_EQ(::write(to_, lines.data(), lines.size()), static_cast<ssize_t>(lines.size()));
  }

  // False: it has ended and everything is read.
  bool receive(std::map<std::size_t, std::string>& answers) {
    auto part = std::array<char, 4'096>{};
    auto const n = ::read(from_, part.data(), part.size());
    if (n <= 0) {
      return false;
    }
    unread_.append(part.data(), static_cast<std::size_t>(n));
    for (auto end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n')) {
      auto number = std::size_t{0};
      auto const space = unread_.find(' ');
      std::from_chars(unread_.data(), unread_.data() + space, number);
      answers[number] = unread_.substr(space + 1, end - space - 1);
      unread_.erase(0, end + 1);
    }
    return true;
  }

  void kill() const { ::kill(pid_, SIGKILL); }

  // No more comes; gives how it ended.
  int finish(std::map<std::size_t, std::string>& answers) {
    ::close(to_);
    while (receive(answers)) {
    }
    auto status = 0;
    ::waitpid(pid_, &status, 0);
    return status;
  }

private:
  pid_t pid_{0};
  int to_{-1};
  int from_{-1};
  std::string unread_;
};

struct killing : testing::Test {
  killing() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    EXPECT_TRUE(vault::make_register(folder_).has_value());
  }
  ~killing() override { std::filesystem::remove_all(folder_); }

  // What is not answered yet, something that is, and something new; in order, as one follows from the other.
  std::vector<std::size_t> next_load() {
    auto load = unanswered_;
    for (auto const& [n, answer] : answered_) {
      if (n + 2 * kNewEachRound > sent_ && n % kRepeatEvery == 0) {
        load.push_back(n);
      }
    }
    for (auto const end = sent_ + kNewEachRound; sent_ != end; ++sent_) {
      load.push_back(sent_);
    }
    std::ranges::sort(load);
    return load;
  }

  void keep(std::vector<std::size_t> const& load, std::map<std::size_t, std::string> const& answers) {
    unanswered_.clear();
    for (auto const n : load) {
      if (!answers.contains(n) && !answered_.contains(n)) {
        unanswered_.push_back(n);
      }
    }
    for (auto const& [n, answer] : answers) {
      EXPECT_EQ(answered_.emplace(n, answer).first->second, answer) << "command " << n << " was answered anew";
    }
  }

  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} / ("kill_" + std::to_string(::getpid()))};
  std::filesystem::path file_{folder_ / "ledger.db"};
  random_source random_{1 + soak_seed()};
  std::size_t sent_{0};
  std::vector<std::size_t> unanswered_;
  std::map<std::size_t, std::string> answered_;
};

TEST_F(killing, loses_and_doubles_nothing) {
  ::signal(SIGPIPE, SIG_IGN);
  auto killed_at_work = 0;
  auto const kills = in_soak(kKillsInSoak, kKills);
  for (auto round = 1; round <= kills; ++round) {
    auto const load = next_load();
    auto answers = std::map<std::size_t, std::string>{};
    auto s = server{file_};
    s.send(load);
    if (round % kKillWhileItOpens == 0) {
      ::usleep(static_cast<useconds_t>(random_.below(kLongestWait)));
    } else {
      for (auto const enough = random_.below(load.size()); answers.size() < enough && s.receive(answers);) {
      }
    }
    s.kill();
    EXPECT_TRUE(WIFSIGNALED(s.finish(answers)));
    killed_at_work += answers.size() < load.size() ? 1 : 0;
    keep(load, answers);
  }
  EXPECT_GE(killed_at_work, kills / 2);

  auto const load = next_load();
  auto answers = std::map<std::size_t, std::string>{};
  auto s = server{file_};
  s.send(load);
  EXPECT_EQ(s.finish(answers), 0);
  keep(load, answers);
  EXPECT_EQ(answered_.size(), sent_);

  auto const opened = open_sqlite({.file_ = file_});
  ASSERT_TRUE(opened.has_value()) << opened.error().sentence_;
  auto script = script_of_kill_server();
  auto const r = reckon(**opened, script, sent_, answered_);
  EXPECT_EQ(r.lost_, 0);
  EXPECT_EQ(r.doubled_, 0);
  EXPECT_EQ(r.halved_, 0);
  EXPECT_EQ(r.damaged_, 0);
  EXPECT_EQ(r.there_, static_cast<int>(sent_));
}

}  // namespace
}  // namespace leeward::ledger
