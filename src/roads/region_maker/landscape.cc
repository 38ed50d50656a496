#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "roads/region_maker/chance.h"
#include "roads/region_maker/drawing.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kRegion = 150'000.0;  // the river runs that far up and down
constexpr auto const kReach = 6'000.0;     // of one area of water

void draw_river(drawing const& d) {
  auto const& r = d.w_.river_;
  auto const step_at = [&](double const u) { return std::abs(u) < 2 * r.scale_ + 4'000 ? 60.0 : 250.0; };
  for (auto start = -kRegion; start < kRegion; start += kReach) {
    auto middle_line = line{};
    auto left = ring{};
    auto right = ring{};
    auto const add = [&](double const u) {
      middle_line.push_back(d.bend_(r.at(u)));
      left.push_back(d.bend_(r.at(u, r.half_width_)));
      right.push_back(d.bend_(r.at(u, -r.half_width_)));
    };
    for (auto u = start; u < start + kReach; u += step_at(u)) {
      add(u);
    }
    add(start + kReach);
    auto bank = right;
    bank.insert(bank.end(), left.rbegin(), left.rend());
    d.out_.add_area(bank, {{"natural", "water"}, {"water", "river"}});
    auto tags = region_tags{{"waterway", "river"}};
    add_names(tags, d.names_.river_);
    d.out_.add_line(middle_line, std::move(tags));
  }
}

ring blob(spot const centre, double const radius, random_source& dice) {
  auto out = ring{};
  auto const corners = 11 + dice.below(7);
  auto const stretch = between(dice, 0.55, 1);
  auto const turn = dice.unit();
  for (auto i = std::uint64_t{0}; i < corners; ++i) {
    auto const p = towards(static_cast<double>(i) / static_cast<double>(corners)) * (radius * between(dice, 0.65, 1.1));
    out.push_back(centre + rotated({p.x_, p.y_ * stretch}, turn));
  }
  auto smooth = out;
  smooth.push_back(out.front());
  smooth = rounded(smooth);
  smooth.pop_back();
  return smooth;
}

// Somewhere in the country, more often near the roads, where people would see it.
spot somewhere(drawing const& d, random_source& dice) {
  auto const& places = d.c_.places_;
  auto const& near = places[dice.below(places.size())];
  auto const way = towards(dice.unit());
  return near.centre_ + way * between(dice, 1'500, 14'000);
}

double room(drawing const& d, spot const p) {
  auto least = 1e9;
  for (auto const& s : d.c_.places_) {
    auto const edge = s.kind_ == settlement_kind::kVillage ? s.radius_ * 1.6 : s.radius_ * 1.25;
    least = std::min(least, distance(p, s.centre_) - edge);
  }
  return least;
}

void draw_woods(drawing const& d, random_source& dice) {
  auto const count = d.c_.places_.size() * 5 / 2;
  for (auto i = std::size_t{0}; i < count; ++i) {
    auto const p = somewhere(d, dice);
    auto const radius = std::min(between(dice, 500, 4'200), room(d, p) - 50);
    if (radius > 300) {
      d.out_.add_area(bent(d, blob(p, radius, dice)), {{"landuse", "forest"}});
    }
  }
}

bool far_from_roads(drawing const& d, spot const bent_centre, double const metres) {
  auto const& p = d.w_.net_.points_;
  return std::none_of(p.begin(), p.end(), [&](spot const s) {
    return std::abs(s.x_ - bent_centre.x_) < metres && std::abs(s.y_ - bent_centre.y_) < metres;
  });
}

void draw_lakes(drawing const& d, random_source& dice) {
  auto const wanted = std::size_t{4} + d.c_.places_.size() / 6;
  auto drawn = std::size_t{0};
  for (auto tries = std::size_t{0}; drawn < wanted && tries < 6 * wanted; ++tries) {
    auto const p = somewhere(d, dice);
    auto const radius = between(dice, 90, 480);
    auto const apart = std::abs(d.w_.river_.distance(p)) > 2 * radius + 100;
    // Roads have a point at least every 250 m unless they are straight; so keep well away from those.
    if (apart && far_from_roads(d, d.bend_(p), radius * 1.3 + 300)) {
      d.out_.add_area(bent(d, blob(p, radius, dice)), {{"natural", "water"}, {"water", "lake"}});
      ++drawn;
    }
  }
}

std::pair<std::string_view, std::string_view> use_of(quarter_kind const k) {
  switch (k) {
    case quarter_kind::kWorks: return {"landuse", "industrial"};
    case quarter_kind::kPark: return {"leisure", "park"};
    case quarter_kind::kCore: return {"landuse", "commercial"};
    default: return {"landuse", "residential"};
  }
}

// Corners that matter; quarters are traced along streets, point by point.
ring without_small_bends(ring const& r) {
  auto out = ring{};
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    auto const& before = out.empty() ? r.back() : out.back();
    if (distance_to(r[i], before, r[(i + 1) % r.size()]) > 2.5) {
      out.push_back(r[i]);
    }
  }
  return out.size() >= 3 ? out : r;
}

void draw_land_use(drawing const& d) {
  for (auto const& q : d.w_.quarters_) {
    auto const [key, value] = use_of(q.kind_);
    d.out_.add_area(bent(d, without_small_bends(q.outline_)), {{key, std::string{value}}});
  }
}

}  // namespace

void draw_landscape(drawing const& d, random_source& dice) {
  draw_land_use(d);
  draw_woods(d, dice);
  draw_lakes(d, dice);
  draw_river(d);
}

}  // namespace leeward::roads::made
