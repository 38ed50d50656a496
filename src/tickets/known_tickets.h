#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "tickets/no_longer_good.h"
#include "tickets/ticket.h"

// What one device knows of tickets beyond their signatures: which it has seen itself, and which the operation has taken
// back, as of the last list that reached it.
namespace leeward::tickets {

// A ticket is the same on however many papers it is printed.
struct seen_ticket {
  static constexpr auto const kMayBeMissing = std::array{"trip"};

  household_id household_;
  std::optional<trip_id> trip_{};
  std::uint32_t version_{0};
  instant at_;  // the first time
};
BOOST_DESCRIBE_STRUCT(seen_ticket, (), (household_, trip_, version_, at_))

// A device's own record, as a JSON document.
struct seen_file {
  operation_id operation_;
  std::vector<seen_ticket> seen_;
};
BOOST_DESCRIBE_STRUCT(seen_file, (), (operation_, seen_))

class known_tickets {
public:
  static constexpr auto const kMostSeen = std::size_t{100'000};

  explicit known_tickets(operation_id const& operation) : operation_{operation} {}

  // A list that is older than the one that is here changes nothing: a device may get them in any order.
  void take(no_longer_good_list const&);

  // None: nothing is known against it.
  std::optional<taken_back> is_taken_back(ticket const&) const;

  // When it was seen here first.
  std::optional<instant> seen_at(ticket const&) const;

  // Once it was let pass. Errors: kTooLarge, the record is full.
  result<void> remember(ticket const&, instant at);

  seen_file to_file() const;
  // Errors: kInvalidInput, it is the record of another operation; kTooLarge.
  result<void> from_file(seen_file const&, std::string_view source);

  std::optional<instant> as_of_;  // of the list; none: no list has reached this device

private:
  struct key {
    auto operator<=>(key const&) const = default;

    household_id household_;
    std::optional<trip_id> trip_;
    std::uint32_t version_{0};
  };

  static key key_of(ticket const& t) { return {t.household_, t.trip_, t.version_}; }

  operation_id operation_;
  std::map<household_id, no_longer_good> taken_back_;
  std::map<key, instant> seen_;
};

inline constexpr auto const kMostSeenFileBytes = std::size_t{32} << 20U;

}  // namespace leeward::tickets
