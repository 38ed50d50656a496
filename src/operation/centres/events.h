#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "operation/ids.h"
#include "operation/needs.h"

// Reception centres, their rooms and beds.
namespace leeward::operation::centres {

enum class status : std::uint8_t { kOpen, kClosing, kClosed };
BOOST_DESCRIBE_ENUM(status, kOpen, kClosing, kClosed)

struct added {
  static constexpr auto const kName = std::string_view{"centre_added"};
  static constexpr auto const kCommand = std::string_view{"add_centre"};

  centre_id centre_;
  std::string name_;
  std::uint8_t tier_{1};             // 1: own region; then the others in the order in which they are asked
  std::optional<region_id> region_;  // of another region; its beds count once an offer is accepted
  std::vector<need> serves_;
  std::optional<std::int32_t> intake_per_hour_;  // persons; else no limit
};
BOOST_DESCRIBE_STRUCT(added, (), (centre_, name_, tier_, region_, serves_, intake_per_hour_))

// A room that is there already gets these beds instead: fewer than are taken is said as it is.
struct room_set {
  static constexpr auto const kName = std::string_view{"room_set"};
  static constexpr auto const kCommand = std::string_view{"set_room"};
  static constexpr auto const kMayBeMissing = std::array{"ground_floor", "power"};

  centre_id centre_;
  room_id room_;
  beds beds_;
  bool ground_floor_{false};
  bool power_{false};
};
BOOST_DESCRIBE_STRUCT(room_set, (), (centre_, room_, beds_, ground_floor_, power_))

struct beds_blocked {
  static constexpr auto const kName = std::string_view{"beds_blocked"};
  static constexpr auto const kCommand = std::string_view{"block_beds"};

  centre_id centre_;
  room_id room_;
  beds blocked_;  // of the room's, now in all
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(beds_blocked, (), (centre_, room_, blocked_, reason_))

struct status_set {
  static constexpr auto const kName = std::string_view{"centre_status_set"};
  static constexpr auto const kCommand = std::string_view{"set_centre_status"};

  centre_id centre_;
  status status_{status::kOpen};
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(status_set, (), (centre_, status_, reason_))

struct intake_set {
  static constexpr auto const kName = std::string_view{"intake_set"};
  static constexpr auto const kCommand = std::string_view{"set_intake"};

  centre_id centre_;
  std::optional<std::int32_t> per_hour_;
};
BOOST_DESCRIBE_STRUCT(intake_set, (), (centre_, per_hour_))

using event = std::variant<added, room_set, beds_blocked, status_set, intake_set>;

}  // namespace leeward::operation::centres
