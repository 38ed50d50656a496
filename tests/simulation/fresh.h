#pragma once

#include "base/crypto/random.h"
#include "base/random.h"
#include "base/uuid.h"

namespace leeward::simulation {

// That nobody had before.
inline uuid fresh_uuid(random_source& dice) {
  auto const high = dice.next();
  return uuid_of_random(high, dice.next());
}

template <typename Id>
Id fresh(random_source& dice) {
  return Id{fresh_uuid(dice)};
}

}  // namespace leeward::simulation
