#include "base/random.h"

#include <bit>

namespace leeward {

namespace {

__extension__ using wide = unsigned __int128;

}  // namespace

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  auto z = state;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

random_source::random_source(std::uint64_t seed)
    : state_{split_mix(seed), split_mix(seed), split_mix(seed), split_mix(seed)} {}

std::uint64_t random_source::next() {
  auto& [a, b, c, d] = state_;
  auto const out = std::rotl(b * 5, 7) * 9;
  auto const t = b << 17U;
  c ^= a;
  d ^= b;
  b ^= c;
  a ^= d;
  c ^= t;
  d = std::rotl(d, 45);
  return out;
}

random_source random_source::split() { return random_source{next()}; }

// Lemire 2019, "Fast random integer generation in an interval": draws again in the few cases that would favour some.
std::uint64_t random_source::below(std::uint64_t const n) {
  ensure(n != 0, "a random number below 0");
  auto product = wide{next()} * n;
  if (static_cast<std::uint64_t>(product) < n) {
    auto const unfair = (0 - n) % n;
    while (static_cast<std::uint64_t>(product) < unfair) {
      product = wide{next()} * n;
    }
  }
  return static_cast<std::uint64_t>(product >> 64U);
}

std::int64_t random_source::between(std::int64_t const a, std::int64_t const b) {
  ensure(a <= b, "a random number between a and less than a");
  auto const last = static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
  auto const drawn = last == ~std::uint64_t{0} ? next() : below(last + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + drawn);
}

}  // namespace leeward
