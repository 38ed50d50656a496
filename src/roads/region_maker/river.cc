#include "roads/region_maker/river.h"

#include <algorithm>
#include <cmath>

namespace leeward::roads::made {

double river::across(double const u) const {
  auto const wild = std::clamp((std::abs(u) - 1.3 * scale_) / 12'000, 0.0, 1.0);  // wide bends in the country only
  return offset_ + 0.17 * scale_ * noise(seed_, {u / (0.9 * scale_), 0.5}) +
         0.05 * scale_ * noise(seed_ + 1, {u / (0.35 * scale_), 0.5}) +
         wild * (3'000 * noise(seed_ + 2, {u / 11'000, 0.5}) + 700 * noise(seed_ + 3, {u / 2'600, 0.5}));
}

spot river::at(double const u, double const left) const {
  auto const here = spot{u, across(u)};
  auto const slope = (across(u + 10) - across(u - 10)) / 20;
  return rotated(here + left_of(unit({1, slope})) * left, turns_);
}

double river::downstream(spot const s) const { return rotated(s, -turns_).x_; }

double river::distance(spot const s) const {
  auto const p = rotated(s, -turns_);
  auto u = p.x_;
  for (auto step = 0; step < 2; ++step) {  // towards the foot of the perpendicular
    auto const slope = (across(u + 10) - across(u - 10)) / 20;
    u += ((p.x_ - u) + slope * (p.y_ - across(u))) / (1 + slope * slope);
  }
  auto const straight = std::abs(p.y_ - across(p.x_));
  auto const d = std::min(straight, made::distance(p, {u, across(u)}));
  return p.y_ >= across(p.x_) ? d : -d;
}

}  // namespace leeward::roads::made
