#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/ids.h"

// What is to be driven, in numbers: full loads that wait at points, vehicles that carry them one at a time, centres
// with room. Which people make up a load, and what a unit of time is, is the caller's business; all times of one
// problem have one unit and one zero.
namespace leeward::planning::trips {

using load_id = index_id<struct load_tag>;
using point_id = index_id<struct point_tag>;
using centre_id = index_id<struct centre_tag>;
using vehicle_id = index_id<struct vehicle_tag>;
using start_id = index_id<struct start_tag>;
using class_id = index_id<struct class_tag>;  // vehicles with the same travel times
using centre_set_id = index_id<struct centre_set_tag>;

// There is no way. Only in problems whose vehicles all have an end before it.
constexpr auto const kNever = std::int32_t{std::numeric_limits<std::int32_t>::max()};
constexpr auto const kNoEnd = std::int64_t{1} << 60U;

struct bed_count {
  std::int64_t general_{0};
  std::int64_t accessible_{0};
};

// One full trip's cargo.
struct load {
  point_id point_;
  std::uint32_t classes_{~std::uint32_t{0}};  // bit c: vehicles of class c may take it
  centre_set_id centres_{0};
  std::int64_t weight_{0};  // persons by priority
  std::int64_t ready_{0};   // not loaded earlier
  std::int64_t loading_{0};
  std::int64_t unloading_{0};
  bed_count beds_;
  bool optional_{false};  // nobody waits: a trip that is only driven where it makes the way shorter
};

struct vehicle {
  class_id class_{0};
  start_id start_{0};
  std::int64_t available_from_{0};
  std::int64_t end_by_{kNoEnd};  // the last load unloaded
};

// Of one class.
struct travel_times {
  std::vector<std::int32_t> from_start_;  // [starts × points]
  std::vector<std::int32_t> to_centre_;   // [points × centres]
  std::vector<std::int32_t> to_point_;    // [centres × points]
};

struct problem {
  std::size_t points_{0};
  std::vector<load> loads_;
  std::vector<vehicle> vehicles_;
  std::vector<bed_count> room_;              // [centres]
  std::vector<travel_times> times_;          // [classes]
  std::vector<std::vector<bool>> may_take_;  // [centre sets][centres]; a load names its set
  bool waiting_counts_{false};               // else the last arrival alone is to be early

  std::size_t centres() const { return room_.size(); }
  load const& at(load_id const l) const { return loads_[l.v_]; }
  vehicle const& at(vehicle_id const v) const { return vehicles_[v.v_]; }

  std::int64_t from_start(vehicle const& v, point_id const p) const {
    return times_[v.class_.v_].from_start_[v.start_.v_ * points_ + p.v_];
  }
  std::int64_t to_centre(vehicle const& v, point_id const p, centre_id const c) const {
    return times_[v.class_.v_].to_centre_[p.v_ * room_.size() + c.v_];
  }
  std::int64_t to_point(vehicle const& v, centre_id const c, point_id const p) const {
    return times_[v.class_.v_].to_point_[c.v_ * points_ + p.v_];
  }

  bool may_carry(vehicle_id const v, load_id const l) const { return ((at(l).classes_ >> at(v).class_.v_) & 1U) != 0; }
  bool may_house(centre_id const c, load_id const l) const { return may_take_[at(l).centres_.v_][c.v_]; }
};

}  // namespace leeward::planning::trips
