#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include "operation/centres/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/place.h"
#include "operation/table.h"

namespace leeward::operation::centres {

struct room {
  beds beds_;
  beds blocked_;
  beds taken_;
  bool ground_floor_{false};
  bool power_{false};
};
BOOST_DESCRIBE_STRUCT(room, (), (beds_, blocked_, taken_, ground_floor_, power_))

struct centre {
  centre_id id_;
  std::string name_;
  std::uint8_t tier_{1};
  std::optional<region_id> region_;
  status status_{status::kOpen};
  needs serves_;
  std::optional<std::int32_t> intake_per_hour_;
  std::map<room_id, room> rooms_;
  beds beds_;  // of all rooms
  beds blocked_;
  beds held_;                  // by holds that stand
  beds leased_;                // to devices, with seats of a trip that comes here
  beds taken_;                 // by who lives there
  tally here_;                 // arrived, sheltered, absent, by the register
  std::uint32_t presence_{0};  // how many statements of absence it has made
  std::uint32_t touched_{0};   // touched.h
};
BOOST_DESCRIBE_STRUCT(centre, (),
                      (id_, name_, tier_, region_, status_, serves_, intake_per_hour_, rooms_, beds_, blocked_, held_,
                       leased_, taken_, here_, presence_, touched_))

// A line of a centre's register.
struct stay {
  centre_row centre_;
  std::uint16_t leg_{0};
  place as_{place::kArrived};  // arrived, sheltered, absent
  std::optional<room_id> room_;
  beds bed_;                       // that it takes up
  std::uint32_t presence_{0};      // the order of what was last said of absence
  bool leaving_{false};            // promised a trip away: it keeps the bed until it boards
  std::optional<room_id> left_{};  // on board of that trip: the room it comes back to if the trip is called off
};
BOOST_DESCRIBE_STRUCT(stay, (), (centre_, leg_, as_, room_, bed_, presence_, leaving_, left_))

struct state {
  table<centre_tag, centre> centres_;
  boost::unordered_flat_map<std::uint32_t, stay> stays_;  // by person_row
  std::map<person_row, stay> set_aside_;                  // of those merged into another
  tally in_centres_;
};
BOOST_DESCRIBE_STRUCT(state, (), (centres_, stays_, set_aside_, in_centres_))

// What is neither blocked, held, leased nor taken. Below zero where capacity was cut.
inline beds free_beds(centre const& c) { return c.beds_ - c.blocked_ - c.held_ - c.leased_ - c.taken_; }

}  // namespace leeward::operation::centres
