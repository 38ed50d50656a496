#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planning/run.h"
#include "planning/tours.h"

// What the search for a run looks up instead of working it out for every vehicle, tour and centre anew.
namespace leeward::planning {

using tour_id = index_id<struct tour_of_outlook_tag>;

// Who would board on a tour, were there a bed of a group for each.
struct offer {
  std::int64_t gain_{0};
  persons persons_;
  instant begin_;                   // all of them are ready
  seconds standing_;                // while they board
  seconds between_;                 // driving from the first point to the last
  std::vector<point_id> points_{};  // where somebody boards
};

// Beds that some people may have: in centres of one tier, those kept for a class of households, or those for everybody
// else. Where a centre has both, others fill the vehicle.
struct bed_group {
  std::size_t tier_{0};  // by the numbers of tiers that there are
  class_id class_;       // none: for those for whom nothing is kept
  bool with_others_{false};
  bool demanding_{false};  // those for whom nothing is kept although they do not fit everywhere
  std::uint64_t bit_{0};   // of its people, among all who wait
};

class outlook {
public:
  outlook(problem const&, free_places const&);

  std::span<tour const> tours() const { return tours_; }
  std::span<bed_group const> groups() const { return groups_; }

  // Somebody may not go everywhere, be it by pins, forbidden pairs or people not to meet.
  bool has_wishes() const { return has_wishes_; }

  // The bits of those who wait there.
  std::uint64_t who_waits(tour_id const id) { return waiting_[id.v_].is_empty_ ? 0 : look_at_tour(id); }

  // After who_waits(), while nobody leaves: of those who are ready when the vehicle is there; if nobody is, of those
  // who are ready next.
  offer const& at(vehicle_id, tour_id, bed_group const&, instant);

  // Looks at the beds that centres have left and at the queues before their desks from then on: to be called before
  // the next three.
  void look_at_centres(instant now);

  // How long a vehicle will wait there that arrives in so long, by and large.
  seconds queue_at(centre_id const c, seconds const in) {
    auto const step = std::min(static_cast<std::size_t>((in.v_ + kStep.v_ - 1) / kStep.v_), kSteps - 1);
    auto& known = queues_[c.v_ * kSteps + step];
    if (known.look_ != look_) {
      known = {.look_ = look_, .wait_ = find_queue(c, step)};
    }
    return known.wait_;
  }

  // Beds there that people of that group may still have.
  persons beds_at(centre_id, bed_group const&) const;

  // The centres with beds of that group that are the shortest drives from the tour: the nearest one, and the nearest
  // ones with beds for many.
  std::span<centre_id const> nearest(vehicle_id, tour const&, std::size_t group);

  // How much longer the way to and fro is to the last centre that would be needed, were the nearest ones filled first.
  seconds saved_by(centre_id const c) const { return saved_[c.v_]; }

  // The least driving to each centre, and from each to the vehicle's depot.
  std::span<seconds const> ways_to_centres(vehicle_id, point_id);
  std::span<seconds const> ways_back(vehicle_id);

  // The least driving from the tour over any centre to the vehicle's depot.
  seconds way_home(vehicle_id, tour const&);

  // Pickup points near this one, nearest first; for a door, doors.
  std::span<point_id const> neighbours(vehicle_id, point_id);

private:
  static constexpr auto const kStep = seconds{1200};
  static constexpr auto const kSteps = std::size_t{15};

  struct known_offer {
    std::optional<std::uint32_t> changes_{};
    instant until_;  // then somebody else is ready
    offer offer_{};
  };

  struct known_classes {
    std::optional<std::uint32_t> changes_{};
    std::uint64_t classes_{0};
    bool is_empty_{false};  // and stays so
  };

  struct known_queue {
    std::uint32_t look_{0};
    seconds wait_;
  };

  struct known_centres {
    std::uint32_t epoch_{0};
    std::vector<centre_id> centres_{};
  };

  struct ways {
    bool known_{false};
    std::vector<centre_id> centres_{};  // nearest first
    std::vector<point_id> points_{};
  };

  std::uint64_t look_at_tour(tour_id);
  seconds find_queue(centre_id, std::size_t step) const;
  void look_at_beds();
  ways& ways_from(vehicle_id, point_id);
  void find_savings();

  problem const& problem_;
  free_places const& free_;
  std::vector<tour> tours_;
  std::vector<std::size_t> tier_of_;  // of each centre
  std::vector<bed_group> groups_;
  std::vector<std::size_t> kind_of_;              // of each vehicle: those of a kind can take the same people
  std::vector<std::vector<known_offer>> offers_;  // [kind][tour × class, the last for those without × two]
  bool has_wishes_{false};
  std::vector<bool> asks_accessible_;                // all of a class do
  std::vector<known_classes> waiting_;               // [tour]
  std::vector<ways> ways_;                           // [profile × point]
  std::vector<std::vector<known_centres>> nearest_;  // [profile × point][group]
  std::vector<std::vector<seconds>> to_centres_;     // [profile × point][centre]
  std::vector<std::vector<seconds>> back_;           // [profile × depot][centre]
  std::vector<std::optional<seconds>> home_;         // [profile × depot × point]
  std::vector<std::uint8_t> state_of_beds_;          // [class, the last for those without × centre]
  std::vector<seconds> saved_;                       // [centre]
  std::vector<known_queue> queues_;                  // [centre × step]
  std::vector<std::uint32_t> epochs_;                // [group]: its centres are others than before
  std::uint32_t look_{0};
  instant now_;
};

}  // namespace leeward::planning
