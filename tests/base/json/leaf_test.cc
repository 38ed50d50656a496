#include <gtest/gtest.h>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/json/schema.h"

// A type of one's own in a format, and a file of other people's.
namespace leeward::json {

namespace own {

// "#ff8800".
struct colour {
  bool operator==(colour const&) const = default;

  std::string hex_{"000000"};
};

struct stripe {
  enum class width_kind { kThin, kVeryThick };
  BOOST_DESCRIBE_NESTED_ENUM(width_kind, kThin, kVeryThick)

  bool operator==(stripe const&) const = default;

  colour colour_;
  width_kind width_{width_kind::kThin};
};
BOOST_DESCRIBE_STRUCT(stripe, (), (colour_, width_))

struct foreign {
  static constexpr auto kAllowsOtherFields = true;

  std::string name_;
  std::optional<raw> properties_;
};
BOOST_DESCRIBE_STRUCT(foreign, (), (name_, properties_))

}  // namespace own

template <>
struct leaf<own::colour> {
  static void decode(reader& r, value const& v, own::colour& out) {
    auto const text = read_text(r, v);
    if (text && text->size() == 7 && text->starts_with('#')) {
      out.hex_ = text->substr(1);
    } else if (text) {
      r.wrong(v, "a colour such as \"#ff8800\"");
    }
  }

  static void encode(writer& w, own::colour const& c) { w.text("#" + c.hex_); }

  static std::string schema() { return R"({"type":"string","pattern":"^#[0-9a-f]{6}$"})"; }
};

TEST(json_leaf, reads_writes_and_describes_a_type_of_its_own) {
  auto const s = decode<own::stripe>(R"({"colour": "#ff8800", "width": "very_thick"})", "x");
  ASSERT_TRUE(s) << s.error().sentence_;
  EXPECT_EQ(*s, (own::stripe{{"ff8800"}, own::stripe::width_kind::kVeryThick}));
  EXPECT_EQ(encode(*s), R"({"colour":"#ff8800","width":"very_thick"})");
  EXPECT_EQ(schema<own::stripe>("S", layout::kCompact),
            R"({"$schema":"https://json-schema.org/draft/2020-12/schema","title":"S","$ref":"#/$defs/json.own.stripe",)"
            R"("$defs":{"json.own.stripe":{"type":"object","properties":{)"
            R"("colour":{"type":"string","pattern":"^#[0-9a-f]{6}$"},)"
            R"("width":{"type":"string","enum":["thin","very_thick"]}},)"
            R"("required":["colour","width"],"additionalProperties":false}}})");
}

TEST(json_leaf, says_what_is_wrong_at_its_path) {
  auto const s = decode<std::vector<own::stripe>>(R"([{"colour": "red", "width": 3}])", "x");
  ASSERT_FALSE(s);
  EXPECT_EQ(
      s.error().sentence_,
      "x: [0].colour: is \"red\", must be a colour such as \"#ff8800\"\nx: [0].width: is 3, must be one of \"thin\", "
      "\"very_thick\"");
}

TEST(json_leaf, a_foreign_file_may_hold_more_than_is_read) {
  auto const f = decode<own::foreign>(R"({"more": [1], "name": "a", "properties": {"b": [2, "c"]}})", "x");
  ASSERT_TRUE(f) << f.error().sentence_;
  EXPECT_EQ(f->name_, "a");
  EXPECT_EQ(f->properties_->text_, R"({"b":[2,"c"]})");
}

}  // namespace leeward::json
