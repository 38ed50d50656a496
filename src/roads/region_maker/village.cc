#include <algorithm>
#include <utility>

#include "roads/region_maker/blocks.h"
#include "roads/region_maker/chance.h"
#include "roads/region_maker/settlement.h"

namespace leeward::roads::made {

namespace {

// An oval with uneven edges, long side along the main street.
ring outline(settlement const& s, spot const along, random_source& dice) {
  auto out = ring{};
  for (auto i = 0; i < 14; ++i) {
    auto const p = towards(i / 14.0) * between(dice, 0.8, 1.15);
    out.push_back(s.centre_ + along * (p.x_ * s.radius_ * 1.5) + left_of(along) * (p.y_ * s.radius_ * 0.7));
  }
  return out;
}

// A piece of street may be missing: gardens reach through.
void thin_out(network& n, random_source& dice) {
  std::erase_if(n.streets_, [&](street const&) { return chance(dice, 12); });
}

// From the ends of some lanes into the fields.
void add_tracks(network& n, settlement const& s, random_source& dice) {
  for (auto tries = 0; tries < 3 && !n.streets_.empty(); ++tries) {
    auto const& lane = n.streets_[dice.below(n.streets_.size())];
    auto const from = lane.points_.back();
    auto const out = n.points_[from] - s.centre_;
    if (lane.kind_ == street_kind::kTrack || length(out) < s.radius_ * 0.5) {
      continue;
    }
    auto const way = rotated(unit(out), between(dice, -0.04, 0.04));
    auto track = street{.kind_ = street_kind::kTrack};
    track.points_ = {from, add_point(n, n.points_[from] + way * between(dice, 250, 900))};
    track.bridge_ = {passing::kOnGround};
    n.streets_.push_back(std::move(track));
  }
}

}  // namespace

void build_village(world& w, std::uint32_t const index, settlement& s, spot const main_direction, bool const through,
                   random_source& dice) {
  auto local = world{.fineness_ = w.fineness_};
  auto const r = outline(s, main_direction, dice);
  auto q = quarter{r, quarter_kind::kHouses, index};
  fill_quarter(local, q, dice);
  thin_out(local.net_, dice);
  add_tracks(local.net_, s, dice);

  auto const centre = add_point(local.net_, s.centre_);
  if (!through) {  // the one road that comes goes on to the last houses
    for (auto const& c : chords(r, s.centre_, main_direction * -1.0)) {
      auto spine = street{.kind_ = street_kind::kUnclassified, .style_ = name_style::kStreet, .settlement_ = index};
      spine.points_ = {centre, add_point(local.net_, c.back())};
      spine.bridge_ = {passing::kOnGround};
      local.net_.streets_.push_back(std::move(spine));
    }
  }
  densify(local.net_, 90, 140);
  auto const shift = append(w.net_, std::move(local.net_));
  s.gates_ = {{.point_ = centre + shift}};
  w.quarters_.push_back(std::move(q));
}

}  // namespace leeward::roads::made
