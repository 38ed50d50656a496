#pragma once

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>

// How much the fault tests do: a fixed amount in every run, and a multiple with new seeds in `./run soak`, which sets
// LEEWARD_SOAK to a number of its own in each round.
namespace leeward::ledger {

// 0: this is no soak.
inline std::uint64_t soak_seed() {
  auto const* const text = std::getenv("LEEWARD_SOAK");  // NOLINT(concurrency-mt-unsafe): nobody changes it
  auto seed = std::uint64_t{0};
  if (text != nullptr) {
    std::from_chars(text, text + std::strlen(text), seed);
  }
  return seed;
}

template <typename Number>
Number in_soak(Number const many, Number const usually) {
  return soak_seed() == 0 ? usually : many;
}

}  // namespace leeward::ledger
