#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace leeward::roads {

// The kinds of way that a profile gives a speed to: OpenStreetMap's highway values, services told apart.
enum class way_kind : std::uint8_t {
  kMotorway,
  kMotorwayLink,
  kTrunk,
  kTrunkLink,
  kPrimary,
  kPrimaryLink,
  kSecondary,
  kSecondaryLink,
  kTertiary,
  kTertiaryLink,
  kUnclassified,
  kResidential,
  kLivingStreet,
  kRoad,
  kService,
  kAlley,
  kParkingAisle,
  kDriveway,
  kTrack,
  kPedestrian,
  kFootway,
  kCycleway,
  kBridleway,
  kPath,
  kSteps,
  kBusway,
  kFerry
};

inline constexpr auto kWayKinds = std::to_array<std::string_view>(
    {"motorway",       "motorway_link", "trunk",         "trunk_link",   "primary",     "primary_link",  "secondary",
     "secondary_link", "tertiary",      "tertiary_link", "unclassified", "residential", "living_street", "road",
     "service",        "alley",         "parking_aisle", "driveway",     "track",       "pedestrian",    "footway",
     "cycleway",       "bridleway",     "path",          "steps",        "busway",      "ferry"});

// One value for each kind of way.
template <typename T>
using per_kind = std::array<T, kWayKinds.size()>;

// A word and its value, in the order of the file.
using value_table = std::vector<std::pair<std::string, std::int32_t>>;

// Where a profile loses time, in milliseconds.
struct turn_times {
  bool operator==(turn_times const&) const = default;

  std::int32_t near_side_ms_{0};  // to the side that one drives on
  std::int32_t far_side_ms_{0};   // across the oncoming traffic
  std::int32_t sharp_ms_{0};      // added above 110 degrees
  std::int32_t give_way_ms_{0};   // added where a smaller road meets a bigger one without signals
  std::int32_t u_turn_ms_{0};
};

// One vehicle kind: where it may go, how fast, and how it turns. Read from a file (default.toml says each key's
// meaning).
struct profile {
  bool operator==(profile const&) const = default;

  std::string name_;
  bool on_foot_{false};  // walks: not bound by oneways of vehicles, turn restrictions, or turn times

  std::vector<std::string> access_;        // keys, the first that a way has decides
  std::vector<std::string> ferry_;         // keys that open a ferry, besides those of access_
  std::vector<std::string> oneway_;        // keys that say otherwise than "oneway" for this kind
  std::vector<std::string> restrictions_;  // kinds in "restriction:KIND" and "except" that mean this kind
  std::vector<std::string> maxspeed_;      // keys, the first that a way has decides
  bool bus_lanes_{false};                  // may use a bus lane against the traffic
  bool barriers_open_{false};              // barriers that no list names are open
  std::vector<std::string> barriers_;      // … and these are the other way round

  std::int32_t height_cm_{0};  // 0: no limit applies
  std::int32_t width_cm_{0};
  std::int32_t length_cm_{0};
  std::int32_t weight_kg_{0};

  per_kind<std::int32_t> speed_{};   // km/h where no limit is signed; 0: such a way only with an explicit permission
  std::int32_t permitted_speed_{0};  // km/h there
  per_kind<std::int32_t> share_percent_{};  // real speed as a share of a signed limit
  std::int32_t top_speed_{0};               // the vehicle's legal or real maximum on motorways
  std::int32_t top_speed_elsewhere_{0};
  value_table surface_;  // km/h at most on a surface
  value_table smoothness_;
  value_table tracktype_;

  turn_times turn_;
  bool u_turns_{true};              // at dead ends
  value_table delay_ms_;            // signals and the like, by node
  std::int32_t destination_ms_{0};  // for entering a road open to residents and deliveries only
  std::int32_t ferry_ms_{0};        // for boarding a ferry
};

inline constexpr std::size_t kMaxProfiles = 16;

// All profiles of a file; `source` stands in errors, which name line, key and what is allowed.
result<std::vector<profile>> parse_profiles(std::string_view text, std::string_view source);
result<std::vector<profile>> read_profiles(std::filesystem::path const&);

// Coach, minibus, car, foot.
std::string_view default_profiles_toml();
std::vector<profile> const& default_profiles();

// The value of a word, or nothing.
std::optional<std::int32_t> value_in(value_table const&, std::string_view word);

}  // namespace leeward::roads
