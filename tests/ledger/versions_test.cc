#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>
#include <gtest/gtest.h>

#include "ledger/codec/named.h"

// A kind that has changed twice. No event has yet.
namespace leeward::ledger {

struct bus_1 {
  std::int32_t places_{0};
};
BOOST_DESCRIBE_STRUCT(bus_1, (), (places_))

struct bus_2 {
  static constexpr auto const kVersion = std::uint32_t{2};
  using earlier = bus_1;
  static bus_2 from(bus_1 const& b) { return {.seats_ = b.places_, .bays_ = 0}; }

  std::int32_t seats_{0};
  std::int32_t bays_{0};
};
BOOST_DESCRIBE_STRUCT(bus_2, (), (seats_, bays_))

struct bus {
  static constexpr auto const kName = std::string_view{"bus"};
  static constexpr auto const kCommand = std::string_view{"add_bus"};
  static constexpr auto const kVersion = std::uint32_t{3};
  using earlier = bus_2;
  static bus from(bus_2 const& b) { return {.seats_ = b.seats_, .bays_ = b.bays_, .name_ = "without a name"}; }

  std::int32_t seats_{0};
  std::int32_t bays_{0};
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(bus, (), (seats_, bays_, name_))

struct stop {
  static constexpr auto const kName = std::string_view{"stop"};
};
BOOST_DESCRIBE_STRUCT(stop, (), ())

namespace {

using topic = std::variant<stop, bus, operation::ask_for<bus>>;
using anything = std::variant<topic>;

std::string again(std::string_view const text) {
  auto const got = decode_named<anything>("thing", text, "here");
  return got ? encode_named(*got) : got.error().sentence_;
}

}  // namespace

TEST(versions, the_latest_is_written_and_read) {
  auto const text = std::string{R"({"bus@3":{"seats":49,"bays":1,"name":"Bus 7"}})"};
  EXPECT_EQ(text, encode_named(anything{topic{bus{49, 1, "Bus 7"}}}));
  EXPECT_EQ(text, again(text));
}

TEST(versions, an_earlier_one_becomes_the_latest) {
  EXPECT_EQ(R"({"bus@3":{"seats":49,"bays":2,"name":"without a name"}})", again(R"({"bus@2":{"seats":49,"bays":2}})"));
  EXPECT_EQ(R"({"bus@3":{"seats":49,"bays":0,"name":"without a name"}})", again(R"({"bus":{"places":49}})"));
}

TEST(versions, what_asks_for_it_has_the_same) {
  EXPECT_EQ(R"({"add_bus@3":{"seats":49,"bays":0,"name":"without a name"}})", again(R"({"add_bus":{"places":49}})"));
}

TEST(versions, each_has_its_own_fields) {
  EXPECT_EQ("here: bus.seats: is not known here; known are \"places\"\nhere: bus.places: is missing",
            again(R"({"bus":{"seats":49}})"));
  EXPECT_EQ("here: bus@2.bays: is missing", again(R"({"bus@2":{"seats":49}})"));
}

TEST(versions, a_later_one_needs_a_later_program) {
  EXPECT_EQ(
      "here: bus@4: is a newer version of this thing than this program knows (up to 3); use the program that "
      "wrote it, or a newer one",
      again(R"({"bus@4":{}})"));
  EXPECT_EQ(
      "here: stop@2: is a newer version of this thing than this program knows (up to 1); use the program that "
      "wrote it, or a newer one",
      again(R"({"stop@2":{}})"));
}

TEST(versions, a_number_is_written_in_one_way) {
  for (auto const name :
       {"bus@", "bus@0", "bus@1", "bus@03", "bus@+3", "bus@3 ", "bus@x", "bus@2@3", "bus@99999999999", "@3"}) {
    EXPECT_EQ(0U, again(std::string{"{\""}.append(name).append("\":{\"places\":1}}"))
                      .find(std::string{"here: "}.append(name).append(": is not known here; ")))
        << name;
  }
}

}  // namespace leeward::ledger
