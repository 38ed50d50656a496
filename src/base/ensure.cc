#include "base/ensure.h"

#include <cstdlib>

#include <fmt/core.h>

namespace leeward {

void ensure_failed(std::string_view const why, std::source_location const where) {
  fmt::print(stderr, "leeward: internal error: {} ({}:{}). Please report it with the command that you gave.\n", why,
             where.file_name(), where.line());
  std::abort();
}

}  // namespace leeward
