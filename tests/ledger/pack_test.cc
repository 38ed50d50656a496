#include "ledger/pack.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/shape.h"
#include "operation/ids.h"

namespace leeward::ledger {
namespace {

using testing::ElementsAre;

enum class colour : std::uint8_t { kRed, kGreen };
BOOST_DESCRIBE_ENUM(colour, kRed, kGreen)

struct thing {
  bool operator==(thing const&) const = default;

  operation::trip_id id_;
  std::uint16_t size_{0};
};
BOOST_DESCRIBE_STRUCT(thing, (), (id_, size_))

struct sample {
  bool yes_{false};
  colour colour_{colour::kRed};
  instant at_;
  std::string text_;
  std::optional<operation::trip_row> trip_;
  std::vector<thing> list_;
};
BOOST_DESCRIBE_STRUCT(sample, (), (yes_, colour_, at_, text_, trip_, list_))

struct containers {
  std::map<std::string, operation::needs> by_name_;
  std::set<std::pair<instant, operation::trip_row>> set_;
  operation::table<operation::trip_tag, thing> table_;
  boost::unordered_flat_map<std::uint32_t, colour> by_row_;
};
BOOST_DESCRIBE_STRUCT(containers, (), (by_name_, set_, table_, by_row_))

template <typename T>
std::vector<std::string> packed(T const& v, std::size_t const part_bytes = 1'000) {
  auto p = packer{part_bytes};
  p.add(v);
  return p.take();
}

template <typename T>
std::optional<T> unpacked(std::vector<std::string> const& parts) {
  auto u = unpacker{parts};
  auto v = T{};
  return u.get(v) && u.at_end() ? std::optional{std::move(v)} : std::nullopt;
}

// "01 00": the bytes 1 and 0.
std::string bytes(std::string_view const hex) {
  auto out = std::string{};
  for (auto i = std::size_t{0}; i + 1 < hex.size(); i += 3) {
    out += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
  }
  return out;
}

sample a_sample() {
  return {.yes_ = true,
          .colour_ = colour::kGreen,
          .at_ = {258},
          .text_ = "abc",
          .trip_ = operation::trip_row{7},
          .list_ = {{operation::trip_id{uuid{1, 2}}, 515}}};
}

constexpr auto const kSample =
    "01 01 02 01 00 00 00 00 00 00 "
    "03 00 00 00 61 62 63 "
    "01 07 00 00 00 "
    "01 00 00 00 01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 03 02";

}  // namespace

TEST(pack, writes_fields_in_the_order_of_their_description) {
  EXPECT_THAT(packed(a_sample()), ElementsAre(bytes(kSample)));
}

TEST(pack, gives_back_what_was_packed) {
  auto const s = unpacked<sample>({bytes(kSample)});
  ASSERT_TRUE(s.has_value());
  EXPECT_TRUE(s->yes_);
  EXPECT_EQ(s->colour_, colour::kGreen);
  EXPECT_EQ(s->at_, instant{258});
  EXPECT_EQ(s->text_, "abc");
  EXPECT_EQ(s->trip_, operation::trip_row{7});
  EXPECT_THAT(s->list_, ElementsAre(thing{operation::trip_id{uuid{1, 2}}, 515}));
}

TEST(pack, sorts_what_lies_in_a_hash_table) {
  auto c = containers{};
  for (auto const row : {9U, 2U, 300U}) {
    c.by_row_.emplace(row, row == 2 ? colour::kGreen : colour::kRed);
  }
  EXPECT_THAT(packed(c.by_row_), ElementsAre(bytes("03 00 00 00 02 00 00 00 01 09 00 00 00 00 2c 01 00 00 00")));
}

TEST(pack, keeps_maps_sets_and_tables) {
  auto c = containers{};
  c.by_name_ = {{"one", operation::needs{{operation::need::kLying}}}, {"two", {}}};
  c.set_ = {{instant{5}, operation::trip_row{1}}, {instant{5}, operation::trip_row{2}}};
  c.table_.add({operation::trip_id{uuid{3, 4}}, 1});
  c.table_.add({operation::trip_id{uuid{1, 2}}, 2});
  c.by_row_.emplace(4U, colour::kGreen);
  auto const again = unpacked<containers>(packed(c));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->by_name_, c.by_name_);
  EXPECT_EQ(again->set_, c.set_);
  EXPECT_EQ(again->table_.all(), c.table_.all());
  EXPECT_EQ(again->table_.find(operation::trip_id{uuid{1, 2}}), operation::trip_row{1});
  EXPECT_EQ(again->by_row_, c.by_row_);
}

TEST(pack, parts_are_as_long_as_was_said_and_read_as_one) {
  auto s = a_sample();
  s.text_ = std::string(100, 'x');
  s.list_.resize(20, {operation::trip_id{uuid{8, 9}}, 10});
  auto const parts = packed(s, 40);
  EXPECT_GT(parts.size(), 11U);
  for (auto const& p : parts) {
    EXPECT_LE(p.size(), 40U);
  }
  auto const again = unpacked<sample>(parts);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->text_, s.text_);
  EXPECT_EQ(again->list_, s.list_);
}

TEST(pack, refuses_what_no_packer_writes) {
  EXPECT_FALSE(unpacked<bool>({bytes("02 ")})) << "neither true nor false";
  EXPECT_FALSE(unpacked<colour>({bytes("02 ")})) << "no colour";
  EXPECT_FALSE(unpacked<std::string>({bytes("04 00 00 00 61 62 63 ")})) << "shorter than it says";
  EXPECT_FALSE(unpacked<std::vector<thing>>({bytes("ff ff ff ff 00 00 00 00 ")})) << "longer than the bytes can be";
  EXPECT_FALSE(unpacked<std::set<colour>>({bytes("02 00 00 00 01 00 ")})) << "not in order";
  EXPECT_FALSE(unpacked<std::set<colour>>({bytes("02 00 00 00 01 01 ")})) << "twice";
  EXPECT_FALSE((unpacked<std::map<colour, bool>>({bytes("02 00 00 00 01 00 00 01 ")}))) << "not in order";
  EXPECT_FALSE(unpacked<decltype(containers::by_row_)>({bytes("02 00 00 00 02 00 00 00 00 02 00 00 00 01 ")}))
      << "twice";
  EXPECT_FALSE(unpacked<bool>({bytes("01 01 ")})) << "more than there should be";
  EXPECT_FALSE(unpacked<std::uint32_t>({bytes("01 00 "), bytes("00 00 ")})) << "a number in two parts";
}

TEST(pack, refuses_a_table_with_an_id_twice) {
  auto const things = std::vector<thing>{{operation::trip_id{uuid{1, 2}}, 1}, {operation::trip_id{uuid{1, 2}}, 2}};
  EXPECT_TRUE(unpacked<std::vector<thing>>(packed(things)));
  EXPECT_FALSE(unpacked<decltype(containers::table_)>(packed(things)));
}

TEST(pack, shape_names_every_member_type_and_enumerator) {
  EXPECT_EQ(shape_of<sample>(), "(yes_b8colour_<kRed kGreen >8at_(i64)text_ttrip_?(u32)list_*(id_((u64u64))size_u16))");
  EXPECT_EQ(shape_of<containers>(),
            "(by_name_*t(u16)set_*((i64)(u32))table_=*(id_((u64u64))size_u16)by_row_*u32<kRed kGreen >8)");
}

}  // namespace leeward::ledger
