#include "roads/osm/pbf_reader.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "roads/osm/pbf_bytes.h"

namespace leeward::roads::osm::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What a reader tells, one line an entity.
std::vector<std::string> told(std::string const& bytes, std::string* const error = nullptr) {
  auto lines = std::vector<std::string>{};
  auto reader = pbf_reader::open(std::span{bytes}, "test.osm.pbf");
  auto const tags_of = [](tags const ts) {
    auto text = std::string{};
    for (auto const& [k, v] : ts) {
      text += fmt::format(" {}={}", k, v);
    }
    return text;
  };
  auto to = sinks{};
  to.node_ = [&](node const& n) {
    lines.push_back(fmt::format("n{} {} {}{}", n.id_, n.where_.lat_e7_, n.where_.lon_e7_, tags_of(n.tags_)));
  };
  to.way_ = [&](way const& w) {
    lines.push_back(fmt::format("w{} [{}]{}", w.id_, fmt::join(w.nodes_, ","), tags_of(w.tags_)));
  };
  to.relation_ = [&](relation const& r) {
    auto members = std::string{};
    for (auto const& m : r.members_) {
      members += fmt::format(" {}:{}:{}", static_cast<int>(m.kind_), m.id_, m.role_);
    }
    lines.push_back(fmt::format("r{}{}{}", r.id_, members, tags_of(r.tags_)));
  };
  auto done = reader ? reader->read(to) : tl::unexpected{reader.error()};
  if (error != nullptr) {
    *error = done ? "" : done.error().sentence_;
  } else if (!done) {
    lines.push_back("error: " + done.error().sentence_);
  }
  return lines;
}

std::string error_of(std::string const& bytes) {
  auto error = std::string{};
  told(bytes, &error);
  return error;
}

std::string data(std::string const& block) { return fileblock("OSMData", zlib_blob(block)); }

std::string const kNodes =
    primitive_block({"", "highway", "traffic_signals", "name", "Ä"},
                    {dense_group({{10, 1, 5}, {500'000'000, 1, -3}, {80'000'000, 0, 7}, {1, 2, 3, 4, 0, 0, 3, 4, 0}})});

TEST(pbf_reader, dense_nodes) {
  EXPECT_THAT(told(good_header() + data(kNodes)),
              ElementsAre("n10 500000000 80000000 highway=traffic_signals name=Ä", "n11 500000001 80000000",
                          "n16 499999998 80000007 name=Ä"));
}

TEST(pbf_reader, dense_nodes_without_any_tags_have_no_tag_list) {
  EXPECT_THAT(told(good_header() + data(primitive_block({""}, {dense_group({{1, 1}, {5, 5}, {7, 7}, {}})}))),
              ElementsAre("n1 5 7", "n2 10 14"));
}

TEST(pbf_reader, plain_nodes) {
  EXPECT_THAT(told(good_header() + data(primitive_block({"", "barrier", "gate"}, {node_group(-7, 10, -20, {1}, {2})}))),
              ElementsAre("n-7 10 -20 barrier=gate"));
}

TEST(pbf_reader, granularity_and_offsets) {
  auto const block = primitive_block({""}, {dense_group({{1}, {3}, {4}, {}})}, {1000, 2'000'000'000, -1'000'000'000});
  EXPECT_THAT(told(good_header() + data(block)), ElementsAre("n1 20000030 -9999960"));
}

TEST(pbf_reader, ways_and_relations) {
  auto const block =
      primitive_block({"", "highway", "primary", "from", "via"},
                      {way_group(5, {100, -1, 50}, {1}, {2}), relation_group(9, {3, 4}, {5, 95}, {1, 0})});
  EXPECT_THAT(told(good_header() + data(block)),
              ElementsAre("w5 [100,99,149] highway=primary", "r9 1:5:from 0:100:via"));
}

TEST(pbf_reader, raw_blobs_and_unknown_ones) {
  EXPECT_THAT(told(good_header() + fileblock("Extra", "anything") + fileblock("OSMData", raw_blob(kNodes))).size(), 3U);
}

TEST(pbf_reader, only_what_is_wanted_and_every_pass_the_same) {
  auto const bytes = good_header() + data(kNodes) + data(primitive_block({""}, {way_group(5, {10}, {}, {})}));
  auto reader = pbf_reader::open(std::span{bytes}, "x");
  ASSERT_TRUE(reader);
  auto nodes = 0;
  auto ways = 0;
  auto only_ways = sinks{};
  only_ways.way_ = [&](way const&) { ++ways; };
  auto only_nodes = sinks{};
  only_nodes.node_ = [&](node const&) { ++nodes; };
  for (auto pass = 1; pass != 3; ++pass) {
    auto last = std::uint64_t{0};
    ASSERT_TRUE(reader->read(only_ways, [&](std::uint64_t const at) { last = at; }));
    EXPECT_EQ(last, reader->size());
    ASSERT_TRUE(reader->read(only_nodes));
    EXPECT_EQ(ways, pass);
    EXPECT_EQ(nodes, 3 * pass);
  }
  EXPECT_EQ(reader->origin().writing_program_, "by hand");
  EXPECT_EQ(reader->origin().data_from_unix_s_, 1'700'000'000);
}

TEST(pbf_reader, not_a_pbf) {
  for (auto const& bytes :
       {std::string{"<?xml version=\"1.0\"?><osm/>"}, std::string{"PK\3\4"}, std::string{"\0\0\0\5abc", 7},
        std::string(100, '\0'), fileblock("OSMData", raw_blob(kNodes))}) {
    EXPECT_EQ(error_of(bytes), "test.osm.pbf is not an OpenStreetMap PBF file");
  }
  EXPECT_EQ(error_of(""), "test.osm.pbf is empty, not an OpenStreetMap PBF file");
}

TEST(pbf_reader, truncated_anywhere) {
  auto const header = good_header();
  auto const whole = header + data(kNodes);
  for (auto n = header.size() + 1; n != whole.size(); ++n) {
    EXPECT_EQ(error_of(whole.substr(0, n)), fmt::format("test.osm.pbf: the file is truncated at byte {}", n));
  }
  EXPECT_EQ(error_of(header), "");
}

TEST(pbf_reader, truncated_in_a_blob_that_is_skipped) {
  auto const bytes = good_header() + fileblock("Extra", "anything");
  EXPECT_THAT(error_of(bytes.substr(0, bytes.size() - 1)), HasSubstr("the file is truncated at byte"));
}

TEST(pbf_reader, required_features) {
  auto const with = [](std::string const& feature) {
    return error_of(fileblock("OSMHeader", zlib_blob(header_block({"OsmSchema-V0.6", feature}))));
  };
  EXPECT_EQ(with("DenseNodes"), "");
  EXPECT_EQ(with("Sort.Hilbert"),
            "test.osm.pbf: it requires the feature \"Sort.Hilbert\"; we have OsmSchema-V0.6 and DenseNodes");
  EXPECT_EQ(with("HistoricalInformation"),
            "test.osm.pbf: it is a history of all versions; give an extract of one moment");
}

TEST(pbf_reader, compressions_that_we_lack_are_named) {
  for (auto const& [field, name] : {std::pair{4U, "lzma"}, {5U, "bzip2"}, {6U, "lz4"}, {7U, "zstd"}}) {
    auto blob = std::string{static_cast<char>(field << 3U | 2U)} + std::string{"\3abc"};
    EXPECT_THAT(error_of(good_header() + fileblock("OSMData", blob)),
                HasSubstr(fmt::format("its blobs are compressed with {}; we read zlib and raw ones", name)));
  }
}

TEST(pbf_reader, damage_is_said_with_its_byte) {
  auto const at = fmt::format(" at byte {}", good_header().size() + 15);  // after the next blob's header
  auto const damaged = [](std::string const& block) {
    return error_of(good_header() + fileblock("OSMData", raw_blob(block)));
  };
  EXPECT_EQ(damaged(primitive_block({""}, {dense_group({{1}, {5}, {7}, {9, 9, 0}})})),
            "test.osm.pbf: a damaged block: string 9 of a table of 1 is used" + at);
  EXPECT_THAT(damaged(primitive_block({""}, {dense_group({{1, 1}, {5}, {7, 7}, {}})})), HasSubstr("differ in length"));
  EXPECT_THAT(damaged(primitive_block({""}, {dense_group({{1}, {5'000'000'000}, {7}, {}})})),
              HasSubstr("outside the world"));
  EXPECT_THAT(damaged(primitive_block({""}, {dense_group({{1}, {1}, {1}, {}})}, {2'000'000'000, 0, 1LL << 62U})),
              HasSubstr("outside the world"));
  EXPECT_THAT(damaged(primitive_block({""}, {relation_group(9, {0}, {5}, {3})})), HasSubstr("unknown kind 3"));
  EXPECT_THAT(damaged("\x0a\xff\xff\xff\xff\xff"), HasSubstr("malformed protobuf"));
}

TEST(pbf_reader, sizes_are_bounded) {
  auto huge = good_header() + std::string{"\0\1\0\1", 4};
  EXPECT_THAT(error_of(huge), HasSubstr("a blob header of 65537 bytes (at most 65536 are allowed)"));
  // A blob that says it is larger than 32 MiB, before inflating and after.
  auto blob_header = std::string{"\0\0\0\x0e\x0a\7OSMData\x18", 14} + std::string{"\x81\x80\x80\x10", 4};
  EXPECT_THAT(error_of(good_header() + blob_header),
              HasSubstr("a blob of 33554433 bytes (at most 33554432 are allowed)"));
  auto const bomb = zlib_blob(std::string(33'554'433, 'a'));
  EXPECT_THAT(error_of(good_header() + fileblock("OSMData", bomb)), HasSubstr("a blob of 33554433 bytes; at most"));
}

TEST(pbf_reader, zlib_data_that_lies_about_its_size) {
  auto blob = zlib_blob(kNodes);
  ASSERT_EQ(blob[0], '\x10');
  blob[1] = static_cast<char>(blob[1] - 1);
  EXPECT_THAT(error_of(good_header() + fileblock("OSMData", blob)), HasSubstr("zlib data is damaged"));
  auto broken = zlib_blob(kNodes);
  broken[broken.size() / 2] = static_cast<char>(broken[broken.size() / 2] ^ 0x55);
  EXPECT_THAT(error_of(good_header() + fileblock("OSMData", broken)), HasSubstr("zlib data is damaged"));
}

TEST(pbf_reader, a_file_that_is_not_there) {
  auto const reader = pbf_reader::open(std::filesystem::path{"/nowhere/x.osm.pbf"});
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().kind_, error_kind::kNotFound);
  EXPECT_EQ(reader.error().sentence_, "/nowhere/x.osm.pbf cannot be read");
  EXPECT_FALSE(pbf_reader::open(std::filesystem::path{"/tmp"}));
}

// Counts by an independent program (osmium fileinfo -e).
TEST(pbf_reader, real_extracts) {
  struct counts {
    char const* name_;
    int nodes_, ways_, relations_;
  };
  for (auto const& expected : {counts{"malta", 252'937, 40'028, 527}, counts{"milan", 262'352, 69'043, 2'350},
                               counts{"testfeld_nds", 97'185, 20'077, 0}}) {
    auto const path = std::filesystem::path{LEEWARD_SOURCE_DIR} / ".." / "shared" / "data" / "osm" /
                      (std::string{expected.name_} + ".osm.pbf");
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << path << " is not there";
    }
    auto reader = pbf_reader::open(path);
    ASSERT_TRUE(reader) << reader.error().sentence_;
    auto nodes = 0;
    auto ways = 0;
    auto relations = 0;
    ASSERT_TRUE(reader->read(
        {[&](node const&) { ++nodes; }, [&](way const&) { ++ways; }, [&](relation const&) { ++relations; }}));
    EXPECT_EQ(nodes, expected.nodes_);
    EXPECT_EQ(ways, expected.ways_);
    EXPECT_EQ(relations, expected.relations_);
  }
}

}  // namespace
}  // namespace leeward::roads::osm::test
