#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "planning/trips/problem.h"
#include "planning/trips/route.h"
#include "planning/trips/solution.h"

// A solution while it is searched: what the operators read and change.
namespace leeward::planning::improve {

// What a change is worth, in one number: a sum over vehicles, so that a change of two of them is judged by these two.
struct objective {
  std::int64_t of_vehicle(std::int64_t const arrival, std::int64_t const waited) const {
    return waiting_ * waited + late_ * std::max(std::int64_t{0}, arrival - target_) + arrival_ * arrival;
  }

  std::int64_t limit_{0};     // what is wanted: no last arrival after this
  std::int64_t target_{0};    // last arrivals after this cost; at most the limit
  std::int64_t late_{0};      // for each unit of time after the target
  std::int64_t arrival_{0};   // for each unit of time of a vehicle's last arrival
  std::int64_t waiting_{0};   // for each weight × unit of waiting
  std::int64_t unserved_{0};  // for each unit of weight that is not served
};

// Where a load is.
struct place_in_routes {
  bool is_served() const { return !vehicle_.is_none(); }

  trips::vehicle_id vehicle_;
  std::uint32_t index_{0};
  trips::centre_id centre_;
  std::uint32_t slot_{0};  // in the list of its centre, or of those unserved
};

class state {
public:
  state(trips::problem const&, trips::solution const&, objective const&);
  void begin_from(trips::solution const&, objective const&);

  trips::route const& route_of(trips::vehicle_id const v) const { return routes_[v.v_]; }
  place_in_routes const& where(trips::load_id const l) const { return where_[l.v_]; }
  std::span<trips::load_id const> loads_at(trips::centre_id const c) const { return at_centre_[c.v_]; }
  std::span<trips::load_id const> unserved() const { return unserved_; }

  // Whether the centre has room for `in` once `out` is gone.
  bool has_room(trips::centre_id const c, trips::load const& in, trips::bed_count const& out = {}) const {
    return room_[c.v_].general_ + out.general_ >= in.beds_.general_ &&
           room_[c.v_].accessible_ + out.accessible_ >= in.beds_.accessible_;
  }

  // Vehicles whose last arrival is after the target.
  std::span<trips::vehicle_id const> late() const { return late_; }

  std::int64_t cost_of(trips::vehicle_id const v) const { return cost_[v.v_]; }

  // Persons who come to a desk in a step of time.
  std::int64_t at_desk(std::size_t const slot) const { return at_desks_[slot]; }
  std::int64_t cost() const;

  std::int64_t unserved_cost(trips::load_id const l) const {
    return objective_.unserved_ * trips::unserved_weight(p_.at(l));
  }

  // No last arrival is after the limit.
  bool is_in_time() const { return over_limit_ == 0; }
  trips::value value() const;
  trips::solution copy() const;

  // Another objective: costs are computed again.
  void judge_by(objective const&);

  // The trips of one or two vehicles from the i-th on; a load that leaves one route must be in the other or among
  // those dropped, a load that comes into one must come from there or have been unserved.
  struct new_end {
    trips::vehicle_id vehicle_;
    std::size_t from_;
    std::span<trips::trip const> trips_;
  };
  void change(std::span<new_end const>);
  void drop(trips::load_id);

  trips::problem const& p_;
  objective objective_;
  std::vector<trips::trip> scratch_[2];  // for those who build new ends

private:
  void set_served(trips::load_id, bool);
  void set_centre(trips::load_id, trips::centre_id);
  void renew(trips::vehicle_id, std::size_t from);
  void count(trips::vehicle_id, std::int64_t arrival);
  void count_at_desks(trips::vehicle_id, std::size_t from, std::int64_t sign);
  void list(std::vector<trips::load_id>&, trips::load_id);
  void unlist(std::vector<trips::load_id>&, trips::load_id);

  std::vector<trips::route> routes_;
  std::vector<std::int64_t> cost_;     // [vehicles]
  std::vector<std::int64_t> arrival_;  // [vehicles] as counted among those after the limit
  std::vector<place_in_routes> where_;
  std::vector<std::vector<trips::load_id>> at_centre_;
  std::vector<trips::load_id> unserved_;
  std::vector<trips::bed_count> room_;  // left
  std::size_t over_limit_{0};
  std::vector<trips::vehicle_id> late_;
  std::vector<std::uint32_t> late_slot_;  // [vehicles] of those in late_
  std::int64_t unserved_weight_{0};
  std::vector<std::int64_t> at_desks_;
  std::int64_t queues_{0};  // what they cost
};

}  // namespace leeward::planning::improve
