#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "vault/personal.h"

// People who do not exist, with common Russian and Ukrainian names, and how others spell them.
namespace leeward::bench {

vault::personal made_person(random_source&);

enum class misspelling : std::uint8_t {
  kInserted,
  kDropped,
  kDoubled,
  kSwapped,
  kReplaced,
  kBgn,
  kIcao,
  kIso9,
  kUkrainian
};

inline constexpr auto const kMisspellings =
    std::array{misspelling::kInserted, misspelling::kDropped,  misspelling::kDoubled,
               misspelling::kSwapped,  misspelling::kReplaced, misspelling::kBgn,
               misspelling::kIcao,     misspelling::kIso9,     misspelling::kUkrainian};

// Each word of the name: one letter is wrong, two in words of more than seven; or all of it is in Latin letters.
std::string misspelt(std::string_view name, misspelling, random_source&);

}  // namespace leeward::bench
