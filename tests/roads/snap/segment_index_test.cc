#include "roads/snap/segment_index.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "roads/small_map.h"

namespace leeward::roads {
namespace {

auto const kAll = [](segment_id) { return true; };

TEST(segment_index, finds_the_foot_of_the_perpendicular) {
  auto n = network_maker{};
  auto const r = n.road(1);
  n.segment(n.junction(0, 0), n.junction(1000, 0), r);
  n.segment(n.junction(0, 500), n.junction(1000, 500), r);
  auto const net = n.finish("motor");
  auto const g = view_of(net.graph_);
  auto const index = build_segment_index(g);

  auto const found = nearest(g, view_of(index), at(250, 40), 1000, kAll);

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(0U, found->segment_.v_);
  EXPECT_NEAR(250'000, found->along_mm_, 300);
  EXPECT_NEAR(40, found->distance_m_, 0.1);
  EXPECT_GT(found->side_, 0);  // north of a road to the east: on its left
  EXPECT_NEAR(at(250, 0).lon_e7_, found->where_.lon_e7_, 20);
  EXPECT_NEAR(at(250, 0).lat_e7_, found->where_.lat_e7_, 20);
}

TEST(segment_index, counts_along_the_whole_shape_from_its_start) {
  auto n = network_maker{};
  auto const s = n.segment(n.junction(0, 0), n.junction(300, 400), n.road(1), {{300, 0}});
  auto const net = n.finish("motor");
  auto const g = view_of(net.graph_);
  auto const index = build_segment_index(g);

  auto const found = nearest(g, view_of(index), at(310, 100), 1000, kAll);

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(s, found->segment_);
  EXPECT_NEAR(400'000, found->along_mm_, 500);
  EXPECT_LT(found->side_, 0);  // east of a road to the north: on its right
}

TEST(segment_index, finds_nothing_beyond_the_limit) {
  auto n = network_maker{};
  n.segment(n.junction(0, 0), n.junction(1000, 0), n.road(1));
  auto const net = n.finish("motor");
  auto const g = view_of(net.graph_);
  auto const index = build_segment_index(g);

  EXPECT_TRUE(nearest(g, view_of(index), at(500, 99), 100, kAll).has_value());
  EXPECT_FALSE(nearest(g, view_of(index), at(500, 101), 100, kAll).has_value());
  EXPECT_FALSE(nearest(g, view_of(index), at(500, 99), 100, [](segment_id) { return false; }).has_value());
}

TEST(segment_index, equals_a_look_at_every_segment) {
  auto const net = random_streets(3, 10, 10).finish("motor");
  auto const g = view_of(net.graph_);
  auto const index = build_segment_index(g);
  auto dice = random_source{11};
  for (auto i = 0; i != 200; ++i) {
    auto const p = at(static_cast<double>(dice.between(-500, 1500)), static_cast<double>(dice.between(-500, 1500)));
    auto best = 1e9;
    for (auto s = std::uint32_t{0}; s != segment_count(g); ++s) {
      auto const only = [&](segment_id const o) { return o.v_ == s; };
      auto const one = nearest(g, view_of(index), p, best, only);
      best = one.has_value() ? one->distance_m_ : best;
    }
    auto const found = nearest(g, view_of(index), p, 1e6, kAll);
    ASSERT_TRUE(found.has_value());
    EXPECT_DOUBLE_EQ(best, found->distance_m_);
  }
}

TEST(segment_index, visits_each_segment_that_overlaps_a_box_once) {
  auto const net = random_streets(4, 30, 20).finish("motor");
  auto const g = view_of(net.graph_);
  auto const index = build_segment_index(g);
  auto wanted = box{};
  wanted.add(at(700, 300));
  wanted.add(at(1400, 900));
  auto seen = std::multiset<std::uint32_t>{};
  for_each_near(view_of(index), wanted, [&](segment_id const s) { seen.insert(s.v_); });
  auto overlapping = 0;
  for (auto s = std::uint32_t{0}; s != segment_count(g); ++s) {
    auto b = box{};
    for (auto const& p : shape(g, {s})) {
      b.add(p);
    }
    EXPECT_LE(seen.count(s), 1U);
    if (b.overlaps(wanted)) {
      ++overlapping;
      EXPECT_EQ(1U, seen.count(s)) << s;
    }
  }
  EXPECT_GT(overlapping, 50);
  EXPECT_LT(seen.size(), segment_count(g) / 2U);  // and not simply all
}

TEST(segment_index, refuses_an_index_that_leaves_the_graph) {
  auto const net = random_streets(5, 6, 6).finish("motor");
  auto const g = view_of(net.graph_);
  auto index = build_segment_index(g);
  EXPECT_EQ(std::nullopt, find_fault(view_of(index), g));
  index.order_[3].v_ = segment_count(g);
  EXPECT_THAT(find_fault(view_of(index), g).value_or(""), testing::HasSubstr("names segment"));
  index = build_segment_index(g);
  index.boxes_.pop_back();
  EXPECT_THAT(find_fault(view_of(index), g).value_or(""), testing::HasSubstr("boxes"));
  index = build_segment_index(g);
  index.order_.pop_back();
  EXPECT_THAT(find_fault(view_of(index), g).value_or(""), testing::HasSubstr("entries"));
}

}  // namespace
}  // namespace leeward::roads
