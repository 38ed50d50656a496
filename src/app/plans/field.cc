#include "app/plans/field.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "app/plans/names.h"

namespace leeward::app {

namespace {

using namespace operation;

using people_by_household = std::map<std::string, std::vector<person_id>>;

void play(planning::trip const& t, people_by_household const& people, std::vector<timed_command>& all) {
  auto const id = number_of<trip_id>(t.id_);
  auto const& place = t.centre_.way_.to_;
  auto everybody = std::vector<person_id>{};
  auto const say = [&](instant const at, trips::command what) { all.push_back({at, std::move(what)}); };
  say(t.pickups_.front().way_.departure_, trips::change_phase{id, trips::phase::kReleased, {}});
  for (auto const& stop : t.pickups_) {
    auto const is_door = people.contains(stop.way_.to_);
    say(stop.begin_, trips::change_phase{id, trips::phase::kAtPoint,
                                         is_door ? std::nullopt : std::optional{number_of<point_id>(stop.way_.to_)}});
    auto here = std::vector<person_id>{};
    for (auto const& h : stop.households_) {
      here.insert(here.end(), people.at(h).begin(), people.at(h).end());
    }
    everybody.insert(everybody.end(), here.begin(), here.end());
    all.push_back({stop.end_, custody::command{custody::board{id, std::move(here)}}});
  }
  auto const heads = static_cast<std::int32_t>(everybody.size());
  say(t.pickups_.back().end_, trips::depart{.trip_ = id, .counted_ = heads, .reason_ = {}, .missing_ = {}});
  say(t.centre_.begin_, trips::arrive{.trip_ = id, .counted_ = heads, .reason_ = {}});
  all.push_back({t.centre_.end_, custody::command{custody::give_bed{number_of<centre_id>(place), room_number(place),
                                                                    std::move(everybody)}}});
}

}  // namespace

std::vector<timed_command> as_planned(planning::scenario const& s, planning::plan const& p) {
  auto people = people_by_household{};
  for (auto const& h : s.households_) {
    people.emplace(h.id_, person_numbers(h));
  }
  auto all = std::vector<timed_command>{};
  for (auto const& t : p.trips_) {
    if (!t.pickups_.empty()) {
      play(t, people, all);
    }
  }
  std::ranges::stable_sort(all, {}, &timed_command::at_);
  return all;
}

}  // namespace leeward::app
