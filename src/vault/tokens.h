#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "vault/personal.h"
#include "vault/secret.h"

// The blind index: what a record can be found by, as short keyed hashes (BLAKE2b). Many different words share one, on
// purpose: who steals them learns little, and who steals the key as well is still left with many guesses for each.
namespace leeward::vault {

enum class token_kind : std::uint8_t { kPhone, kWord, kSound, kPart, kBirthYear, kPlace };

inline constexpr auto const kTokenKinds = std::size_t{6};

// The kind in the first byte, and of the hash as many bits as the kind has.
struct token {
  constexpr auto operator<=>(token const&) const = default;
  constexpr token_kind kind() const { return static_cast<token_kind>(v_ >> 24U); }

  std::uint32_t v_{0};
};

// What is looked for; at least a name or a phone.
struct query {
  std::string name_{};  // or parts of it
  std::string phone_{};
  std::optional<std::uint16_t> birth_year_{};
  std::string place_{};
};

inline constexpr auto const kMostTokens =
    std::size_t{300};  // of a record or a query; of what is longer the rest is left

// Each once, in order.
std::vector<token> tokens_of(secret const& index, personal const&);
std::vector<token> tokens_of(secret const& index, query const&);

// As the store has them, and back. Errors: kInvalidInput, not what was packed.
std::string pack(std::vector<token> const&);
result<std::vector<token>> unpack_tokens(std::string_view);

// A name's words by which it is compared: spelling keys (base/text/spelling.h), one for a given name in Russian and in
// Ukrainian.
std::vector<std::string> name_keys(std::string_view name);

// An address's: what every address has ("street", "flat") is left out.
std::vector<std::string> place_keys(std::string_view address);

}  // namespace leeward::vault
