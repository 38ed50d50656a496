#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "planning/model/plan_file.h"
#include "planning/model/validate_parts.h"

// What has begun must fit together, so that a plan can go on from it.
namespace leeward::planning::validation {

namespace {

using json::inside;
using json::reader;

struct begun {
  std::map<std::string, trip const*, std::less<>> trips_;
  std::map<std::string, std::string, std::less<>> duty_of_;  // trip -> the duty that lists it
  known_ids duties_;
  known_ids households_;
};

void check_way(reader& r, std::string_view const field, leg const& way, names const& known) {
  auto const at = inside{r, field};
  names_one_of(r, "from", way.from_, known.places_, "places");
  at_most(r, "driving_s", way.driving_s_, kMaxLegTime);
  between(r, "length_m", way.length_m_.v_, 0, kLongestLeg.v_);
}

void check_stop(reader& r, stop const& s, names const& known) {
  auto const& way = s.way_;
  check_way(r, "way", way, known);
  between(r, "persons", s.persons_.v_, 0, kMaxPersons);
  if (way.departure_ > way.arrival_ || way.arrival_ > s.begin_ || s.begin_ > s.end_) {
    r.add(fmt::format("leaves at {}, arrives at {}, begins at {} and ends at {}; must be in this order",
                      to_string(way.departure_), to_string(way.arrival_), to_string(s.begin_), to_string(s.end_)));
  }
}

void check_pickup(reader& r, scenario const& s, stop const& at, names const& known, begun& b) {
  check_stop(r, at, known);
  auto const door = known.households_.find(at.way_.to_);
  auto const is_door = door != known.households_.end() && s.households_[door->second].door_;
  if (!is_door) {
    auto const way = inside{r, "way"};
    names_one_of(r, "to", at.way_.to_, known.points_, "pickup_points");
  }
  auto const in_list = inside{r, "households"};
  if (at.households_.empty()) {
    r.add("is empty; somebody must board at every stop");
  }
  for (auto i = std::size_t{0}; i != at.households_.size(); ++i) {
    auto const at_index = inside{r, i};
    if (!known.households_.contains(at.households_[i])) {
      r.add(fmt::format("is \"{}\", which is none of the households", at.households_[i]));
    } else if (!b.households_.insert(at.households_[i]).second) {
      r.add(fmt::format("is \"{}\", who boards twice", at.households_[i]));
    }
  }
}

void check_trip(reader& r, scenario const& s, trip const& t, names const& known, begun& b) {
  if (is_given(r, "id", t.id_) && !b.trips_.try_emplace(t.id_, &t).second) {
    r.add("id", fmt::format("is \"{}\", which was given before; ids must differ", t.id_));
  }
  names_one_of(r, "vehicle", t.vehicle_, known.vehicles_, "vehicles");
  {
    auto const at = inside{r, "pickups"};
    if (t.pickups_.empty()) {
      r.add("is empty");
    }
    for (auto i = std::size_t{0}; i != t.pickups_.size(); ++i) {
      auto const at_index = inside{r, i};
      check_pickup(r, s, t.pickups_[i], known, b);
    }
  }
  auto const at = inside{r, "centre"};
  check_stop(r, t.centre_, known);
  auto const way = inside{r, "way"};
  names_one_of(r, "to", t.centre_.way_.to_, known.centres_, "centres");
}

// A crew of the vehicle, in one of its shifts.
void check_crew(reader& r, scenario const& s, duty const& d) {
  auto const v = std::ranges::find(s.vehicles_, d.vehicle_, &vehicle::id_);
  if (v == s.vehicles_.end()) {
    return;
  }
  auto const c = std::ranges::find(v->crews_, d.crew_, &crew::id_);
  if (c == v->crews_.end()) {
    r.add("crew", fmt::format("is \"{}\", which is none of the crews of {}", d.crew_, d.vehicle_));
  } else if (std::ranges::none_of(c->shifts_,
                                  [&](shift const& x) { return x.from_ <= d.departure_ && d.departure_ < x.until_; })) {
    r.add("departure", fmt::format("is {}, which lies in no shift of crew {}", to_string(d.departure_), d.crew_));
  }
}

void check_duty_trips(reader& r, duty const& d, begun& b) {
  auto const at = inside{r, "trips"};
  if (d.trips_.empty()) {
    r.add("is empty");
  }
  auto last = d.departure_;
  for (auto i = std::size_t{0}; i != d.trips_.size(); ++i) {
    auto const at_index = inside{r, i};
    auto const t = b.trips_.find(d.trips_[i]);
    if (t == b.trips_.end()) {
      r.add(fmt::format("is \"{}\", which is none of the committed trips", d.trips_[i]));
      continue;
    }
    if (t->second->vehicle_ != d.vehicle_ || t->second->duty_ != d.id_) {
      r.add(fmt::format("is \"{}\", which belongs to duty \"{}\" of vehicle \"{}\"", d.trips_[i], t->second->duty_,
                        t->second->vehicle_));
    }
    if (!b.duty_of_.try_emplace(d.trips_[i], d.id_).second) {
      r.add(fmt::format("is \"{}\", which is listed before", d.trips_[i]));
    }
    if (!t->second->pickups_.empty() && t->second->pickups_.front().way_.departure_ < last) {
      r.add(fmt::format("is \"{}\", which begins before what comes before it has ended at {}", d.trips_[i],
                        to_string(last)));
    }
    last = t->second->centre_.end_;
  }
}

void check_breaks(reader& r, duty const& d, names const& known) {
  auto const at = inside{r, "breaks"};
  for (auto i = std::size_t{0}; i != d.breaks_.size(); ++i) {
    auto const at_index = inside{r, i};
    auto const& b = d.breaks_[i];
    names_one_of(r, "place", b.place_, known.places_, "places");
    if (b.until_ < b.from_) {
      r.add("until", fmt::format("is {}, before from, {}", to_string(b.until_), to_string(b.from_)));
    }
  }
}

void check_duty(reader& r, scenario const& s, duty const& d, names const& known, begun& b) {
  if (is_given(r, "id", d.id_) && !b.duties_.insert(d.id_).second) {
    r.add("id", fmt::format("is \"{}\", which was given before; ids must differ", d.id_));
  }
  names_one_of(r, "vehicle", d.vehicle_, known.vehicles_, "vehicles");
  check_crew(r, s, d);
  check_way(r, "back", d.back_, known);
  {
    auto const at = inside{r, "back"};
    names_one_of(r, "to", d.back_.to_, known.depots_, "depots");
  }
  check_breaks(r, d, known);
  check_duty_trips(r, d, b);
}

void check_holds(reader& r, scenario const& s, names const& known) {
  auto const at = inside{r, "holds"};
  for (auto i = std::size_t{0}; i != s.committed_->holds_.size(); ++i) {
    auto const at_index = inside{r, i};
    auto const& h = s.committed_->holds_[i];
    names_one_of(r, "centre", h.centre_, known.centres_, "centres");
    auto const beds = inside{r, "beds"};
    between(r, "general", h.beds_.general_.v_, 0, kMaxPersons);
    between(r, "accessible", h.beds_.accessible_.v_, 0, kMaxPersons);
  }
}

void check_each_has_a_duty(reader& r, scenario const& s, begun const& b) {
  auto const at = inside{r, "trips"};
  for (auto i = std::size_t{0}; i != s.committed_->trips_.size(); ++i) {
    auto const& t = s.committed_->trips_[i];
    if (!t.id_.empty() && !b.duty_of_.contains(t.id_)) {
      auto const at_index = inside{r, i};
      r.add(fmt::format("is trip \"{}\", which stands in the list of no committed duty", t.id_));
    }
  }
}

}  // namespace

void check_committed(reader& r, scenario const& s, names const& known) {
  if (!s.committed_) {
    return;
  }
  auto const at = inside{r, "committed"};
  auto b = begun{};
  {
    auto const in_trips = inside{r, "trips"};
    for (auto i = std::size_t{0}; i != s.committed_->trips_.size(); ++i) {
      auto const at_index = inside{r, i};
      check_trip(r, s, s.committed_->trips_[i], known, b);
    }
  }
  {
    auto const in_duties = inside{r, "duties"};
    for (auto i = std::size_t{0}; i != s.committed_->duties_.size(); ++i) {
      auto const at_index = inside{r, i};
      check_duty(r, s, s.committed_->duties_[i], known, b);
    }
  }
  check_each_has_a_duty(r, s, b);
  check_holds(r, s, known);
}

}  // namespace leeward::planning::validation
