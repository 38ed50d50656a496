#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "planning/made/numbers.h"

namespace leeward::planning {

// The JSON of docs/formats/numbers.md; what is left out keeps its default. All that is wrong comes back at once.
result<made_numbers> read_numbers(std::string_view json, std::string_view source);

std::string to_json(made_numbers const&);

std::string numbers_schema();

}  // namespace leeward::planning
