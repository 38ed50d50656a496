#include "base/json/encode.h"

#include <gtest/gtest.h>

#include "base/json/sample.h"

namespace leeward::json {

namespace {

using sample::kerb;
using sample::scenario;
using sample::vehicle;

scenario some_scenario() {
  auto s = scenario{};
  s.name_ = "the \"day\"\n";
  s.start_ = instant{1704430800};
  s.where_ = position{494100001, -86900000};
  s.level_ = 255;
  s.way_ = -9007199254740993;
  s.seed_ = 18446744073709551615U;
  s.share_ = 0.1;
  s.vehicles_ = {vehicle{"van", persons{8}, persons{0}, kerb::kAnySide, false}};
  s.range_ = {-1, 2147483647};
  s.beds_ = {{"b", persons{2}}, {"a", persons{1}}};
  s.areas_ = {{position{10000000, 20000000}, position{0, 1}}, {}};
  return s;
}

}  // namespace

TEST(json_encode, compact_is_one_line_in_the_order_of_the_description) {
  EXPECT_EQ(
      encode(some_scenario()),
      "{\"name\":\"the \\\"day\\\"\\n\",\"start\":\"2024-01-05T05:00:00Z\","
      "\"where\":{\"lat\":49.4100001,\"lon\":-8.69},\"level\":255,\"way\":-9007199254740993,"
      "\"seed\":18446744073709551615,\"share\":0.1,"
      "\"vehicles\":[{\"id\":\"van\",\"seats\":8,\"wheelchair_bays\":0,\"kerb\":\"any_side\",\"low_floor\":false}],"
      "\"range\":[-1,2147483647],\"beds\":{\"a\":1,\"b\":2},"
      "\"areas\":[[{\"lat\":1,\"lon\":2},{\"lat\":0,\"lon\":0.0000001}],[]]}");
}

TEST(json_encode, wide_is_for_people) {
  EXPECT_EQ(encode(some_scenario(), layout::kWide), R"({
  "name": "the \"day\"\n",
  "start": "2024-01-05T05:00:00Z",
  "where": {"lat": 49.4100001, "lon": -8.69},
  "level": 255,
  "way": -9007199254740993,
  "seed": 18446744073709551615,
  "share": 0.1,
  "vehicles": [
    {
      "id": "van",
      "seats": 8,
      "wheelchair_bays": 0,
      "kerb": "any_side",
      "low_floor": false
    }
  ],
  "range": [-1, 2147483647],
  "beds": {
    "a": 1,
    "b": 2
  },
  "areas": [
    [{"lat": 1, "lon": 2}, {"lat": 0, "lon": 0.0000001}],
    []
  ]
}
)");
}

TEST(json_encode, an_optional_that_is_there_is_written) {
  auto s = some_scenario();
  s.wait_ = seconds{90};
  s.extra_ = raw{"[1,{}]"};
  auto const text = encode(s);
  EXPECT_NE(text.find("\"wait\":90"), std::string::npos);
  EXPECT_NE(text.find("\"extra\":[1,{}]"), std::string::npos);
}

TEST(json_encode, text_is_escaped_and_made_valid) {
  EXPECT_EQ(encode(std::string{"\"\\/\b\f\n\r\t\x01 Ж€😀"}), "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001 Ж€😀\"");
  EXPECT_EQ(encode(std::string{"a\xFFz\xC3"}), "\"a\uFFFDz\uFFFD\"");
}

TEST(json_encode, doubles_are_the_shortest_text_that_reads_back) {
  EXPECT_EQ(encode(std::vector<double>{0.1, 1e300, -0.0, 12345678.9, 5.0}), "[0.1,1e+300,-0,12345678.9,5]");
}

TEST(json_encode, positions_at_the_edges) {
  EXPECT_EQ(encode(position{-900000000, 1800000000}), "{\"lat\":-90,\"lon\":180}");
  EXPECT_EQ(encode(position{-1, 100}), "{\"lat\":-0.0000001,\"lon\":0.00001}");
}

}  // namespace leeward::json
