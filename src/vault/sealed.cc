#include "vault/sealed.h"

#include <array>
#include <bit>
#include <cstring>

#include <fmt/format.h>
#include <sodium.h>

#include "base/ensure.h"

namespace leeward::vault {

namespace {

constexpr auto const kNonceBytes = std::size_t{crypto_aead_xchacha20poly1305_ietf_NPUBBYTES};
constexpr auto const kTagBytes = std::size_t{crypto_aead_xchacha20poly1305_ietf_ABYTES};
constexpr auto const kMarkBytes = std::size_t{8};  // by which a master key is known again
constexpr auto const kFormat = char{1};
constexpr auto const kBlock = std::size_t{64};  // records are filled up to it: their length says little
static_assert(kWrappedBytes == kMarkBytes + kNonceBytes + kKeyBytes + kTagBytes);
static_assert(std::endian::native == std::endian::little);

// What the bytes are bound to.
struct bound_to {
  std::array<char, 8> what_{};
  std::uint64_t high_{0};
  std::uint64_t low_{0};
  std::uint64_t version_{0};
};
static_assert(sizeof(bound_to) == 32);

bound_to key_of(uuid const& s) { return {.what_ = {'k', 'e', 'y'}, .high_ = s.high_, .low_ = s.low_}; }

bound_to record_of(uuid const& s, std::uint32_t const version) {
  return {.what_ = {'r', 'e', 'c', 'o', 'r', 'd'}, .high_ = s.high_, .low_ = s.low_, .version_ = version};
}

std::uint8_t* bytes_of(std::string& s) { return reinterpret_cast<std::uint8_t*>(s.data()); }
std::uint8_t const* bytes_of(std::string_view const s) { return reinterpret_cast<std::uint8_t const*>(s.data()); }

// Appends nonce, sealed bytes and tag.
void encrypt(std::string& out, key_view const key, bound_to const& to, std::uint8_t const* const plain,
             std::size_t const size) {
  auto const at = out.size();
  out.resize(at + kNonceBytes + size + kTagBytes);
  auto* const nonce = bytes_of(out) + at;
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, plain, size,
                                             reinterpret_cast<std::uint8_t const*>(&to), sizeof(to), nullptr, nonce,
                                             key.data());
}

// `sealed` begins with the nonce and is long enough for it and the tag.
bool decrypt(std::string_view const sealed, key_view const key, bound_to const& to, std::uint8_t* const into) {
  auto const* const nonce = bytes_of(sealed);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(
             into, nullptr, nullptr, nonce + kNonceBytes, sealed.size() - kNonceBytes,
             reinterpret_cast<std::uint8_t const*>(&to), sizeof(to), nonce, key.data()) == 0;
}

std::array<char, kMarkBytes> mark_of(secret const& master) {
  constexpr auto const kName = std::string_view{"mark"};
  auto whole = std::array<std::uint8_t, crypto_generichash_BYTES_MIN>{};
  crypto_generichash(whole.data(), whole.size(), bytes_of(kName), kName.size(), master.bytes().data(), kKeyBytes);
  auto mark = std::array<char, kMarkBytes>{};
  std::memcpy(mark.data(), whole.data(), mark.size());
  return mark;
}

}  // namespace

std::string wrap(keys const& k, uuid const& subject, key_view const key) {
  auto const& master = k.next_ ? *k.next_ : k.master_;
  auto const mark = mark_of(master);
  auto out = std::string{mark.data(), mark.size()};
  encrypt(out, master.bytes(), key_of(subject), key.data(), key.size());
  return out;
}

bool is_wrapped_by(secret const& master, std::string_view const wrapped) {
  auto const mark = mark_of(master);
  return wrapped.substr(0, kMarkBytes) == std::string_view{mark.data(), mark.size()};
}

result<void> unwrap(keys const& k, uuid const& subject, std::string_view const wrapped,
                    std::span<std::uint8_t, kKeyBytes> const into) {
  if (wrapped.size() != kWrappedBytes) {
    return invalid(fmt::format("The key of {} is not whole.", to_string(subject)));
  }
  auto const by_next = k.next_ && is_wrapped_by(*k.next_, wrapped);
  if (!by_next && !is_wrapped_by(k.master_, wrapped)) {
    return invalid(
        fmt::format("The key of {} was wrapped by another master.key: put the one of this folder back into its keys "
                    "folder, or restore a backup that was made since the master key was changed.",
                    to_string(subject)),
        "master.key");
  }
  if (!decrypt(wrapped.substr(kMarkBytes), (by_next ? *k.next_ : k.master_).bytes(), key_of(subject), into.data())) {
    return invalid(fmt::format("The key of {} was changed, or is another subject's.", to_string(subject)));
  }
  return {};
}

std::string seal(key_view const key, uuid const& subject, std::uint32_t const version, personal const& p) {
  auto plain = pack(p);
  auto padded = std::size_t{0};
  auto const used = plain.size();
  plain.resize(used + kBlock);
  ensure(sodium_pad(&padded, bytes_of(plain), used, kBlock, plain.size()) == 0, "there is room for the padding");
  auto out = std::string{kFormat};
  out.reserve(1 + kNonceBytes + padded + kTagBytes);
  encrypt(out, key, record_of(subject, version), bytes_of(plain), padded);
  sodium_memzero(plain.data(), plain.size());
  return out;
}

result<personal> open(key_view const key, uuid const& subject, std::uint32_t const version,
                      std::string_view const sealed) {
  auto const refuse = [&](std::string_view const why) {
    return invalid(fmt::format("Version {} of {} {}.", version, to_string(subject), why));
  };
  if (sealed.empty() || sealed[0] != kFormat) {
    return refuse("is sealed in a way that this program does not know");
  }
  if (sealed.size() < 1 + kNonceBytes + kTagBytes) {
    return refuse("is not whole");
  }
  auto plain = std::string(sealed.size() - 1 - kNonceBytes - kTagBytes, '\0');
  auto size = std::size_t{0};
  auto const good = decrypt(sealed.substr(1), key, record_of(subject, version), bytes_of(plain)) &&
                    sodium_unpad(&size, bytes_of(plain), plain.size(), kBlock) == 0;
  auto p =
      good ? unpack(std::string_view{plain}.substr(0, size)) : result<personal>{refuse("was changed, or is another's")};
  sodium_memzero(plain.data(), plain.size());
  return p;
}

}  // namespace leeward::vault
