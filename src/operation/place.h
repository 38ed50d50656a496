#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace leeward::operation {

// Where a person is. The first seven are facts of a leg in their rank: within a leg the highest that was stated counts.
// kAbsent qualifies kSheltered.
enum class place : std::uint8_t { kWaiting, kPromised, kBoarded, kUnderWay, kArrived, kSheltered, kGone, kAbsent };
BOOST_DESCRIBE_ENUM(place, kWaiting, kPromised, kBoarded, kUnderWay, kArrived, kSheltered, kGone, kAbsent)

inline constexpr auto const kPlaces = std::size_t{8};

enum class gone : std::uint8_t { kOnward, kHome, kByThemselves, kWithdrawn, kDied, kWillNotSay, kUnknown };
BOOST_DESCRIBE_ENUM(gone, kOnward, kHome, kByThemselves, kWithdrawn, kDied, kWillNotSay, kUnknown)

// Persons by place.
struct tally {
  bool operator==(tally const&) const = default;
  std::int64_t& operator[](place const p) { return of_[static_cast<std::size_t>(p)]; }
  std::int64_t operator[](place const p) const { return of_[static_cast<std::size_t>(p)]; }
  std::int64_t all() const {
    auto n = std::int64_t{0};
    for (auto const c : of_) {
      n += c;
    }
    return n;
  }

  std::array<std::int64_t, kPlaces> of_{};
};
BOOST_DESCRIBE_STRUCT(tally, (), (of_))

}  // namespace leeward::operation
