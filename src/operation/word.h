#pragma once

#include <cstddef>
#include <string>

#include "base/json/description.h"

namespace leeward::operation {

// What JSON calls it, and a refusal: kUnderWay is "under_way".
template <json::described_enum E>
std::string const& word(E const e) {
  return json::words_of<E>()[static_cast<std::size_t>(e)].word_;
}

}  // namespace leeward::operation
