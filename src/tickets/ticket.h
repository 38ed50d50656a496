#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe/class.hpp>

#include "base/crypto/signing.h"
#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "tickets/number.h"

// What a household carries, as it stands in its QR code: docs/formats/ticket.md. Nothing personal is in it: whoever
// finds one learns how many travel, not who.
namespace leeward::tickets {

using operation_id = entity_id<struct operation_tag>;
using household_id = entity_id<struct household_tag>;
using trip_id = entity_id<struct trip_tag>;

inline constexpr auto const kMostPersons = std::size_t{255};
inline constexpr auto const kMostTextBytes = std::size_t{256};
inline constexpr auto const kLastInstant = instant{0xFFFF'FFFF};  // four bytes: in 2106

struct ticket {
  bool operator==(ticket const&) const = default;

  operation_id operation_;
  household_id household_;
  std::optional<trip_id> trip_{};
  ticket_number number_;
  std::uint8_t persons_{1};   // 1 … kMostPersons
  std::uint32_t version_{0};  // the household's; a ticket with a lower one was replaced
  instant issued_;            // 0 … kLastInstant, as the next
  instant expires_;           // the first second at which it is not good any more
};

// "LW1:" and base45.
std::string sign_ticket(signing_key const&, ticket const&);

// A text that has the shape of a ticket; who signed it is not known yet.
struct unproven_ticket {
  ticket ticket_;
  std::string signed_;  // what the signature is over
  signature signature_{};
};

// Errors: kInvalidInput, it is no ticket, or one of a later version of this program.
result<unproven_ticket> read_ticket(std::string_view);

inline bool is_signed_by(unproven_ticket const& t, public_key const& k) { return fits(t.signature_, t.signed_, k); }

}  // namespace leeward::tickets
