#include "device/acknowledgement.h"

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::device {

namespace {

std::string signed_text(acknowledgement const& a) {
  auto text = fmt::format("leeward acknowledgement 1\n{}\n{}\n{}\n{}\n{}\n{}\n", to_string(a.operation_),
                          to_string(a.device_), a.up_to_, a.hash_, a.server_time_.unix_s_, a.set_aside_.size());
  for (auto const& s : a.set_aside_) {
    text += fmt::format("{} {} {}\n", s.seq_, s.sentence_.size(), s.sentence_);
  }
  return text;
}

}  // namespace

void sign(signing_key const& server, acknowledgement& a) { a.signature_ = sign_in_hex(server, signed_text(a)); }

std::string encode(acknowledgement const& a) { return json::encode(a) + "\n"; }

result<acknowledgement> decode_acknowledgement(std::string_view const text, std::string_view const source) {
  if (text.size() > kMostAcknowledgementBytes) {
    return fail(error_kind::kTooLarge, fmt::format("{}: has {} bytes, at most {} can be taken", source, text.size(),
                                                   kMostAcknowledgementBytes));
  }
  return json::decode<acknowledgement>(text, source);
}

result<void> take(outbox& box, acknowledgement const& a) {
  auto const& self = box.self();
  if (a.operation_ != self.operation_ || a.device_ != self.device_) {
    return invalid(fmt::format("device: is {}, must be {}: this is for another device", to_string(a.device_),
                               to_string(self.device_)),
                   "device");
  }
  if (!fits_in_hex(a.signature_, signed_text(a), self.server_)) {
    return invalid("signature: does not fit; the answer was changed, or is not the operation's", "signature");
  }
  if (a.up_to_ <= box.acknowledged()) {
    return {};  // an older one that comes late
  }
  auto const hash = box.hash_at(a.up_to_);
  if (!hash || a.hash_ != to_hex(*hash)) {
    return invalid(fmt::format("hash: of operation {} the server has another one; somebody else uses this device's "
                               "keys, or an older copy of it. Tell the headquarters, and send nothing more.",
                               a.up_to_),
                   "hash");
  }
  return box.acknowledged(a.up_to_);
}

}  // namespace leeward::device
