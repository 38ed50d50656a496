#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "planning/model/scenario_file.h"
#include "planning/model/validate_parts.h"

// What a well-formed scenario may still get wrong. A field that could not be read is empty here and has had its line
// already.
namespace leeward::planning {

namespace validation {

void between(json::reader& r, std::string_view const field, std::int64_t const v, std::int64_t const min,
             std::int64_t const max) {
  if (v < min || v > max) {
    r.add(field, fmt::format("is {}, must be from {} to {}", v, min, max));
  }
}

void between(json::reader& r, std::string_view const field, std::optional<std::int64_t> const v, std::int64_t const min,
             std::int64_t const max) {
  if (v) {
    between(r, field, *v, min, max);
  }
}

void at_most(json::reader& r, std::string_view const field, seconds const v, seconds const max) {
  if (v > max) {
    r.add(field, fmt::format("is {} s, must be {} s at most", v.v_, max.v_));
  }
}

void within_operation(json::reader& r, scenario const& s, std::string_view const field,
                      std::optional<instant> const t) {
  if (t && is_known(s.end_) && *t > s.end_) {
    r.add(field, fmt::format("is {}, after the operation's end {}", to_string(*t), to_string(s.end_)));
  }
}

bool is_given(json::reader& r, std::string_view const field, std::string const& text) {
  if (text.empty() && !r.has_wrong(field)) {
    r.add(field, "is empty");
  }
  return !text.empty();
}

}  // namespace validation

namespace {

using json::inside;
using json::reader;
using validation::at_most;
using validation::between;
using validation::is_given;
using validation::is_known;
using validation::names;
using validation::within_operation;

void check_id(reader& r, std::string const& id, std::set<std::string, std::less<>>& known) {
  if (is_given(r, "id", id) && !known.insert(id).second) {
    r.add("id", fmt::format("is \"{}\", which was given before; ids must differ", id));
  }
}

// Depots, pickup points and centres.
template <typename Place>
void check_place(reader& r, Place const& p, std::string_view const list, std::size_t const index, names& known) {
  if (!is_given(r, "id", p.id_)) {
    return;
  }
  auto const here = fmt::format("{}[{}]", list, index);
  auto const [first, is_new] = known.places_.try_emplace(p.id_, here);
  if (!is_new) {
    r.add("id", fmt::format("is \"{}\", which {} has; the ids of places must differ", p.id_, first->second));
  }
}

void check_service(reader& r, std::string_view const field, service_time const& t) {
  auto const at = inside{r, field};
  at_most(r, "fixed_s", t.fixed_s_, seconds{86400});
  at_most(r, "per_person_s", t.per_person_s_, seconds{3600});
}

void check_times(reader& r, scenario const& s) {
  if (!is_known(s.start_) || !is_known(s.end_)) {
    return;
  }
  if (s.end_ <= s.start_) {
    r.add("end", fmt::format("is {}, must be later than start, {}", to_string(s.end_), to_string(s.start_)));
  }
  if (s.end_ - s.start_ > kMaxOperation) {
    r.add("end", fmt::format("is {} days after start, must be {} at most", (s.end_ - s.start_).v_ / 86400,
                             kMaxOperation.v_ / 86400));
  }
}

void check_crew_rules(reader& r, crew_rules const& c) {
  auto const at = inside{r, "crew_rules"};
  auto const day = std::int64_t{86400};
  between(r, "driving_per_shift_s", c.driving_per_shift_s_.v_, 1, day);
  between(r, "driving_without_break_s", c.driving_without_break_s_.v_, 1, day);
  between(r, "break_s", c.break_s_.v_, 0, day);
  between(r, "daily_rest_s", c.daily_rest_s_.v_, 0, day - 1);
}

void check_point(reader& r, scenario const& s, pickup_point const& p) {
  if (p.capacity_) {
    between(r, "capacity", p.capacity_->v_, 1, kMaxPersons);
  }
  between(r, "loading_places", p.loading_places_, 1, kMaxPersons);
  if (p.loading_) {
    check_service(r, "loading", *p.loading_);
  }
  within_operation(r, s, "open_from", p.open_from_);
  // A point that closes before the operation starts is of no use, and no error: what is planned again has a later
  // start.
  if (p.open_from_ && p.open_until_ && *p.open_until_ <= *p.open_from_) {
    r.add("open_until",
          fmt::format("is {}, must be later than open_from, {}", to_string(*p.open_until_), to_string(*p.open_from_)));
  }
}

void check_centre(reader& r, scenario const& s, centre const& c) {
  between(r, "tier", c.tier_, 1, 100);
  between(r, "intake_persons_per_hour", c.intake_persons_per_hour_, 1, kMaxPersons);
  between(r, "unloading_places", c.unloading_places_, 1, kMaxPersons);
  within_operation(r, s, "open_from", c.open_from_);
  auto const at = inside{r, "beds"};
  between(r, "general", c.beds_.general_.v_, 0, kMaxPersons);
  between(r, "accessible", c.beds_.accessible_.v_, 0, kMaxPersons);
}

void check_places(reader& r, scenario const& s, names& known) {
  auto const each = [&](std::string_view const list, auto const& places, auto&& check) {
    auto const at = inside{r, list};
    for (auto i = std::size_t{0}; i != places.size(); ++i) {
      auto const at_index = inside{r, i};
      check_place(r, places[i], list, i, known);
      check(places[i]);
    }
  };
  each("depots", s.depots_, [&](depot const& d) { known.depots_.insert(d.id_); });
  each("pickup_points", s.pickup_points_, [&](pickup_point const& p) {
    known.points_.insert(p.id_);
    check_point(r, s, p);
  });
  each("centres", s.centres_, [&](centre const& c) {
    known.centres_.insert(c.id_);
    check_centre(r, s, c);
  });
  if (auto const n = s.depots_.size() + s.pickup_points_.size() + s.centres_.size(); n > kMaxPlaces) {
    r.add("pickup_points", fmt::format("are {} with the depots and centres, must be {} at most", n, kMaxPlaces));
  }
}

void check_shifts(reader& r, scenario const& s, crew const& c) {
  auto const longest = seconds{86400} - s.crew_rules_.daily_rest_s_;
  auto const at = inside{r, "shifts"};
  for (auto i = std::size_t{0}; i != c.shifts_.size(); ++i) {
    auto const at_index = inside{r, i};
    auto const& shift = c.shifts_[i];
    if (!is_known(shift.from_) || !is_known(shift.until_)) {
      continue;
    }
    if (shift.until_ <= shift.from_) {
      r.add("until",
            fmt::format("is {}, must be later than from, {}", to_string(shift.until_), to_string(shift.from_)));
    } else if (shift.until_ - shift.from_ > longest) {
      r.add("until", fmt::format("makes the shift {} s long; 24 hours less crew_rules.daily_rest_s leave {} s",
                                 (shift.until_ - shift.from_).v_, longest.v_));
    }
    if (i != 0 && shift.from_ - c.shifts_[i - 1].until_ < s.crew_rules_.daily_rest_s_) {
      r.add("from", fmt::format("is {}, {} s after the shift before; crew_rules.daily_rest_s asks for {} s between",
                                to_string(shift.from_), (shift.from_ - c.shifts_[i - 1].until_).v_,
                                s.crew_rules_.daily_rest_s_.v_));
    }
  }
}

void check_vehicle(reader& r, scenario const& s, vehicle const& v, names const& known,
                   std::set<std::string, std::less<>>& crews) {
  between(r, "seats", v.seats_.v_, 0, kMaxPersons);
  between(r, "wheelchair_bays", v.wheelchair_bays_.v_, 0, kMaxPersons);
  between(r, "lying_places", v.lying_places_.v_, 0, kMaxPersons);
  between(r, "oxygen", v.oxygen_.v_, 0, kMaxPersons);
  within_operation(r, s, "available_from", v.available_from_);
  if (v.available_from_ && v.available_until_ && *v.available_until_ <= *v.available_from_) {
    r.add("available_until", fmt::format("is {}, must be later than available_from, {}", to_string(*v.available_until_),
                                         to_string(*v.available_from_)));
  }
  if (is_given(r, "depot", v.depot_) && !known.depots_.contains(v.depot_)) {
    r.add("depot", fmt::format("is \"{}\", which is none of the depots", v.depot_));
  }
  auto const at = inside{r, "crews"};
  for (auto i = std::size_t{0}; i != v.crews_.size(); ++i) {
    auto const at_index = inside{r, i};
    check_id(r, v.crews_[i].id_, crews);
    check_shifts(r, s, v.crews_[i]);
  }
}

void check_vehicles(reader& r, scenario const& s, names& known) {
  auto crews = std::set<std::string, std::less<>>{};
  auto const at = inside{r, "vehicles"};
  for (auto i = std::size_t{0}; i != s.vehicles_.size(); ++i) {
    auto const at_index = inside{r, i};
    check_id(r, s.vehicles_[i].id_, known.vehicles_);
    check_vehicle(r, s, s.vehicles_[i], known, crews);
  }
}

void at_most_persons(reader& r, std::string_view const field, persons const n, household const& h) {
  if (n > h.persons_) {
    r.add(field, fmt::format("is {}, but the household has {} persons", n.v_, h.persons_.v_));
  }
}

void check_persons(reader& r, household const& h) {
  between(r, "persons", h.persons_.v_, 1, kMaxHousehold);
  if (h.wheelchair_bays_ + h.lying_places_ > h.persons_) {
    r.add("wheelchair_bays", fmt::format("and lying_places are {} together, but the household has {} persons",
                                         h.wheelchair_bays_.v_ + h.lying_places_.v_, h.persons_.v_));
  }
  at_most_persons(r, "oxygen", h.oxygen_, h);
  at_most_persons(r, "accessible_beds", h.accessible_beds_.value_or(persons{}), h);
  between(r, "seats", h.seats_.value_or(persons{}).v_, 0, kMaxPersons);
}

void check_priority(reader& r, scenario const& s, household const& h) {
  between(r, "priority", h.priority_, 1, kMaxPriority);
  if (h.priority_class_) {
    validation::names_one_of(r, "priority_class", h.priority_class_, s.priorities_, "priorities");
    if (h.priority_ != 1) {
      r.add("priority_class", "and priority are both given; one of them is enough");
    }
  }
}

void check_priorities(reader& r, scenario const& s) {
  auto const at = inside{r, "priorities"};
  for (auto const& [name, weight] : s.priorities_) {
    between(r, name, weight, 1, kMaxPriority);
  }
}

void check_zones(reader& r, scenario const& s, names& known) {
  auto const at = inside{r, "zones"};
  for (auto i = std::size_t{0}; i != s.zones_.size(); ++i) {
    auto const at_index = inside{r, i};
    check_id(r, s.zones_[i].id_, known.zones_);
  }
}

void check_household_id(reader& r, household const& h, std::size_t const index, names& known) {
  if (!is_given(r, "id", h.id_)) {
    return;
  }
  if (!known.households_.try_emplace(h.id_, index).second) {
    r.add("id", fmt::format("is \"{}\", which was given before; ids must differ", h.id_));
  } else if (h.door_) {
    check_place(r, h, "households", index, known);
  }
}

void check_households(reader& r, scenario const& s, names& known) {
  auto people = std::int64_t{0};
  auto const at = inside{r, "households"};
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    auto const at_index = inside{r, i};
    check_household_id(r, s.households_[i], i, known);
    people += std::min(s.households_[i].persons_.v_, kMaxHousehold);
  }
  for (auto i = std::size_t{0}; i != s.households_.size(); ++i) {
    auto const at_index = inside{r, i};
    auto const& h = s.households_[i];
    check_persons(r, h);
    check_priority(r, s, h);
    within_operation(r, s, "ready_from", h.ready_from_);
    validation::check_boarding(r, h, known);
    validation::check_company(r, s, h, known);
  }
  if (people > kMaxPeople) {
    r.add(fmt::format("are {} persons in all, must be {} at most", people, kMaxPeople));
  }
}

}  // namespace

void validate(json::reader& r, scenario const& s) {
  auto known = names{};
  is_given(r, "name", s.name_);
  check_times(r, s);
  check_service(r, "loading", s.loading_);
  check_service(r, "unloading", s.unloading_);
  check_crew_rules(r, s.crew_rules_);
  check_priorities(r, s);
  check_zones(r, s, known);
  check_places(r, s, known);
  check_vehicles(r, s, known);
  check_households(r, s, known);
  validation::check_slices(r, s);
  validation::check_times_given(r, s, known);
  validation::check_committed(r, s, known);
  validation::check_wishes(r, s, known);
}

}  // namespace leeward::planning
