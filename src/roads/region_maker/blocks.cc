#include "roads/region_maker/blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "roads/region_maker/chance.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kShortest = 40.0;    // metres; no street is built for less
constexpr auto const kSideways = 24.0;    // nor one that runs this near beside a side of its quarter
constexpr auto const kMaxSplits = 4'000;  // of one block

struct extent {
  double low_{std::numeric_limits<double>::max()};
  double high_{std::numeric_limits<double>::lowest()};
};

extent extent_along(ring const& r, spot const d) {
  auto out = extent{};
  for (auto const& s : r) {
    out.low_ = std::min(out.low_, dot(s, d));
    out.high_ = std::max(out.high_, dot(s, d));
  }
  return out;
}

bool beside_border(ring const& r, line const& l) {
  auto const mid = middle(l.front(), l.back());
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    if (distance_to(mid, r[i], r[(i + 1) % r.size()]) < kSideways) {
      return true;
    }
  }
  return false;
}

void build(network& n, ring const& r, line const& l, street const& like) {
  if (distance(l.front(), l.back()) > kShortest && !beside_border(r, l)) {
    add_street(n, l, like);
  }
}

// Pieces of a bent line inside the ring.
std::vector<line> clipped(line const& l, ring const& r) {
  auto out = std::vector<line>{};
  auto open = false;
  for (auto i = std::size_t{0}; i + 1 < l.size(); ++i) {
    auto cuts = std::vector<double>{0.0, 1.0};
    for (auto k = std::size_t{0}; k < r.size(); ++k) {
      if (auto const x = crossing(l[i], l[i + 1], r[k], r[(k + 1) % r.size()]);
          x && x->ab_ > 0 && x->ab_ < 1 && x->cd_ >= 0 && x->cd_ < 1) {
        cuts.push_back(x->ab_);
      }
    }
    std::sort(cuts.begin(), cuts.end());
    auto const at = [&](double const share) { return l[i] + (l[i + 1] - l[i]) * share; };
    for (auto k = std::size_t{0}; k + 1 < cuts.size(); ++k) {
      if (!inside(r, at((cuts[k] + cuts[k + 1]) / 2))) {
        open = false;
        continue;
      }
      if (!open) {
        out.push_back({at(cuts[k])});
        open = true;
      }
      out.back().push_back(at(cuts[k + 1]));
    }
  }
  return out;
}

struct grid_plan {
  spot direction_;
  double rows_;   // metres between the long streets
  double cross_;  // … between those that cross them
  bool staggered_{false};
  std::uint64_t oneway_percent_{0};
};

void rows_of(network& n, ring const& r, spot const d, double const spacing, street like, std::uint64_t const oneway,
             random_source& dice) {
  auto const across = left_of(d);
  auto const e = extent_along(r, across);
  auto const count = std::max(1.0, std::floor((e.high_ - e.low_) / spacing + 0.5));
  for (auto k = 1.0; k < count; ++k) {
    auto const forward = std::fmod(k, 2.0) > 0;
    like.oneway_ = chance(dice, oneway);
    auto const p = across * (e.low_ + (e.high_ - e.low_) * k / count);
    for (auto l : chords(r, p, d)) {
      if (!forward) {
        std::reverse(l.begin(), l.end());
      }
      build(n, r, l, like);
    }
  }
}

// Short streets from one long street to the next, at places of their own in each strip.
void staggered_crossings(network& n, ring const& r, grid_plan const& g, street const& like, random_source& dice) {
  auto const across = left_of(g.direction_);
  auto const e = extent_along(r, across);
  auto const x = extent_along(r, g.direction_);
  auto const strips = std::max(1.0, std::floor((e.high_ - e.low_) / g.rows_ + 0.5));
  for (auto k = 0.0; k < strips; ++k) {
    auto const low = k > 0 ? e.low_ + (e.high_ - e.low_) * k / strips : e.low_ - 1;
    auto const high = k + 1 < strips ? e.low_ + (e.high_ - e.low_) * (k + 1) / strips : e.high_ + 1;
    for (auto at = x.low_ + g.cross_ * between(dice, 0.15, 0.95); at < x.high_;
         at += g.cross_ * between(dice, 0.8, 1.25)) {
      for (auto const& c : chords(r, g.direction_ * at, across)) {
        auto const from = std::max(low, dot(c.front(), across));
        auto const to = std::min(high, dot(c.back(), across));
        if (to - from > kShortest * 0.7) {
          auto const foot = g.direction_ * at;
          auto const l = line{foot + across * from, foot + across * to};
          if (!beside_border(r, l)) {
            add_street(n, l, like);
          }
        }
      }
    }
  }
}

void fill_grid(network& n, ring const& r, grid_plan const& g, street const& like, random_source& dice) {
  rows_of(n, r, g.direction_, g.rows_, like, g.oneway_percent_, dice);
  if (g.staggered_) {
    staggered_crossings(n, r, g, like, dice);
  } else {
    rows_of(n, r, left_of(g.direction_), g.cross_, like, g.oneway_percent_, dice);
  }
}

// Rays and arcs around a point outside.
void fill_fan(network& n, ring const& r, double const spacing, street const& like, random_source& dice) {
  auto const centre = centre_of(r);
  auto const d = main_direction(r);
  auto const e = extent_along(r, d);
  auto const reach = (e.high_ - e.low_) * between(dice, 0.8, 1.3);
  auto const focus = centre - d * reach;
  auto const step = spacing * 1.5 / (reach * 6.283);  // turns
  auto const middle_turn = turns_of(d);
  for (auto t = middle_turn - 0.2; t < middle_turn + 0.2; t += step) {
    for (auto const& c : chords(r, focus, towards(t))) {
      if (dot(c.back() - focus, d) > 0) {
        build(n, r, c, like);
      }
    }
  }
  for (auto radius = spacing; radius < reach * 3; radius += spacing) {
    auto arc = line{};
    auto const bend = 35.0 / (radius * 6.283);
    for (auto t = middle_turn - 0.24; t < middle_turn + 0.24; t += bend) {
      arc.push_back(focus + towards(t) * radius);
    }
    for (auto const& c : clipped(arc, r)) {
      if (length(c) > kShortest && !beside_border(r, c)) {
        add_street(n, c, like);
      }
    }
  }
}

// A drive around the yard between the blocks of flats, with two ways in.
void build_yard(network& n, ring const& block, street const& like, random_source& dice) {
  auto const yard = shrunk(block, between(dice, 26, 38));
  if (yard.size() < 3 || area(yard) < 1'800) {
    return;
  }
  add_loop(n, yard, like);
  auto const first = dice.below(yard.size());
  auto built = 0;
  for (auto i = std::size_t{0}; i < std::min<std::size_t>(2, yard.size()); ++i) {
    auto const side = (first + i * (yard.size() / 2)) % yard.size();
    auto const a = yard[side];
    auto const b = yard[(side + 1) % yard.size()];
    auto const from = a + (b - a) * between(dice, 0.3, 0.7);
    auto const out = left_of(unit(b - a)) * -1.0;
    for (auto const& c : chords(block, from, out)) {
      if (dot(c.front() - from, out) < 0 && dot(c.back() - from, out) > 5) {
        auto drive = like;
        drive.bollard_ = i == 1 && built > 0 && chance(dice, 15);
        add_street(n, {from, c.back()}, drive);
        ++built;
      }
    }
  }
}

void fill_estate(network& n, ring const& r, double const scale, street const& like, random_source& dice) {
  auto inner = like;
  inner.estate_ = true;
  auto yard = inner;
  yard.kind_ = street_kind::kService;
  yard.style_ = name_style::kUnnamed;
  for (auto const& block : split_block(n, r, 50'000 * scale * scale, inner, dice)) {
    build_yard(n, block, yard, dice);
  }
}

}  // namespace

spot main_direction(ring const& r) {
  // Sides are summed over runs that bend little.
  auto best = spot{1, 0};
  auto longest = 0.0;
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    auto const way = unit(r[(i + 1) % r.size()] - r[i]);
    auto sum = 0.0;
    for (auto k = std::size_t{0}; k < r.size(); ++k) {
      auto const side = r[(i + k + 1) % r.size()] - r[(i + k) % r.size()];
      if (dot(unit(side), way) < 0.97) {
        break;
      }
      sum += dot(side, way);
    }
    if (sum > longest + 0.01) {
      longest = sum;
      best = way;
    }
  }
  return best;
}

std::vector<ring> split_block(network& n, ring const& whole, double const target, street const& like,
                              random_source& dice) {
  auto todo = std::vector<ring>{whole};
  auto done = std::vector<ring>{};
  for (auto splits = 0; !todo.empty(); ++splits) {
    auto r = std::move(todo.back());
    todo.pop_back();
    if (area(r) < target * between(dice, 0.9, 1.7) || splits > kMaxSplits) {
      done.push_back(std::move(r));
      continue;
    }
    auto const d = main_direction(r);
    auto const e = extent_along(r, d);
    auto const f = extent_along(r, left_of(d));
    auto const is_long = e.high_ - e.low_ > f.high_ - f.low_;
    auto const way = rotated(is_long ? left_of(d) : d, between(dice, -0.012, 0.012));
    auto const share = between(dice, 0.4, 0.6);
    auto const p = d * (e.low_ + (e.high_ - e.low_) * (is_long ? share : 0.5)) +
                   left_of(d) * (f.low_ + (f.high_ - f.low_) * (is_long ? 0.5 : share));
    auto left = left_part(r, p, way);
    auto right = left_part(r, p, way * -1.0);
    if (left.size() < 3 || right.size() < 3 || std::min(area(left), area(right)) < target * 0.15) {
      done.push_back(std::move(r));
      continue;
    }
    for (auto const& c : chords(r, p, way)) {
      if (distance(c.front(), c.back()) > kShortest) {
        add_street(n, c, like);
      }
    }
    todo.push_back(std::move(left));
    todo.push_back(std::move(right));
  }
  return done;
}

void fill_quarter(world& w, quarter const& q, random_source& dice) {
  auto const scale = 1.0 / w.fineness_;
  auto const& r = q.outline_;
  auto const d = main_direction(r);
  auto like = street{.kind_ = street_kind::kResidential, .style_ = name_style::kStreet, .settlement_ = q.settlement_};
  auto& n = w.net_;
  switch (q.kind_) {
    case quarter_kind::kCore: fill_grid(n, r, {d, 105 * scale, 125 * scale, false, 45}, like, dice); break;
    case quarter_kind::kGrid: fill_grid(n, r, {d, 108 * scale, 175 * scale, false, 12}, like, dice); break;
    case quarter_kind::kHouses: fill_grid(n, r, {d, 94 * scale, 225 * scale, true}, like, dice); break;
    case quarter_kind::kFan: fill_fan(n, r, 100 * scale, like, dice); break;
    case quarter_kind::kOrganic: split_block(n, r, 15'500 * scale * scale, like, dice); break;
    case quarter_kind::kEstate: fill_estate(n, r, scale, like, dice); break;
    case quarter_kind::kWorks: {
      like.kind_ = street_kind::kService;
      like.style_ = name_style::kUnnamed;
      like.gated_ = true;
      split_block(n, r, 55'000 * scale * scale, like, dice);
      break;
    }
    case quarter_kind::kPark: {
      like.kind_ = street_kind::kPedestrian;
      like.style_ = name_style::kUnnamed;
      split_block(n, r, area(r) / 4, like, dice);
      break;
    }
  }
}

}  // namespace leeward::roads::made
