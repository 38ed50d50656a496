#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "roads/cch/customize.h"
#include "roads/roads.h"
#include "roads/route/parts.h"
#include "roads/small_map.h"

namespace leeward::roads {
namespace {

// Random streets with restrictions, random closures that come and go: every answer must equal the reference search's.
struct laws : testing::TestWithParam<int> {
  laws() : dice_{static_cast<std::uint64_t>(GetParam())}, map_{small_map(random_streets(dice_.next(), 14, 12))} {}

  place_on_road random_place() {
    while (true) {
      auto const p = at(static_cast<double>(dice_.between(0, 1400)), static_cast<double>(dice_.between(0, 1200)));
      auto const side = dice_.chance(1, 2) ? kerb::kAnySide : kerb::kDoorSide;
      if (auto place = snap(*map_, profile_, p, metres{200}, side); place.has_value()) {
        return *place;
      }
    }
  }

  std::vector<place_on_road> random_places(std::size_t const count) {
    auto places = std::vector<place_on_road>{};
    while (places.size() != count) {
      places.push_back(random_place());
    }
    return places;
  }

  closure random_closure(int const number) {
    auto c = closure{};
    c.id_ = "closure " + std::to_string(number);
    c.speed_percent_ = dice_.chance(1, 2) ? kClosed : static_cast<std::int32_t>(dice_.between(1, 99));
    c.direction_ = static_cast<closed_direction>(dice_.below(3));
    auto const p = random_place().where_;
    if (dice_.chance(1, 4)) {
      c.area_ = polygon{
          {p.lat_e7_ - 5'000, p.lon_e7_ - 5'000}, {p.lat_e7_ + 20'000, p.lon_e7_}, {p.lat_e7_, p.lon_e7_ + 20'000}};
    } else {
      c.near_ = p;
    }
    return c;
  }

  void expect_equal(situation const& s, std::vector<closure> const& in_force) {
    auto const from = random_places(12);
    auto const to = random_places(13);
    auto reference = dijkstra::create(map_, profile_, in_force).value();
    auto table = std::vector<weight>(from.size() * to.size());
    s.matrix(from, to, table);
    auto row = std::vector<weight>(to.size());
    auto back = std::vector<weight>(from.size());
    for (auto i = std::size_t{0}; i != from.size(); ++i) {
      reference.distances(from[i], to, row);
      for (auto j = std::size_t{0}; j != to.size(); ++j) {
        auto const expected = reference.distance(from[i], to[j]);
        EXPECT_EQ(expected, s.distance(from[i], to[j]));
        EXPECT_EQ(expected.has_value() ? expected->v_ : kNever, row[j]);
        reference.distances_to(to[j], from, back);
        EXPECT_EQ(row[j], back[i]);
        EXPECT_EQ(expected.has_value() ? expected->v_ : kNever, table[i * to.size() + j]);
        expect_route(s, from[i], to[j], expected);
      }
    }
  }

  void expect_route(situation const& s, place_on_road const& from, place_on_road const& to,
                    std::optional<milliseconds> const expected) {
    auto const way = s.find_route(from, to);
    ASSERT_EQ(expected.has_value(), way.has_value());
    if (!way.has_value()) {
      EXPECT_EQ(error_kind::kUnreachable, way.error().kind_);
      return;
    }
    EXPECT_EQ(expected, way->duration_);
    EXPECT_EQ(from.where_, way->geometry_.front());
    EXPECT_EQ(to.where_, way->geometry_.back());
    auto drawn = millimetres{};
    for (auto i = std::size_t{1}; i < way->geometry_.size(); ++i) {
      drawn += distance_between(way->geometry_[i - 1], way->geometry_[i]);
    }
    EXPECT_LE(std::abs(drawn.v_ - way->length_.v_), 100);
    auto told = seconds{};
    for (auto const& step : s.describe(*way)) {
      told += step.duration_;
    }
    EXPECT_EQ(to_seconds_up(way->duration_), told);
  }

  random_source dice_;
  profile_id profile_{0};
  std::shared_ptr<road_map const> map_;
};

TEST_P(laws, matrix_routes_and_distances_equal_dijkstra_whatever_is_closed) {
  auto s = situation{map_, profile_};
  auto in_force = std::vector<closure>{};
  expect_equal(s, in_force);
  for (auto round = 0; round != 6; ++round) {
    auto added = std::vector<closure>{};
    for (auto i = 0; i != 5; ++i) {
      added.push_back(random_closure(round * 10 + i));
    }
    ASSERT_TRUE(s.close(added).has_value());
    in_force.insert(end(in_force), begin(added), end(added));
    dice_.shuffle(in_force);
    auto reopened = std::vector<std::string>{};
    for (auto i = 0; i != 3; ++i) {
      reopened.push_back(in_force.back().id_);
      in_force.pop_back();
    }
    ASSERT_TRUE(s.open(reopened).has_value());
    expect_equal(s, in_force);
  }
}

TEST_P(laws, closures_taken_back_in_any_order_leave_the_open_map) {
  auto s = situation{map_, profile_};
  auto ids = std::vector<std::string>{};
  for (auto i = 0; i != 30; ++i) {
    ASSERT_TRUE(s.close(std::vector{random_closure(i)}).has_value());
    ids.push_back("closure " + std::to_string(i));
  }
  dice_.shuffle(ids);
  for (auto const& id : ids) {
    ASSERT_TRUE(s.open(std::vector{id}).has_value());
  }
  auto const& open = map_->profiles_[profile_.v_].weights_;
  EXPECT_TRUE(std::ranges::equal(open.edge_ms_, s.weights().edge_ms_));
  expect_equal(s, {});
}

TEST_P(laws, the_order_of_closing_does_not_matter) {
  auto closures = std::vector<closure>{};
  for (auto i = 0; i != 40; ++i) {
    closures.push_back(random_closure(i));
  }
  auto one = situation{map_, profile_};
  ASSERT_TRUE(one.close(closures).has_value());
  dice_.shuffle(closures);
  auto other = situation{map_, profile_};
  for (auto const& c : closures) {
    ASSERT_TRUE(other.close(std::vector{c}).has_value());
  }
  EXPECT_TRUE(std::ranges::equal(one.weights().edge_ms_, other.weights().edge_ms_));
}

INSTANTIATE_TEST_SUITE_P(seeds, laws, testing::Range(1, 9));

}  // namespace
}  // namespace leeward::roads
