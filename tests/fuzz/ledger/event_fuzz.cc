#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "ledger/codec.h"

// Whatever is decoded is encoded and decoded to the same again; whatever is refused says why.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const read = ledger::decode_event({reinterpret_cast<char const*>(data), size}, "fuzz");
  if (!read) {
    ensure(!read.error().sentence_.empty(), "an error without a sentence");
    return 0;
  }
  auto const text = ledger::encode_event(*read);
  auto const again = ledger::decode_event(text, "again");
  ensure(again.has_value() && ledger::encode_event(*again) == text, "encode and decode do not agree");
  return 0;
}
