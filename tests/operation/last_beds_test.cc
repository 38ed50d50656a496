#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "operation/running.h"

// 64 dispatchers want the same last four beds at once: their commands are decided in some order.
namespace leeward::operation {

namespace {

constexpr auto const kRounds = 10'000;
constexpr auto const kDispatchers = 64;

struct race {
  running start_;
  std::vector<trips::commit_trip> all_;
};

race before() {
  auto r = race{.start_ = begun(), .all_ = {}};
  r.start_.must(ask_for<households::registered>{household_of("there already", 6)});
  r.start_.must(trip_of(r.start_, "earlier", {"there already"}));
  for (auto i = 0; i != kDispatchers; ++i) {
    auto const name = fmt::format("h {}", i);
    r.start_.must(ask_for<households::registered>{household_of(name, 4)});
    auto bus = fleet::vehicle_added{};
    bus.vehicle_ = named<vehicle_id>("bus of " + name);
    bus.depot_ = named<depot_id>("garage");
    bus.space_.seats_ = 4;
    r.start_.must(ask_for<fleet::vehicle_added>{bus});
    r.start_.must(ask_for<fleet::crew_added>{{named<crew_id>("crew of " + name), bus.depot_, r.start_.now_,
                                              r.start_.now_ + seconds{std::int64_t{24} * 3600}}});
    auto t = trip_of(r.start_, "trip of " + name, {});
    t.households_ = {named<household_id>(name)};
    t.vehicle_ = bus.vehicle_;
    t.crew_ = named<crew_id>("crew of " + name);
    r.all_.push_back(t);
  }
  return r;
}

}  // namespace

TEST(last_beds, have_one_winner_in_every_order_and_each_other_is_told_what_is_left) {
  auto r = before();
  auto dice = random_source{1};
  for (auto round = 0; round != kRounds; ++round) {
    dice.shuffle(r.all_);
    auto now = r.start_;
    auto winners = 0;
    for (auto const& wanted : r.all_) {
      auto const refused = now.attempt(wanted);
      winners += refused ? 0 : 1;
      if (refused) {
        ASSERT_EQ(refusal_code::kFull, refused->code_);
        ASSERT_EQ("hall has 0 general and 1 accessible beds left; 4 general and 0 accessible are asked for.",
                  refused->sentence_);
      }
    }
    ASSERT_EQ(1, winners);
    ASSERT_EQ(0, centres::free_beds(now.state_.centres_.centres_.at(named<centre_id>("hall"))).general_);
  }
}

}  // namespace leeward::operation
