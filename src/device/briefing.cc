#include "device/briefing.h"

#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::device {

namespace {

std::string signed_text(briefing b) {
  b.signature_.clear();
  return "leeward briefing 1\n" + json::encode(b) + "\n";
}

}  // namespace

void sign(signing_key const& server, briefing& b) { b.signature_ = sign_in_hex(server, signed_text(b)); }

std::string encode(briefing const& b) { return json::encode(b) + "\n"; }

result<briefing> decode_briefing(std::string_view const text, std::string_view const source, identity const& self) {
  if (text.size() > kMostBriefingBytes) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: has {} bytes, at most {} can be taken", source, text.size(), kMostBriefingBytes));
  }
  return json::decode<briefing>(text, source).and_then([&](briefing b) -> result<briefing> {
    if (b.operation_ != self.operation_ || b.device_ != self.device_) {
      return invalid(fmt::format("{}: device: is {}, must be {}: this is for another device", source,
                                 to_string(b.device_), to_string(self.device_)),
                     "device");
    }
    if (!fits_in_hex(b.signature_, signed_text(b), self.server_)) {
      return invalid(fmt::format("{}: signature: does not fit; it was changed, or is not the operation's", source),
                     "signature");
    }
    return b;
  });
}

}  // namespace leeward::device
