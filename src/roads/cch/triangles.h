#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "roads/cch/hierarchy.h"

namespace leeward::roads::cch {

// Calls fn(i, k) for every pair of equal entries of two sorted lists; counts the steps.
template <typename List, typename Fn>
std::size_t for_each_common(List const& a, std::uint32_t i, std::uint32_t const a_end, List const& b, std::uint32_t k,
                            std::uint32_t const b_end, Fn&& fn) {
  auto const begin = std::size_t{i} + k;
  while (i != a_end && k != b_end) {
    auto const x = a[i];
    auto const y = b[k];
    if (x == y) {
      fn(i, k);
    }
    i += x <= y ? 1 : 0;
    k += y <= x ? 1 : 0;
  }
  return std::size_t{i} + k - begin;
}

// Calls fn(arc u -> v, arc v -> w) for every v below both u and w, lowest first, while it returns true; counts the
// steps.
template <typename Fn>
std::size_t for_each_lower_triangle(hierarchy const& h, std::uint32_t const u, std::uint32_t const w, Fn&& fn) {
  auto i = h.down_from_first_[u];
  auto k = h.up_into_first_[w];
  auto const i_end = h.down_from_first_[u + 1];
  auto const k_end = h.up_into_first_[w + 1];
  auto steps = std::size_t{0};
  for (; i != i_end && k != k_end; ++steps) {
    auto const x = h.down_from_head_[i];
    auto const y = h.up_into_tail_[k];
    if (x == y && !fn(h.down_from_arc_[i], h.up_into_arc_[k])) {
      break;
    }
    i += x <= y ? 1 : 0;
    k += y <= x ? 1 : 0;
  }
  return steps;
}

// The arc u -> w, which exists; some arc in a file made to deceive.
inline std::uint32_t find_arc(hierarchy const& h, std::uint32_t const u, std::uint32_t const w) {
  auto const& upper = u < w ? h.up_head_ : h.down_tail_;
  auto const& first = u < w ? h.up_first_ : h.down_first_;
  auto const [lower, higher] = std::minmax(u, w);
  auto const* const from = upper.data() + first[lower];
  auto const* const to = upper.data() + first[lower + 1];
  auto const at = static_cast<std::uint32_t>(std::lower_bound(from, to, higher) - upper.data());
  return std::min(u < w ? at : up_count(h) + at, arc_count(h) - 1);
}

// Pairs of a down arc and an up arc of the same lower node: the length of `third_`, and the work of a customization.
std::size_t count_triangles(hierarchy const&);

}  // namespace leeward::roads::cch
