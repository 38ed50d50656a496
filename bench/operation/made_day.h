#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/time.h"
#include "operation/command.h"
#include "operation/ids.h"

// The commands of a day that goes as it should, as many as one likes: households of 2, 3, 4, 5 and 3 persons in turn,
// 14 to a trip, 4 trips to a bus, 200 centres. Each is accepted if they are asked in order.
namespace leeward::bench {

inline constexpr auto const kDayBegins = instant{1'704'430'800};  // 5 January 2024, 05:00 UTC

class made_day {
public:
  using ask = std::function<void(operation::command)>;

  explicit made_day(std::uint64_t const households) : households_{households} {}

  std::uint64_t persons() const;
  std::uint64_t trips() const;

  // The operation, its one zone and point, buses and crews, centres and rooms.
  void prepare(ask const&) const;

  void register_household(std::uint64_t, ask const&) const;
  void register_trip(std::uint64_t, ask const&) const;  // the households that will travel with it
  operation::trips::commit_trip commit(std::uint64_t trip) const;
  void travel(std::uint64_t trip, ask const&) const;  // once it is committed, until they all have beds
  void stay(std::uint64_t trip, ask const&) const;    // out for a walk, back, and seen

private:
  std::uint64_t first_of(std::uint64_t trip) const;
  std::uint64_t behind(std::uint64_t trip) const;

  std::uint64_t households_;
};

}  // namespace leeward::bench
