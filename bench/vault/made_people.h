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
  kInserted,  // the first five: one letter of each word, two in words of more than seven
  kDropped,
  kDoubled,
  kSwapped,
  kReplaced,
  kBgn,  // the next four: in Latin letters
  kIcao,
  kIso9,
  kUkrainianLatin,
  kUkrainian,  // as the same person is called in Ukrainian
  kOldStreet   // the street has another name by now
};

inline constexpr auto const kMisspellings =
    std::array{misspelling::kInserted,       misspelling::kDropped,   misspelling::kDoubled,  misspelling::kSwapped,
               misspelling::kReplaced,       misspelling::kBgn,       misspelling::kIcao,     misspelling::kIso9,
               misspelling::kUkrainianLatin, misspelling::kUkrainian, misspelling::kOldStreet};

// The same person as somebody else writes them down.
vault::personal misspelt(vault::personal, misspelling, random_source&);

}  // namespace leeward::bench
