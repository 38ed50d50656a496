#include "planning/problem.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/ensure.h"

namespace leeward::planning {

namespace {

template <typename Id, typename List>
std::map<std::string_view, Id> index_by_name(List const& list) {
  auto index = std::map<std::string_view, Id>{};
  for (auto i = std::uint32_t{0}; i != list.size(); ++i) {
    index.emplace(list[i].id_, Id{i});
  }
  return index;
}

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

std::vector<party> parties_of(scenario const& s) {
  auto const points = index_by_name<point_id>(s.pickup_points_);
  auto parties = std::vector<party>{};
  parties.reserve(s.households_.size());
  for (auto const& h : s.households_) {
    auto const point = points.find(h.pickup_point_);
    ensure(point != points.end(), "a validated scenario names only points that it has");
    parties.push_back({.point_ = point->second,
                       .persons_ = h.persons_,
                       .takes_ = {seats_of(h), h.wheelchair_bays_, h.lying_places_, h.oxygen_},
                       .beds_ = beds_of(h),
                       .needs_ = to_set(h.needs_),
                       .priority_ = h.priority_,
                       .ready_from_ = std::max(s.start_, ready_from(s, h))});
  }
  return parties;
}

std::vector<fleet_vehicle> fleet_of(scenario const& s) {
  auto const depots = index_by_name<depot_id>(s.depots_);
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
                     .turns_ = turns_of(v)});
  }
  return fleet;
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

problem::problem(scenario const& s, road_times const& times)
    : scenario_{s},
      times_{times},
      first_point_{static_cast<std::uint32_t>(s.depots_.size())},
      first_centre_{first_point_ + static_cast<std::uint32_t>(s.pickup_points_.size())},
      households_{parties_of(s)},
      vehicles_{fleet_of(s)} {
  auto const places = first_centre_ + s.centres_.size();
  ensure(times.places_ == places && times.driving_.size() == profiles_of(s).size(),
         "the road times are of this scenario's places and profiles");
  for (auto const& c : s.centres_) {
    served_needs_.push_back(to_set(c.serves_));
  }
}

bool can_take(problem const& p, vehicle_id const v, household_id const h) {
  auto const& vehicle = p.vehicles_[v.v_];
  auto const& party = p.households_[h.v_];
  return fits(party.takes_, vehicle.has_) && (vehicle.takes_pets_ || !has_pet(party));
}

bool can_house(problem const& p, centre_id const c, household_id const h) {
  auto const& party = p.households_[h.v_];
  return fits(party.beds_, p.scenario_.centres_[c.v_].beds_) && (party.needs_ & ~p.served_needs_[c.v_]) == 0;
}

bool can_board(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const& point = p.scenario_.pickup_points_[party.point_.v_];
  auto const needs_level = party.takes_.wheelchair_bays_ + party.takes_.lying_places_ != persons{};
  return (point.step_free_ || !needs_level) && party.ready_from_ < open_until(p.scenario_, point);
}

}  // namespace leeward::planning
