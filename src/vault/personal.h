#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe/class.hpp>

#include "base/result.h"

namespace leeward::vault {

// All that is personal about a subject, as one version of it says. What is not known is left out.
struct personal {
  bool operator==(personal const&) const = default;

  std::optional<std::string> name_{};
  std::optional<std::uint16_t> birth_year_{};
  std::optional<std::string> phone_{};
  std::optional<std::string> address_{};
  std::optional<std::string> text_{};      // an appeal, word for word
  std::optional<std::string> medical_{};   // beyond the needs from the list
  std::optional<std::string> document_{};  // passport or birth certificate
};
BOOST_DESCRIBE_STRUCT(personal, (), (name_, birth_year_, phone_, address_, text_, medical_, document_))

inline constexpr auto const kMostName = std::size_t{300};  // bytes
inline constexpr auto const kMostPhone = std::size_t{64};
inline constexpr auto const kMostAddress = std::size_t{1'000};
inline constexpr auto const kMostText = std::size_t{64} << 10U;
inline constexpr auto const kMostMedical = std::size_t{8} << 10U;
inline constexpr auto const kMostDocument = std::size_t{300};

// Errors: kInvalidInput, a field is too long, or a year that nobody alive was born in. No sentence repeats what is
// personal.
result<void> check(personal const&);

// As it is sealed: docs/formats/vault.md.
std::string pack(personal const&);

// Errors: kInvalidInput, these bytes are no such thing.
result<personal> unpack(std::string_view);

}  // namespace leeward::vault
