#pragma once

#include "base/crypto/signing.h"
#include "tickets/ticket.h"

// A household of four with a trip on the evening of 5 January, and who signs for it.
namespace leeward::tickets {

inline constexpr auto const kSigner = signing_key{{1, 2, 3, 4, 5}};
inline constexpr auto const kOperation = operation_id{{0x018C'D7A1'0C00'7000, 0x8000'0000'0000'0001}};
inline constexpr auto const kHousehold = household_id{{0x018C'D7A1'5E2F'7C41, 0x9A10'7D3F'00A1'B2C3}};
inline constexpr auto const kIssued = instant{1'704'445'200};   // 2024-01-05T09:00:00Z
inline constexpr auto const kExpires = instant{1'704'560'400};  // 2024-01-06T17:00:00Z

inline ticket made_ticket() {
  return {.operation_ = kOperation,
          .household_ = kHousehold,
          .trip_ = trip_id{{0x018C'D7B0'77AA'7123, 0x8BCD'0123'4567'89AB}},
          .number_ = {12'345},
          .persons_ = 4,
          .version_ = 3,
          .issued_ = kIssued,
          .expires_ = kExpires};
}

}  // namespace leeward::tickets
