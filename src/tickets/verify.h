#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/crypto/signing.h"
#include "base/time.h"
#include "tickets/known_tickets.h"
#include "tickets/ticket.h"

// What a steward's phone says of a QR code, without a network.
namespace leeward::tickets {

// In the order in which they are looked for: the first that holds is said.
enum class verdict : std::uint8_t {
  kUnreadable,
  kOtherOperation,
  kForged,  // or altered: not signed by this operation
  kWithdrawn,
  kReplaced,
  kExpired,
  kSeenBefore,
  kGood
};
BOOST_DESCRIBE_ENUM(verdict, kUnreadable, kOtherOperation, kForged, kWithdrawn, kReplaced, kExpired, kSeenBefore, kGood)

// Who verifies.
struct verifier {
  operation_id operation_;
  public_key key_;
};

struct finding {
  verdict verdict_{verdict::kUnreadable};
  std::string sentence_;            // what it is, and what to do
  std::vector<std::string> notes_;  // what this device cannot know: how old its list is, that its clock may be wrong
  std::optional<ticket> ticket_{};  // once it is known to be the operation's own
};

finding verify(std::string_view text, verifier const&, known_tickets const&, instant now);

}  // namespace leeward::tickets
