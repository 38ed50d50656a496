#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/quantities.h"
#include "base/time.h"
#include "planning/crew_clock.h"
#include "planning/model/scenario.h"
#include "planning/numbers.h"
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

// A household, or several that travel together: one trip, one centre, one place to board.
struct party {
  point_id point_;                     // the nearest one of its places to board, usable or not; none: there is none
  std::vector<point_id> boards_at_{};  // those where all of it may board, the nearest first
  persons persons_;
  room takes_;
  beds beds_;
  need_set needs_{0};
  std::int64_t priority_{1};  // of its most urgent household
  std::int64_t weight_{1};    // Σ priority × persons
  instant ready_from_;
  std::optional<instant> board_by_{};     // on board by then
  std::vector<std::uint32_t> members_{};  // households of the scenario
  std::vector<std::uint32_t> apart_{};    // households of the scenario that it must not meet
};

// A wheelchair, a stretcher or oxygen: what only few vehicles can take.
bool is_special(room const&);

struct turn {
  std::size_t crew_{0};
  std::size_t shift_{0};
};

// A duty that has begun: the vehicle goes on from where its last trip ends, or, when its way home has begun as well,
// from the depot.
struct begun_duty {
  std::size_t duty_{0};               // of the scenario's committed ones
  std::size_t turn_{0};               // of the vehicle's
  place_id at_;                       // its last centre
  crew_clock clock_;                  // when it has unloaded there, and the operation has started
  bool may_go_on_{false};             // its way home has not begun
  std::vector<std::size_t> trips_{};  // of the scenario's committed ones
};

struct fleet_vehicle {
  room has_;
  bool takes_pets_{true};
  std::size_t profile_{0};
  depot_id depot_;
  std::vector<turn> turns_;          // by begin
  std::vector<begun_duty> begun_{};  // by departure
};

// A pickup point, or the door of a household.
struct boarding_point {
  std::string name_;
  bool step_free_{true};
  instant open_from_;
  instant open_until_;
  service_time loading_;
  std::optional<std::int64_t> loading_places_{};
  std::optional<persons> capacity_{};
};

// Pins and forbidden pairs in numbers.
class wishes {
public:
  void forbid(std::uint64_t a, std::uint64_t b) { pairs_.insert({a, b}); }
  bool forbids(std::uint64_t const a, std::uint64_t const b) const {
    return !pairs_.empty() && (pairs_.contains({a, b}) || pairs_.contains({b, a}));
  }
  bool empty() const { return pairs_.empty(); }

  // What a pair is made of, as one number.
  static std::uint64_t key(household_id const h) { return h.v_; }
  static std::uint64_t key(point_id const p) { return std::uint64_t{1} << 32U | p.v_; }
  static std::uint64_t key(vehicle_id const v) { return std::uint64_t{2} << 32U | v.v_; }
  static std::uint64_t key(centre_id const c) { return std::uint64_t{3} << 32U | c.v_; }

  std::map<household_id, centre_id> centre_;
  std::map<household_id, vehicle_id> vehicle_;

private:
  std::set<std::pair<std::uint64_t, std::uint64_t>> pairs_;
};

// A household that has begun its journey.
struct settled {
  std::uint32_t household_{0};  // of the scenario
  centre_id centre_;
};

// What the scenario's ids stand for; views of its text.
struct names {
  explicit names(scenario const&);

  numbers<household_number> households_;
  numbers<vehicle_id> vehicles_;
  numbers<centre_id> centres_;
  numbers<place_id> places_;
  std::vector<std::string_view> place_ids_;  // of each place
};

struct problem {
  problem(scenario const&, road_times const&);

  place_id at(depot_id const d) const { return {d.v_}; }
  place_id at(point_id const p) const {
    return {p.v_ < first_door_ ? first_point_ + p.v_ : static_cast<std::uint32_t>(times_.core_) + (p.v_ - first_door_)};
  }
  // Nothing if nobody boards at that place.
  std::optional<point_id> point_at(place_id) const;
  place_id at(centre_id const c) const { return {first_centre_ + c.v_}; }

  // By roads that are open all the time.
  seconds driving(vehicle_id const v, place_id const from, place_id const to) const {
    return times_.driving(vehicles_[v.v_].profile_, from, to);
  }
  // At the best time.
  seconds least(vehicle_id const v, place_id const from, place_id const to) const {
    return times_.least(vehicles_[v.v_].profile_, from, to);
  }

  scenario const& scenario_;
  road_times const& times_;
  names names_;
  std::uint32_t first_point_{0};
  std::uint32_t first_centre_{0};
  std::uint32_t first_door_{0};         // of the points: those from here on are doors
  std::vector<boarding_point> points_;  // pickup points, then doors
  std::vector<party> households_;       // those who have not begun
  std::vector<fleet_vehicle> vehicles_;
  std::vector<need_set> served_needs_;  // of each centre
  std::vector<beds> beds_;              // of each centre, less those held and those of people who are on their way
  std::vector<beds> offered_;           // the same with those people's
  std::vector<settled> settled_;
  wishes wishes_;
};

seconds loading_time(boarding_point const&, persons);

// How far a household of the scenario walks to a point, if the plan chose it.
std::optional<metres> walk_to(problem const&, std::uint32_t household, point_id);

// Whether a vehicle may bring people from that point to that centre at all.
bool may_meet(problem const&, vehicle_id, point_id, centre_id);

// Whether the household could travel in the vehicle, or live in the centre, were it empty.
bool can_take(problem const&, vehicle_id, household_id);
bool can_house(problem const&, centre_id, household_id);

// Whether there is a place where all of it may board: within its walk, step-free if it must be, and open when
// it is ready.
bool can_board(problem const&, household_id);

}  // namespace leeward::planning
