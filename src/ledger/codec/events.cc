#include "ledger/codec.h"
#include "ledger/codec/named.h"

namespace leeward::ledger {

std::string encode_event(operation::event const& e) { return encode_named(e); }

result<operation::event> decode_event(std::string_view const text, std::string_view const source) {
  return decode_named<operation::event>("event", text, source);
}

}  // namespace leeward::ledger
