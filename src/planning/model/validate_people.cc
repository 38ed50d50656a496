#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "planning/model/validate_parts.h"

// Where households board, who goes with whom, and what a person has decided.
namespace leeward::planning::validation {

namespace {

using json::inside;
using json::reader;

constexpr auto const kFarthestWalk = std::int64_t{20'000};

void check_others(reader& r, std::string_view const field, household const& h, std::vector<std::string> const& others,
                  names const& known) {
  auto const at = inside{r, field};
  for (auto i = std::size_t{0}; i != others.size(); ++i) {
    auto const at_index = inside{r, i};
    if (!others[i].empty() && others[i] == h.id_) {
      r.add("is the household itself");
    } else if (!others[i].empty() && !known.households_.contains(others[i])) {
      r.add(fmt::format("is \"{}\", which is none of the households", others[i]));
    }
  }
}

void check_pin(reader& r, scenario const& s, pin const& p, names const& known) {
  names_one_of(r, "household", p.household_, known.households_, "households");
  names_one_of(r, "centre", p.centre_, known.centres_, "centres");
  names_one_of(r, "pickup_point", p.pickup_point_, known.points_, "pickup_points");
  names_one_of(r, "vehicle", p.vehicle_, known.vehicles_, "vehicles");
  if (!p.centre_ && !p.pickup_point_ && !p.vehicle_) {
    r.add("says nothing; it needs a centre, a pickup_point or a vehicle");
  }
  auto const at = known.households_.find(p.household_);
  if (at != known.households_.end() && p.pickup_point_) {
    auto const& h = s.households_[at->second];
    auto const& boards = fixed_place(h);
    if (!boards.empty() && boards != *p.pickup_point_) {
      r.add("pickup_point", fmt::format("is \"{}\", but {} boards at {}", *p.pickup_point_, h.id_, boards));
    }
  }
}

void check_pair(reader& r, forbidden_pair const& f, names const& known) {
  names_one_of(r, "household", f.household_, known.households_, "households");
  names_one_of(r, "pickup_point", f.pickup_point_, known.points_, "pickup_points");
  names_one_of(r, "vehicle", f.vehicle_, known.vehicles_, "vehicles");
  names_one_of(r, "centre", f.centre_, known.centres_, "centres");
  auto const n = int{f.household_.has_value()} + int{f.pickup_point_.has_value()} + int{f.vehicle_.has_value()} +
                 int{f.centre_.has_value()};
  if (n != 2) {
    r.add(fmt::format("names {} of household, pickup_point, vehicle and centre, must name two", n));
  }
}

// Pins of one household that ask for different things.
void check_pins_agree(reader& r, scenario const& s, std::size_t const i, index_by_id& pinned) {
  auto const& p = s.pins_[i];
  auto const [at, is_new] = pinned.try_emplace(p.household_, i);
  if (!is_new && !p.household_.empty()) {
    r.add("household",
          fmt::format("is \"{}\", which pins[{}] has; one pin a household is enough", p.household_, at->second));
  }
}

}  // namespace

void check_boarding(reader& r, household const& h, names const& known) {
  auto const has_position = h.position_ || r.has_wrong("position");
  if (h.pickup_point_.empty() && !has_position && !r.has_wrong("pickup_point")) {
    r.add("needs a pickup_point, or a position");
  }
  if (!h.pickup_point_.empty() && h.position_) {
    r.add("position", "and pickup_point are both given; a household with a position has its point chosen by the plan");
  }
  if (h.door_ && !has_position) {
    r.add("door", "is true, but the household has no position");
  }
  if (h.walks_m_ && (h.door_ || !has_position)) {
    r.add("walks_m", "is given, but only a household with a position, and not fetched at its door, walks to a point");
  }
  between(r, "walks_m", walks(h).v_, 0, kFarthestWalk);
  if (!h.pickup_point_.empty()) {
    names_one_of(r, "pickup_point", h.pickup_point_, known.points_, "pickup_points");
  }
  names_one_of(r, "zone", h.zone_, known.zones_, "zones");
}

void check_company(reader& r, scenario const& s, household const& h, names const& known) {
  check_others(r, "travels_with", h, h.travels_with_, known);
  check_others(r, "apart_from", h, h.apart_from_, known);
  for (auto const& other : h.apart_from_) {
    auto const at = known.households_.find(other);
    auto const together = [&](household const& a, std::string const& b) {
      return std::ranges::find(a.travels_with_, b) != a.travels_with_.end();
    };
    if (at != known.households_.end() && (together(h, other) || together(s.households_[at->second], h.id_))) {
      r.add("apart_from", fmt::format("has \"{}\", with which it travels", other));
    }
  }
}

void check_wishes(reader& r, scenario const& s, names const& known) {
  {
    auto const at = inside{r, "pins"};
    auto pinned = index_by_id{};
    for (auto i = std::size_t{0}; i != s.pins_.size(); ++i) {
      auto const at_index = inside{r, i};
      check_pin(r, s, s.pins_[i], known);
      check_pins_agree(r, s, i, pinned);
    }
  }
  auto const at = inside{r, "forbidden"};
  for (auto i = std::size_t{0}; i != s.forbidden_.size(); ++i) {
    auto const at_index = inside{r, i};
    check_pair(r, s.forbidden_[i], known);
  }
}

}  // namespace leeward::planning::validation
