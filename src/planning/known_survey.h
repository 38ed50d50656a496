#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planning/survey.h"
#include "planning/walking.h"

namespace leeward::planning {

// One profile's places on its roads, and the roads as they are in each span of slices: as all are open, then span 0 …
struct network {
  roads::profile_id profile_;
  std::vector<roads::place_on_road> places_;
  std::vector<roads::situation> roads_;
};

struct networks {
  std::vector<network> of_profile_{};
};

// What an earlier survey says of a scenario; it must outlive this.
struct known_survey {
  explicit known_survey(scenario const&);  // nothing
  known_survey(scenario const&, survey const& before);

  std::optional<roads::place_on_road> place_on_road(roads::profile_id, std::size_t place) const;

  // What must be asked of the roads.
  struct unknown {
    bool is_far_{true};                    // ask_times::ask_far
    std::vector<std::uint32_t> points_{};  // … or else of these points alone, ask_times::ask_core
    std::vector<std::uint32_t> doors_{};   // ask_times::ask_near
  };

  // Puts what is known of the times by the network's last roads into the table.
  unknown fill(network const&, roads::table_memory&, time_table&) const;

  std::vector<place> places_;     // of the scenario
  std::vector<on_foot> walkers_;  // of the scenario
  road_times numbered_;           // its places alone
  survey const* before_{nullptr};
  earlier_numbers earlier_{};                // of each place among those before
  earlier_numbers doors_{};                  // … of each door among the doors
  earlier_numbers hubs_{};                   // … of each depot and centre among these
  earlier_numbers core_{};                   // … of each place that is no door
  bool has_new_far_{false};                  // a door or hub is new
  std::vector<std::uint32_t> new_points_{};  // of the pickup points
  std::vector<std::uint32_t> near_doors_{};  // find_earlier() of each of the numbered
  std::vector<std::uint32_t> near_points_{};
  known_walks walks_{};
};

}  // namespace leeward::planning
