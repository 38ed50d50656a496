#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "tickets/verify.h"

// No text passes for a ticket without the operation's signature, each refusal says why, and what can be read is
// written the same again, but for who signed it.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const key = signing_key{{1, 2, 3}};
  auto const read = tickets::read_ticket({reinterpret_cast<char const*>(data), size});
  if (!read) {
    ensure(!read.error().sentence_.empty(), "a refusal without a sentence");
    return 0;
  }
  ensure(!tickets::is_signed_by(*read, public_half(key)), "a forged ticket passed");
  auto const again = tickets::read_ticket(tickets::sign_ticket(key, read->ticket_));
  ensure(again.has_value() && again->ticket_ == read->ticket_ && again->signed_ == read->signed_,
         "read and write do not agree");
  return 0;
}
