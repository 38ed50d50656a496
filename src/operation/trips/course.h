#pragma once

#include <optional>
#include <vector>

#include "operation/ids.h"
#include "operation/trips/events.h"
#include "operation/trips/state.h"

// What is known of a trip's way, whoever said it and in whatever order.
namespace leeward::operation::trips {

struct course {
  kind kind_{kind::kOut};
  centre_row from_;
  centre_row to_;
  std::optional<instant> called_off_;  // before it left, or it came back
  bool broken_down_{false};
  std::optional<told> left_;     // the earliest statement
  std::optional<told> arrived_;  // the same
};

course course_of(trip const&);

// The same, once this is told as well.
course course_with(trip const&, told const&);

// The count that was made last; none: nobody has counted.
std::optional<told> last_count(std::vector<told> const&);

}  // namespace leeward::operation::trips
