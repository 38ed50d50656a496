#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/quantities.h"

namespace leeward::planning {

// One kind of vehicle in a made fleet.
struct made_vehicle {
  std::string kind_;
  std::string profile_;
  std::int64_t per_cent_{0};  // of the fleet; the first kind takes what is left over
  std::int64_t least_seats_{0};
  std::int64_t most_seats_{0};
  std::int64_t wheelchair_bays_{0};
};
BOOST_DESCRIBE_STRUCT(made_vehicle, (), (kind_, profile_, per_cent_, least_seats_, most_seats_, wheelchair_bays_))

// What made scenarios are made of: our assumptions, all in one place.
struct made_numbers {
  // Of 100 households: so many of 1, 2, 3, … persons (the last: of that many).
  std::vector<std::int64_t> households_by_size_{25, 29, 20, 15, 7, 4};
  std::int64_t wheelchairs_per_1000_persons_{15};
  std::int64_t pets_per_cent_of_households_{20};
  std::int64_t priority_with_wheelchair_{2};
  std::int64_t ready_at_start_per_cent_{50};
  std::int64_t others_ready_within_h_{12};

  std::int64_t operation_h_{48};
  std::int64_t shift_h_{12};  // two crews a vehicle, in turn

  metres city_radius_{12000};   // pickup points lie so near the middle of the biggest settlement
  metres centres_from_{20000};  // no centre nearer
  metres far_from_{90000};      // by road, taken as straight line + road_detour_per_cent_
  std::int64_t road_detour_per_cent_{20};
  std::int64_t far_centres_per_cent_{60};
  std::int64_t own_tier_per_cent_{60};  // of the centres, the nearest first
  std::int64_t centres_with_pets_per_cent_{70};
  std::int64_t beds_per_cent_of_persons_{105};
  std::int64_t depots_{3};

  seconds loading_fixed_s_{300};
  seconds loading_per_person_s_{20};
  seconds unloading_fixed_s_{900};  // with cleaning
  seconds unloading_per_person_s_{15};
  std::int64_t loading_places_{3};
  std::int64_t unloading_places_{6};
  std::int64_t intake_persons_per_hour_{400};

  std::vector<made_vehicle> fleet_{
      {"coach", "coach", 0, 45, 50, 0}, {"lift bus", "coach", 12, 28, 34, 6}, {"minibus", "minibus", 6, 16, 20, 0}};
};
BOOST_DESCRIBE_STRUCT(made_numbers, (),
                      (households_by_size_, wheelchairs_per_1000_persons_, pets_per_cent_of_households_,
                       priority_with_wheelchair_, ready_at_start_per_cent_, others_ready_within_h_, operation_h_,
                       shift_h_, city_radius_, centres_from_, far_from_, road_detour_per_cent_, far_centres_per_cent_,
                       own_tier_per_cent_, centres_with_pets_per_cent_, beds_per_cent_of_persons_, depots_,
                       loading_fixed_s_, loading_per_person_s_, unloading_fixed_s_, unloading_per_person_s_,
                       loading_places_, unloading_places_, intake_persons_per_hour_, fleet_))

}  // namespace leeward::planning
