#include "planning/made/the_day.h"

namespace leeward::planning::the_day {

made_numbers numbers() {
  auto n = made_numbers{};
  n.largest_household_ = 6;
  n.ready_at_start_per_cent_ = 10;
  n.others_ready_within_h_ = 10;
  n.operation_h_ = 24;
  n.stagger_h_ = 4;     // so that somebody can still set out late in the afternoon
  n.clearance_h_ = 14;  // the evening report
  n.depots_ = 2;
  n.centres_ = {{.tier_ = 1,
                 .per_cent_ = 70,
                 .from_m_ = {100'000},
                 .below_m_ = metres{140'000},
                 .in_ = {"town"},
                 .beds_per_cent_of_persons_ = 75},
                {.tier_ = 2,
                 .per_cent_ = 30,
                 .from_m_ = {120'000},
                 .below_m_ = std::nullopt,
                 .in_ = {"village"},
                 .beds_per_cent_of_persons_ = 45,
                 .open_after_h_ = 5}};
  return n;
}

}  // namespace leeward::planning::the_day
