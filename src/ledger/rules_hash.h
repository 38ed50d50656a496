#pragma once

#include <string_view>

namespace leeward::ledger {

// Of the sources of src/operation that this program was built of (cmake/rules_hash.cmake): with other rules, the same
// events may give another state.
std::string_view rules_hash();

}  // namespace leeward::ledger
