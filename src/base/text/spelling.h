#pragma once

#include <string>
#include <string_view>

namespace leeward {

// One key for the spellings of a name in Cyrillic and in Latin letters: Щербаков, Shcherbakov, Schtscherbakow and
// Ŝerbakov give the same, by BGN/PCGN, ICAO 9303, ISO 9, the Ukrainian rules and what German and Polish make of them.
// It keeps apart what sounds apart, but is no text for people: ш and щ are "w", ч is "q", ж is "g", ц is "c", г and х
// are "h"; only a-z, 0-9 and one space between words.
std::string spelling_key(std::string_view);

}  // namespace leeward
