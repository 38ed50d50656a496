#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/place.h"
#include "operation/table.h"
#include "operation/trips/events.h"

namespace leeward::operation::trips {

// A line of the manifest: who, on which of their legs, and how far they are. Off: the line does not count any more.
struct line {
  person_row person_;
  std::uint16_t leg_{0};
  place at_{place::kPromised};  // promised, boarded, under way; arrived: and beyond
  bool off_{false};
  space space_;  // that it takes up
};
BOOST_DESCRIBE_STRUCT(line, (), (person_, leg_, at_, off_, space_))

// That the trip left, or arrived: by whoever said so.
struct told {
  fact_id fact_;
  phase phase_{phase::kUnderWay};
  instant happened_;
  std::optional<std::int32_t> counted_;  // heads
};
BOOST_DESCRIBE_STRUCT(told, (), (fact_, phase_, happened_, counted_))

struct trip {
  trip_id id_;
  kind kind_{kind::kOut};
  phase phase_{phase::kPlanned};
  vehicle_row vehicle_;
  crew_row crew_;
  std::vector<stop> stops_;
  centre_row from_;
  centre_row to_;
  instant departs_;
  instant arrives_;
  std::vector<line> manifest_;
  std::vector<household_row> standby_;
  std::optional<std::int32_t> counted_{};  // heads, at the last count
  space taken_;                            // by the lines that count, until they arrive
  space leased_;                           // to devices, which may promise them
  std::vector<told> told_{};
  std::vector<person_row> noted_{};  // whose boarding is a fact that stands on no leg
  std::optional<instant> called_off_{};
};
BOOST_DESCRIBE_STRUCT(trip, (),
                      (id_, kind_, phase_, vehicle_, crew_, stops_, from_, to_, departs_, arrives_, manifest_, standby_,
                       counted_, taken_, leased_, told_, noted_, called_off_))

// What of its vehicle is not for others: by its manifest, and by leases.
inline space given_away(trip const& t) {
  auto all = t.taken_;
  all += t.leased_;
  return all;
}

struct line_at {
  trip_row trip_;
  std::uint32_t line_{0};
};
BOOST_DESCRIBE_STRUCT(line_at, (), (trip_, line_))

struct state {
  table<trip_tag, trip> trips_;
  boost::unordered_flat_map<std::uint32_t, line_at> lines_;  // of the leg that counts, or the latest; by person_row
  std::set<person_row> set_aside_;                           // their line counted until they were merged into another
  tally on_trips_;                                           // promised, boarded and under way, by the manifests
};
BOOST_DESCRIBE_STRUCT(state, (), (trips_, lines_, set_aside_, on_trips_))

}  // namespace leeward::operation::trips
