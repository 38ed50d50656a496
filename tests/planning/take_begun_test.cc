#include <string>

#include <gtest/gtest.h>

#include "planning/given_times.h"
#include "planning/run.h"

// A hall where two vehicles may stand at once, and trips that are on their way there.
namespace leeward::planning {
namespace {

constexpr auto const kStart = instant{1704441600};  // 2024-01-05T08:00:00Z

instant at(std::int64_t const minutes) { return kStart + seconds{minutes * 60}; }

scenario hall() {
  auto s = scenario{};
  s.start_ = at(0);
  s.end_ = at(600);
  s.depots_.emplace_back().id_ = "yard";
  s.pickup_points_.emplace_back().id_ = "square";
  auto& c = s.centres_.emplace_back();
  c.id_ = "hall";
  c.unloading_places_ = 2;
  s.vehicles_.resize(4);
  for (auto& v : s.vehicles_) {
    v.id_ = "bus " + std::to_string(&v - s.vehicles_.data());
    v.depot_ = "yard";
  }
  return s;
}

trip standing(std::int64_t const from, std::int64_t const until) {
  auto t = trip{};
  t.centre_.way_.to_ = "hall";
  t.centre_.begin_ = at(from);
  t.centre_.end_ = at(until);
  return t;
}

// One after the other into the first place that is free, the last one would find none; there is room for all.
TEST(take_begun, finds_a_place_for_each_whatever_their_order) {
  auto s = hall();
  s.committed_.emplace().trips_ = {standing(0, 5), standing(3, 8), standing(10, 15), standing(6, 12)};
  auto const times = times_from(s, {});
  auto const p = problem{s, times};
  auto free = free_places{p, keep_none(p)};
  take_begun(p, free);
  EXPECT_EQ(free.unloading_[0].earliest(at(8), seconds{60}), at(8));
  EXPECT_EQ(free.unloading_[0].earliest(at(10), seconds{60}), at(12));
}

}  // namespace
}  // namespace leeward::planning
