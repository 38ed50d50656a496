#include <fmt/format.h>

#include "ledger/codec.h"
#include "ledger/codec/named.h"

namespace leeward::ledger {

std::string encode_command(operation::command const& c) { return encode_named(c); }

result<operation::command> decode_command(std::string_view const text, std::string_view const source) {
  if (text.size() > kMostCommandBytes) {
    return fail(error_kind::kTooLarge, fmt::format("{}: has {} bytes, more than the {} that a command may have", source,
                                                   text.size(), kMostCommandBytes));
  }
  return decode_named<operation::command>("command", text, source);
}

}  // namespace leeward::ledger
