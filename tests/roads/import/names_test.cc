#include <gmock/gmock.h>

#include "roads/import/snippet.h"

namespace leeward::roads::test {
namespace {

drawn road_with(tag_list const& tags) { return drawn{snippet{}.node(1, 0, 0).node(2, 1000, 0).way(10, {1, 2}, tags)}; }

TEST(names, name_in_its_own_language_and_in_english) {
  auto const d =
      road_with({{"highway", "primary"}, {"name", "вулиця Соборна"}, {"name:en", "Soborna Street"}, {"ref", "Т1005"}});
  auto const& r = *d.road_of("motor", 10);
  EXPECT_EQ(d.text_of("motor", r.name_), "вулиця Соборна");
  EXPECT_EQ(d.text_of("motor", r.name_en_), "Soborna Street");
  EXPECT_EQ(d.text_of("motor", r.ref_), "Т1005");
  EXPECT_EQ(d.text_of("motor", r.destination_), "");
  EXPECT_EQ(r.way_, 10);
  EXPECT_EQ(d.text_of("foot", d.road_of("foot", 10)->name_), "вулиця Соборна");
}

TEST(names, the_international_name_stands_in_for_the_english_one) {
  auto const d = road_with({{"highway", "primary"}, {"name", "Λεωφόρος"}, {"int_name", "Leoforos"}});
  EXPECT_EQ(d.text_of("motor", d.road_of("motor", 10)->name_en_), "Leoforos");
  auto const both = road_with({{"highway", "primary"}, {"int_name", "Leoforos"}, {"name:en", "Avenue"}});
  EXPECT_EQ(both.text_of("motor", both.road_of("motor", 10)->name_en_), "Avenue");
}

TEST(names, motorways_carry_their_international_number_too) {
  auto const d = road_with({{"highway", "motorway"}, {"ref", "A 2"}, {"int_ref", "E 30"}, {"destination", "Hannover"}});
  auto const& r = *d.road_of("motor", 10);
  EXPECT_EQ(d.text_of("motor", r.ref_), "A 2;E 30");
  EXPECT_EQ(d.text_of("motor", r.destination_), "Hannover");
  auto const primary = road_with({{"highway", "primary"}, {"ref", "B 1"}, {"int_ref", "E 30"}});
  EXPECT_EQ(primary.text_of("motor", primary.road_of("motor", 10)->ref_), "B 1");
}

TEST(names, limits_are_stored_for_the_sheet) {
  auto const d = road_with(
      {{"highway", "primary"}, {"maxheight", "4.1"}, {"maxwidth", "3"}, {"maxlength", "18.75 m"}, {"maxweight", "30"}});
  auto const& r = *d.road_of("motor", 10);
  EXPECT_EQ(r.max_height_cm_, 410);
  EXPECT_EQ(r.max_width_cm_, 300);
  EXPECT_EQ(r.max_length_cm_, 1875);
  EXPECT_EQ(r.max_weight_kg_, 30'000U);
}

TEST(names, flags_and_classes) {
  auto const flags = [](tag_list const& tags) { return road_with(tags).road_of("motor", 10)->flags_; };
  EXPECT_EQ(flags({{"highway", "primary"}}), 0);
  EXPECT_EQ(flags({{"highway", "primary"}, {"bridge", "yes"}}), road_flag::kBridge);
  EXPECT_EQ(flags({{"highway", "primary"}, {"bridge", "no"}}), 0);
  EXPECT_EQ(flags({{"highway", "primary"}, {"tunnel", "yes"}, {"toll", "yes"}}), road_flag::kTunnel | road_flag::kToll);
  EXPECT_EQ(flags({{"highway", "trunk_link"}, {"oneway", "yes"}}), road_flag::kLink | road_flag::kOneway);
  EXPECT_EQ(flags({{"highway", "primary"}, {"junction", "roundabout"}}), road_flag::kRoundabout | road_flag::kOneway);
  EXPECT_EQ(flags({{"highway", "tertiary"}, {"surface", "gravel"}}), road_flag::kUnpaved);
  EXPECT_EQ(flags({{"highway", "primary"}, {"dual_carriageway", "yes"}}), road_flag::kDualCarriageway);
  EXPECT_EQ(road_with({{"highway", "trunk_link"}}).road_of("motor", 10)->class_, road_class::kTrunk);
  EXPECT_EQ(road_with({{"highway", "footway"}}).road_of("foot", 10)->class_, road_class::kPath);
}

TEST(places, by_kind_with_population) {
  auto const d = drawn{
      snippet{}
          .node(1, 0, 0)
          .node(2, 100, 0)
          .way(10, {1, 2}, {{"highway", "residential"}})
          .node(3, 10, 10,
                {{"place", "town"}, {"name", "Старий Оскіл"}, {"name:en", "Stary Oskil"}, {"population", "12 345"}})
          .node(4, 20, 20, {{"place", "hamlet"}, {"name", "Weiler"}})
          .node(5, 30, 30, {{"place", "locality"}, {"name", "Acker"}})
          .node(6, 40, 40, {{"place", "village"}})};
  ASSERT_EQ(d.map_.places_.size(), 2U);
  EXPECT_EQ(d.map_.places_[0].name_, "Старий Оскіл");
  EXPECT_EQ(d.map_.places_[0].name_en_, "Stary Oskil");
  EXPECT_EQ(d.map_.places_[0].kind_, place_kind::kTown);
  EXPECT_EQ(d.map_.places_[0].population_, 12'345U);
  EXPECT_EQ(d.map_.places_[0].where_, d.where_.at(3));
  EXPECT_EQ(d.map_.places_[1].kind_, place_kind::kHamlet);
  EXPECT_EQ(d.map_.places_[1].population_, 0U);
}

TEST(order, the_order_of_the_file_does_not_matter) {
  auto const a = drawn{snippet{}
                           .node(1, 0, 0)
                           .node(2, 100, 0)
                           .node(3, 200, 50)
                           .way(10, {1, 2}, {{"highway", "residential"}, {"name", "A"}})
                           .way(11, {2, 3}, {{"highway", "primary"}, {"name", "B"}})};
  auto const b = drawn{snippet{}
                           .node(3, 200, 50)
                           .node(1, 0, 0)
                           .way(11, {2, 3}, {{"name", "B"}, {"highway", "primary"}})
                           .way(10, {1, 2}, {{"highway", "residential"}, {"name", "A"}})
                           .node(2, 100, 0)};
  EXPECT_EQ(a.net("motor").graph_.junctions_, b.net("motor").graph_.junctions_);
  for (auto i = std::size_t{0}; i != 2; ++i) {
    auto const& mine = a.net("motor").graph_.roads_[i];
    auto const& other = b.net("motor").graph_.roads_[i];
    EXPECT_EQ(mine.way_, other.way_);
    EXPECT_EQ(a.text_of("motor", mine.name_), b.text_of("motor", other.name_));
  }
  EXPECT_EQ(a.net("motor").weights_[0].turn_ms_, b.net("motor").weights_[0].turn_ms_);
}

}  // namespace
}  // namespace leeward::roads::test
