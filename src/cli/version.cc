#include "cli/version.h"

namespace leeward::cli {

std::string_view const kVersion = LEEWARD_VERSION;

}  // namespace leeward::cli
