#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "operation/ids.h"

// Zones with their status, and the pickup points in them.
namespace leeward::operation::zones {

enum class status : std::uint8_t { kNormal, kPrepare, kEvacuationOffered, kClosed, kReturnOpen };
BOOST_DESCRIBE_ENUM(status, kNormal, kPrepare, kEvacuationOffered, kClosed, kReturnOpen)

struct added {
  static constexpr auto const kName = std::string_view{"zone_added"};
  static constexpr auto const kCommand = std::string_view{"add_zone"};

  zone_id zone_;
  std::string name_;
};
BOOST_DESCRIBE_STRUCT(added, (), (zone_, name_))

struct status_set {
  static constexpr auto const kName = std::string_view{"zone_status_set"};
  static constexpr auto const kCommand = std::string_view{"set_zone_status"};

  zone_id zone_;
  status status_{status::kNormal};
};
BOOST_DESCRIBE_STRUCT(status_set, (), (zone_, status_))

struct point_added {
  static constexpr auto const kName = std::string_view{"point_added"};
  static constexpr auto const kCommand = std::string_view{"add_point"};
  static constexpr auto const kMayBeMissing = std::array{"step_free"};

  point_id point_;
  zone_id zone_;
  std::string name_;
  bool step_free_{true};
};
BOOST_DESCRIBE_STRUCT(point_added, (), (point_, zone_, name_, step_free_))

struct point_closed {
  static constexpr auto const kName = std::string_view{"point_closed"};
  static constexpr auto const kCommand = std::string_view{"close_point"};
  static constexpr auto const kMayBeMissing = std::array{"closed"};

  point_id point_;
  bool closed_{true};  // false: open again
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(point_closed, (), (point_, closed_, reason_))

using event = std::variant<added, status_set, point_added, point_closed>;

}  // namespace leeward::operation::zones
