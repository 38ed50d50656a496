#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"

// Requests for help as they arrived. The words themselves are the vault's: an event names subject and version.
namespace leeward::operation::appeals {

enum class channel : std::uint8_t { kTelephone, kCounter, kSocialNetwork, kWeb, kMessage, kLetter, kInTheField };
BOOST_DESCRIBE_ENUM(channel, kTelephone, kCounter, kSocialNetwork, kWeb, kMessage, kLetter, kInTheField)

struct verbatim {
  bool operator==(verbatim const&) const = default;

  std::string subject_;
  std::uint32_t version_{0};  // of what the subject said, from 1
};
BOOST_DESCRIBE_STRUCT(verbatim, (), (subject_, version_))

struct taken {
  static constexpr auto const kName = std::string_view{"appeal_taken"};
  static constexpr auto const kCommand = std::string_view{"take_appeal"};

  appeal_id appeal_;
  channel channel_{channel::kTelephone};
  verbatim text_;
  instant taken_at_;  // may be before it was entered, never after
};
BOOST_DESCRIBE_STRUCT(taken, (), (appeal_, channel_, text_, taken_at_))

// This household asked. Once more with a later version of the text: what was said has changed.
struct linked {
  static constexpr auto const kName = std::string_view{"appeal_linked"};
  static constexpr auto const kCommand = std::string_view{"link_appeal"};

  appeal_id appeal_;
  household_id household_;
  verbatim text_;
};
BOOST_DESCRIBE_STRUCT(linked, (), (appeal_, household_, text_))

struct closed {
  static constexpr auto const kName = std::string_view{"appeal_closed"};
  static constexpr auto const kCommand = std::string_view{"close_appeal"};

  appeal_id appeal_;
  std::string reason_;
  std::string by_;  // a subject
};
BOOST_DESCRIBE_STRUCT(closed, (), (appeal_, reason_, by_))

using event = std::variant<taken, linked, closed>;

}  // namespace leeward::operation::appeals
