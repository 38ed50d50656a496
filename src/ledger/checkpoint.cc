#include "ledger/checkpoint.h"

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::ledger {

namespace {

std::string signed_text(checkpoint const& c) {
  return fmt::format("leeward checkpoint 1\n{}\n{}\n{}\n{}\n{}\n{}\n", to_string(c.folder_), c.stream_, c.seq_, c.hash_,
                     c.at_.unix_s_, c.public_key_);
}

}  // namespace

checkpoint sign_checkpoint(signing_key const& k, uuid const& folder, stream const of, head const& h, instant const at) {
  auto c = checkpoint{.folder_ = folder,
                      .stream_ = of.v_,
                      .seq_ = h.seq_,
                      .hash_ = to_hex(h.chain_),
                      .at_ = at,
                      .public_key_ = public_key_of(k),
                      .signature_ = {}};
  c.signature_ = sign_in_hex(k, signed_text(c));
  return c;
}

std::string public_key_of(signing_key const& k) { return to_string(public_half(k)); }

std::string encode(checkpoint const& c) { return json::encode(c, json::layout::kWide); }

result<checkpoint> decode_checkpoint(std::string_view const text, std::string_view const source) {
  auto c = json::decode<checkpoint>(text, source);
  if (!c) {
    return c;
  }
  auto key = public_key{};
  auto hash = digest{};
  if (!from_hex(c->hash_, hash) || !from_hex(c->public_key_, key.bytes_) ||
      !fits_in_hex(c->signature_, signed_text(*c), key)) {
    return invalid(fmt::format("{}: signature: does not fit; the checkpoint was changed after it was signed", source),
                   "signature");
  }
  return c;
}

}  // namespace leeward::ledger
