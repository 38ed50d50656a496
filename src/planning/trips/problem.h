#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "planning/trips/hours.h"

// What is to be driven, in numbers: full loads that wait at points, vehicles that carry them one at a time, centres
// with room. Which people make up a load, and what a unit of time is, is the caller's business; all times of one
// problem have one unit and one zero.
namespace leeward::planning::trips {

// Tags of their own: one that planning declares too would be meant where that was included before.
using load_id = index_id<struct trips_load_tag>;
using point_id = index_id<struct trips_point_tag>;
using centre_id = index_id<struct trips_centre_tag>;
using vehicle_id = index_id<struct trips_vehicle_tag>;
using start_id = index_id<struct trips_start_tag>;
using class_id = index_id<struct trips_class_tag>;  // vehicles with the same travel times
using kind_id = index_id<struct trips_kind_tag>;    // vehicles that can carry the same loads
using carrier_set_id = index_id<struct trips_carrier_set_tag>;
using centre_set_id = index_id<struct trips_centre_set_tag>;

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
  point_id last_{};          // where its loading ends; none: at its point
  std::int64_t between_{0};  // driving from the one to the other
  carrier_set_id carriers_{0};
  centre_set_id centres_{0};
  std::int64_t weight_{0};       // persons by priority
  std::int64_t ready_{0};        // not loaded earlier
  std::int64_t latest_{kNoEnd};  // nor is its loading begun later
  std::int64_t loading_{0};
  std::int64_t unloading_{0};
  std::int64_t persons_{0};  // whom a desk takes in
  bed_count beds_{};
  bool optional_{false};  // nobody waits: a trip that is only driven where it makes the way shorter
};

// So many persons are taken in by a centre in each step of time; who comes above that waits, and that costs.
struct desk_limits {
  std::size_t slot(centre_id const c, std::int64_t const arrival) const {
    auto const i = std::clamp(arrival / step_, std::int64_t{0}, steps_ - 1);
    return c.v_ * static_cast<std::size_t>(steps_) + static_cast<std::size_t>(i);
  }
  std::int64_t cost(std::size_t const slot, std::int64_t const persons) const {
    auto const most = persons_[slot / static_cast<std::size_t>(steps_)];
    return persons > most ? cost_ * (persons - most) : 0;
  }

  std::int64_t step_{1};
  std::int64_t steps_{1};
  std::int64_t cost_{0};                 // of each person above
  std::vector<std::int64_t> persons_{};  // [centres]
  std::vector<std::int64_t> queue_{};    // [slots] how long a vehicle that comes then waits in any case
};

struct vehicle {
  class_id class_{0};
  kind_id kind_{0};
  start_id start_{0};
  start_id home_{0};  // where it has to be in the end, if crews count
  std::int64_t available_from_{0};
  std::int64_t end_by_{kNoEnd};  // the last load unloaded; if crews count, back home
  hours before_{};               // what the crew has driven before that time
};

// Of one class.
struct travel_times {
  std::vector<std::int32_t> from_start_;  // [starts × points]
  std::vector<std::int32_t> to_centre_;   // [points × centres]
  std::vector<std::int32_t> to_point_;    // [centres × points]
  std::vector<std::int32_t> to_home_{};   // [centres × homes], if crews count
};

struct problem {
  std::size_t points_{0};
  std::vector<load> loads_;
  std::vector<vehicle> vehicles_;
  std::vector<bed_count> room_;                       // [centres]
  std::vector<travel_times> times_;                   // [classes]
  std::vector<std::vector<bool>> may_take_;           // [centre sets][centres]; a load names its set
  std::vector<std::vector<bool>> may_carry_{{true}};  // [carrier sets][kinds]; a load names its set
  std::optional<crew_limits> crews_{};                // each vehicle is one shift of a crew
  std::int64_t end_{kNoEnd};                          // no arrival later, if crews count
  std::size_t homes_{0};
  std::optional<desk_limits> desks_{};  // only if crews count
  bool waiting_counts_{false};          // else the last arrival alone is to be early

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

  std::int64_t to_home(vehicle const& v, centre_id const c) const {
    return times_[v.class_.v_].to_home_[c.v_ * homes_ + v.home_.v_];
  }

  bool may_carry(vehicle_id const v, load_id const l) const { return may_carry_[at(l).carriers_.v_][at(v).kind_.v_]; }
  bool may_house(centre_id const c, load_id const l) const { return may_take_[at(l).centres_.v_][c.v_]; }
};

}  // namespace leeward::planning::trips
