#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/uuid.h"
#include "vault/personal.h"
#include "vault/secret.h"

// What of the vault lies in the store: docs/formats/vault.md. XChaCha20-Poly1305, each bound to its place, so that one
// put in another's place is not read.
namespace leeward::vault {

inline constexpr auto const kWrappedBytes = std::size_t{80};

// By the next master key, where there is one.
std::string wrap(keys const&, uuid const& subject, key_view key);

bool is_wrapped_by(secret const& master, std::string_view wrapped);

// Into 32 bytes of the caller. Errors: kInvalidInput, it was wrapped by another master key, for another subject, or was
// changed.
result<void> unwrap(keys const&, uuid const& subject, std::string_view wrapped,
                    std::span<std::uint8_t, kKeyBytes> into);

std::string seal(key_view key, uuid const& subject, std::uint32_t version, personal const&);

// Errors: kInvalidInput, it is not what was sealed there by this key.
result<personal> open(key_view key, uuid const& subject, std::uint32_t version, std::string_view sealed);

}  // namespace leeward::vault
