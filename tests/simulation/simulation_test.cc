#include "simulation/simulation.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

#include "simulation/shrink.h"

// The simulator itself: it repeats, it finds what is planted, and it makes what it found small.
namespace leeward::simulation {

namespace {

constexpr auto const kWithin = std::uint64_t{200};  // seeds

// The first script that breaks something.
std::optional<script> found(planted const p) {
  for (auto seed = std::uint64_t{1}; seed <= kWithin; ++seed) {
    auto s = draw(seed, {});
    if (play(s, p).violation_) {
      return s;
    }
  }
  return std::nullopt;
}

}  // namespace

TEST(simulation, is_the_same_each_time) {
  auto const s = draw(3, {});
  auto const first = play(s, planted::kNone, telling::kStory);
  auto const again = play(draw(3, {}), planted::kNone, telling::kStory);
  EXPECT_FALSE(first.violation_) << *first.violation_;
  EXPECT_GE(first.story_.size(), 100U);
  EXPECT_EQ(first.story_, again.story_);
  EXPECT_EQ(in_words(first.report_), in_words(again.report_));
  EXPECT_NE(in_words(first.report_), in_words(play(draw(4, {})).report_));
}

TEST(simulation, finds_an_answer_before_the_sync_and_makes_it_small) {
  auto const s = found(planted::kAnswersBeforeSync);
  ASSERT_TRUE(s);
  auto const fails = [](script const& t) { return play(t, planted::kAnswersBeforeSync).violation_.has_value(); };
  auto const smallest = shrink(*s, fails);
  EXPECT_TRUE(fails(smallest));
  EXPECT_LE(smallest.steps_.size(), 20U) << in_words(smallest);
  for (auto i = std::size_t{0}; i != smallest.steps_.size(); ++i) {
    auto less = smallest;
    less.steps_.erase(less.steps_.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(fails(less)) << i;
  }
}

TEST(simulation, finds_an_operation_that_is_applied_twice) { EXPECT_TRUE(found(planted::kAppliesTwice)); }

TEST(simulation, finds_a_number_with_other_content_that_is_taken_for_a_repeat) {
  EXPECT_TRUE(found(planted::kSwallowsRepeat));
}

TEST(shrink, leaves_what_is_needed_together) {
  auto const s = draw(1, {});
  auto const a = s.steps_[20];
  auto const b = s.steps_[150];
  auto const has = [](script const& t, step const& one) { return std::ranges::find(t.steps_, one) != t.steps_.end(); };
  auto const smallest = shrink(s, [&](script const& t) { return has(t, a) && has(t, b); });
  EXPECT_EQ((std::vector<step>{a, b}), smallest.steps_);
}

TEST(shrink, stops_when_it_has_tried_enough) {
  auto const s = draw(1, {});
  auto tried = std::size_t{0};
  auto const smallest = shrink(s, [&](script const& t) {
    tried += t.steps_.size();
    return false;
  });
  EXPECT_EQ(s.steps_, smallest.steps_);
  EXPECT_LE(tried, kMostStepsTried + s.steps_.size());
}

}  // namespace leeward::simulation
