#include "ledger/checkpoint.h"

#include <array>
#include <span>

#include <fmt/format.h>
#include <sodium.h>

#include "base/ensure.h"
#include "base/json/decode.h"
#include "base/json/encode.h"
#include "ledger/hex.h"

namespace leeward::ledger {

namespace {

using public_key = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using secret_key = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;
using signature = std::array<unsigned char, crypto_sign_BYTES>;

struct key_pair {
  public_key public_{};
  secret_key secret_{};
};

key_pair pair_of(signing_key const& k) {
  static_assert(crypto_sign_SEEDBYTES == sizeof k.seed_);
  auto p = key_pair{};
  ensure(crypto_sign_seed_keypair(p.public_.data(), p.secret_.data(), k.seed_.data()) == 0, "a key cannot be made");
  return p;
}

std::string signed_text(checkpoint const& c) {
  return fmt::format("leeward checkpoint 1\n{}\n{}\n{}\n{}\n{}\n{}\n", to_string(c.folder_), c.stream_, c.seq_, c.hash_,
                     c.at_.unix_s_, c.public_key_);
}

unsigned char const* bytes_of(std::string const& text) { return reinterpret_cast<unsigned char const*>(text.data()); }

}  // namespace

checkpoint sign_checkpoint(signing_key const& k, uuid const& folder, stream const of, head const& h, instant const at) {
  auto const pair = pair_of(k);
  auto c = checkpoint{.folder_ = folder,
                      .stream_ = of.v_,
                      .seq_ = h.seq_,
                      .hash_ = to_hex(h.chain_),
                      .at_ = at,
                      .public_key_ = to_hex(pair.public_),
                      .signature_ = {}};
  auto const text = signed_text(c);
  auto s = signature{};
  crypto_sign_detached(s.data(), nullptr, bytes_of(text), text.size(), pair.secret_.data());
  c.signature_ = to_hex(s);
  return c;
}

std::string public_key_of(signing_key const& k) { return to_hex(pair_of(k).public_); }

std::string encode(checkpoint const& c) { return json::encode(c, json::layout::kWide); }

result<checkpoint> decode_checkpoint(std::string_view const text, std::string_view const source) {
  auto c = json::decode<checkpoint>(text, source);
  if (!c) {
    return c;
  }
  auto key = public_key{};
  auto s = signature{};
  auto hash = digest{};
  auto const message = signed_text(*c);
  if (!from_hex(c->hash_, hash) || !from_hex(c->public_key_, key) || !from_hex(c->signature_, s) ||
      crypto_sign_verify_detached(s.data(), bytes_of(message), message.size(), key.data()) != 0) {
    return invalid(fmt::format("{}: signature: does not fit; the checkpoint was changed after it was signed", source),
                   "signature");
  }
  return c;
}

}  // namespace leeward::ledger
