#include "base/crypto/signing.h"

#include <cstddef>

#include <fmt/format.h>
#include <sodium.h>

#include "base/crypto/hex.h"
#include "base/ensure.h"

namespace leeward {

namespace {

constexpr auto const kMostShown = std::size_t{80};

struct key_pair {
  public_key public_;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret_{};
};

static_assert(crypto_sign_SEEDBYTES == sizeof(signing_key::seed_));
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(public_key::bytes_));
static_assert(crypto_sign_BYTES == sizeof(signature));

key_pair pair_of(signing_key const& k) {
  auto p = key_pair{};
  ensure(crypto_sign_seed_keypair(p.public_.bytes_.data(), p.secret_.data(), k.seed_.data()) == 0,
         "a key cannot be made");
  return p;
}

unsigned char const* bytes_of(std::string_view const text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace

public_key public_half(signing_key const& k) { return pair_of(k).public_; }

std::string to_string(public_key const& k) { return to_hex(k.bytes_); }

result<public_key> parse_public_key(std::string_view const text) {
  auto k = public_key{};
  if (!from_hex(text, k.bytes_)) {
    return invalid(fmt::format("\"{}\" is no public key: a key has 64 digits 0-9 a-f", text.substr(0, kMostShown)));
  }
  return k;
}

signature sign(signing_key const& k, std::string_view const text) {
  auto const pair = pair_of(k);
  auto s = signature{};
  crypto_sign_detached(s.data(), nullptr, bytes_of(text), text.size(), pair.secret_.data());
  return s;
}

bool fits(signature const& s, std::string_view const text, public_key const& k) {
  return crypto_sign_verify_detached(s.data(), bytes_of(text), text.size(), k.bytes_.data()) == 0;
}

std::string sign_in_hex(signing_key const& k, std::string_view const text) { return to_hex(sign(k, text)); }

bool fits_in_hex(std::string_view const hex, std::string_view const text, public_key const& k) {
  auto s = signature{};
  return from_hex(hex, s) && fits(s, text, k);
}

}  // namespace leeward
