#pragma once

#include <string>

#include "report/page_data.h"
#include "report/sections.h"

namespace leeward::report {

// The whole page: its text, and the data and script that draw the map.
std::string whole_page(page_context const&, page_data const&);

}  // namespace leeward::report
