#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/quantities.h"
#include "base/time.h"
#include "planning/model/scenario.h"
#include "planning/road_times.h"

// The scenario in numbers, so that the search compares no text.
namespace leeward::planning {

using depot_id = index_id<struct depot_tag>;
using point_id = index_id<struct point_tag>;
using centre_id = index_id<struct centre_tag>;
using vehicle_id = index_id<struct vehicle_tag>;
using household_id = index_id<struct household_tag>;

// What a household takes up in a vehicle, or what a vehicle has.
struct room {
  persons seats_;
  persons wheelchair_bays_;
  persons lying_places_;
  persons oxygen_;
};

bool fits(room const& what, room const& into);
room operator+(room const&, room const&);
room operator-(room const&, room const&);
bool fits(beds const& what, beds const& into);
beds operator+(beds const&, beds const&);
beds operator-(beds const&, beds const&);

// One bit per need.
using need_set = std::uint8_t;
need_set to_set(std::vector<need> const&);

// A household.
struct party {
  point_id point_;
  persons persons_;
  room takes_;
  beds beds_;
  need_set needs_{0};
  std::int64_t priority_{1};
  instant ready_from_;
};

// A wheelchair, a stretcher or oxygen: what only few vehicles can take.
bool is_special(room const&);

struct turn {
  std::size_t crew_{0};
  std::size_t shift_{0};
};

struct fleet_vehicle {
  room has_;
  bool takes_pets_{true};
  std::size_t profile_{0};
  depot_id depot_;
  std::vector<turn> turns_;  // by begin
};

struct problem {
  problem(scenario const&, road_times const&);

  place_id at(depot_id const d) const { return {d.v_}; }
  place_id at(point_id const p) const { return {first_point_ + p.v_}; }
  place_id at(centre_id const c) const { return {first_centre_ + c.v_}; }

  seconds driving(vehicle_id const v, place_id const from, place_id const to) const {
    return times_.driving(vehicles_[v.v_].profile_, from, to);
  }

  scenario const& scenario_;
  road_times const& times_;
  std::uint32_t first_point_{0};
  std::uint32_t first_centre_{0};
  std::vector<party> households_;
  std::vector<fleet_vehicle> vehicles_;
  std::vector<need_set> served_needs_;  // of each centre
};

// Whether the household could travel in the vehicle, or live in the centre, were it empty.
bool can_take(problem const&, vehicle_id, household_id);
bool can_house(problem const&, centre_id, household_id);

// Whether its point is step-free if it must be, and open at some time when it is ready.
bool can_board(problem const&, household_id);

}  // namespace leeward::planning
