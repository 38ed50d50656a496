#pragma once

#include "base/random.h"
#include "base/uuid.h"

namespace leeward::simulation {

// That nobody had before: version 4 of RFC 9562.
inline uuid fresh_uuid(random_source& dice) {
  auto const high = dice.next();
  auto const low = dice.next();
  return {(high & ~0xF000ULL) | 0x4000ULL, (low & ~(3ULL << 62U)) | (2ULL << 62U)};
}

template <typename Id>
Id fresh(random_source& dice) {
  return Id{fresh_uuid(dice)};
}

}  // namespace leeward::simulation
