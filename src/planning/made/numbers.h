#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/description.h"
#include "base/quantities.h"

namespace leeward::planning {

inline constexpr auto const kNumbersFormat = "leeward-numbers-1";

// Which households a kind of vehicle is there for: of each group so many per cent. A household belongs to the first
// group that it fits, so that the groups are disjoint.
struct made_work {
  static constexpr auto const kMayBeMissing = std::array{"lying", "wheelchairs", "oxygen", "doors", "points"};
  static constexpr auto const kNotes = std::array{
      json::note{"lying", "of the households with somebody who lies"},
      json::note{"wheelchairs", "of the others with a wheelchair"}, json::note{"oxygen", "of the others on oxygen"},
      json::note{"doors", "of the others who are fetched at their door"}, json::note{"points", "of all others"}};

  std::int64_t lying_{0};
  std::int64_t wheelchairs_{0};
  std::int64_t oxygen_{0};
  std::int64_t doors_{0};
  std::int64_t points_{0};
};
BOOST_DESCRIBE_STRUCT(made_work, (), (lying_, wheelchairs_, oxygen_, doors_, points_))

// Reception centres of one tier.
struct made_centres {
  static constexpr auto const kMayBeMissing = std::array{"open_after_h"};
  static constexpr auto const kNotes =
      std::array{json::note{"per_cent", "of the centres"},
                 json::note{"from_m", "by road from the middle of the city"},
                 json::note{"below_m", "else no limit"},
                 json::note{"in", "places of these kinds (OpenStreetMap's: city, town, village, …); else of any"},
                 json::note{"beds_per_cent_of_persons", "accessible ones included"},
                 json::note{"open_after_h", "when they are asked, after the start"}};

  std::int64_t tier_{1};
  std::int64_t per_cent_{0};
  metres from_m_;
  std::optional<metres> below_m_;
  std::vector<std::string> in_;
  std::int64_t beds_per_cent_of_persons_{0};
  std::int64_t open_after_h_{0};
};
BOOST_DESCRIBE_STRUCT(made_centres, (),
                      (tier_, per_cent_, from_m_, below_m_, in_, beds_per_cent_of_persons_, open_after_h_))

// One kind of vehicle in a made fleet.
struct made_vehicle {
  static constexpr auto const kMayBeMissing =
      std::array{"profile", "wheelchair_bays", "lying_places", "oxygen", "work_per_cent"};
  static constexpr auto const kNotes = std::array{
      json::note{"kind", "for people, and with a number the vehicle's id"}, json::note{"profile", "of the .roads file"},
      json::note{"work_per_cent", "which households the kind is there for; it sizes the fleet and binds no plan"}};

  std::string kind_;
  std::string profile_{"coach"};
  std::int64_t seats_{0};
  std::int64_t wheelchair_bays_{0};
  std::int64_t lying_places_{0};
  std::int64_t oxygen_{0};
  made_work work_per_cent_;
};
BOOST_DESCRIBE_STRUCT(made_vehicle, (),
                      (kind_, profile_, seats_, wheelchair_bays_, lying_places_, oxygen_, work_per_cent_))

// What made scenarios are made of: our assumptions, all in one place. As a file: docs/formats/numbers.md.
struct made_numbers {
  static constexpr auto const kMayBeMissing = std::array{"largest_household",
                                                         "wheelchairs_per_1000_persons",
                                                         "lying_per_1000_persons",
                                                         "oxygen_per_1000_persons",
                                                         "pets_per_cent_of_households",
                                                         "priority_with_special_needs",
                                                         "walk_m",
                                                         "short_walk_m",
                                                         "short_walkers_per_cent_of_persons",
                                                         "doors_per_cent_of_households",
                                                         "ready_at_start_per_cent",
                                                         "others_ready_within_h",
                                                         "operation_h",
                                                         "shift_h",
                                                         "stagger_h",
                                                         "clearance_h",
                                                         "good_plan_per_cent",
                                                         "between_doors_s",
                                                         "city_radius_m",
                                                         "centres_from_m",
                                                         "far_from_m",
                                                         "far_centres_per_cent",
                                                         "own_tier_per_cent",
                                                         "centres_with_pets_per_cent",
                                                         "beds_per_cent_of_persons",
                                                         "accessible_beds_per_cent_of_need",
                                                         "depots",
                                                         "loading_fixed_s",
                                                         "loading_per_person_s",
                                                         "unloading_fixed_s",
                                                         "unloading_per_person_s",
                                                         "loading_places",
                                                         "unloading_places",
                                                         "intake_persons_per_hour"};
  static constexpr auto const kNotes = std::array{
      json::note{"households_by_size",
                 "of 100 households: so many of 1, 2, 3, … persons; the last: of that many up to "
                 "largest_household, all alike"},
      json::note{"priority_with_special_needs",
                 "of a household with a wheelchair, or somebody who lies or is on "
                 "oxygen; the others count 1"},
      json::note{"short_walk_m", "a household walks no farther if one of its persons cannot"},
      json::note{"doors_per_cent_of_households", "fetched at their door; households with somebody who lies first"},
      json::note{"shift_h", "two crews a vehicle, in turn"},
      json::note{"stagger_h", "the shifts of every other vehicle of a kind begin so much later"},
      json::note{"clearance_h", "the fleet is sized so that a good plan has brought everybody by then"},
      json::note{"good_plan_per_cent", "how much of a vehicle's time and places a good plan uses"},
      json::note{"between_doors_s", "driving from one door to the next"},
      json::note{"city_radius_m", "pickup points lie so near the middle of the biggest settlement"},
      json::note{"centres_from_m", "no centre nearer; this and the next by road"},
      json::note{"far_centres_per_cent", "beyond far_from_m"},
      json::note{"own_tier_per_cent", "of the centres, the nearest: tier 1; the others: tier 2"},
      json::note{"beds_per_cent_of_persons", "all beds, accessible ones included"},
      json::note{"centres", "instead of the numbers from centres_from_m to beds_per_cent_of_persons: which there are"},
      json::note{"accessible_beds_per_cent_of_need", "need: a bed for each wheelchair and each who lies"},
      json::note{"unloading_fixed_s", "with cleaning"}};

  std::string format_{kNumbersFormat};

  std::vector<std::int64_t> households_by_size_{25, 29, 20, 15, 7, 4};
  std::int64_t largest_household_{12};
  std::int64_t wheelchairs_per_1000_persons_{15};
  std::int64_t lying_per_1000_persons_{5};
  std::int64_t oxygen_per_1000_persons_{3};
  std::int64_t pets_per_cent_of_households_{20};
  std::int64_t priority_with_special_needs_{2};
  metres walk_m_{800};
  metres short_walk_m_{300};
  std::int64_t short_walkers_per_cent_of_persons_{10};
  std::int64_t doors_per_cent_of_households_{20};
  std::int64_t ready_at_start_per_cent_{50};
  std::int64_t others_ready_within_h_{12};

  std::int64_t operation_h_{48};
  std::int64_t shift_h_{12};
  std::int64_t stagger_h_{0};
  std::int64_t clearance_h_{36};
  std::int64_t good_plan_per_cent_{85};
  seconds between_doors_s_{240};

  metres city_radius_m_{12000};
  metres centres_from_m_{20000};
  metres far_from_m_{90000};
  std::int64_t far_centres_per_cent_{60};
  std::int64_t own_tier_per_cent_{60};
  std::int64_t centres_with_pets_per_cent_{70};
  std::int64_t beds_per_cent_of_persons_{105};
  std::vector<made_centres> centres_{};
  std::int64_t accessible_beds_per_cent_of_need_{105};
  std::int64_t depots_{3};

  seconds loading_fixed_s_{300};
  seconds loading_per_person_s_{20};
  seconds unloading_fixed_s_{900};
  seconds unloading_per_person_s_{15};
  std::int64_t loading_places_{3};
  std::int64_t unloading_places_{6};
  std::int64_t intake_persons_per_hour_{400};

  // The first ones go into every fleet, however small: together they hold whoever there is.
  std::vector<made_vehicle> fleet_{
      {"coach", "coach", 45, 0, 0, 0, {.points_ = 92}},
      {"lift coach", "coach", 30, 6, 1, 2, {.lying_ = 15, .wheelchairs_ = 70, .oxygen_ = 60}},
      {"minibus", "minibus", 17, 0, 0, 0, {.doors_ = 70}},
      {"ambulance", "minibus", 4, 0, 2, 2, {.lying_ = 85}},
      {"midibus", "coach", 28, 0, 0, 0, {.doors_ = 30, .points_ = 8}},
      {"lift minibus", "minibus", 8, 2, 0, 1, {.wheelchairs_ = 30, .oxygen_ = 40}}};
};
BOOST_DESCRIBE_STRUCT(made_numbers, (),
                      (format_, households_by_size_, largest_household_, wheelchairs_per_1000_persons_,
                       lying_per_1000_persons_, oxygen_per_1000_persons_, pets_per_cent_of_households_,
                       priority_with_special_needs_, walk_m_, short_walk_m_, short_walkers_per_cent_of_persons_,
                       doors_per_cent_of_households_, ready_at_start_per_cent_, others_ready_within_h_, operation_h_,
                       shift_h_, stagger_h_, clearance_h_, good_plan_per_cent_, between_doors_s_, city_radius_m_,
                       centres_from_m_, far_from_m_, far_centres_per_cent_, own_tier_per_cent_,
                       centres_with_pets_per_cent_, beds_per_cent_of_persons_, centres_,
                       accessible_beds_per_cent_of_need_, depots_, loading_fixed_s_, loading_per_person_s_,
                       unloading_fixed_s_, unloading_per_person_s_, loading_places_, unloading_places_,
                       intake_persons_per_hour_, fleet_))

}  // namespace leeward::planning
