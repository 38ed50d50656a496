#include "planning/problem.h"

#include <algorithm>

#include "base/ensure.h"
#include "planning/parties.h"

namespace leeward::planning {

namespace {

std::vector<turn> turns_of(vehicle const& v) {
  auto turns = std::vector<turn>{};
  for (auto c = std::size_t{0}; c != v.crews_.size(); ++c) {
    for (auto i = std::size_t{0}; i != v.crews_[c].shifts_.size(); ++i) {
      turns.push_back({c, i});
    }
  }
  std::ranges::stable_sort(turns, {}, [&](turn const& t) { return v.crews_[t.crew_].shifts_[t.shift_].from_; });
  return turns;
}

std::vector<fleet_vehicle> fleet_of(scenario const& s) {
  auto const depots = number<depot_id>(s.depots_);
  auto const profiles = profiles_of(s);
  auto fleet = std::vector<fleet_vehicle>{};
  fleet.reserve(s.vehicles_.size());
  for (auto const& v : s.vehicles_) {
    auto const depot = depots.find(v.depot_);
    ensure(depot != depots.end(), "a validated scenario names only depots that it has");
    auto const profile = std::ranges::find(profiles, v.profile_) - profiles.begin();
    fleet.push_back({.has_ = {v.seats_, v.wheelchair_bays_, v.lying_places_, v.oxygen_},
                     .takes_pets_ = v.takes_pets_,
                     .profile_ = static_cast<std::size_t>(profile),
                     .depot_ = depot->second,
                     .turns_ = turns_of(v),
                     .begun_ = {}});
  }
  return fleet;
}

std::vector<boarding_point> points_of(scenario const& s) {
  auto points = std::vector<boarding_point>{};
  for (auto const& p : s.pickup_points_) {
    points.push_back({.name_ = p.name_,
                      .step_free_ = p.step_free_,
                      .open_from_ = open_from(s, p),
                      .open_until_ = open_until(s, p),
                      .loading_ = p.loading_.value_or(s.loading_),
                      .loading_places_ = p.loading_places_,
                      .capacity_ = p.capacity_});
  }
  for (auto const& h : s.households_) {
    if (h.door_ && h.position_) {
      points.push_back({.name_ = door_name(h),
                        .step_free_ = true,
                        .open_from_ = s.start_,
                        .open_until_ = s.end_,
                        .loading_ = s.loading_,
                        .loading_places_ = {},
                        .capacity_ = {}});
    }
  }
  return points;
}

bool has_pet(party const& h) { return (h.needs_ & to_set({need::kPet})) != 0; }

}  // namespace

bool fits(room const& what, room const& into) {
  return what.seats_ <= into.seats_ && what.wheelchair_bays_ <= into.wheelchair_bays_ &&
         what.lying_places_ <= into.lying_places_ && what.oxygen_ <= into.oxygen_;
}

room operator+(room const& a, room const& b) {
  return {a.seats_ + b.seats_, a.wheelchair_bays_ + b.wheelchair_bays_, a.lying_places_ + b.lying_places_,
          a.oxygen_ + b.oxygen_};
}

room operator-(room const& a, room const& b) {
  return {a.seats_ - b.seats_, a.wheelchair_bays_ - b.wheelchair_bays_, a.lying_places_ - b.lying_places_,
          a.oxygen_ - b.oxygen_};
}

bool fits(beds const& what, beds const& into) {
  return what.general_ <= into.general_ && what.accessible_ <= into.accessible_;
}

beds operator+(beds const& a, beds const& b) { return {a.general_ + b.general_, a.accessible_ + b.accessible_}; }

beds operator-(beds const& a, beds const& b) { return {a.general_ - b.general_, a.accessible_ - b.accessible_}; }

need_set to_set(std::vector<need> const& needs) {
  auto set = need_set{0};
  for (auto const n : needs) {
    set = static_cast<need_set>(set | (1U << static_cast<unsigned>(n)));
  }
  return set;
}

bool is_special(room const& r) {
  return r.wheelchair_bays_ != persons{} || r.lying_places_ != persons{} || r.oxygen_ != persons{};
}

names::names(scenario const& s)
    : households_{number<household_number>(s.households_)},
      vehicles_{number<vehicle_id>(s.vehicles_)},
      centres_{number<centre_id>(s.centres_)} {
  auto const add = [&](auto const& list) {
    for (auto const& x : list) {
      place_ids_.push_back(x.id_);
    }
  };
  add(s.depots_);
  add(s.pickup_points_);
  add(s.centres_);
  for (auto const& h : s.households_) {
    if (h.door_ && h.position_) {
      place_ids_.push_back(h.id_);
    }
  }
  places_.reserve(place_ids_.size());
  for (auto i = std::uint32_t{0}; i != place_ids_.size(); ++i) {
    places_.emplace(place_ids_[i], place_id{i});
  }
}

problem::problem(scenario const& s, road_times const& times)
    : scenario_{s},
      times_{times},
      names_{s},
      first_point_{static_cast<std::uint32_t>(s.depots_.size())},
      first_centre_{first_point_ + static_cast<std::uint32_t>(s.pickup_points_.size())},
      first_door_{static_cast<std::uint32_t>(s.pickup_points_.size())},
      points_{points_of(s)},
      vehicles_{fleet_of(s)} {
  auto const core = first_centre_ + s.centres_.size();
  ensure(times.core_ == core && times.places_ == core + points_.size() - first_door_ &&
             times.tables_.front().size() == profiles_of(s).size() && times.walks_.size() == s.households_.size(),
         "the road times are of this scenario's places and profiles");
  for (auto const& c : s.centres_) {
    served_needs_.push_back(to_set(c.serves_));
    offered_.push_back(beds_on_offer(s, c));
  }
  beds_ = offered_;
  add_begun(*this);
  add_parties(*this);
}

std::optional<point_id> problem::point_at(place_id const at) const {
  if (at.v_ >= first_point_ && at.v_ < first_centre_) {
    return point_id{at.v_ - first_point_};
  }
  auto const core = static_cast<std::uint32_t>(times_.core_);
  return at.v_ >= core ? std::optional{point_id{first_door_ + at.v_ - core}} : std::nullopt;
}

seconds loading_time(boarding_point const& p, persons const n) {
  return p.loading_.fixed_s_ + p.loading_.per_person_s_ * n.v_;
}

std::optional<metres> walk_to(problem const& p, std::uint32_t const household, point_id const point) {
  for (auto const& w : p.times_.walks_[household]) {
    if (w.point_ == point.v_) {
      return w.length_;
    }
  }
  return std::nullopt;
}

bool may_meet(problem const& p, vehicle_id const v, point_id const point, centre_id const c) {
  auto const& w = p.wishes_;
  return w.empty() || (!w.forbids(wishes::key(v), wishes::key(c)) && !w.forbids(wishes::key(v), wishes::key(point)) &&
                       !w.forbids(wishes::key(point), wishes::key(c)));
}

bool can_take(problem const& p, vehicle_id const v, household_id const h) {
  auto const& vehicle = p.vehicles_[v.v_];
  auto const& party = p.households_[h.v_];
  auto const pinned = p.wishes_.vehicle_.find(h);
  return fits(party.takes_, vehicle.has_) && (vehicle.takes_pets_ || !has_pet(party)) &&
         (pinned == p.wishes_.vehicle_.end() || pinned->second == v) &&
         !p.wishes_.forbids(wishes::key(h), wishes::key(v));
}

bool can_house(problem const& p, centre_id const c, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const pinned = p.wishes_.centre_.find(h);
  return fits(party.beds_, p.offered_[c.v_]) && (party.needs_ & ~p.served_needs_[c.v_]) == 0 &&
         (pinned == p.wishes_.centre_.end() || pinned->second == c) &&
         !p.wishes_.forbids(wishes::key(h), wishes::key(c));
}

bool can_board(problem const& p, household_id const h) { return !p.households_[h.v_].boards_at_.empty(); }

}  // namespace leeward::planning
