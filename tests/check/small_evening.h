#pragma once

#include "planning/given_times.h"

// The roads of scenario.json here: seconds and metres between its places.
namespace leeward::planning {

inline ways const& evening_ways() {
  static auto const table = ways{
      {{"yard", "north"}, {{600}, {6000}}},     {{"yard", "south"}, {{700}, {7000}}},
      {{"north", "south"}, {{900}, {12000}}},   {{"north", "school"}, {{3000}, {46000}}},
      {{"south", "school"}, {{3600}, {58000}}}, {{"yard", "school"}, {{3300}, {51000}}},
      {{"north", "hall"}, {{6000}, {96000}}},   {{"south", "hall"}, {{6600}, {108000}}},
      {{"yard", "hall"}, {{6300}, {102000}}},   {{"school", "hall"}, {{3200}, {52000}}},
  };
  return table;
}

}  // namespace leeward::planning
