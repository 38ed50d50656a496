#include "device/keys.h"

#include <cstddef>

#include <sodium.h>

#include "base/ensure.h"

namespace leeward::device {

namespace {

static_assert(crypto_sign_SEEDBYTES == sizeof(signing_key::seed_));
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(public_key::bytes_));
static_assert(crypto_sign_BYTES == sizeof(signature));
static_assert(crypto_generichash_KEYBYTES == sizeof(chain_key::bytes_));
static_assert(crypto_generichash_BYTES == sizeof(chain_hash));

struct key_pair {
  public_key public_;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret_{};
};

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

chain_hash hash_of(chain_key const& k, std::string_view const text) {
  auto out = chain_hash{};
  ensure(crypto_generichash(out.data(), out.size(), bytes_of(text), text.size(), k.bytes_.data(), k.bytes_.size()) == 0,
         "a hash cannot be made");
  return out;
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

std::string to_hex(std::span<std::uint8_t const> const bytes) {
  auto text = std::string(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool from_hex(std::string_view const text, std::span<std::uint8_t> const into) {
  auto n = std::size_t{0};
  return text.size() == 2 * into.size() &&
         sodium_hex2bin(into.data(), into.size(), text.data(), text.size(), nullptr, &n, nullptr) == 0 &&
         n == into.size() && to_hex(into) == text;
}

}  // namespace leeward::device
