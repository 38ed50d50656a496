#include "operation/trips/fits.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json/description.h"
#include "base/must_have.h"
#include "operation/known.h"
#include "operation/people.h"
#include "operation/regions/offers.h"

namespace leeward::operation::trips {

namespace {

fleet::busy const* overlapping(std::vector<fleet::busy> const& all, instant const from, instant const until) {
  auto const found =
      std::ranges::find_if(all, [&](fleet::busy const& b) { return b.from_ < until && from < b.until_; });
  return found == all.end() ? nullptr : &*found;
}

std::string words(needs const& n) {
  auto all = std::vector<std::string>{};
  for (auto const& w : json::words_of<need>()) {
    if (n.has(w.value_)) {
      all.push_back(w.word_);
    }
  }
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string words(space const& s) {
  return fmt::format("{} seats, {} wheelchair bays, {} lying places, {} on oxygen", s.seats_, s.bays_, s.lying_,
                     s.oxygen_);
}

std::string words(beds const& b) { return fmt::format("{} general and {} accessible", b.general_, b.accessible_); }

// What a centre has to say that it serves; the rest is a matter of beds and vehicles.
needs asked_of_centre(needs const& n) {
  constexpr auto const kOfCentres =
      std::array{need::kPower, need::kGroundFloor, need::kCarer, need::kPet, need::kOxygen};
  auto asked = needs{};
  for (auto const one : kOfCentres) {
    asked.set(one, n.has(one));
  }
  return asked;
}

}  // namespace

check vehicle_is_free(operation::state const& s, vehicle_row const row, instant const from, instant const until) {
  auto const& v = s.fleet_.vehicles_.at(row);
  if (!v.usable_) {
    return refuse(refusal_code::kNotFitting, fmt::format("{} did not pass its inspection.", v.name_), "vehicle",
                  "a vehicle that did");
  }
  if (auto const* const other = overlapping(v.busy_, from, until); other != nullptr) {
    return refuse(
        refusal_code::kWrongState,
        fmt::format("{} is on another trip from {} to {}.", v.name_, to_string(other->from_), to_string(other->until_)),
        "vehicle", "a vehicle that is free then");
  }
  return {};
}

check crew_is_free(operation::state const& s, crew_row const row, instant const from, instant const until) {
  auto const& c = s.fleet_.crews_.at(row);
  if (from < c.from_ || until > c.until_) {
    return refuse(refusal_code::kNotAllowed,
                  fmt::format("The crew is on duty from {} to {}; the trip would take it from {} to {}.",
                              to_string(c.from_), to_string(c.until_), to_string(from), to_string(until)),
                  "crew", "a crew whose hours cover the trip");
  }
  if (auto const* const other = overlapping(c.busy_, from, until); other != nullptr) {
    return refuse(
        refusal_code::kWrongState,
        fmt::format("The crew is on another trip from {} to {}.", to_string(other->from_), to_string(other->until_)),
        "crew", "a crew that is free then");
  }
  return {};
}

check vehicle_serves(operation::state const& s, vehicle_row const row, space const& taken, space const& asked,
                     needs const& n) {
  auto const& v = s.fleet_.vehicles_.at(row);
  auto left = v.space_;
  left -= taken;
  if (!left.fits(asked)) {
    return refuse(refusal_code::kFull,
                  fmt::format("{} has {} left; {} are asked for.", v.name_, words(left), words(asked)), "households",
                  words(left));
  }
  if (has_lift_need(n) && v.has_lift_ && !v.lift_works_) {
    return refuse(refusal_code::kNotFitting, fmt::format("The lift of {} is out of order.", v.name_), "vehicle",
                  "a vehicle whose lift works");
  }
  if (n.has(need::kPet) && !v.takes_pets_) {
    return refuse(refusal_code::kNotFitting, fmt::format("{} takes no pets.", v.name_), "vehicle",
                  "a vehicle that does");
  }
  return {};
}

zone_row zone_of(operation::state const& s, stop const& at) {
  return at.point_ ? s.zones_.points_.at(*at.point_).zone_
                   : s.households_.households_.at(must_have(at.door_, "a stop without a point is a door")).zone_;
}

check return_is_open(operation::state const& s, zone_row const row, std::string_view const field) {
  auto const& zone = s.zones_.zones_.at(row);
  if (zone.status_ == zones::status::kReturnOpen || zone.status_ == zones::status::kNormal) {
    return {};
  }
  return refuse(refusal_code::kNotAllowed, fmt::format("The return to {} is not open.", zone.name_), std::string{field},
                "people and stops whose zone is open for return");
}

check may_go_home(operation::state const& s, household_row const h, std::string_view const field) {
  return return_is_open(s, s.households_.households_.at(h).zone_, field);
}

namespace {

// Of another region: not more than its offers that stand.
check offers_suffice(operation::state const& s, centre_row const row, beds const& asked, std::string_view const field) {
  auto const& c = s.centres_.centres_.at(row);
  if (!c.region_) {
    return {};
  }
  if (!s.regions_.standing_.contains(row)) {
    return refuse(refusal_code::kWrongState, fmt::format("No offer of beds in {} stands.", c.name_), std::string{field},
                  "a reception centre whose region's offer was accepted");
  }
  if (auto const left = regions::left_of_offers(s, row); !left.fits(asked)) {
    return refuse(
        refusal_code::kFull,
        fmt::format("Of the beds offered in {}, {} are left; {} are asked for.", c.name_, words(left), words(asked)),
        std::string{field}, words(left));
  }
  return {};
}

}  // namespace

check centre_serves(operation::state const& s, centre_row const row, beds const& asked, needs const& n,
                    std::string_view const field) {
  auto const& c = s.centres_.centres_.at(row);
  if (c.status_ != centres::status::kOpen) {
    return refuse(refusal_code::kWrongState, fmt::format("{} takes nobody new.", c.name_), std::string{field},
                  "an open reception centre");
  }
  if (auto const lacking = asked_of_centre(n).without(c.serves_); !lacking.empty()) {
    return refuse(refusal_code::kNotFitting, fmt::format("{} does not serve: {}.", c.name_, words(lacking)),
                  std::string{field}, "a reception centre that does");
  }
  if (auto const left = free_beds(c); !left.fits(asked)) {
    return refuse(refusal_code::kFull,
                  fmt::format("{} has {} beds left; {} are asked for.", c.name_, words(left), words(asked)),
                  std::string{field}, words(left));
  }
  return offers_suffice(s, row, asked, field);
}

check are_few_enough(std::size_t const households) {
  if (households <= kMostHouseholds) {
    return {};
  }
  return refuse(refusal_code::kInvalid, fmt::format("{} households are too many for one trip.", households),
                "households", fmt::format("at most {}", kMostHouseholds));
}

check stop_serves(operation::state const& s, stop const& at, needs const& n, std::string_view const field) {
  if (at.point_.has_value() == at.door_.has_value()) {
    return refuse(refusal_code::kInvalid, "A stop is a pickup point or a household's door.", std::string{field},
                  "one of \"point\" and \"door\"");
  }
  if (at.door_) {
    return known(s.households_.households_, *at.door_, "a household", field).map([](household_row) {});
  }
  return known(s.zones_.points_, *at.point_, "a pickup point", field).and_then([&](point_row const row) -> check {
    auto const& p = s.zones_.points_.at(row);
    if (p.closed_) {
      return refuse(refusal_code::kWrongState, fmt::format("The pickup point {} is closed.", p.name_),
                    std::string{field}, "an open pickup point");
    }
    if (has_lift_need(n) && !p.step_free_) {
      return refuse(refusal_code::kNotFitting, fmt::format("The pickup point {} has steps.", p.name_),
                    std::string{field}, "a pickup point without steps, or the household's door");
    }
    return {};
  });
}

}  // namespace leeward::operation::trips
