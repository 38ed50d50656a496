#include "roads/region_maker/plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace leeward::roads::made {

namespace {

constexpr auto const kTwoPi = 6.283185307179586;

// sin(2 pi t): the series up to the 15th power on [-1/4, 1/4], below 1e-9 off.
double sine(double const turns) {
  auto t = turns - std::floor(turns + 0.5);  // [-0.5, 0.5)
  if (t > 0.25) {
    t = 0.5 - t;
  } else if (t < -0.25) {
    t = -0.5 - t;
  }
  auto const x = t * kTwoPi;
  auto const x2 = x * x;
  auto sum = 0.0;
  for (auto const n : {15, 13, 11, 9, 7, 5, 3}) {
    sum = (1.0 + sum) * -x2 / static_cast<double>(n * (n - 1));
  }
  return x * (1.0 + sum);
}

// arctan of [0, 1] in turns: halved twice, then the series.
double arc_tangent(double const z) {
  auto const half = z / (1.0 + std::sqrt(1.0 + z * z));
  auto const quarter = half / (1.0 + std::sqrt(1.0 + half * half));
  auto const q2 = quarter * quarter;
  auto sum = 0.0;
  for (auto const n : {15, 13, 11, 9, 7, 5, 3}) {
    sum = (1.0 / static_cast<double>(n) - sum) * q2;
  }
  return 4.0 * quarter * (1.0 - sum) / kTwoPi;
}

// A well-mixed 64-bit hash (splitmix64's finalizer) of a lattice point, as a number in [-1, 1].
double lattice(std::uint64_t const seed, std::int64_t const x, std::int64_t const y) {
  auto z = seed + static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15ULL +
           static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4FULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  z ^= z >> 31;
  return static_cast<double>(z >> 11) * (2.0 / 9007199254740992.0) - 1.0;
}

double smooth(double const t) { return t * t * t * (t * (t * 6.0 - 15.0) + 10.0); }

}  // namespace

double length(spot const s) { return std::sqrt(dot(s, s)); }
double distance(spot const a, spot const b) { return length(b - a); }

spot unit(spot const s) {
  auto const l = length(s);
  return l > 0 ? s * (1.0 / l) : spot{1, 0};
}

spot towards(double const turns) { return {sine(turns + 0.25), sine(turns)}; }

spot rotated(spot const s, double const turns) {
  auto const d = towards(turns);
  return {s.x_ * d.x_ - s.y_ * d.y_, s.x_ * d.y_ + s.y_ * d.x_};
}

double turns_of(spot const s) {
  auto const x = std::abs(s.x_);
  auto const y = std::abs(s.y_);
  if (x == 0 && y == 0) {
    return 0;
  }
  auto const first = y <= x ? arc_tangent(y / x) : 0.25 - arc_tangent(x / y);
  auto const upper = s.x_ >= 0 ? first : 0.5 - first;
  auto const turns = s.y_ >= 0 ? upper : 1.0 - upper;
  return turns >= 1.0 ? 0.0 : turns;
}

double length(line const& l) {
  auto sum = 0.0;
  for (auto i = std::size_t{1}; i < l.size(); ++i) {
    sum += distance(l[i - 1], l[i]);
  }
  return sum;
}

place_along along(line const& l, double metres) {
  for (auto i = std::size_t{1}; i < l.size(); ++i) {
    auto const d = distance(l[i - 1], l[i]);
    if (metres <= d || i + 1 == l.size()) {
      auto const way = unit(l[i] - l[i - 1]);
      return {l[i - 1] + way * std::min(metres, d), way};
    }
    metres -= d;
  }
  return {l.empty() ? spot{} : l.front(), {1, 0}};
}

line densified(line const& l, double const step) {
  auto out = line{};
  for (auto i = std::size_t{0}; i + 1 < l.size(); ++i) {
    auto const pieces = std::max(1.0, std::ceil(distance(l[i], l[i + 1]) / step));
    for (auto k = 0.0; k < pieces; ++k) {
      out.push_back(l[i] + (l[i + 1] - l[i]) * (k / pieces));
    }
  }
  if (!l.empty()) {
    out.push_back(l.back());
  }
  return out;
}

line shifted(line const& l, double const left) {
  auto out = line{};
  for (auto i = std::size_t{0}; i < l.size(); ++i) {
    auto const before = i > 0 ? unit(l[i] - l[i - 1]) : unit(l[i + 1] - l[i]);
    auto const after = i + 1 < l.size() ? unit(l[i + 1] - l[i]) : before;
    auto const mean = unit(before + after);
    // The mitre at a bend is longer than the shift; at most twice.
    auto const stretch = 1.0 / std::max(0.5, dot(mean, before));
    out.push_back(l[i] + left_of(mean) * (left * stretch));
  }
  return out;
}

line rounded(line const& l) {
  auto out = l;
  for (auto round = 0; round < 2; ++round) {
    auto const from = std::exchange(out, {l.front()});
    for (auto i = std::size_t{0}; i + 1 < from.size(); ++i) {
      out.push_back(from[i] * 0.75 + from[i + 1] * 0.25);
      out.push_back(from[i] * 0.25 + from[i + 1] * 0.75);
    }
    out.push_back(l.back());
  }
  return out;
}

std::optional<crossing_shares> crossing(spot const a, spot const b, spot const c, spot const d) {
  auto const ab = b - a;
  auto const cd = d - c;
  auto const det = cross(ab, cd);
  if (std::abs(det) < 1e-9) {
    return std::nullopt;
  }
  auto const ac = c - a;
  return crossing_shares{cross(ac, cd) / det, cross(ac, ab) / det};
}

double distance_to(spot const p, spot const a, spot const b) {
  auto const ab = b - a;
  auto const l2 = dot(ab, ab);
  auto const share = l2 > 0 ? std::clamp(dot(p - a, ab) / l2, 0.0, 1.0) : 0.0;
  return distance(p, a + ab * share);
}

double area(ring const& r) {
  auto twice = 0.0;
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    twice += cross(r[i], r[(i + 1) % r.size()]);
  }
  return twice * 0.5;
}

spot centre_of(ring const& r) {
  auto sum = spot{};
  auto weight = 0.0;
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    auto const w = distance(r[i], r[(i + 1) % r.size()]);
    sum = sum + middle(r[i], r[(i + 1) % r.size()]) * w;
    weight += w;
  }
  return weight > 0 ? sum * (1.0 / weight) : spot{};
}

bool inside(ring const& r, spot const p) {
  auto in = false;
  for (auto i = std::size_t{0}, j = r.size() - 1; i < r.size(); j = i++) {
    if ((r[i].y_ > p.y_) != (r[j].y_ > p.y_) &&
        p.x_ < (r[j].x_ - r[i].x_) * (p.y_ - r[i].y_) / (r[j].y_ - r[i].y_) + r[i].x_) {
      in = !in;
    }
  }
  return in;
}

ring left_part(ring const& r, spot const p, spot const d) {
  auto out = ring{};
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    auto const a = r[i];
    auto const b = r[(i + 1) % r.size()];
    auto const side_a = cross(d, a - p);
    auto const side_b = cross(d, b - p);
    if (side_a >= 0) {
      out.push_back(a);
    }
    if ((side_a >= 0) != (side_b >= 0)) {
      out.push_back(a + (b - a) * (side_a / (side_a - side_b)));
    }
  }
  return out;
}

std::vector<line> chords(ring const& r, spot const p, spot const d) {
  auto cuts = std::vector<double>{};
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    auto const a = r[i];
    auto const b = r[(i + 1) % r.size()];
    auto const side_a = cross(d, a - p);
    auto const side_b = cross(d, b - p);
    if ((side_a >= 0) != (side_b >= 0)) {
      cuts.push_back(dot(a + (b - a) * (side_a / (side_a - side_b)) - p, d));
    }
  }
  std::sort(cuts.begin(), cuts.end());
  auto out = std::vector<line>{};
  for (auto i = std::size_t{0}; i + 1 < cuts.size(); i += 2) {
    out.push_back({p + d * cuts[i], p + d * cuts[i + 1]});
  }
  return out;
}

ring shrunk(ring const& r, double const metres) {
  auto out = r;
  for (auto i = std::size_t{0}; i < r.size(); ++i) {
    auto const a = r[i];
    auto const way = unit(r[(i + 1) % r.size()] - a);
    out = left_part(out, a + left_of(way) * metres, way);
  }
  return out.size() >= 3 && area(out) > metres * metres ? out : ring{};
}

double noise(std::uint64_t const seed, spot const p) {
  auto const fx = std::floor(p.x_);
  auto const fy = std::floor(p.y_);
  auto const x = static_cast<std::int64_t>(fx);
  auto const y = static_cast<std::int64_t>(fy);
  auto const tx = smooth(p.x_ - fx);
  auto const ty = smooth(p.y_ - fy);
  auto const low = lattice(seed, x, y) * (1.0 - tx) + lattice(seed, x + 1, y) * tx;
  auto const high = lattice(seed, x, y + 1) * (1.0 - tx) + lattice(seed, x + 1, y + 1) * tx;
  return low * (1.0 - ty) + high * ty;
}

spot warp::operator()(spot const p) const {
  struct scale {
    double cell_, metres_;
  };
  auto out = p;
  auto salt = seed_;
  // Steepest slope: 3.75 * metres / cell, all together below one half, so that nothing folds over.
  for (auto const s : std::array<scale, 2>{{{12'000, 900}, {1'500, 70}}}) {
    auto const q = p * (1.0 / s.cell_);
    out = out + spot{noise(salt + 1, q), noise(salt + 2, q)} * s.metres_;
    salt += 2;
  }
  // Some quarters were laid out by eye.
  auto const loose = 0.5 + 0.5 * noise(salt + 1, p * (1.0 / 2'500));
  auto const q = p * (1.0 / 330);
  return out + spot{noise(salt + 2, q), noise(salt + 3, q)} * (14 * loose * loose);
}

}  // namespace leeward::roads::made
