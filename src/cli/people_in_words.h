#pragma once

#include <string>

#include "app/registry/case_file.h"
#include "app/registry/search.h"

// People for whoever reads a terminal.
namespace leeward::cli {

std::string in_words(app::found_one const&);
std::string in_words(app::case_file const&);

}  // namespace leeward::cli
