#include "planning/trips/hours.h"

#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "planning/crew_clock.h"

// The engine's hours are those of the crew's clock, but for where and when it rested.
namespace leeward::planning {
namespace {

TEST(hours, are_those_of_the_crews_clock) {
  auto engine = std::mt19937_64{5};
  auto const between = [&](std::int64_t const min, std::int64_t const max) {
    return min + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(max - min + 1));
  };
  auto const rules = crew_rules{};
  auto const most =
      trips::crew_limits{rules.driving_per_shift_s_.v_, rules.driving_without_break_s_.v_, rules.break_s_.v_};
  for (auto day = 0; day != 500; ++day) {
    auto clock = crew_clock{.now_ = {1000}, .driven_ = {}, .since_break_ = {}, .breaks_ = {}};
    auto light = trips::hours{.now_ = 1000};
    for (auto step = 0; step != 20; ++step) {
      auto const n = between(0, 20'000);
      switch (between(0, 2)) {
        case 0:
          drive(clock, rules, {n}, {});
          drive(light, most, n);
          break;
        case 1:
          rest_before(clock, rules, {n}, {});
          rest_before(light, most, n);
          break;
        default:
          idle_until(clock, rules, {clock.now_.unix_s_ + n / 4}, {});
          idle_until(light, most, light.now_ + n / 4);
          break;
      }
      ASSERT_EQ(clock.now_.unix_s_, light.now_) << "day " << day << ", step " << step;
      ASSERT_EQ(clock.driven_.v_, light.driven_);
      ASSERT_EQ(clock.since_break_.v_, light.since_break_);
    }
  }
}

}  // namespace
}  // namespace leeward::planning
