#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

// How long arrays from a file are checked: without a branch an entry, so that it takes as long as reading them.
namespace leeward::roads {

// Of conditions that are all computed, so that there is no branch.
template <typename... Bool>
constexpr bool any(Bool const... b) {
  return ((b ? 1U : 0U) | ...) != 0;
}

template <typename... Bool>
constexpr bool all(Bool const... b) {
  return ((b ? 1U : 0U) & ...) != 0;
}

// The first i < n for which bad(i), or n. Asks for some i beyond it as well: `bad` has to be safe for every i.
template <typename Bad>
std::size_t first_where(std::size_t const n, Bad&& bad) {
  constexpr auto const kBlock = std::size_t{64};
  auto i = std::size_t{0};
  for (; i + kBlock <= n; i += kBlock) {
    auto found = 0U;
    for (auto k = std::size_t{0}; k != kBlock; ++k) {
      found |= bad(i + k) ? 1U : 0U;
    }
    if (found != 0) {
      break;
    }
  }
  while (i != n && !bad(i)) {
    ++i;
  }
  return i;
}

template <typename Bad>
bool holds_anywhere(std::size_t const n, Bad&& bad) {
  return first_where(n, bad) != n;
}

// Whether `first` holds n + 1 rising offsets, from 0 to `size`.
inline bool are_offsets(std::span<std::uint32_t const> const first, std::size_t const n, std::size_t const size) {
  return first.size() == n + 1 && first.front() == 0 && first.back() == size &&
         !holds_anywhere(n, [&](std::size_t const i) { return first[i] > first[i + 1]; });
}

// The row of each item, of rows that begin at such offsets.
inline std::vector<std::uint32_t> rows_of(std::span<std::uint32_t const> const first) {
  auto row = std::vector<std::uint32_t>(first.back() + std::size_t{1});
  for (auto const begin : first.subspan(1)) {
    ++row[begin];
  }
  std::partial_sum(begin(row), end(row), begin(row));
  row.pop_back();
  return row;
}

}  // namespace leeward::roads
