#include "app/live/live.h"

#include <atomic>
#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live/a_folder.h"
#include "app/live/control_wire.h"
#include "app/live/errand_on.h"
#include "base/json/decode.h"
#include "operation/legs.h"

namespace leeward::app {
namespace {

using namespace operation;
using testing::HasSubstr;

using live_folder = a_folder;

std::int64_t registered(live const& l) {
  return l.read([](state const& s, ledger::head const&) { return s.households_.registered_; });
}

// All lines of an errand but progress, from whoever has the folder.
std::vector<errand_line> lines_of(a_folder const& f, errand const& e) {
  auto all = std::vector<errand_line>{};
  auto const done = run_errand_on(
      f.options(ledger::if_empty::kRefuse), e, [] { return kStart; },
      [&](errand_line const& line) {
        if (!line.progress_) {
          all.push_back(line);
        }
        return true;
      });
  EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().sentence_);
  return all;
}

std::string refusal_of(a_folder const& f, errand const& e) {
  auto const done = run_errand_on(
      f.options(ledger::if_empty::kRefuse), e, [] { return kStart; }, [](errand_line const&) { return true; });
  return done ? "" : done.error().sentence_;
}

TEST_F(live_folder, keeps_what_it_has_answered) {
  {
    auto const l = open();
    EXPECT_TRUE(l->is_new());
    EXPECT_EQ(root_ / "keys", l->keys());
    begin(*l);
    must(*l, registers("a", 3));
    EXPECT_EQ(3, registered(*l));
  }
  auto const l = open();
  EXPECT_FALSE(l->is_new());
  EXPECT_EQ(3, registered(*l));
  auto const again = l->ask(registers("a", 3));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(ledger::outcome::kDone, again->outcome_);
  EXPECT_EQ(3, registered(*l));
}

TEST_F(live_folder, answers_many_callers) {
  auto const l = open();
  begin(*l);
  auto threads = std::vector<std::jthread>{};
  for (auto t = 0; t != 8; ++t) {
    threads.emplace_back([&, t] {
      for (auto i = 0; i != 20; ++i) {
        must(*l, registers(std::to_string(t) + "/" + std::to_string(i), 2));
      }
    });
  }
  threads.clear();
  EXPECT_EQ(8 * 20 * 2, registered(*l));
}

TEST_F(live_folder, runs_every_errand_for_others_as_for_itself) {
  auto live_lines = std::vector<std::string>{};
  auto const errands = {errand{.what_ = errand_kind::kAccount}, errand{.what_ = errand_kind::kVerify},
                        errand{.what_ = errand_kind::kCheckpoint}, errand{.what_ = errand_kind::kDump}};
  {
    auto const l = open();
    begin(*l);
    must(*l, registers("a", 3));
    for (auto const& e : errands) {
      for (auto const& line : lines_of(*this, e)) {
        live_lines.push_back(json::encode(line));
      }
    }
  }
  auto later_lines = std::vector<std::string>{};
  for (auto const& e : errands) {
    for (auto const& line : lines_of(*this, e)) {
      later_lines.push_back(json::encode(line));
    }
  }
  EXPECT_EQ(live_lines, later_lines);
  // Totals and 3 persons; two verdicts; a checkpoint; the head, operation, zone, point, household and 3 persons.
  EXPECT_EQ(4U + 2U + 1U + 8U, live_lines.size());
}

TEST_F(live_folder, dumps_what_was_known_then) {
  auto now = std::atomic<std::int64_t>{kStart.unix_s_};
  auto const l = open([&] { return instant{now}; });
  begin(*l);
  now += 60;
  must(*l, registers("a", 3));
  auto const before = lines_of(*this, {.what_ = errand_kind::kDump, .as_of_ = kStart + seconds{59}});
  EXPECT_EQ(3U, before.at(0).dump_->events_);
  EXPECT_EQ(kStart, before.at(0).dump_->as_of_);
  EXPECT_EQ("points", before.back().thing_->kind_);
  auto const then = lines_of(*this, {.what_ = errand_kind::kDump, .as_of_ = kStart + seconds{60}});
  EXPECT_EQ(4U, then.at(0).dump_->events_);
  EXPECT_EQ("people", then.back().thing_->kind_);
}

TEST_F(live_folder, is_backed_up_and_restored) {
  auto const l = open();
  begin(*l);
  must(*l, registers("a", 3));
  auto const outside = lines_of(*this, {.what_ = errand_kind::kCheckpoint}).at(0).checkpoint_;
  auto const backup = (root_ / "backup").string();
  auto const made = lines_of(*this, {.what_ = errand_kind::kBackup, .into_ = backup}).at(0).backup_;
  ASSERT_TRUE(made);
  EXPECT_EQ(std::filesystem::file_size(backup), made->bytes_);
  EXPECT_EQ(0600U, static_cast<unsigned>(std::filesystem::status(backup).permissions()));
  EXPECT_EQ(3, std::distance(std::filesystem::directory_iterator{root_}, {}));  // and nothing else beside it
  must(*l, registers("b", 2));

  auto target = options();
  target.folder_ = root_ / "restored";
  auto const silent = [](errand_line const&) { return true; };
  auto const restored = restore(backup, target, outside, silent);
  ASSERT_TRUE(restored.has_value()) << restored.error().sentence_;
  EXPECT_EQ(4U, restored->events_);
  EXPECT_EQ(outside->hash_, restored->hash_);
  auto const second = live::open(target, [] { return kStart; }, [](error const&) {});
  ASSERT_TRUE(second.has_value()) << second.error().sentence_;
  EXPECT_EQ(3, registered(**second));

  auto const newer = lines_of(*this, {.what_ = errand_kind::kCheckpoint}).at(0).checkpoint_;
  target.folder_ = root_ / "another";
  auto const refused = restore(backup, target, newer, silent);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().sentence_, HasSubstr("event 5 is missing: the checkpoint of"));
  EXPECT_TRUE(std::filesystem::is_empty(root_ / "another"));
}

TEST_F(live_folder, refuses_to_write_a_backup_over_something) {
  auto const l = open();
  auto const in_data = (folder_ / "backup").string();
  EXPECT_THAT(refusal_of(*this, {.what_ = errand_kind::kBackup, .into_ = in_data}),
              HasSubstr("is in the data folder itself"));
  EXPECT_THAT(refusal_of(*this, {.what_ = errand_kind::kBackup, .into_ = "here"}),
              HasSubstr("must be an absolute path"));
  auto const there = root_ / "there";
  std::ofstream{there} << "mine";
  EXPECT_THAT(refusal_of(*this, {.what_ = errand_kind::kBackup, .into_ = there.string()}),
              HasSubstr("is there already; name a new file"));
  EXPECT_EQ(4U, std::filesystem::file_size(there));
  EXPECT_THAT(refusal_of(*this, {.what_ = errand_kind::kBackup, .into_ = root_ / "no" / "where"}),
              HasSubstr("No such file or directory"));
}

TEST_F(live_folder, trusts_no_checkpoint_that_another_key_signed) {
  auto const l = open();
  begin(*l);
  auto other = signing_key{};
  auto const forged =
      ledger::sign_checkpoint(other, uuid{1, 2}, ledger::kOperationStream, ledger::head{.seq_ = 1}, kStart);
  EXPECT_THAT(refusal_of(*this, {.what_ = errand_kind::kVerify, .outside_ = forged}),
              HasSubstr("is signed with another key than this folder's"));
}

TEST_F(live_folder, has_a_socket_for_its_owner_alone_that_is_gone_afterwards) {
  auto const socket = folder_ / "control.sock";
  {
    auto const l = open();
    struct stat info{};
    ASSERT_EQ(0, ::stat(socket.c_str(), &info));
    EXPECT_TRUE(S_ISSOCK(info.st_mode));
    EXPECT_EQ(0600U, info.st_mode & 0777U);
  }
  EXPECT_FALSE(std::filesystem::exists(socket));
}

TEST_F(live_folder, takes_the_place_of_a_socket_that_a_dead_process_left) {
  open();
  auto name = sockaddr_un{.sun_family = AF_UNIX, .sun_path = {}};
  (folder_ / "control.sock").string().copy(&name.sun_path[0], sizeof(name.sun_path) - 1);
  {
    auto const left = descriptor{::socket(AF_UNIX, SOCK_STREAM, 0)};
    ASSERT_EQ(0, ::bind(left.fd_, reinterpret_cast<sockaddr const*>(&name), sizeof(name)));
  }
  EXPECT_EQ(2U, lines_of(*this, {.what_ = errand_kind::kVerify}).size());  // nobody is there: it opens the folder
  auto const l = open();
  begin(*l);
  EXPECT_EQ(3U, lines_of(*this, {.what_ = errand_kind::kVerify}).at(0).verdict_->events_);
}

TEST_F(live_folder, may_lie_deep) {
  folder_ = root_ / std::string(100, 'd') / std::string(100, 'e');
  std::filesystem::create_directories(folder_.parent_path());
  auto const l = open();
  begin(*l);
  EXPECT_EQ(1U, lines_of(*this, {.what_ = errand_kind::kCheckpoint}).size());
}

struct caller {
  explicit caller(a_folder const& f) {
    auto const address = control_address::of(f.folder_).value();
    EXPECT_EQ(0, ::connect(to_.fd_, address.at(), sizeof(address.name_)));
  }

  std::string ask(std::string_view const line) {
    send_all(to_, line);  // whoever is refused at once cannot say anything any more
    return in_.next(std::chrono::seconds{30}).value_or("hung up");
  }

  descriptor to_{::socket(AF_UNIX, SOCK_STREAM, 0)};
  line_reader in_{to_, control_socket::kMostLineBytes};
};

TEST_F(live_folder, answers_nonsense_with_what_is_wrong) {
  auto const l = open();
  EXPECT_THAT(caller{*this}.ask("{\"what\":\"erase\"}\n"), HasSubstr("\\\"erase\\\" is not known here; known are "));
  EXPECT_THAT(caller{*this}.ask("hello\n"), HasSubstr("\"error\":"));
  EXPECT_THAT(caller{*this}.ask(std::string(control_socket::kMostAskedBytes + 1, ' ')),
              HasSubstr("no whole line came, or one that is too long"));
}

TEST_F(live_folder, goes_on_while_callers_do_nothing) {
  auto const l = open();
  begin(*l);
  for (auto i = 0; i != 60; ++i) {
    must(*l, registers(std::to_string(i), 20));  // a dump of them does not fit into what a socket holds
  }
  auto silent = std::vector<caller>{};
  for (auto i = std::size_t{0}; i != control_socket::kMostAtOnce; ++i) {
    silent.emplace_back(*this);  // says nothing, reads nothing
  }
  EXPECT_THAT(caller{*this}.ask("{\"what\":\"verify\"}\n"), HasSubstr("commands are at work on this folder already"));
  EXPECT_TRUE(send_all(silent[0].to_, "{\"what\":\"dump\"}\n"));
  for (auto i = 60; i != 80; ++i) {
    must(*l, registers(std::to_string(i), 20));
  }
  EXPECT_EQ(80 * 20, registered(*l));
}

TEST_F(live_folder, runs_errands_while_commands_are_kept) {
  auto const l = open();
  begin(*l);
  auto over = std::atomic<bool>{false};
  auto kept = std::atomic<std::int64_t>{0};
  auto const clerk = std::jthread{[&] {
    for (auto i = 0; !over; ++i) {
      must(*l, registers(std::to_string(i), 1));
      ++kept;
    }
  }};
  for (auto round = 0; round != 5; ++round) {
    auto const before = kept.load();
    auto const a = lines_of(*this, {.what_ = errand_kind::kAccount});
    EXPECT_EQ(a.at(0).totals_->registered_, static_cast<std::int64_t>(a.size()) - 1);
    EXPECT_GE(a.at(0).totals_->registered_, before);
    EXPECT_TRUE(lines_of(*this, {.what_ = errand_kind::kVerify}).at(0).verdict_->good());
    auto const into = (root_ / std::to_string(round)).string();
    EXPECT_EQ(1U, lines_of(*this, {.what_ = errand_kind::kBackup, .into_ = into}).size());
    auto target = options();
    target.folder_ = into + ".restored";
    auto const restored = restore(into, target, std::nullopt, [](errand_line const&) { return true; });
    ASSERT_TRUE(restored.has_value()) << restored.error().sentence_;
    EXPECT_GE(restored->events_, 3U + static_cast<std::uint64_t>(before));
  }
  over = true;
}

// The disk refuses a write in a way that leaves unknown what is on it.
TEST_F(live_folder, answers_nobody_any_more_when_the_ledger_has_stopped) {
  ::signal(SIGXFSZ, SIG_IGN);
  auto why = std::atomic<int>{0};
  auto const l = live::open(options(), [] { return kStart; }, [&](error const&) { ++why; }).value();
  begin(*l);
  auto was = rlimit{};
  ASSERT_EQ(0, ::getrlimit(RLIMIT_FSIZE, &was));
  auto const none = rlimit{.rlim_cur = 0, .rlim_max = was.rlim_max};
  ASSERT_EQ(0, ::setrlimit(RLIMIT_FSIZE, &none));
  auto const a = l->ask(registers("a", 3));
  auto const verified = refusal_of(*this, {.what_ = errand_kind::kVerify});
  ASSERT_EQ(0, ::setrlimit(RLIMIT_FSIZE, &was));
  ASSERT_FALSE(a.has_value());
  EXPECT_THAT(a.error().sentence_, HasSubstr("the ledger stopped after a failed write to the disk"));
  EXPECT_THAT(verified, HasSubstr("the ledger stopped after a failed write to the disk"));
  EXPECT_EQ(1, why);
}

}  // namespace
}  // namespace leeward::app
