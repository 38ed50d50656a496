#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/day/a_day.h"
#include "app/day/ledger_desk.h"
#include "app/live/live.h"
#include "operation/conservation.h"

// A day that is kept in a ledger, and stopped on its way.
namespace leeward::app {

namespace {

// Stops after so many rounds of requests, as a process that is killed does.
class desk_that_stops : public desk {
public:
  desk_that_stops(desk& d, int const rounds) : desk_{d}, left_{rounds} {}

  result<std::vector<ledger::answer>> ask(instant const at, std::vector<people_request> all) override {
    if (left_-- == 0) {
      return fail(error_kind::kStorage, "stopped");
    }
    return desk_.ask(at, std::move(all));
  }

  operation::state const& known() const override { return desk_.known(); }
  std::uint64_t events() const override { return desk_.events(); }

private:
  desk& desk_;
  int left_;
};

constexpr auto const kEventful = std::string_view{
    R"(, {"at": "2024-01-05T09:00:00Z", "plan": {"name": "first"}},
       {"at": "2024-01-05T10:00:00Z", "plan": {"name": "second", "loses_fullest_bus": true, "loses_busiest_bridge": true}},
       {"at": "2024-01-05T12:00:00Z", "confirm_all": {"less_last": 3}},
       {"at": "2024-01-05T15:00:00Z", "plan": {"name": "third"}},
       {"at": "2024-01-05T22:00:00Z", "ask": {"close_day": {"by": "the coordinator"}}})"};

// In a ledger; each opening is a new process's.
class a_kept_day : public a_day {
protected:
  a_kept_day() : a_day{200} {}

  void SetUp() override {
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  struct opened {
    played_clock clock_;
    std::unique_ptr<live> live_;
  };

  opened open() {
    auto const clock = std::make_shared<std::atomic<std::int64_t>>(everybody_.start_.unix_s_);
    return {clock, live::open(
                       {root_ / "data", root_ / "keys", ledger::if_empty::kMake},
                       [clock] { return instant{clock->load()}; }, [](error const&) {})
                       .value()};
  }

  std::filesystem::path root_{std::filesystem::temp_directory_path() / fmt::format("a_kept_day-{}", getpid())};
};

TEST_F(a_kept_day, is_finished_by_whoever_plays_it_again_and_comes_out_as_if_nothing_had_been) {
  play(std::string{kEventful});
  auto const expected = rows_;
  for (auto const rounds : {1, 40, 90, 150}) {
    auto const o = open();
    auto d = ledger_desk{*o.live_, o.clock_};
    auto stops = desk_that_stops{d, rounds};
    EXPECT_FALSE(play_on(stops, std::string{kEventful}).has_value()) << rounds;
  }
  auto events = std::uint64_t{0};
  for (auto const* const time : {"the first", "once more"}) {
    auto const o = open();
    auto d = ledger_desk{*o.live_, o.clock_};
    auto const done = play_on(d, std::string{kEventful});
    ASSERT_TRUE(done.has_value()) << done.error().sentence_;
    EXPECT_EQ(std::size_t{0}, done->refused_.size()) << time;
    EXPECT_TRUE(expected == rows_) << time;
    EXPECT_TRUE(events == 0 || events == d.events()) << "nothing is added when it is played " << time;
    events = d.events();
    o.live_->read([&](operation::state const& s, ledger::head const& h) {
      EXPECT_GE(h.seq_, events);
      EXPECT_TRUE(s.custody_.by_place_ == d.known().custody_.by_place_);
      EXPECT_TRUE(operation::recount(s).has_value());
    });
  }
}

}  // namespace

}  // namespace leeward::app
