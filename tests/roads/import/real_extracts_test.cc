#include <filesystem>

#include <gmock/gmock.h>

#include "roads/graph/validate.h"
#include "roads/import/import.h"

namespace leeward::roads {
namespace {

auto const kExtracts = std::filesystem::path{LEEWARD_SOURCE_DIR} / ".." / "shared" / "data" / "osm";

class real_extracts : public testing::TestWithParam<char const*> {};

TEST_P(real_extracts, give_networks_without_fault) {
  auto const path = kExtracts / (std::string{GetParam()} + ".osm.pbf");
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << path << " is not there";
  }
  auto const map = import_osm(path, {});
  ASSERT_TRUE(map.has_value()) << map.error().sentence_;
  ASSERT_EQ(map->networks_.size(), 2U);
  EXPECT_THAT(map->networks_[0].profile_names_, testing::ElementsAre("coach", "minibus", "car"));
  EXPECT_THAT(map->networks_[1].profile_names_, testing::ElementsAre("foot"));
  for (auto const& n : map->networks_) {
    auto const g = view_of(n.graph_);
    EXPECT_EQ(find_fault(g), std::nullopt);
    EXPECT_GT(edge_count(g), 10'000U);
    for (auto const& w : n.weights_) {
      EXPECT_EQ(find_fault(g, view_of(w)), std::nullopt);
      for (auto e = std::uint32_t{0}; e != edge_count(g); ++e) {  // whoever may be on an edge can drive on
        auto on = w.edge_ms_[e] >= kNever || e >= edge_count(g) - g.copy_of_.size();
        for (auto t = g.first_turn_[e]; !on && t != g.first_turn_[e + 1]; ++t) {
          on = w.turn_ms_[t] < kNever && w.edge_ms_[g.turn_head_[t].v_] < kNever;
        }
        ASSERT_TRUE(on) << n.name_ << " edge " << e;
      }
    }
  }
  for (auto const& p : map->report_.profiles_) {  // small next to what is kept
    EXPECT_LT(p.cut_off_edges_ * 8, p.edges_) << p.profile_;
  }
}

INSTANTIATE_TEST_SUITE_P(all, real_extracts,
                         testing::Values("heidelberg", "iom", "malta", "milan", "porto_r5", "testfeld_nds"));

TEST(testfeld_nds, has_no_more_junctions_and_edges_than_our_peers_find) {
  auto const path = kExtracts / "testfeld_nds.osm.pbf";
  if (!std::filesystem::exists(path)) {
    GTEST_SKIP() << path << " is not there";
  }
  auto const map = import_osm(path, {});
  ASSERT_TRUE(map.has_value());
  EXPECT_LE(map->networks_[0].graph_.junctions_.size(), 18'641U);
  EXPECT_LE(map->networks_[0].graph_.edges_.size(), 31'018U);
  EXPECT_GT(map->networks_[0].graph_.edges_.size(), 28'000U);
}

TEST(islands, drive_on_the_left) {
  for (auto const& [name, country] : {std::pair{"malta", "MT"}, std::pair{"iom", "IM"}}) {
    auto const path = kExtracts / (std::string{name} + ".osm.pbf");
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << path << " is not there";
    }
    auto const map = import_osm(path, {});
    ASSERT_TRUE(map.has_value());
    EXPECT_EQ(map->report_.country_, country);
    EXPECT_TRUE(map->report_.drives_on_left_);
  }
}

}  // namespace
}  // namespace leeward::roads
