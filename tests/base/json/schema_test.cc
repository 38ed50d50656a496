#include "base/json/schema.h"

#include <gtest/gtest.h>

#include "base/json/sample.h"

namespace leeward::json {

namespace sample {

// Other people's file: more may stand in it.
struct foreign {
  static constexpr auto kAllowsOtherFields = true;

  std::string name_;
  std::optional<raw> any_;
  std::vector<foreign> inner_;
};
BOOST_DESCRIBE_STRUCT(foreign, (), (name_, any_, inner_))

}  // namespace sample

TEST(json_schema, describes_every_kind_of_field) {
  EXPECT_EQ(schema<sample::scenario>("Scenario"), R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Scenario",
  "$ref": "#/$defs/json.sample.scenario",
  "$defs": {
    "json.sample.scenario": {
      "type": "object",
      "properties": {
        "name": {
          "type": "string"
        },
        "start": {
          "type": "string",
          "format": "date-time"
        },
        "where": {
          "type": "object",
          "properties": {
            "lat": {
              "type": "number",
              "minimum": -90,
              "maximum": 90
            },
            "lon": {
              "type": "number",
              "minimum": -180,
              "maximum": 180
            }
          },
          "required": ["lat", "lon"],
          "additionalProperties": false
        },
        "level": {
          "type": "integer",
          "minimum": 0,
          "maximum": 255
        },
        "way": {
          "type": "integer",
          "minimum": -9223372036854775808,
          "maximum": 9223372036854775807
        },
        "seed": {
          "type": "integer",
          "minimum": 0,
          "maximum": 18446744073709551615
        },
        "share": {
          "type": "number"
        },
        "wait": {
          "type": "integer",
          "minimum": 0,
          "maximum": 9007199254740991
        },
        "vehicles": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/json.sample.vehicle"
          }
        },
        "range": {
          "type": "array",
          "items": {
            "type": "integer",
            "minimum": -2147483648,
            "maximum": 2147483647
          },
          "minItems": 2,
          "maxItems": 2
        },
        "beds": {
          "type": "object",
          "additionalProperties": {
            "type": "integer",
            "minimum": 0,
            "maximum": 9007199254740991
          }
        },
        "areas": {
          "type": "array",
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "lat": {
                  "type": "number",
                  "minimum": -90,
                  "maximum": 90
                },
                "lon": {
                  "type": "number",
                  "minimum": -180,
                  "maximum": 180
                }
              },
              "required": ["lat", "lon"],
              "additionalProperties": false
            }
          }
        },
        "extra": true
      },
      "required": ["name", "start", "where", "level", "way", "seed", "share", "range"],
      "additionalProperties": false
    },
    "json.sample.vehicle": {
      "type": "object",
      "properties": {
        "id": {
          "type": "string"
        },
        "seats": {
          "description": "without the crew's",
          "type": "integer",
          "minimum": 0,
          "maximum": 9007199254740991
        },
        "wheelchair_bays": {
          "default": 2,
          "type": "integer",
          "minimum": 0,
          "maximum": 9007199254740991
        },
        "kerb": {
          "default": "door_side",
          "type": "string",
          "enum": ["any_side", "door_side"]
        },
        "low_floor": {
          "default": false,
          "type": "boolean"
        }
      },
      "required": ["id", "seats"],
      "additionalProperties": false
    }
  }
}
)");
}

TEST(json_schema, a_struct_may_hold_itself_and_allow_other_fields) {
  EXPECT_EQ(schema<sample::foreign>("F", layout::kCompact),
            "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"F\","
            "\"$ref\":\"#/$defs/json.sample.foreign\",\"$defs\":{\"json.sample.foreign\":{\"type\":\"object\","
            "\"properties\":{\"name\":{\"type\":\"string\"},\"any\":true,"
            "\"inner\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/json.sample.foreign\"}}},"
            "\"required\":[\"name\"],\"additionalProperties\":true}}}");
}

TEST(json_schema, a_plain_value_needs_no_definitions) {
  EXPECT_EQ(schema<bool>("B", layout::kCompact),
            "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"B\",\"type\":\"boolean\"}");
}

}  // namespace leeward::json
