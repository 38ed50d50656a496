#pragma once

#include <cstdint>
#include <optional>
#include <vector>

// Geometry of the made world: a plane in metres, east and north of the city's centre.
//
// The same options must give the same bytes on every machine. So all arithmetic here is + - * / and square roots,
// which IEEE 754 rounds in one way only; the target is compiled without fused operations, and sine and
// cosine are ours, because those of the C library differ in the last bit between processors.
namespace leeward::roads::made {

struct spot {
  friend constexpr spot operator+(spot const a, spot const b) { return {a.x_ + b.x_, a.y_ + b.y_}; }
  friend constexpr spot operator-(spot const a, spot const b) { return {a.x_ - b.x_, a.y_ - b.y_}; }
  friend constexpr spot operator*(spot const a, double const f) { return {a.x_ * f, a.y_ * f}; }
  constexpr bool operator==(spot const&) const = default;

  double x_{0};
  double y_{0};
};

using line = std::vector<spot>;
using ring = std::vector<spot>;  // without its repeated first point

constexpr double dot(spot const a, spot const b) { return a.x_ * b.x_ + a.y_ * b.y_; }
constexpr double cross(spot const a, spot const b) { return a.x_ * b.y_ - a.y_ * b.x_; }
constexpr spot left_of(spot const d) { return {-d.y_, d.x_}; }
constexpr spot middle(spot const a, spot const b) { return (a + b) * 0.5; }

double length(spot);
double distance(spot, spot);
spot unit(spot);

// Angles are turns: 0 east, 0.25 north.
spot towards(double turns);
spot rotated(spot, double turns);
double turns_of(spot);  // [0, 1)

double length(line const&);

// The point that far along a line, and the direction there.
struct place_along {
  spot where_;
  spot direction_;
};
place_along along(line const&, double metres);

// Points at most `step` apart; the given ones stay.
line densified(line const&, double step);

// The line that far to the left (right if negative).
line shifted(line const&, double left);

// Corners cut twice (Chaikin), ends kept.
line rounded(line const&);

// Where the segments a-b and c-d cross, as the share of the way from a to b and from c to d. None if parallel.
struct crossing_shares {
  double ab_;
  double cd_;
};
std::optional<crossing_shares> crossing(spot a, spot b, spot c, spot d);

double distance_to(spot, spot a, spot b);  // to the segment a-b

double area(ring const&);  // positive if counterclockwise
spot centre_of(ring const&);
bool inside(ring const&, spot);

// The part of a ring on the left of the line through `p` along `d`. For convex rings, and good enough for nearly
// convex.
ring left_part(ring const&, spot p, spot d);

// Pieces inside the ring of the straight line through `p` along `d`.
std::vector<line> chords(ring const&, spot p, spot d);

// Each side moved inwards (counterclockwise ring); empty if nothing sound is left.
ring shrunk(ring const&, double metres);

// Smooth noise in [-1, 1] of a plane whose cells are one unit wide; other seeds, other noise.
double noise(std::uint64_t seed, spot);

// A smooth displacement of the whole plane, which turns straight work into lived-in lines and keeps what crosses what.
struct warp {
  spot operator()(spot) const;

  std::uint64_t seed_{0};
};

}  // namespace leeward::roads::made
