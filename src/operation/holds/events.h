#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/needs.h"

// Beds promised to a household. Its seats are its lines on the manifest.
namespace leeward::operation::holds {

// The household has at most one hold; a later one takes the place of an earlier one.
struct taken {
  static constexpr auto const kName = std::string_view{"hold_taken"};

  household_id household_;
  std::optional<trip_id> trip_;  // none: its bed waits for it without a trip
  centre_id centre_;
  beds beds_;  // in the centre
  instant until_;
};
BOOST_DESCRIBE_STRUCT(taken, (), (household_, trip_, centre_, beds_, until_))

enum class release : std::uint8_t { kLapsed, kNoShow, kWithdrawn, kUsed, kReplaced, kOverridden, kNobodyLeft };
BOOST_DESCRIBE_ENUM(release, kLapsed, kNoShow, kWithdrawn, kUsed, kReplaced, kOverridden, kNobodyLeft)

struct released {
  static constexpr auto const kName = std::string_view{"hold_released"};

  household_id household_;
  release why_{release::kLapsed};
};
BOOST_DESCRIBE_STRUCT(released, (), (household_, why_))

// One of them has its bed now, or needs none any more: the hold is for the others.
struct reduced {
  static constexpr auto const kName = std::string_view{"hold_reduced"};

  household_id household_;
  beds beds_;
};
BOOST_DESCRIBE_STRUCT(reduced, (), (household_, beds_))

struct extended {
  static constexpr auto const kName = std::string_view{"hold_extended"};
  static constexpr auto const kCommand = std::string_view{"extend_hold"};

  household_id household_;
  instant until_;
};
BOOST_DESCRIBE_STRUCT(extended, (), (household_, until_))

using event = std::variant<taken, released, reduced, extended>;

}  // namespace leeward::operation::holds
