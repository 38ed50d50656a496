#include "roads/oracle/closures.h"

#include <utility>

#include "roads/closures/way_index.h"

namespace leeward::roads::oracle {

place_on_road random_place(random_source& dice, road_map const& m, profile_id const p) {
  auto const& g = network_of(m, p).graph_;
  auto const& edge_ms = m.profiles_[p.v_].weights_.edge_ms_;
  auto e = edge_id{};
  do {
    e = {static_cast<std::uint32_t>(dice.below(g.edges_.size()))};
  } while (edge_ms[e.v_] >= kNever);
  auto const in = g.edges_[e.v_].in();
  auto const forward = g.edges_[e.v_].towards() == direction::kForward;
  auto const either = dice.chance(2, 3);
  auto const late = dice.chance(1, 2);
  return {.segment_ = in,
          .along_mm_ = static_cast<std::uint32_t>(dice.between(0, g.segments_[in.v_].length_mm_)),
          .forward_ = either || forward,
          .backward_ = either || !forward,
          .where_ = late ? shape(g, in).back() : shape(g, in).front(),
          .off_ = {}};
}

closure random_closure(random_source& dice, road_map const& m, profile_id const p, std::string id) {
  auto const& g = network_of(m, p).graph_;
  auto const at = random_place(dice, m, p);
  auto c = closure{};
  c.id_ = std::move(id);
  c.speed_percent_ = dice.chance(2, 3) ? kClosed : static_cast<std::int32_t>(dice.between(1, 99));
  c.direction_ = dice.chance(1, 3) ? static_cast<closed_direction>(dice.below(3)) : closed_direction::kBoth;
  if (dice.chance(1, 3)) {
    c.vehicles_ = {m.profiles_[p.v_].name_};
  }
  switch (dice.below(4)) {
    case 0: {
      auto const [lat, lon] = at.where_;
      auto const size = static_cast<std::int32_t>(dice.between(1'000, 60'000));
      c.area_ = polygon{{lat - size, lon - size}, {lat + size, lon}, {lat, lon + size}};
      break;
    }
    case 1: c.near_ = at.where_; break;
    default: c.ways_ = {way_of(g, at.segment_)};
  }
  return c;
}

}  // namespace leeward::roads::oracle
