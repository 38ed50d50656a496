#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/cch/prepared.h"

namespace leeward::roads::cch {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// One search asked in every way that there is: they have to agree before the answer counts.
struct answer {
  bool operator==(answer const&) const = default;

  weight ms_;
  std::vector<edge_id> path_;
};

answer ask(drawn const& d, seeds const& from, seeds const& to) {
  auto const p = prepared{d};
  auto const ms = p.distance(from, to);
  EXPECT_EQ(p.table({from}, {to}), std::vector{ms});
  return {ms, p.path(from, to)};
}

// a --10-- b --20-- c --30-- d, both directions
struct a_line {
  drawing d_;
  std::uint32_t a_{d_.junction(0, 0)}, b_{d_.junction(100, 0)}, c_{d_.junction(200, 0)}, e_{d_.junction(300, 0)};
  edge ab_{d_.street(a_, b_, 10)}, bc_{d_.street(b_, c_, 20)}, cd_{d_.street(c_, e_, 30)};
};

// Two ways from s to t: over the top (100 + 100) or round the bottom (150 + 150).
struct two_ways {
  drawing d_;
  std::uint32_t o_{d_.junction(-100, 0)}, s_{d_.junction(0, 0)}, top_{d_.junction(100, 100)},
      bottom_{d_.junction(100, -100)}, t_{d_.junction(200, 0)}, u_{d_.junction(300, 0)};
  edge in_{d_.street(o_, s_, 10)};
  edge up_{d_.street(s_, top_, 100)}, over_{d_.street(top_, t_, 100)};
  edge down_{d_.street(s_, bottom_, 150)}, round_{d_.street(bottom_, t_, 150)};
  edge out_{d_.street(t_, u_, 10)};
};

TEST(by_hand, times_of_edges_add_up_from_place_to_place) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  auto const [ms, path] = ask(d, {{d.at(l.ab_), 4}}, {{d.at(l.cd_), 12}});
  EXPECT_EQ(ms, 6 + 20 + 12);
  EXPECT_THAT(path, ElementsAre(d.at(l.ab_), d.at(l.bc_), d.at(l.cd_)));
}

TEST(by_hand, directions_have_their_own_times) {
  auto l = drawing{};
  auto const a = l.junction(0, 0);
  auto const b = l.junction(100, 0);
  auto const c = l.junction(200, 0);
  auto const ab = l.street(a, b, 10, 11);
  auto const bc = l.street(b, c, 20, 22);
  auto const d = l.finish();
  EXPECT_EQ(ask(d, {{d.at(ab), 0}}, {{d.at(bc), 20}}).ms_, 30);
  EXPECT_EQ(ask(d, {{d.at(back(bc)), 0}}, {{d.at(back(ab)), 11}}).ms_, 33);
}

TEST(by_hand, a_turn_costs) {
  auto l = a_line{};
  l.d_.cost(l.ab_, l.bc_, 7);
  auto const d = l.d_.finish();
  EXPECT_EQ(ask(d, {{d.at(l.ab_), 0}}, {{d.at(l.bc_), 5}}).ms_, 10 + 7 + 5);
  EXPECT_EQ(ask(d, {{d.at(back(l.bc_)), 0}}, {{d.at(back(l.ab_)), 5}}).ms_, 20 + 5);
}

TEST(by_hand, a_dear_turn_is_avoided) {
  auto l = two_ways{};
  l.d_.cost(l.up_, l.over_, 101);
  auto const d = l.d_.finish();
  auto const [ms, path] = ask(d, {{d.at(l.in_), 0}}, {{d.at(l.out_), 0}});
  EXPECT_EQ(ms, 10 + 150 + 150);
  EXPECT_THAT(path, ElementsAre(d.at(l.in_), d.at(l.down_), d.at(l.round_), d.at(l.out_)));
}

TEST(by_hand, a_forbidden_turn_is_not_taken) {
  auto l = two_ways{};
  l.d_.forbid(l.in_, l.up_);
  auto const d = l.d_.finish();
  auto const [ms, path] = ask(d, {{d.at(l.in_), 0}}, {{d.at(l.out_), 0}});
  EXPECT_EQ(ms, 310);
  EXPECT_THAT(path, ElementsAre(d.at(l.in_), d.at(l.down_), d.at(l.round_), d.at(l.out_)));
  // From the top itself the way over it is open.
  EXPECT_EQ(ask(d, {{d.at(l.up_), 50}}, {{d.at(l.out_), 0}}).ms_, 50 + 100);
}

TEST(by_hand, a_turn_that_the_profile_may_not_take_is_as_forbidden) {
  auto l = two_ways{};
  l.d_.cost(l.in_, l.up_, kNever);
  auto const d = l.d_.finish();
  EXPECT_EQ(ask(d, {{d.at(l.in_), 0}}, {{d.at(l.out_), 0}}).ms_, 310);
}

TEST(by_hand, a_oneway_leads_one_way) {
  auto l = drawing{};
  auto const a = l.junction(0, 0);
  auto const b = l.junction(100, 0);
  auto const c = l.junction(200, 0);
  auto const ab = l.street(a, b, 10);
  auto const bc = l.one_way(b, c, 20);
  l.one_way(c, a, 40);
  auto const d = l.finish();
  EXPECT_EQ(ask(d, {{d.at(ab), 0}}, {{d.at(bc), 0}}).ms_, 10);
  EXPECT_EQ(ask(d, {{d.at(bc), 0}}, {{d.at(ab), 0}}).ms_, 60);
  EXPECT_EQ(ask(d, {{d.at(bc), 0}}, {{d.at(back(ab)), 0}}).ms_, kNever);  // b is no dead end: bc leaves it
}

TEST(by_hand, one_turns_round_at_a_dead_end_only) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  auto const [ms, path] = ask(d, {{d.at(l.bc_), 0}}, {{d.at(back(l.bc_)), 0}});
  EXPECT_EQ(ms, 20 + 30 + 30);
  EXPECT_THAT(path, ElementsAre(d.at(l.bc_), d.at(l.cd_), d.at(back(l.cd_)), d.at(back(l.bc_))));
}

TEST(by_hand, a_loop_is_driven_round) {
  auto l = drawing{};
  auto const a = l.junction(0, 0);
  auto const b = l.junction(100, 0);
  auto const ab = l.street(a, b, 10);
  auto const loop = l.street(b, b, 50);
  auto const d = l.finish();
  auto const [ms, path] = ask(d, {{d.at(ab), 0}}, {{d.at(back(ab)), 0}});
  EXPECT_EQ(ms, 10 + 50);  // b is no dead end, so the way back leads round the loop
  EXPECT_EQ(path.size(), 3U);
  EXPECT_EQ(path.front(), d.at(ab));
  EXPECT_EQ(path.back(), d.at(back(ab)));
  // From late on the loop to early on it: on to its end and in again.
  EXPECT_EQ(ask(d, {{d.at(loop), 40}}, {{d.at(loop), 15}}), (answer{10 + 15, {d.at(loop), d.at(loop)}}));
}

TEST(by_hand, a_rule_over_two_ways_binds_only_who_came_that_way) {
  // From in_ by up_ not on to over_; others from s may.
  auto l = two_ways{};
  auto const side = l.d_.one_way(l.d_.junction(0, 100), l.s_, 10);
  l.d_.forbid_after(l.in_, l.up_, l.over_);
  auto const d = l.d_.finish();
  auto const copies = d.copies_of(l.up_);
  ASSERT_EQ(copies.size(), 1U);
  auto const out = seeds{{d.at(l.out_), 0}};
  EXPECT_EQ(ask(d, {{d.at(l.in_), 0}}, out).ms_, 310);
  EXPECT_EQ(ask(d, {{d.at(side), 0}}, out).ms_, 10 + 100 + 100);
  // Whoever wants to stop on up_ stops on its copy.
  auto const on_up = seeds{{d.at(l.up_), 30}, {copies.front(), 30}};
  EXPECT_EQ(ask(d, {{d.at(l.in_), 0}}, on_up), (answer{40, {d.at(l.in_), copies.front()}}));
  EXPECT_EQ(ask(d, {{d.at(side), 0}}, on_up), (answer{40, {d.at(side), d.at(l.up_)}}));
}

TEST(by_hand, ahead_on_the_same_edge_goes_straight_on) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  EXPECT_EQ(ask(d, {{d.at(l.bc_), 5}}, {{d.at(l.bc_), 18}}), (answer{13, {d.at(l.bc_)}}));
  EXPECT_EQ(ask(d, {{d.at(l.bc_), 5}}, {{d.at(l.bc_), 5}}), (answer{0, {d.at(l.bc_)}}));
}

TEST(by_hand, behind_on_the_same_edge_goes_round) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  // On to d and back by a: 2 + 30 + 30 + 20 + 10 + 10 + 5.
  auto const [ms, path] = ask(d, {{d.at(l.bc_), 18}}, {{d.at(l.bc_), 5}});
  EXPECT_EQ(ms, 107);
  EXPECT_THAT(path, ElementsAre(d.at(l.bc_), d.at(l.cd_), d.at(back(l.cd_)), d.at(back(l.bc_)), d.at(back(l.ab_)),
                                d.at(l.ab_), d.at(l.bc_)));
}

TEST(by_hand, behind_on_a_oneway_without_a_way_back_is_never) {
  auto l = drawing{};
  auto const only = l.one_way(l.junction(0, 0), l.junction(100, 0), 20);
  auto const d = l.finish();
  EXPECT_EQ(ask(d, {{d.at(only), 18}}, {{d.at(only), 5}}), (answer{kNever, {}}));
  EXPECT_EQ(ask(d, {{d.at(only), 5}}, {{d.at(only), 18}}), (answer{13, {d.at(only)}}));
}

TEST(by_hand, of_two_starts_and_two_ends_the_best_pair_counts) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  // Start on bc 5 after b, either way; end on ab 4 before b, either way.
  auto const from = seeds{{d.at(l.bc_), 5}, {d.at(back(l.bc_)), 15}};
  auto const to = seeds{{d.at(l.ab_), 6}, {d.at(back(l.ab_)), 4}};
  EXPECT_EQ(ask(d, from, to), (answer{5 + 4, {d.at(back(l.bc_)), d.at(back(l.ab_))}}));
  // Without the short way out: on to d, 15 + 30 + 30 + 20 + 4.
  EXPECT_EQ(ask(d, {{d.at(l.bc_), 5}}, to).ms_, 99);
}

TEST(by_hand, on_the_same_street_the_side_that_faces_the_target_is_taken) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  auto const from = seeds{{d.at(l.bc_), 15}, {d.at(back(l.bc_)), 5}};
  auto const to = seeds{{d.at(l.bc_), 3}, {d.at(back(l.bc_)), 17}};
  EXPECT_EQ(ask(d, from, to), (answer{12, {d.at(back(l.bc_))}}));
}

TEST(by_hand, a_closed_edge_is_neither_begun_nor_ended_nor_driven_on) {
  auto l = two_ways{};
  auto d = l.d_.finish();
  for (auto const e : {l.up_, back(l.up_)}) {
    d.weights_.edge_ms_[d.at(e).v_] = kNever;
  }
  EXPECT_EQ(ask(d, {{d.at(l.in_), 0}}, {{d.at(l.out_), 0}}).ms_, 310);
  EXPECT_EQ(ask(d, {{d.at(l.up_), 0}}, {{d.at(l.out_), 0}}), (answer{kNever, {}}));
  EXPECT_EQ(ask(d, {{d.at(l.in_), 0}}, {{d.at(l.up_), 0}}), (answer{kNever, {}}));
  EXPECT_EQ(ask(d, {{d.at(l.up_), 0}}, {{d.at(l.up_), 5}}), (answer{kNever, {}}));
}

TEST(by_hand, parts_without_a_road_between_them_never_meet) {
  auto l = a_line{};
  auto const far = l.d_.street(l.d_.junction(900, 900), l.d_.junction(950, 900), 5);
  auto const d = l.d_.finish();
  EXPECT_EQ(ask(d, {{d.at(l.ab_), 0}}, {{d.at(far), 0}}), (answer{kNever, {}}));
  EXPECT_EQ(ask(d, {{d.at(far), 0}}, {{d.at(back(far)), 2}}).ms_, 7);
}

TEST(by_hand, a_place_without_edges_is_never_reached) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  EXPECT_EQ(ask(d, {}, {{d.at(l.ab_), 0}}), (answer{kNever, {}}));
  EXPECT_EQ(ask(d, {{d.at(l.ab_), 0}}, {}), (answer{kNever, {}}));
}

TEST(by_hand, a_table_has_rows_of_sources_and_columns_of_targets) {
  auto const l = a_line{};
  auto const d = l.d_.finish();
  auto const p = prepared{d};
  auto const ab = seeds{{d.at(l.ab_), 0}};
  auto const bc = seeds{{d.at(l.bc_), 0}};
  auto const cd = seeds{{d.at(l.cd_), 0}};
  EXPECT_THAT(p.table({ab, bc}, {ab, bc, cd}), ElementsAre(0, 10, 30, 20 + 30 + 30 + 20 + 10, 0, 20));
  EXPECT_THAT(p.table({ab}, {}), IsEmpty());
  EXPECT_THAT(p.table({}, {ab}), IsEmpty());
}

TEST(by_hand, a_query_leaves_nothing_behind) {
  auto const l = two_ways{};
  auto const p = prepared{l.d_.finish()};
  auto const in = seeds{{p.d_.at(l.in_), 0}};
  auto const out = seeds{{p.d_.at(l.out_), 0}};
  auto q = query{p.h()};
  for (auto i = 0; i != 3; ++i) {
    EXPECT_EQ(q.distance(p.view(), in, out), 210);
    EXPECT_EQ(q.path(p.view(), in, out).size(), 4U);
    // Both are dead ends: out to u and back, over the top, in to o and back.
    EXPECT_EQ(q.distance(p.view(), out, in), 10 + 10 + 100 + 100 + 10);
  }
}

}  // namespace

}  // namespace leeward::roads::cch
