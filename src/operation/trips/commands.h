#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/ask_for.h"
#include "operation/ids.h"
#include "operation/trips/events.h"

namespace leeward::operation::trips {

inline constexpr auto const kMostStops = std::size_t{100};
inline constexpr auto const kMostHouseholds = std::size_t{500};

// Seats and beds for all these households, or for none of them. Unconfirmed ones are refused: they may stand by.
struct commit_trip {
  static constexpr auto const kName = std::string_view{"commit_trip"};
  static constexpr auto const kMayBeMissing = std::array{"kind"};

  trip_id trip_;
  kind kind_{kind::kOut};
  vehicle_id vehicle_;
  crew_id crew_;
  std::vector<stop> stops_;
  std::optional<centre_id> from_;
  std::optional<centre_id> to_;
  instant departs_;
  instant arrives_;
  std::vector<household_id> households_;
  std::vector<household_id> standby_;
  instant hold_until_;
  std::optional<plan_id> plan_;
  std::optional<std::uint64_t> made_from_;  // the plan's state, after so many events: refused if touched since
};
BOOST_DESCRIBE_STRUCT(commit_trip, (),
                      (trip_, kind_, vehicle_, crew_, stops_, from_, to_, departs_, arrives_, households_, standby_,
                       hold_until_, plan_, made_from_))

// The crew may go; at the point; loading.
struct change_phase {
  static constexpr auto const kName = std::string_view{"change_trip_phase"};

  trip_id trip_;
  phase phase_{phase::kReleased};
  std::optional<point_id> point_;
};
BOOST_DESCRIBE_STRUCT(change_phase, (), (trip_, phase_, point_))

// Who was promised a place and is not on board is a no-show; of a household that boarded in part each missing member
// needs a reason, and so does a count that differs.
struct depart {
  static constexpr auto const kName = std::string_view{"depart"};

  trip_id trip_;
  std::optional<std::int32_t> counted_;  // heads; else as the manifest says
  std::string reason_{};
  std::vector<missing> missing_;
  static constexpr auto const kMayBeMissing = std::array{"reason"};
};
BOOST_DESCRIBE_STRUCT(depart, (), (trip_, counted_, reason_, missing_))

struct arrive {
  static constexpr auto const kName = std::string_view{"arrive"};
  static constexpr auto const kMayBeMissing = std::array{"reason"};

  trip_id trip_;
  std::optional<std::int32_t> counted_;
  std::string reason_{};
};
BOOST_DESCRIBE_STRUCT(arrive, (), (trip_, counted_, reason_))

// These did not come: they wait again, and their seats are for who stands by.
struct no_show {
  static constexpr auto const kName = std::string_view{"no_show"};

  trip_id trip_;
  std::vector<household_id> households_;
};
BOOST_DESCRIBE_STRUCT(no_show, (), (trip_, households_))

// It does not go, or comes back: everybody waits again, with the old place in the queue, and the beds are kept until
// then.
struct call_off {
  static constexpr auto const kName = std::string_view{"call_off_trip"};
  static constexpr auto const kMayBeMissing = std::array{"returned"};

  trip_id trip_;
  bool returned_{false};  // it was on its way, and is back
  std::string reason_;
  instant keep_beds_until_;
};
BOOST_DESCRIBE_STRUCT(call_off, (), (trip_, returned_, reason_, keep_beds_until_))

struct break_down {
  static constexpr auto const kName = std::string_view{"break_down"};

  trip_id trip_;
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(break_down, (), (trip_, reason_))

// From a vehicle that broke down into another: whole households, with their beds.
struct transfer {
  static constexpr auto const kName = std::string_view{"transfer"};

  trip_id trip_;
  trip_id to_;
  std::vector<household_id> households_;
};
BOOST_DESCRIBE_STRUCT(transfer, (), (trip_, to_, households_))

using command = std::variant<commit_trip, change_phase, no_show, depart, arrive, call_off, break_down, transfer,
                             ask_for<diverted>, ask_for<standby_added>, ask_for<standby_removed>>;

}  // namespace leeward::operation::trips
