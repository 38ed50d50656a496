#pragma once

#include "base/random.h"
#include "base/uuid.h"

namespace leeward::simulation {

// An id that nobody had before.
template <typename Id>
Id fresh(random_source& dice) {
  return Id{uuid{dice.next(), dice.next()}};
}

}  // namespace leeward::simulation
