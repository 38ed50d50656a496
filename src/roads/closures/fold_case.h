#pragma once

#include <string>
#include <string_view>

namespace leeward::roads {

// UTF-8 with the capitals of Latin (ASCII, Latin-1, Latin Extended-A), Greek and Cyrillic made small, so that road
// names can be compared in any case. Other bytes stay as they are.
std::string fold_case(std::string_view);

}  // namespace leeward::roads
