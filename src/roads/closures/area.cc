#include "roads/closures/area.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace leeward::roads {

namespace {

// On which side of a -> b c lies: -1, 0 or 1. 128 bits hold the product of two differences of 33.
int side(position const a, position const b, position const c) {
  __extension__ using wide = __int128;
  auto const d = [](std::int32_t const u, std::int32_t const v) { return wide{u} - wide{v}; };
  auto const cross =
      d(b.lon_e7_, a.lon_e7_) * d(c.lat_e7_, a.lat_e7_) - d(b.lat_e7_, a.lat_e7_) * d(c.lon_e7_, a.lon_e7_);
  return int{cross > 0} - int{cross < 0};
}

box box_of(position const a, position const b) {
  auto around = box{};
  around.add(a);
  around.add(b);
  return around;
}

bool cross(position const a, position const b, position const c, position const d) {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 &&
         box_of(a, b).overlaps(box_of(c, d));
}

bool crosses_border(polygon const& area, position const a, position const b) {
  auto before = area.back();
  return std::any_of(begin(area), end(area), [&](position const p) {
    auto const from = before;
    before = p;
    return cross(a, b, from, p);
  });
}

}  // namespace

bool touches(polygon const& area, box const& bounds, std::span<position const> const line) {
  auto const inside = [&](position const p) { return bounds.contains(p) && contains(area, p); };
  if (inside(line.front())) {
    return true;
  }
  // From outside, a line gets inside only across the border.
  for (auto i = std::size_t{1}; i < line.size(); ++i) {
    if (box_of(line[i - 1], line[i]).overlaps(bounds) && crosses_border(area, line[i - 1], line[i])) {
      return true;
    }
  }
  return false;
}

}  // namespace leeward::roads
