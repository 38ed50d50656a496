#include "roads/osm/pbf_writer.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/osm/pbf_reader.h"

namespace leeward::roads::osm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

struct copy_of {
  std::vector<std::pair<osm_id, position>> nodes_;
  std::vector<std::pair<osm_id, std::vector<osm_id>>> ways_;
  std::vector<std::pair<osm_id, std::vector<std::string>>> relations_;  // "kind id role"
  std::vector<std::string> tags_;                                       // "key=value", in order of appearance
};

copy_of read(std::string const& bytes) {
  auto out = copy_of{};
  auto const keep = [&](tags const ts) {
    for (auto const& [k, v] : ts) {
      out.tags_.push_back(std::string{k} + "=" + std::string{v});
    }
  };
  auto reader = pbf_reader::open(bytes, "made in memory");
  EXPECT_TRUE(reader);
  auto const done = reader->read({.node_ =
                                      [&](node const& n) {
                                        out.nodes_.emplace_back(n.id_, n.where_);
                                        keep(n.tags_);
                                      },
                                  .way_ =
                                      [&](way const& w) {
                                        out.ways_.emplace_back(w.id_, std::vector(w.nodes_.begin(), w.nodes_.end()));
                                        keep(w.tags_);
                                      },
                                  .relation_ =
                                      [&](relation const& r) {
                                        auto members = std::vector<std::string>{};
                                        for (auto const& m : r.members_) {
                                          members.push_back(std::to_string(static_cast<int>(m.kind_)) + " " +
                                                            std::to_string(m.id_) + " " + std::string{m.role_});
                                        }
                                        out.relations_.emplace_back(r.id_, members);
                                        keep(r.tags_);
                                      }});
  EXPECT_TRUE(done);
  return out;
}

TEST(pbf_writer, what_is_written_can_be_read) {
  auto bytes = std::string{};
  auto w = pbf_writer{{.source_ = "by hand"}, [&](std::string_view const part) { bytes += part; }};
  auto const signal = std::vector<tag>{{"highway", "traffic_signals"}};
  auto const street = std::vector<tag>{{"highway", "primary"}, {"name", "Садовая улица"}};
  auto const rule = std::vector<tag>{{"type", "restriction"}, {"restriction", "no_left_turn"}};
  w.add(node{-3, {-900'000'000, -1'800'000'000}, {}});
  w.add(node{5, {535'000'000, 410'000'001}, signal});
  w.add(node{9'000'000'000, {900'000'000, 1'800'000'000}, {}});
  auto const path = std::vector<osm_id>{5, 9'000'000'000, -3, 5};
  w.add(way{17, path, street});
  auto const members = std::vector<member>{
      {entity_kind::kWay, 17, "from"}, {entity_kind::kNode, 5, "via"}, {entity_kind::kRelation, 2, ""}};
  w.add(relation{1, members, rule});
  w.finish();

  auto const r = read(bytes);
  EXPECT_THAT(r.nodes_,
              ElementsAre(Pair(-3, position{-900'000'000, -1'800'000'000}), Pair(5, position{535'000'000, 410'000'001}),
                          Pair(9'000'000'000, position{900'000'000, 1'800'000'000})));
  EXPECT_THAT(r.ways_, ElementsAre(Pair(17, ElementsAre(5, 9'000'000'000, -3, 5))));
  EXPECT_THAT(r.relations_, ElementsAre(Pair(1, ElementsAre("1 17 from", "0 5 via", "2 2 "))));
  EXPECT_THAT(r.tags_, ElementsAre("highway=traffic_signals", "highway=primary", "name=Садовая улица",
                                   "type=restriction", "restriction=no_left_turn"));
}

TEST(pbf_writer, the_header_says_who_wrote_it_and_from_what) {
  auto bytes = std::string{};
  auto w = pbf_writer{{.source_ = "by hand"}, [&](std::string_view const part) { bytes += part; }};
  w.finish();
  auto const reader = pbf_reader::open(bytes, "made in memory");
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->origin().writing_program_, "leeward");
  EXPECT_EQ(reader->origin().source_, "by hand");
}

TEST(pbf_writer, more_than_one_block_of_each_kind) {
  auto parts = std::vector<std::string>{};
  auto w = pbf_writer{{}, [&](std::string_view const part) { parts.emplace_back(part); }};
  for (auto id = osm_id{1}; id <= 8'001; ++id) {
    w.add(node{id, {static_cast<std::int32_t>(id), 0}, {}});
  }
  auto const two = std::vector<osm_id>{1, 2};
  for (auto id = osm_id{1}; id <= 16'000; ++id) {
    w.add(way{id, two, {}});
  }
  w.finish();
  auto bytes = std::string{};
  for (auto const& p : parts) {
    bytes += p;
  }
  // Each blob comes in three parts: header, two blocks of nodes, two of ways.
  EXPECT_EQ(parts.size(), 3U * 5U);
  auto const r = read(bytes);
  ASSERT_EQ(r.nodes_.size(), 8'001U);
  EXPECT_EQ(r.nodes_.back(), (std::pair{osm_id{8'001}, position{8'001, 0}}));
  EXPECT_EQ(r.ways_.size(), 16'000U);
}

TEST(pbf_writer_death, order_is_a_law) {
  auto const ignore = [](std::string_view) {};
  auto const two = std::vector<osm_id>{1, 2};
  EXPECT_DEATH(
      {
        auto w = pbf_writer({}, ignore);
        w.add(node{2, {}, {}});
        w.add(node{2, {}, {}});
      },
      "ids ascend");
  EXPECT_DEATH(
      {
        auto w = pbf_writer({}, ignore);
        w.add(way{1, two, {}});
        w.add(node{2, {}, {}});
      },
      "nodes before ways");
}

}  // namespace
}  // namespace leeward::roads::osm
