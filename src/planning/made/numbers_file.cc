#include "planning/made/numbers_file.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "base/json/schema.h"
#include "planning/model/scenario_file.h"

namespace leeward::planning {

namespace {

constexpr auto const kMostHours = kMaxOperation.v_ / 3600;
constexpr auto const kMostKinds = std::size_t{100};
constexpr auto const kMostPerCent = std::int64_t{1000};  // of beds, which may be more than there are people
constexpr auto const kMostMetres = std::int64_t{10'000'000};
constexpr auto const kMostTiers = std::int64_t{100};
constexpr auto const kMostWalk = std::int64_t{20'000};

struct bounded {
  std::string_view field_;
  std::int64_t is_{0};
  std::int64_t least_{0};
  std::int64_t most_{0};
};

void check(json::reader& r, std::vector<bounded> const& all) {
  for (auto const& b : all) {
    if (!r.has_wrong(b.field_) && (b.is_ < b.least_ || b.is_ > b.most_)) {
      r.add(b.field_, fmt::format("is {}, must be from {} to {}", b.is_, b.least_, b.most_));
    }
  }
}

void check_people(json::reader& r, made_numbers const& n) {
  auto const sizes = std::ssize(n.households_by_size_);
  check(r, {{"largest_household", n.largest_household_, std::max<std::int64_t>(1, sizes), kMaxHousehold},
            {"wheelchairs_per_1000_persons", n.wheelchairs_per_1000_persons_, 0, 1000},
            {"lying_per_1000_persons", n.lying_per_1000_persons_, 0, 1000},
            {"oxygen_per_1000_persons", n.oxygen_per_1000_persons_, 0, 1000},
            {"pets_per_cent_of_households", n.pets_per_cent_of_households_, 0, 100},
            {"priority_with_special_needs", n.priority_with_special_needs_, 1, kMaxPriority},
            {"walk_m", n.walk_m_.v_, 0, kMostWalk},
            {"short_walk_m", n.short_walk_m_.v_, 0, kMostWalk},
            {"short_walkers_per_cent_of_persons", n.short_walkers_per_cent_of_persons_, 0, 100},
            {"doors_per_cent_of_households", n.doors_per_cent_of_households_, 0, 100},
            {"ready_at_start_per_cent", n.ready_at_start_per_cent_, 0, 100},
            {"others_ready_within_h", n.others_ready_within_h_, 1, std::max<std::int64_t>(1, n.operation_h_ - 1)}});
  if (r.has_wrong("households_by_size")) {
    return;
  }
  auto const& shares = n.households_by_size_;
  auto const sum = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
  if (std::ranges::any_of(shares, [](auto const x) { return x < 0 || x > 100; }) || sum != 100) {
    r.add("households_by_size", "must be per cent, from 0 to 100 each and 100 together");
  }
  if (n.lying_per_1000_persons_ + n.wheelchairs_per_1000_persons_ > 1000) {
    r.add("lying_per_1000_persons", "and wheelchairs_per_1000_persons are more than 1000 together");
  }
}

void check_places(json::reader& r, made_numbers const& n) {
  check(r, {{"city_radius_m", n.city_radius_m_.v_, 1, kMostMetres},
            {"centres_from_m", n.centres_from_m_.v_, 0, kMostMetres},
            {"far_from_m", n.far_from_m_.v_, n.centres_from_m_.v_, kMostMetres},
            {"far_centres_per_cent", n.far_centres_per_cent_, 0, 100},
            {"own_tier_per_cent", n.own_tier_per_cent_, 0, 100},
            {"centres_with_pets_per_cent", n.centres_with_pets_per_cent_, 0, 100},
            {"beds_per_cent_of_persons", n.beds_per_cent_of_persons_, 0, kMostPerCent},
            {"accessible_beds_per_cent_of_need", n.accessible_beds_per_cent_of_need_, 0, kMostPerCent},
            {"depots", n.depots_, 1, 1000},
            {"loading_places", n.loading_places_, 1, kMaxPersons},
            {"unloading_places", n.unloading_places_, 1, kMaxPersons},
            {"intake_persons_per_hour", n.intake_persons_per_hour_, 1, kMaxPersons}});
}

void check_centres(json::reader& r, made_numbers const& n) {
  auto sum = std::int64_t{0};
  {
    auto const at = json::inside{r, "centres"};
    for (auto i = std::size_t{0}; i != n.centres_.size(); ++i) {
      auto const at_index = json::inside{r, i};
      auto const& c = n.centres_[i];
      check(r, {{"tier", c.tier_, 1, kMostTiers},
                {"per_cent", c.per_cent_, 1, 100},
                {"from_m", c.from_m_.v_, 0, kMostMetres},
                {"below_m", c.below_m_.value_or(metres{kMostMetres}).v_, c.from_m_.v_ + 1, kMostMetres},
                {"beds_per_cent_of_persons", c.beds_per_cent_of_persons_, 0, kMostPerCent},
                {"open_after_h", c.open_after_h_, 0, n.operation_h_ - 1}});
      sum += c.per_cent_;
    }
  }
  if (!n.centres_.empty() && sum != 100 && !r.has_wrong("centres")) {
    r.add("centres", fmt::format("are {} per cent in all, must be 100", sum));
  }
}

void check_times(json::reader& r, made_numbers const& n) {
  check(r, {{"operation_h", n.operation_h_, 2, kMostHours},
            {"shift_h", n.shift_h_, 11, 13},  // while one crew drives, the other has its daily rest
            {"stagger_h", n.stagger_h_, 0, n.shift_h_},
            {"clearance_h", n.clearance_h_, 1, n.operation_h_},
            {"good_plan_per_cent", n.good_plan_per_cent_, 1, 100},
            {"between_doors_s", n.between_doors_s_.v_, 0, 3600},
            {"loading_fixed_s", n.loading_fixed_s_.v_, 0, 86'400},
            {"loading_per_person_s", n.loading_per_person_s_.v_, 0, 3600},
            {"unloading_fixed_s", n.unloading_fixed_s_.v_, 0, 86'400},
            {"unloading_per_person_s", n.unloading_per_person_s_.v_, 0, 3600}});
}

void check_kind(json::reader& r, made_numbers const& n, std::size_t const i) {
  auto const& v = n.fleet_[i];
  if (v.kind_.empty() && !r.has_wrong("kind")) {
    r.add("kind", "is empty");
  }
  auto const same = std::ranges::find(n.fleet_, v.kind_, &made_vehicle::kind_) - n.fleet_.begin();
  if (!v.kind_.empty() && static_cast<std::size_t>(same) < i) {
    r.add("kind", fmt::format("is \"{}\", which was given before; kinds must differ", v.kind_));
  }
  check(r, {{"seats", v.seats_, 1, kMaxPersons},
            {"wheelchair_bays", v.wheelchair_bays_, 0, kMaxPersons},
            {"lying_places", v.lying_places_, 0, kMaxPersons},
            {"oxygen", v.oxygen_, 0, kMaxPersons}});
  auto const& w = v.work_per_cent_;
  auto const at = json::inside{r, "work_per_cent"};
  auto const most = [](bool const can) { return can ? std::int64_t{100} : 0; };
  check(r, {{"lying", w.lying_, 0, most(v.lying_places_ > 0)},
            {"wheelchairs", w.wheelchairs_, 0, most(v.wheelchair_bays_ > 0)},
            {"oxygen", w.oxygen_, 0, most(v.oxygen_ > 0)},
            {"doors", w.doors_, 0, 100},
            {"points", w.points_, 0, 100}});
}

void check_fleet(json::reader& r, made_numbers const& n) {
  if (n.fleet_.empty() || n.fleet_.size() > kMostKinds) {
    r.add("fleet", fmt::format("has {} kinds, must be from 1 to {}", n.fleet_.size(), kMostKinds));
    return;
  }
  {
    auto const at = json::inside{r, "fleet"};
    for (auto i = std::size_t{0}; i != n.fleet_.size(); ++i) {
      auto const at_index = json::inside{r, i};
      check_kind(r, n, i);
    }
  }
  auto const seats = std::ranges::max(n.fleet_, {}, &made_vehicle::seats_).seats_;
  if (seats < n.largest_household_) {
    r.add("fleet", fmt::format("has {} seats in one vehicle at most; a household of {} would not fit", seats,
                               n.largest_household_));
  }
}

// A group that nobody has would be nobody's work all the same.
void check_shares(json::reader& r, made_numbers const& n) {
  auto const share = [&](std::string_view const group, std::int64_t made_work::* const of, bool const there) {
    auto sum = std::int64_t{0};
    for (auto const& v : n.fleet_) {
      sum += v.work_per_cent_.*of;
    }
    if (there && sum != 100) {
      r.add("fleet", fmt::format("does {} per cent of the work \"{}\" in all, must be 100", sum, group));
    }
  };
  share("lying", &made_work::lying_, n.lying_per_1000_persons_ > 0);
  share("wheelchairs", &made_work::wheelchairs_, n.wheelchairs_per_1000_persons_ > 0);
  share("oxygen", &made_work::oxygen_, n.oxygen_per_1000_persons_ > 0);
  share("doors", &made_work::doors_, n.doors_per_cent_of_households_ > 0);
  share("points", &made_work::points_, n.doors_per_cent_of_households_ < 100);
}

}  // namespace

result<made_numbers> read_numbers(std::string_view const json, std::string_view const source) {
  auto const document = json::parse(json, source);
  if (!document) {
    return tl::unexpected{document.error()};
  }
  if (auto const same = check_format(*document, kNumbersFormat, source); !same) {
    return tl::unexpected{same.error()};
  }
  auto r = json::reader{source};
  auto n = made_numbers{};
  json::decode_into(r, document->root(), n);
  check_people(r, n);
  check_places(r, n);
  check_centres(r, n);
  check_times(r, n);
  check_fleet(r, n);
  if (!r.has_wrong("fleet")) {
    check_shares(r, n);
  }
  if (!r.good()) {
    return r.all().to_error();
  }
  return n;
}

std::string to_json(made_numbers const& n) { return json::encode(n, json::layout::kWide) + "\n"; }

std::string numbers_schema() { return json::schema<made_numbers>("Leeward's numbers for made scenarios") + "\n"; }

}  // namespace leeward::planning
