#include "roads/region_maker/region_maker.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/geo.h"
#include "roads/region_maker/made_map.h"

namespace leeward::roads {
namespace {

using namespace test;
using testing::HasSubstr;

region const& village_of_3000() {
  static auto const r = make_region({.people_ = 3'000, .seed_ = 7});
  return *r;
}

// Large enough for a ring road, dual carriageways and every kind of quarter.
region const& city_of_120000() {
  static auto const r = make_region({.people_ = 120'000, .seed_ = 7});
  return *r;
}

std::vector<region const*> both() { return {&village_of_3000(), &city_of_120000()}; }

std::size_t count_ways(region const& r, std::string_view const key, std::string_view const expected) {
  return static_cast<std::size_t>(
      std::count_if(r.ways_.begin(), r.ways_.end(), [&](auto const& w) { return is(w.tags_, key, expected); }));
}

std::size_t count_nodes(region const& r, std::string_view const key, std::string_view const expected) {
  return static_cast<std::size_t>(
      std::count_if(r.nodes_.begin(), r.nodes_.end(), [&](auto const& n) { return is(n.tags_, key, expected); }));
}

std::size_t count_relations(region const& r, std::string_view const key, std::string_view const expected) {
  return static_cast<std::size_t>(std::count_if(r.relations_.begin(), r.relations_.end(),
                                                [&](auto const& x) { return is(x.tags_, key, expected); }));
}

TEST(region_maker, same_options_same_bytes_and_other_options_others) {
  auto const first = bytes_of(village_of_3000());
  EXPECT_EQ(first, bytes_of(*make_region({.people_ = 3'000, .seed_ = 7})));
  EXPECT_NE(first, bytes_of(*make_region({.people_ = 3'000, .seed_ = 8})));
  EXPECT_NE(first, bytes_of(*make_region({.people_ = 3'001, .seed_ = 7})));
  EXPECT_NE(first, bytes_of(*make_region({.people_ = 3'000, .seed_ = 7, .detail_ = 1.1})));
  EXPECT_NE(first, bytes_of(*make_region({.people_ = 3'000, .seed_ = 7, .centre_ = {500'000'000, 300'000'000}})));
}

TEST(region_maker, options_outside_their_limits_are_refused_with_what_is_allowed) {
  auto const few = make_region({.people_ = 999});
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().kind_, error_kind::kInvalidInput);
  EXPECT_EQ(few.error().sentence_, "a region can be made for 1000 to 1500000 people, not for 999");
  EXPECT_EQ(few.error().field_, "people");
  EXPECT_FALSE(make_region({.people_ = 1'500'001}));
  EXPECT_FALSE(make_region({.people_ = -5}));

  auto const fine = make_region({.people_ = 3'000, .detail_ = 4.1});
  ASSERT_FALSE(fine);
  EXPECT_THAT(fine.error().sentence_, HasSubstr("0.25 to 4"));
  EXPECT_FALSE(make_region({.people_ = 3'000, .detail_ = std::nan("")}));

  auto const pole = make_region({.people_ = 3'000, .centre_ = {890'000'000, 0}});
  ASSERT_FALSE(pole);
  EXPECT_EQ(pole.error().field_, "centre");
}

TEST(region_maker, ways_and_relations_name_what_is_there) {
  for (auto const* const r : both()) {
    for (auto const& w : r->ways_) {
      ASSERT_GE(w.nodes_.size(), 2U);
      ASSERT_LE(w.nodes_.size(), 2'000U);
      EXPECT_FALSE(w.tags_.empty());
      EXPECT_TRUE(std::all_of(w.nodes_.begin(), w.nodes_.end(), [&](auto const n) { return n < r->nodes_.size(); }));
      EXPECT_EQ(std::adjacent_find(w.nodes_.begin(), w.nodes_.end()), w.nodes_.end());
    }
    for (auto const& x : r->relations_) {
      for (auto const& m : x.members_) {
        EXPECT_LT(m.index_, m.kind_ == osm::entity_kind::kNode ? r->nodes_.size() : r->ways_.size());
      }
    }
  }
}

TEST(region_maker, the_districts_hold_all_people) {
  for (auto const* const r : both()) {
    auto people = 0;
    for (auto const& n : r->nodes_) {
      people += is(n.tags_, "place", "suburb") ? std::stoi(std::string{value(n.tags_, "population")}) : 0;
    }
    EXPECT_EQ(people, r == &village_of_3000() ? 3'000 : 120'000);
    EXPECT_EQ(r->counts_.people_, people);
  }
}

TEST(region_maker, two_towns_lie_100_to_140_km_from_the_city) {
  for (auto const* const r : both()) {
    auto const find = [&](std::string_view const kind) {
      auto out = std::vector<position>{};
      for (auto const& n : r->nodes_) {
        if (is(n.tags_, "place", kind)) {
          out.push_back(n.where_);
        }
      }
      return out;
    };
    ASSERT_EQ(find("city").size(), 1U);
    auto const towns = find("town");
    ASSERT_EQ(towns.size(), 2U);
    for (auto const& t : towns) {
      EXPECT_GT(distance_between(find("city")[0], t).v_, 100'000'000);
      EXPECT_LT(distance_between(find("city")[0], t).v_, 140'000'000);
    }
    EXPECT_GE(find("village").size() + find("hamlet").size(), 10U);
  }
}

TEST(region_maker, names_are_cyrillic_with_a_latin_twin) {
  for (auto const* const r : both()) {
    auto const check = [](region_tags const& t) {
      auto const name = value(t, "name");
      auto const english = value(t, "name:en");
      if (name.empty()) {
        return;
      }
      EXPECT_TRUE(std::any_of(name.begin(), name.end(), [](char const c) { return c == '\xD0' || c == '\xD1'; }))
          << name;
      EXPECT_FALSE(english.empty()) << name;
      auto const latin = value(t, "amenity").empty() ? english : english.substr(0, 1);  // "Shkola № 3" keeps its sign
      EXPECT_TRUE(std::all_of(latin.begin(), latin.end(), [](char const c) { return c > 0 || c == '\xE2'; }) ||
                  english.find("№") != std::string_view::npos)
          << english;
    };
    for (auto const& n : r->nodes_) {
      check(n.tags_);
    }
    for (auto const& w : r->ways_) {
      check(w.tags_);
    }
  }
}

TEST(region_maker, every_named_street_has_house_numbers_and_none_twice) {
  for (auto const* const r : both()) {
    auto with_houses = std::set<std::string_view>{};
    auto houses = std::set<std::tuple<std::string_view, std::string_view, std::string_view>>{};
    for (auto const& n : r->nodes_) {
      auto const street = value(n.tags_, "addr:street");
      if (!street.empty()) {
        with_houses.insert(street);
        EXPECT_TRUE(houses.emplace(value(n.tags_, "addr:city"), street, value(n.tags_, "addr:housenumber")).second)
            << street << " " << value(n.tags_, "addr:housenumber");
      }
    }
    EXPECT_EQ(static_cast<std::int64_t>(houses.size()), r->counts_.addresses_);
    for (auto const& w : r->ways_) {
      if (is_road(w.tags_) && !is(w.tags_, "bridge", "yes") && !value(w.tags_, "name").empty()) {
        EXPECT_TRUE(with_houses.contains(value(w.tags_, "name"))) << value(w.tags_, "name");
      }
    }
  }
}

TEST(region_maker, the_river_is_crossed_on_bridges_only) {
  for (auto const* const r : both()) {
    auto const river = pieces_of(*r, [](auto const& t) { return is(t, "waterway", "river"); });
    auto const on_land = [](auto const& t) { return is_road(t) && !is(t, "bridge", "yes"); };
    auto const bridges = [](auto const& t) { return is_road(t) && is(t, "bridge", "yes"); };
    EXPECT_THAT(loose_crossings(*r, river, pieces_of(*r, on_land)), testing::IsEmpty());
    auto const crossed = loose_crossings(*r, river, pieces_of(*r, bridges)).size();
    EXPECT_GE(crossed, 2U);
    EXPECT_LE(crossed, 60U);

    auto const water = pieces_of(*r, [](auto const& t) { return is(t, "natural", "water"); });
    EXPECT_THAT(loose_crossings(*r, water, pieces_of(*r, on_land)), testing::IsEmpty());
  }
}

TEST(region_maker, streets_that_cross_share_a_node_unless_one_is_a_bridge) {
  for (auto const* const r : both()) {
    auto const roads = pieces_of(*r, is_road);
    auto wrong = std::vector<std::string>{};
    for (auto const& [p, q] : loose_crossings(*r, roads, roads)) {
      auto const& a = r->ways_[p.way_].tags_;
      auto const& b = r->ways_[q.way_].tags_;
      if (is(a, "bridge", "yes") == is(b, "bridge", "yes")) {
        wrong.push_back(std::string{value(a, "highway")} + " x " + std::string{value(b, "highway")});
      }
    }
    EXPECT_THAT(wrong, testing::IsEmpty());
  }
}

TEST(region_maker, everything_can_be_reached_by_car_and_nearly_everything_by_coach) {
  for (auto const* const r : both()) {
    auto const cars = strongest_part(*r, for_cars);
    EXPECT_LE(cars.outside_ * 1'000, cars.all_)
        << cars.outside_ << " of " << cars.all_ << testing::PrintToString(cars.example_);
    auto const coaches = strongest_part(*r, for_coaches);
    EXPECT_LE(coaches.outside_ * 100, coaches.all_)
        << coaches.outside_ << " of " << coaches.all_ << testing::PrintToString(coaches.example_);
    EXPECT_GT(coaches.all_ * 10, cars.all_ * 7);
  }
}

TEST(region_maker, a_city_has_all_that_the_importer_must_understand) {
  auto const& r = city_of_120000();
  for (auto const* const kind : {"motorway", "motorway_link", "trunk", "trunk_link", "primary", "secondary", "tertiary",
                                 "unclassified", "residential", "living_street", "service", "track", "pedestrian"}) {
    EXPECT_GE(count_ways(r, "highway", kind), 4U) << kind;
  }
  EXPECT_GE(count_ways(r, "junction", "roundabout"), 3U);
  EXPECT_GE(count_ways(r, "oneway", "yes"), 50U);
  EXPECT_GE(count_ways(r, "bridge", "yes"), 10U);
  EXPECT_GE(count_ways(r, "maxheight", "3.2"), 1U);
  EXPECT_GE(count_ways(r, "ref", "М-37"), 4U);
  EXPECT_GE(count_ways(r, "surface", "unpaved"), 10U);
  EXPECT_GE(count_ways(r, "busway:right", "lane") + count_ways(r, "busway", "lane"), 10U);
  EXPECT_GE(count_ways(r, "oneway:bus", "no"), 1U);
  EXPECT_GE(count_ways(r, "landuse", "forest"), 10U);
  EXPECT_GE(count_ways(r, "water", "lake"), 2U);
  EXPECT_GE(count_nodes(r, "highway", "traffic_signals"), 50U);
  EXPECT_GE(count_nodes(r, "barrier", "gate"), 5U);
  EXPECT_GE(count_nodes(r, "barrier", "bollard"), 2U);
  EXPECT_GE(count_relations(r, "restriction", "no_left_turn"), 5U);
  EXPECT_GE(count_relations(r, "restriction", "only_straight_on"), 2U);
  EXPECT_GE(count_relations(r, "except", "bus"), 2U);
  EXPECT_GE(count_relations(r, "boundary", "administrative"), 4U);
  auto const has = [](std::string_view const key) {
    return [key](auto const& x) { return !value(x.tags_, key).empty(); };
  };
  EXPECT_GE(std::count_if(r.ways_.begin(), r.ways_.end(), has("old_name")), 20);
  EXPECT_GE(std::count_if(r.ways_.begin(), r.ways_.end(), has("destination")), 10);
  EXPECT_GE(std::count_if(r.ways_.begin(), r.ways_.end(), has("maxweight")), 3);
}

TEST(region_maker, there_are_places_to_wait_to_start_and_to_stay) {
  auto const& r = city_of_120000();
  EXPECT_GE(count_nodes(r, "highway", "bus_stop"), 100U);
  EXPECT_GE(count_nodes(r, "landuse", "depot"), 3U);
  auto beds = std::map<std::string_view, int>{};
  for (auto const& n : r.nodes_) {
    auto const shelter = is(n.tags_, "amenity", "school") || is(n.tags_, "leisure", "sports_hall") ||
                         is(n.tags_, "amenity", "community_centre") || is(n.tags_, "tourism", "hostel");
    if (shelter) {
      beds[value(n.tags_, "addr:city")] += std::stoi(std::string{value(n.tags_, "capacity")});
    }
  }
  for (auto const& n : r.nodes_) {
    if (is(n.tags_, "place", "town")) {
      EXPECT_GE(beds[value(n.tags_, "name")], 1'000) << value(n.tags_, "name");
    }
  }
}

TEST(region_maker, junctions_grow_with_people_and_with_detail) {
  auto const junctions = [](region_options const& o) {
    return static_cast<double>(make_region(o)->counts_.junctions_);
  };
  auto const small = junctions({.people_ = 30'000});
  auto const large = static_cast<double>(city_of_120000().counts_.junctions_);
  EXPECT_GT(large, 2.0 * small);
  EXPECT_LT(large, 5.0 * small);
  EXPECT_GT(junctions({.people_ = 30'000, .detail_ = 2}), 1.4 * small);
  EXPECT_LT(junctions({.people_ = 30'000, .detail_ = 0.5}), 0.75 * small);
}

TEST(region_maker, reaches_a_hundred_thousand_junctions) {
  EXPECT_GE(make_region({.people_ = 600'000, .detail_ = 4})->counts_.junctions_, 100'000);
}

// Odd seeds and sizes: whatever the dice say, the network stays sound.
class any_region : public testing::TestWithParam<std::uint64_t> {};

TEST_P(any_region, is_sound) {
  auto const seed = GetParam();
  auto const r = make_region({.people_ = static_cast<std::int64_t>(1'000 + 1'700 * seed), .seed_ = seed});
  ASSERT_TRUE(r);
  auto const river = pieces_of(*r, [](auto const& t) { return is(t, "waterway", "river"); });
  auto const on_land = pieces_of(*r, [](auto const& t) { return is_road(t) && !is(t, "bridge", "yes"); });
  EXPECT_THAT(loose_crossings(*r, river, on_land), testing::IsEmpty());
  auto const cars = strongest_part(*r, for_cars);
  EXPECT_LE(cars.outside_ * 500, cars.all_)
      << cars.outside_ << " of " << cars.all_ << testing::PrintToString(cars.example_);
}

INSTANTIATE_TEST_SUITE_P(seeds, any_region, testing::Range(std::uint64_t{1}, std::uint64_t{13}));

}  // namespace
}  // namespace leeward::roads
