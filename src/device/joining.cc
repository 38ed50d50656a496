#include "device/joining.h"

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::device {

namespace {

std::string text_of(joining const& j) {
  return fmt::format("leeward joining 1\n{}\n{}\n{}\n", to_string(j.operation_), to_string(j.device_), j.public_key_);
}

}  // namespace

result<identity> accept(invitation const& i, signing_key const& key, instant const now) {
  if (now >= i.until_) {
    return invalid(
        fmt::format("The invitation was good until {}. Ask at the headquarters for a new one.", to_string(i.until_)),
        "invitation");
  }
  return identity{
      .operation_ = i.operation_, .device_ = i.device_, .signs_ = key, .chain_ = i.chain_, .server_ = i.server_};
}

joining to_join(identity const& self) {
  auto j = joining{.operation_ = self.operation_,
                   .device_ = self.device_,
                   .public_key_ = to_string(public_half(self.signs_)),
                   .proof_ = {},
                   .signature_ = {}};
  j.proof_ = to_hex(hash_of(self.chain_, text_of(j)));
  j.signature_ = sign_in_hex(self.signs_, text_of(j));
  return j;
}

std::string encode(joining const& j) { return json::encode(j) + "\n"; }

result<joining> decode_joining(std::string_view const text, std::string_view const source) {
  if (text.size() > kMostJoiningBytes) {
    return fail(error_kind::kTooLarge,
                fmt::format("{}: has {} bytes, at most {} can be taken", source, text.size(), kMostJoiningBytes));
  }
  return json::decode<joining>(text, source);
}

result<public_key> verify(joining const& j, chain_key const& chain) {
  return parse_public_key(j.public_key_)
      .map_error([](error e) { return error{e.kind_, "public_key: " + e.sentence_, "public_key"}; })
      .and_then([&](public_key const& key) -> result<public_key> {
        if (j.proof_ != to_hex(hash_of(chain, text_of(j)))) {
          return invalid("proof: does not fit; the device has no invitation, or that of another", "proof");
        }
        if (!fits_in_hex(j.signature_, text_of(j), key)) {
          return invalid("signature: does not fit; the answer was changed after it was signed", "signature");
        }
        return key;
      });
}

}  // namespace leeward::device
