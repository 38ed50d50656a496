#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"

// Trips and what becomes of them. Who is on board is said by custody's facts.
namespace leeward::operation::trips {

enum class kind : std::uint8_t { kOut, kBetween, kOnward, kHome };
BOOST_DESCRIBE_ENUM(kind, kOut, kBetween, kOnward, kHome)

enum class phase : std::uint8_t {
  kPlanned,
  kReleased,  // the crew may go
  kAtPoint,
  kLoading,
  kUnderWay,
  kArrived,
  kAborted,
  kReturned,
  kBrokenDown
};
BOOST_DESCRIBE_ENUM(phase, kPlanned, kReleased, kAtPoint, kLoading, kUnderWay, kArrived, kAborted, kReturned,
                    kBrokenDown)

// A pickup point, or a household's door.
struct stop {
  std::optional<point_id> point_;
  std::optional<household_id> door_;
  instant at_;
};
BOOST_DESCRIBE_STRUCT(stop, (), (point_, door_, at_))

struct planned {
  static constexpr auto const kName = std::string_view{"trip_planned"};

  trip_id trip_;
  kind kind_{kind::kOut};
  vehicle_id vehicle_;
  crew_id crew_;
  std::vector<stop> stops_;        // in order
  std::optional<centre_id> from_;  // between, onward, home
  std::optional<centre_id> to_;    // out and between
  instant departs_;                // from its first stop
  instant arrives_;                // at its last
  std::optional<plan_id> plan_;    // that proposed it
};
BOOST_DESCRIBE_STRUCT(planned, (), (trip_, kind_, vehicle_, crew_, stops_, from_, to_, departs_, arrives_, plan_))

struct phase_changed {
  static constexpr auto const kName = std::string_view{"trip_phase_changed"};

  trip_id trip_;
  phase phase_{phase::kPlanned};
  std::optional<point_id> point_;  // at point: which
  std::string reason_;             // of an abort, a return, a breakdown
};
BOOST_DESCRIBE_STRUCT(phase_changed, (), (trip_, phase_, point_, reason_))

// A member of a household that boarded does not come along.
enum class missing_reason : std::uint8_t { kWillFollow, kSeparated, kRefused };
BOOST_DESCRIBE_ENUM(missing_reason, kWillFollow, kSeparated, kRefused)

struct missing {
  person_id person_;
  missing_reason reason_{missing_reason::kWillFollow};
};
BOOST_DESCRIBE_STRUCT(missing, (), (person_, reason_))

struct head_counted {
  static constexpr auto const kName = std::string_view{"heads_counted"};

  trip_id trip_;
  phase when_{phase::kLoading};  // at departure or arrival
  std::int32_t counted_{0};
  std::int32_t on_manifest_{0};
  std::string reason_;             // of a difference
  std::vector<missing> missing_;   // of incomplete households
  std::optional<fact_id> fact_{};  // what states that the trip left, or arrived
};
BOOST_DESCRIBE_STRUCT(head_counted, (), (trip_, when_, counted_, on_manifest_, reason_, missing_, fact_))

// What a device says of a trip, however late: it left, or it arrived.
struct noted {
  static constexpr auto const kName = std::string_view{"trip_fact_noted"};

  fact_id fact_;
  trip_id trip_;
  phase phase_{phase::kUnderWay};  // or arrived
  instant happened_;
  std::optional<std::int32_t> counted_;  // heads
  std::string reason_;                   // of a difference
  std::vector<missing> missing_;
};
BOOST_DESCRIBE_STRUCT(noted, (), (fact_, trip_, phase_, happened_, counted_, reason_, missing_))

struct diverted {
  static constexpr auto const kName = std::string_view{"trip_diverted"};
  static constexpr auto const kCommand = std::string_view{"divert"};

  trip_id trip_;
  centre_id to_;
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(diverted, (), (trip_, to_, reason_))

// They may board if a seat stays free at departure; nothing is promised.
struct standby_added {
  static constexpr auto const kName = std::string_view{"standby_added"};
  static constexpr auto const kCommand = std::string_view{"stand_by"};

  trip_id trip_;
  household_id household_;
};
BOOST_DESCRIBE_STRUCT(standby_added, (), (trip_, household_))

struct standby_removed {
  static constexpr auto const kName = std::string_view{"standby_removed"};
  static constexpr auto const kCommand = std::string_view{"stand_down"};

  trip_id trip_;
  household_id household_;
};
BOOST_DESCRIBE_STRUCT(standby_removed, (), (trip_, household_))

using event = std::variant<planned, phase_changed, head_counted, noted, diverted, standby_added, standby_removed>;

}  // namespace leeward::operation::trips
