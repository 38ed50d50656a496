#pragma once

#include <string>
#include <string_view>

namespace leeward::app {

// JSON text in which each string "#name" is the number of that name instead. Text that is no JSON stays none.
std::string with_numbers(std::string_view json);

}  // namespace leeward::app
