#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>

#include "base/ensure.h"

namespace leeward {

// The same numbers from the same seed on every machine and with every standard library, whose distributions differ.
// xoshiro256** seeded by SplitMix64 (Blackman, Vigna, https://prng.di.unimi.it). Not for secrets.
class random_source {
public:
  explicit random_source(std::uint64_t seed);
  explicit random_source(std::array<std::uint64_t, 4> const& state) : state_{state} {}  // not all zero

  std::uint64_t next();

  // A source of its own, which no later draw from this one disturbs: give one to each part of a work, so that a change
  // in one part leaves the others as they were.
  random_source split();

  // 0 … n - 1, all alike; n >= 1.
  std::uint64_t below(std::uint64_t n);

  // a … b, both included; a <= b.
  std::int64_t between(std::int64_t a, std::int64_t b);

  // True p times of q; q >= 1.
  bool chance(std::uint64_t const p, std::uint64_t const q) { return below(q) < p; }

  // 0 <= x < 1, in steps of 2^-53.
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

  // One of a vector, array or span that has any.
  template <std::ranges::random_access_range R>
  auto& pick(R&& from) {
    ensure(!std::ranges::empty(from), "there is nothing to pick from");
    return std::ranges::begin(from)[static_cast<std::ptrdiff_t>(below(std::ranges::size(from)))];
  }

  // Fisher and Yates: every order alike.
  template <std::ranges::random_access_range R>
  void shuffle(R&& all) {
    auto const first = std::ranges::begin(all);
    for (auto i = static_cast<std::ptrdiff_t>(std::ranges::size(all)); i > 1; --i) {
      std::ranges::iter_swap(first + (i - 1),
                             first + static_cast<std::ptrdiff_t>(below(static_cast<std::uint64_t>(i))));
    }
  }

private:
  std::array<std::uint64_t, 4> state_;
};

// One step of SplitMix64.
std::uint64_t split_mix(std::uint64_t& state);

}  // namespace leeward
