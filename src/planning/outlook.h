#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planning/run.h"

// What the search for a run looks up instead of working it out for every vehicle, point and centre anew.
namespace leeward::planning {

// Who would board at a point, were there a bed for everybody.
struct boarding {
  std::int64_t gain_{0};
  persons persons_;
};

// Fills the vehicle in the order of boarding, with those ready by then and in time; without a time, with all.
boarding board_at(problem const&, free_places const&, vehicle_id, point_id, std::optional<instant> at);

class outlook {
public:
  explicit outlook(problem const&);

  // Of all who wait there, ready or not; kept until one of them leaves.
  boarding const& at(free_places const&, vehicle_id, point_id);

  std::size_t tiers() const { return tiers_; }

  // The centres of a tier, by the numbers of tiers that there are, that a vehicle can drive to from the point: the
  // shortest drive first.
  std::span<centre_id const> nearest(vehicle_id, point_id, std::size_t tier);

  // The least driving from the point over any centre to the vehicle's depot.
  seconds way_home(vehicle_id, point_id);

private:
  struct counted {
    std::optional<std::uint32_t> changes_{};
    boarding boarding_{};
  };

  struct ways {
    bool known_{false};
    std::vector<centre_id> centres_{};
    std::vector<std::size_t> ends_{};  // of each tier in centres_
  };

  ways const& ways_from(vehicle_id, point_id);

  problem const& problem_;
  std::size_t tiers_{0};
  std::vector<std::size_t> tier_of_;          // of each centre
  std::vector<std::size_t> kind_of_;          // of each vehicle: those of a kind can take the same people
  std::vector<std::vector<counted>> kept_;    // [kind][point]
  std::vector<ways> ways_;                    // [profile × point]
  std::vector<std::optional<seconds>> home_;  // [profile × depot × point]
};

}  // namespace leeward::planning
