#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/geo.h"
#include "base/result.h"
#include "base/time.h"

namespace leeward::roads {

enum class closed_direction : std::uint8_t { kBoth, kForward, kBackward };
BOOST_DESCRIBE_ENUM(closed_direction, kBoth, kForward, kBackward)

// A closure or slowdown of roads, as data: what a person drew or named. Exactly one of ways_, name_, area_, near_ says
// where. Field by field, with examples: docs/formats/closures.md.
struct closure {
  static constexpr auto kMayBeMissing = std::array{"reason", "direction", "speed_percent"};

  std::string id_;
  std::string reason_;

  std::optional<std::vector<std::int64_t>> ways_;  // OSM way ids
  std::optional<std::string> name_;                // every road of this name or reference, in any case
  std::optional<polygon> area_;                    // every segment with a point inside or that crosses its border
  std::optional<position> near_;                   // the one segment nearest to this point

  closed_direction direction_{closed_direction::kBoth};  // of the OSM way
  std::vector<std::string> vehicles_;                    // names of profiles; empty: all
  std::optional<instant> from_;
  std::optional<instant> to_;  // exclusive

  // 0: closed; 1 to 99: per cent of the usual speed. Those that overlap multiply; one that closes wins.
  std::int32_t speed_percent_{0};
};
BOOST_DESCRIBE_STRUCT(closure, (),
                      (id_, reason_, ways_, name_, area_, near_, direction_, vehicles_, from_, to_, speed_percent_))

inline constexpr std::int32_t kClosed = 0;

// In force at `at`; without a time only closures without dates hold.
bool holds(closure const&, std::optional<instant> at);

// Those of them that hold.
std::vector<closure> in_force(std::span<closure const>, std::optional<instant> at);

// Whether the data make sense by themselves: one place, a speed, an id, dates in order. Every problem is named.
result<void> check(std::span<closure const>, std::string_view source);

}  // namespace leeward::roads
