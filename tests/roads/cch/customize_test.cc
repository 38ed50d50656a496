#include "roads/cch/customize.h"

#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/cch/prepared.h"
#include "roads/cch/random_drawing.h"
#include "roads/cch/triangles.h"

namespace leeward::roads::cch {

namespace {

// Oneways p → q → r; whatever the order, a shortcut p → r exists only if q is the lowest.
struct three_oneways {
  drawing d_;
  std::uint32_t a_{d_.junction(0, 0)}, b_{d_.junction(100, 0)}, c_{d_.junction(200, 0)}, e_{d_.junction(300, 0)};
  edge p_{d_.one_way(a_, b_, 10)}, q_{d_.one_way(b_, c_, 20)}, r_{d_.one_way(c_, e_, 30)};
};

TEST(customize, an_arc_is_its_edge_and_its_turn) {
  auto l = three_oneways{};
  l.d_.cost(l.p_, l.q_, 3);
  l.d_.cost(l.q_, l.r_, 4);
  auto const p = prepared{l.d_.finish()};
  auto const h = p.h();
  ASSERT_EQ(arc_count(h), 2U);
  for (auto a = std::uint32_t{0}; a != 2; ++a) {
    EXPECT_EQ(p.m_[a], h.turn_of_[a] == 0 ? 10 + 3 : 20 + 4);
  }
}

TEST(customize, an_arc_that_may_not_be_driven_is_never) {
  auto l = three_oneways{};
  l.d_.cost(l.q_, l.r_, kNever);
  auto d = l.d_.finish();
  d.weights_.edge_ms_[d.at(l.p_).v_] = kNever;
  auto const p = prepared{d};
  EXPECT_THAT(p.m_, ::testing::Each(kNever));
}

TEST(customize, arcs_exist_only_where_turns_lead) {
  // A street of two directions between two oneway rings has arcs both ways; a chain of oneways has none backwards.
  auto l = drawing{};
  for (auto i = 0; i != 40; ++i) {
    l.junction(100 * i, 0);
  }
  for (auto i = std::uint32_t{0}; i != 39; ++i) {
    l.one_way(i, i + 1, 10);
  }
  auto const data = build(l.finish().view());
  auto const h = view_of(data);
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    for (auto a = h.up_first_[v]; a != h.up_first_[v + 1]; ++a) {
      EXPECT_LT(h.edge_at_[v].v_, h.edge_at_[h.up_head_[a]].v_);
    }
    for (auto a = h.down_first_[v]; a != h.down_first_[v + 1]; ++a) {
      EXPECT_LT(h.edge_at_[h.down_tail_[a]].v_, h.edge_at_[v].v_);
    }
  }
}

// On a town of 1,600 junctions: one closure is worked off arc by arc, hundreds give up and start afresh, and what the
// one leaves behind must not disturb the other.
TEST(customizer, small_and_large_changes_follow_each_other) {
  auto dice = random_source{5};
  auto p = prepared{random_drawing(dice, {.width_ = 40, .height_ = 40})};
  auto c = customizer{p.h()};
  auto full = metric{};
  for (auto const count : {1U, 400U, 1U, 2U, 30U, 1U, 100U, 3U, 5000U, 1U}) {
    auto const changed = change_some(dice, p.d_.weights_, count);
    c.update(p.h(), p.d_.view(), p.d_.weights(), changed, p.m_);
    customize(p.h(), p.d_.view(), p.d_.weights(), full);
    ASSERT_EQ(p.m_, full) << count << " edges";
  }
}

TEST(customizer, what_is_taken_back_in_any_order_leaves_no_trace) {
  auto dice = random_source{6};
  auto p = prepared{random_drawing(dice, {.width_ = 20, .height_ = 20})};
  auto const open = p.d_.weights_;
  auto const before = p.m_;
  auto c = customizer{p.h()};
  auto closed = std::vector<edge_id>{};
  for (auto i = 0; i != 60; ++i) {
    auto const e = edge_id{static_cast<std::uint32_t>(dice.below(open.edge_ms_.size()))};
    closed.push_back(e);
    p.d_.weights_.edge_ms_[e.v_] = kNever;
    c.update(p.h(), p.d_.view(), p.d_.weights(), {{e}}, p.m_);
  }
  EXPECT_NE(p.m_, before);
  dice.shuffle(closed);
  for (auto const e : closed) {
    p.d_.weights_.edge_ms_[e.v_] = open.edge_ms_[e.v_];
    c.update(p.h(), p.d_.view(), p.d_.weights(), {{e}}, p.m_);
  }
  EXPECT_EQ(p.m_, before);
}

TEST(customizer, no_change_changes_nothing) {
  auto dice = random_source{7};
  auto p = prepared{random_drawing(dice, {.width_ = 6, .height_ = 6})};
  auto const before = p.m_;
  auto c = customizer{p.h()};
  c.update(p.h(), p.d_.view(), p.d_.weights(), {}, p.m_);
  EXPECT_EQ(p.m_, before);
  c.update(p.h(), p.d_.view(), p.d_.weights(), {{edge_id{0}, edge_id{0}}}, p.m_);  // named twice, same weight as before
  EXPECT_EQ(p.m_, before);
}

TEST(count_triangles, is_the_length_of_the_stored_list) {
  auto dice = random_source{8};
  auto const p = prepared{random_drawing(dice, {.width_ = 10, .height_ = 10})};
  EXPECT_EQ(count_triangles(p.h()), p.data_.third_.size());
  EXPECT_GT(count_triangles(p.h()), 0U);
}

}  // namespace

}  // namespace leeward::roads::cch
