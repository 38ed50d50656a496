#include "roads/cch/order.h"

#include <algorithm>
#include <array>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "roads/cch/minimum_degree.h"
#include "roads/cch/prepared.h"
#include "roads/cch/random_drawing.h"

namespace leeward::roads::cch {

namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// Oneway streets one after the other: edges 0 → 1 → 2 → 3 → 4 in the turn graph.
drawn chain() {
  auto l = drawing{};
  for (auto i = 0; i != 6; ++i) {
    l.junction(100 * i, 0);
  }
  for (auto i = std::uint32_t{0}; i != 5; ++i) {
    l.one_way(i, i + 1, 10);
  }
  return l.finish();
}

TEST(minimum_degree, a_path_is_taken_from_its_ends) {
  auto const d = chain();
  auto const all = std::vector<edge_id>{{0}, {1}, {2}, {3}, {4}};
  // 0 has one neighbour and the lowest number; then 1 has one (2), and so on.
  EXPECT_THAT(minimum_degree(d.view(), all, {}),
              ElementsAre(edge_id{0}, edge_id{1}, edge_id{2}, edge_id{3}, edge_id{4}));
}

TEST(minimum_degree, the_middle_of_a_star_waits_for_its_rays) {
  // Edge 0 leads on from where 1 to 4 end: it is neighbour of all, they of it alone.
  auto l = drawing{};
  auto const middle = l.junction(0, 0);
  l.one_way(middle, l.junction(100, 0), 10);
  for (auto i = 0; i != 4; ++i) {
    l.one_way(l.junction(-100, 100 * i), middle, 10);
  }
  auto const d = l.finish();
  auto const all = std::vector<edge_id>{{0}, {1}, {2}, {3}, {4}};
  // Once 1, 2 and 3 are gone, 0 and 4 have one neighbour each: the lower number first.
  EXPECT_THAT(minimum_degree(d.view(), all, {}),
              ElementsAre(edge_id{1}, edge_id{2}, edge_id{3}, edge_id{0}, edge_id{4}));
}

TEST(minimum_degree, neighbours_outside_count_and_stay) {
  auto const d = chain();
  // 1 has an inner and an outer neighbour, 2 an inner one; 3 is not in sight.
  auto const inner = std::vector<edge_id>{{1}, {2}};
  auto const outer = std::vector<edge_id>{{0}};
  EXPECT_THAT(minimum_degree(d.view(), inner, outer), ElementsAre(edge_id{2}, edge_id{1}));
}

TEST(nested_dissection, of_no_roads_is_empty) { EXPECT_TRUE(nested_dissection(road_graph{}).empty()); }

// Two full grids of 5 × 5, joined by one street between their nearest corners.
struct two_towns {
  two_towns() {
    auto const west = town(0);
    auto const east = town(1000);
    bridge_ = d_.street(west + 4, east, 50);
  }

  std::uint32_t town(int const east) {
    auto const first = d_.junction(east, 0);
    for (auto i = 1; i != 25; ++i) {
      d_.junction(east + i % 5 * 100, i / 5 * 100);
    }
    for (auto i = std::uint32_t{0}; i != 25; ++i) {
      if (i % 5 != 4) {
        d_.street(first + i, first + i + 1, 10);
      }
      if (i < 20) {
        d_.street(first + i, first + i + 5, 10);
      }
    }
    return first;
  }

  drawing d_;
  edge bridge_;
};

TEST(nested_dissection, what_joins_two_towns_comes_last) {
  auto const towns = two_towns{};
  auto const d = towns.d_.finish();
  auto order = nested_dissection(d.view());
  ASSERT_EQ(order.size(), 162U);
  auto const last = std::vector<edge_id>{order[160], order[161]};
  EXPECT_THAT(last, UnorderedElementsAre(d.at(towns.bridge_), d.at(back(towns.bridge_))));
  std::sort(begin(order), end(order));
  for (auto i = std::uint32_t{0}; i != order.size(); ++i) {
    EXPECT_EQ(order[i].v_, i);
  }
}

TEST(nested_dissection, below_the_cut_the_towns_share_no_branch) {
  auto const towns = two_towns{};
  auto const d = towns.d_.finish();
  auto const data = build(d.view());
  auto branches = std::array<std::set<std::uint32_t>, 2>{};  // the highest nodes below the bridge, west and east
  for (auto e = std::uint32_t{0}; e != d.graph_.edges_.size(); ++e) {
    auto v = data.rank_of_[e];
    while (v < 160 && data.parent_[v] < 160 && data.parent_[v] != v) {
      v = data.parent_[v];
    }
    if (v < 160) {
      branches[d.graph_.segments_[d.graph_.edges_[e].in().v_].from_.v_ < 25 ? 0 : 1].insert(v);
    }
  }
  EXPECT_FALSE(branches[0].empty());
  EXPECT_FALSE(branches[1].empty());
  for (auto const v : branches[0]) {
    EXPECT_FALSE(branches[1].contains(v));
  }
}

// A full grid of 24 × 24 streets: the first cut takes 48 edges, the next ones 24, 24, 12, 12 and so on, so that no
// order is much below 150 levels; one by numbers has over 1,000.
TEST(nested_dissection, a_grid_gets_a_low_tree) {
  constexpr auto const kSide = std::uint32_t{24};
  auto l = drawing{};
  for (auto i = std::uint32_t{0}; i != kSide * kSide; ++i) {
    l.junction(static_cast<int>(i % kSide * 100), static_cast<int>(i / kSide * 100));
  }
  for (auto i = std::uint32_t{0}; i != kSide * kSide; ++i) {
    if (i % kSide != kSide - 1) {
      l.street(i, i + 1, 10);
    }
    if (i / kSide != kSide - 1) {
      l.street(i, i + kSide, 10);
    }
  }
  auto const d = l.finish();
  auto const data = build(d.view());
  auto depth = std::vector<std::uint32_t>(data.parent_.size());
  for (auto v = static_cast<std::uint32_t>(depth.size()); v-- != 0;) {
    depth[v] = data.parent_[v] == v ? 1 : depth[data.parent_[v]] + 1;
  }
  EXPECT_LE(*std::max_element(begin(depth), end(depth)), 300U);
}

// What the order is for: a node's upper neighbours all lie on its way to the root, so that neither a turn nor a
// shortcut joins two branches of the tree.
RC_GTEST_PROP(cch_order, no_arc_joins_two_branches, ()) {
  auto const size = grid{*rc::gen::inRange<std::uint32_t>(1, 13), *rc::gen::inRange<std::uint32_t>(1, 13)};
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  auto const d = random_drawing(dice, size);
  auto const g = d.view();
  auto const order = nested_dissection(g);
  auto is_there = std::vector<bool>(g.edges_.size());
  for (auto const e : order) {
    RC_ASSERT(!is_there[e.v_]);
    is_there[e.v_] = true;
  }
  RC_ASSERT(order.size() == g.edges_.size());
  auto const data = build(g);
  auto const h = view_of(data);
  auto const is_ancestor = [&](std::uint32_t const above, std::uint32_t v) {
    while (v < above && h.parent_[v] != v) {
      v = h.parent_[v];
    }
    return v == above;
  };
  for (auto e = std::uint32_t{0}; e != g.edges_.size(); ++e) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      auto const [lower, upper] = std::minmax({h.rank_of_[e], h.rank_of_[g.turn_head_[t].v_]});
      RC_ASSERT(is_ancestor(upper, lower));
    }
  }
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    for (auto a = h.up_first_[v]; a != h.up_first_[v + 1]; ++a) {
      RC_ASSERT(is_ancestor(h.up_head_[a], v));
    }
    for (auto a = h.down_first_[v]; a != h.down_first_[v + 1]; ++a) {
      RC_ASSERT(is_ancestor(h.down_tail_[a], v));
    }
  }
}

}  // namespace

}  // namespace leeward::roads::cch
