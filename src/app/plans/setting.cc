#include "app/plans/setting.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "app/plans/names.h"

namespace leeward::app {

namespace {

using namespace operation;

std::int32_t small(persons const p) { return static_cast<std::int32_t>(p.v_); }

need to_need(planning::need const n) {
  switch (n) {
    case planning::need::kGroundFloor: return need::kGroundFloor;
    case planning::need::kPower: return need::kPower;
    case planning::need::kCarer: return need::kCarer;
    case planning::need::kPet: return need::kPet;
  }
  return need::kCarer;
}

void add_zones(planning::scenario const& s, std::vector<command>& all) {
  auto const add = [&](std::string_view const id, std::string name) {
    all.emplace_back(zones::command{ask_for<zones::added>{{number_of<zone_id>(id), std::move(name)}}});
    all.emplace_back(
        zones::command{ask_for<zones::status_set>{{number_of<zone_id>(id), zones::status::kEvacuationOffered}}});
  };
  add(kEverywhere, "Everywhere");
  for (auto const& z : s.zones_) {
    add(z.id_, z.name_);
  }
  for (auto const& p : s.pickup_points_) {
    all.emplace_back(zones::command{ask_for<zones::point_added>{
        {number_of<point_id>(p.id_), number_of<zone_id>(kEverywhere), p.name_, p.step_free_}}});
  }
}

void add_fleet(planning::scenario const& s, std::vector<command>& all) {
  for (auto const& d : s.depots_) {
    all.emplace_back(fleet::command{ask_for<fleet::depot_added>{{number_of<depot_id>(d.id_), d.name_}}});
  }
  for (auto const& v : s.vehicles_) {
    auto const depot = number_of<depot_id>(v.depot_);
    all.emplace_back(fleet::command{ask_for<fleet::vehicle_added>{
        {.vehicle_ = number_of<vehicle_id>(v.id_),
         .name_ = v.id_,
         .depot_ = depot,
         .space_ = {small(v.seats_), small(v.wheelchair_bays_), small(v.lying_places_), small(v.oxygen_)},
         .has_lift_ = v.wheelchair_bays_ > persons{} || v.lying_places_ > persons{},
         .takes_pets_ = v.takes_pets_}}});
    for (auto const& c : v.crews_) {
      for (auto i = std::size_t{0}; i != c.shifts_.size(); ++i) {
        all.emplace_back(fleet::command{
            ask_for<fleet::crew_added>{{crew_number(c.id_, i), depot, c.shifts_[i].from_, c.shifts_[i].until_}}});
      }
    }
  }
}

void add_centres(planning::scenario const& s, std::vector<std::string> const& less, std::vector<command>& all) {
  for (auto const& c : s.centres_) {
    if (std::ranges::find(less, c.id_) != less.end()) {
      continue;
    }
    auto what = centres::added{};
    what.centre_ = number_of<centre_id>(c.id_);
    what.name_ = c.name_;
    what.tier_ = static_cast<std::uint8_t>(c.tier_);
    what.serves_ = {need::kOxygen};  // a scenario's centres all do
    for (auto const n : c.serves_) {
      what.serves_.push_back(to_need(n));
    }
    if (c.intake_persons_per_hour_) {
      what.intake_per_hour_ = static_cast<std::int32_t>(*c.intake_persons_per_hour_);
    }
    all.emplace_back(centres::command{ask_for<centres::added>{std::move(what)}});
    all.emplace_back(
        centres::command{ask_for<centres::room_set>{{.centre_ = number_of<centre_id>(c.id_),
                                                     .room_ = room_number(c.id_),
                                                     .beds_ = {small(c.beds_.general_), small(c.beds_.accessible_)},
                                                     .ground_floor_ = true,
                                                     .power_ = true}}});
  }
}

}  // namespace

std::vector<command> setting_of(planning::scenario const& s, std::vector<std::string> const& less_centres) {
  auto all = std::vector<command>{};
  add_zones(s, all);
  add_fleet(s, all);
  add_centres(s, less_centres, all);
  return all;
}

// A scenario counts a household's places and not whose they are: the first persons lie, the next use wheelchairs.
households::registered registration_of(planning::household const& h, households::origin const by) {
  auto what = households::registered{};
  what.household_ = number_of<household_id>(h.id_);
  what.zone_ = number_of<zone_id>(h.zone_.value_or(std::string{kEverywhere}));
  if (!h.pickup_point_.empty()) {
    what.point_ = number_of<point_id>(h.pickup_point_);
  }
  what.at_door_ = h.door_;
  what.origin_ = by;
  what.ready_from_ = h.ready_from_;
  for (auto i = std::int64_t{0}; i != h.persons_.v_; ++i) {
    auto m = households::member{};
    m.person_ = person_number(h.id_, static_cast<std::size_t>(i));
    m.age_ = households::age_band::kAdult;
    if (i < h.lying_places_.v_) {
      m.needs_.push_back(need::kLying);
    } else if (i < h.lying_places_.v_ + h.wheelchair_bays_.v_) {
      m.needs_.push_back(need::kWheelchair);
    }
    if (i < h.oxygen_.v_) {
      m.needs_.push_back(need::kOxygen);
    }
    what.members_.push_back(std::move(m));
  }
  for (auto const n : h.needs_) {
    what.members_.front().needs_.push_back(to_need(n));
  }
  return what;
}

}  // namespace leeward::app
