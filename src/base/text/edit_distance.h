#pragma once

#include <cstddef>
#include <string_view>

namespace leeward {

inline constexpr auto const kMostCompared = std::size_t{64};  // bytes; of longer texts the rest is left out

// How many bytes have to be inserted, dropped, replaced or swapped with their neighbour (Damerau and Levenshtein, none
// of them touched twice) to make one of the other; most + 1 if that is more than `most`.
std::size_t edit_distance(std::string_view, std::string_view, std::size_t most);

}  // namespace leeward
