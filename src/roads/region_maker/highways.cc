#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "roads/region_maker/country.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kHalf = 10.0;             // from the centre of a highway to each carriageway
constexpr auto const kRamp = 400.0;            // along the carriageway, from where it leaves to the crossing road
constexpr auto const kRampFoot = 95.0;         // from the carriageway to where the ramp meets the crossing road
constexpr auto const kInterchanges = 6'500.0;  // apart, on the motorway
constexpr auto const kOnRing = 1'300.0;        // … on the ring road

struct found_crossing {
  double along_free_, along_ground_;
  spot free_way_, ground_way_;
};

std::optional<found_crossing> find_crossing(line const& free, line const& ground) {
  auto at_free = 0.0;
  for (auto i = std::size_t{0}; i + 1 < free.size(); ++i) {
    auto at_ground = 0.0;
    for (auto k = std::size_t{0}; k + 1 < ground.size(); ++k) {
      auto const x = crossing(free[i], free[i + 1], ground[k], ground[k + 1]);
      auto const d = distance(ground[k], ground[k + 1]);
      if (x && x->ab_ >= 0 && x->ab_ < 1 && x->cd_ >= 0 && x->cd_ < 1) {
        return found_crossing{at_free + x->ab_ * distance(free[i], free[i + 1]), at_ground + x->cd_ * d,
                              unit(free[i + 1] - free[i]), unit(ground[k + 1] - ground[k])};
      }
      at_ground += d;
    }
    at_free += distance(free[i], free[i + 1]);
  }
  return std::nullopt;
}

void add_ramp(network& n, point_id const from, point_id const to, spot const corner, street const& like) {
  auto const l = rounded({n.points_[from], corner, n.points_[to]});
  auto ramp = like;
  ramp.level_ = level::kLink;
  ramp.oneway_ = true;
  ramp.points_ = {from};
  for (auto i = std::size_t{1}; i + 1 < l.size(); ++i) {
    ramp.points_.push_back(add_point(n, l[i]));
  }
  ramp.points_.push_back(to);
  ramp.bridge_.assign(ramp.points_.size() - 1, passing::kOnGround);
  n.streets_.push_back(std::move(ramp));
}

bool has_room(found_crossing const& x, line const& free, line const& ground) {
  return x.along_free_ > kRamp + 150 && length(free) - x.along_free_ > kRamp + 150 &&
         x.along_ground_ > kRampFoot + 60 && length(ground) - x.along_ground_ > kRampFoot + 60 &&
         std::abs(cross(x.free_way_, x.ground_way_)) > 0.6;
}

// Half a diamond: the ways off one carriageway and onto it, which meet the crossing road on its right.
void join_carriageway(network& n, std::uint32_t const free, std::uint32_t const ground, found_crossing const& x) {
  auto const right = left_of(x.free_way_) * -1.0;
  auto const towards_right = dot(x.ground_way_, right) > 0 ? 1.0 : -1.0;
  auto const foot = insert_point(n, ground, x.along_ground_ + towards_right * kRampFoot);
  auto const off = insert_point(n, free, x.along_free_ - kRamp);
  auto const on = insert_point(n, free, x.along_free_ + kRamp);
  auto const like = n.streets_[free];
  auto const corner = [&](point_id const p, double const ahead) {
    return n.points_[p] + x.free_way_ * (ahead * kRamp * 0.62) + right * 30;
  };
  auto leaving = like;
  leaving.heads_to_ = kNone;  // what is nearest, which is not known here
  add_ramp(n, off, foot, corner(off, 1), leaving);
  add_ramp(n, foot, on, corner(on, -1), like);
}

// Interchanges where worthy roads cross two carriageways, at least `apart` from each other.
void join_crossings(network& n, std::uint32_t const out, std::uint32_t const in, double const apart,
                    bool const closed) {
  auto taken = std::vector<spot>{};
  auto by_roads = 0;
  auto const count = n.streets_.size();
  for (auto s = std::uint32_t{0}; s < count; ++s) {
    auto const& ground = n.streets_[s];
    if (ground.level_ != level::kGround || ground.kind_ > street_kind::kUnclassified || ground.oneway_) {
      continue;
    }
    auto const l = line_of(n, ground);
    auto const a = find_crossing(line_of(n, n.streets_[out]), l);
    auto const b = find_crossing(line_of(n, n.streets_[in]), l);
    if (!a || !b || !has_room(*a, line_of(n, n.streets_[out]), l) || !has_room(*b, line_of(n, n.streets_[in]), l)) {
      continue;
    }
    if (ground.dives_ && by_roads++ % 2 == 0) {
      continue;  // every other by-road passes below
    }
    auto const where = along(l, a->along_ground_).where_;
    auto const near = [&](spot const t) { return distance(t, where) < apart; };
    auto const from_end = std::min(a->along_free_, length(line_of(n, n.streets_[out])) - a->along_free_);
    if (std::any_of(taken.begin(), taken.end(), near) || (!closed && from_end < 2'000)) {
      continue;
    }
    taken.push_back(where);
    n.streets_[s].dives_ = false;
    join_carriageway(n, out, s, *a);
    // The second foot lies elsewhere on the same road; what was inserted does not change distances along it.
    join_carriageway(n, in, s, *b);
  }
}

street carriageway(street_kind const kind, std::uint32_t const ref, std::uint32_t const heads_to) {
  return {.kind_ = kind,
          .level_ = level::kFree,
          .oneway_ = true,
          .crosses_water_ = true,
          .ref_ = ref,
          .heads_to_ = heads_to};
}

// Between two points that exist, carriageway by carriageway.
std::pair<std::uint32_t, std::uint32_t> lay_dual(network& n, line const& centre, point_id const from, point_id const to,
                                                 street_kind const kind, std::uint32_t const ref,
                                                 std::uint32_t const town) {
  auto const lay = [&](double const left, bool const back) {
    auto const index = add_street(n, shifted(centre, left), carriageway(kind, ref, back ? 0 : town));
    auto& s = n.streets_[index];
    s.points_.front() = from;
    s.points_.back() = to;
    if (back) {
      std::reverse(s.points_.begin(), s.points_.end());
    }
    return index;
  };
  auto const out = lay(-kHalf, false);
  return {out, lay(kHalf, true)};
}

void lay_ring_road(world& w, settlement const& city) {
  auto const radius = ring_road_radius(city);
  if (radius == 0) {
    return;
  }
  auto const circle = [&](double const r) {
    auto out = ring{};
    for (auto i = 0; i < 120; ++i) {
      out.push_back(city.centre_ + towards((i + 0.37) / 120) * r);
    }
    return out;
  };
  // Traffic keeps right: anticlockwise outside, clockwise inside.
  auto const outer = add_loop(w.net_, circle(radius + kHalf), carriageway(street_kind::kTrunk, kRingRoadRef, kNone));
  auto inside = circle(radius - kHalf);
  std::reverse(inside.begin(), inside.end());
  auto const inner = add_loop(w.net_, inside, carriageway(street_kind::kTrunk, kRingRoadRef, kNone));
  join_crossings(w.net_, outer, inner, kOnRing, true);
}

void lay_motorway(world& w, country const& c) {
  auto const& l = c.motorway_;
  auto const way = turns_of(c.places_[1].centre_ - c.places_[0].centre_);
  auto const from = c.places_[0].gates_[gate_towards(c.places_[0], way)].point_;
  auto const to = c.places_[1].gates_[gate_towards(c.places_[1], way < 0.5 ? way + 0.5 : way - 0.5)].point_;
  auto const [out, in] = lay_dual(w.net_, l, from, to, street_kind::kMotorway, kMotorwayRef, 1);
  join_crossings(w.net_, out, in, kInterchanges, false);
}

// A dual carriageway for the first third, then one road with junctions on the level.
void lay_trunk(world& w, country const& c) {
  auto const& l = c.trunk_;
  auto const way = turns_of(c.places_[2].centre_ - c.places_[0].centre_);
  auto const from = c.places_[0].gates_[gate_towards(c.places_[0], way)].point_;
  auto const to = c.places_[2].gates_[gate_towards(c.places_[2], way < 0.5 ? way + 0.5 : way - 0.5)].point_;
  auto const third = static_cast<std::ptrdiff_t>(l.size() / 3);
  auto const joint = add_point(w.net_, l[static_cast<std::size_t>(third)]);
  auto const [out, in] =
      lay_dual(w.net_, {l.begin(), l.begin() + third + 1}, from, joint, street_kind::kTrunk, kTrunkRef, 2);
  join_crossings(w.net_, out, in, kInterchanges, false);

  auto const rest = add_street(w.net_, {l.begin() + third, l.end()},
                               {.kind_ = street_kind::kTrunk, .crosses_water_ = true, .ref_ = kTrunkRef});
  w.net_.streets_[rest].points_.front() = joint;
  w.net_.streets_[rest].points_.back() = to;
}

}  // namespace

void lay_highways(world& w, country const& c) {
  lay_ring_road(w, c.places_[0]);
  lay_motorway(w, c);
  lay_trunk(w, c);
}

}  // namespace leeward::roads::made
