#include "roads/region_maker/water.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace leeward::roads::made {

namespace {

constexpr auto const kStep = 6.0;    // metres between looks at the water
constexpr auto const kShore = 10.0;  // of a bridge, on land

struct stretch {
  double from_, to_;
};

// Where along the street there is water, with its shores.
std::vector<stretch> wet_stretches(network const& n, street const& s, river const& r) {
  auto out = std::vector<stretch>{};
  auto at = 0.0;
  auto const reach = r.half_width_ + kShore;
  for (auto i = std::size_t{0}; i + 1 < s.points_.size(); ++i) {
    auto const a = n.points_[s.points_[i]];
    auto const b = n.points_[s.points_[i + 1]];
    auto const d = distance(a, b);
    if (std::abs(r.distance(a)) < reach + d) {
      for (auto x = 0.0; x < d; x += kStep) {
        if (std::abs(r.distance(a + (b - a) * (x / d))) > reach) {
          continue;
        }
        if (out.empty() || at + x > out.back().to_ + 4 * kStep) {
          out.push_back({at + x - kStep, at + x + kStep});
        }
        out.back().to_ = at + x + kStep;
      }
    }
    at += d;
  }
  return out;
}

}  // namespace

void cross_river(world& w) {
  auto& n = w.net_;
  auto const count = static_cast<std::uint32_t>(n.streets_.size());
  for (auto s = std::uint32_t{0}; s < count; ++s) {
    for (auto const& x : wet_stretches(n, n.streets_[s], w.river_)) {
      mark(n, s, x.from_, x.to_, passing::kOnBridge);
    }
  }
  keep_pieces(n, [&](street const& s, std::size_t const i) {
    return s.crosses_water_ || s.bridge_[i] != passing::kOnBridge || s.level_ != level::kGround ||
           !w.river_.wet(middle(n.points_[s.points_[i]], n.points_[s.points_[i + 1]]));
  });
}

}  // namespace leeward::roads::made
