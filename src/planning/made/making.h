#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/random.h"
#include "base/result.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "planning/made/numbers.h"
#include "planning/model/scenario.h"

// What the parts of the scenario maker share while it is at work.
namespace leeward::planning::making {

struct work {
  ground const& ground_;
  made_size const& size_;
  made_numbers const& numbers_;
  random_source random_;
  std::set<position> taken_;
  std::map<std::string, int> named_;
  std::vector<seconds> to_centre_;             // from the middle of the city, of each centre
  std::vector<made_centres const*> group_of_;  // of each centre; none: the numbers name no groups
};

settlement const& city(work const&);

// n * share / 100, rounded.
std::int64_t per_cent(std::int64_t n, std::int64_t share);
// a / b, rounded up.
std::int64_t divided_up(std::int64_t a, std::int64_t b);

bool chance_per_cent(work&, std::int64_t share);

position moved(position, double north_m, double east_m);
position somewhere_within(work&, position, double metres);

// So many in all, shared out by weight, the rounding left to the first ones.
std::vector<std::int64_t> share_out(std::int64_t all, std::vector<std::int64_t> const& weights);

// Errors: the map has too few roads there.
result<void> add_depots(work&, scenario&);
result<void> add_points(work&, scenario&);
result<void> add_centres(work&, scenario&);

// Each household fits into one of these vehicles. Errors: no pickup point where people can walk.
result<void> add_households(work&, scenario&, std::span<made_vehicle const> kinds);

void add_zones(work const&, scenario&);
void add_beds(work&, scenario&);
void add_vehicles(work const&, scenario&, std::span<made_vehicle const> kinds);

}  // namespace leeward::planning::making
