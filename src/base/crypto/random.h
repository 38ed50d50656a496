#pragma once

#include <cstdint>
#include <span>

#include "base/crypto/signing.h"
#include "base/uuid.h"

// From the system, for keys and ids at the edge: what has to come out the same each time uses base/random.h.
namespace leeward {

void fill_randomly(std::span<std::uint8_t>);

signing_key random_signing_key();

// Version 4 of RFC 9562, also of bits from elsewhere.
uuid random_uuid();
uuid uuid_of_random(std::uint64_t high, std::uint64_t low);

}  // namespace leeward
