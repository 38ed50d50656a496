#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "vault/personal.h"
#include "vault/tokens.h"

// How well a record that was opened fits, by what it really says.
namespace leeward::vault {

// What is compared of a record or a query.
struct features {
  std::vector<std::string> names_;
  std::vector<std::string> places_;
  std::optional<std::string> phone_;
  std::optional<std::uint16_t> birth_year_;
};

features features_of(personal const&);
features features_of(query const&);

// 0: all that is asked for stands there. A letter that differs costs 2, a word that is missing as much as four letters;
// what the record says beyond that costs nothing.
std::uint32_t cost(features const& wanted, features const& there);

// Why two records may be of one subject.
enum class likeness : std::uint8_t { kSamePhone, kLikeName, kSameBirthYear, kLikeAddress };
BOOST_DESCRIBE_ENUM(likeness, kSamePhone, kLikeName, kSameBirthYear, kLikeAddress)

std::vector<likeness> likenesses(features const&, features const&);

}  // namespace leeward::vault
