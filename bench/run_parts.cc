#include "run_parts.h"

#include <cstdlib>
#include <exception>
#include <vector>

#include <fmt/core.h>

namespace leeward::bench {

int run_parts(std::string const& program, parts const& all, int const argc, char** const argv) {
  auto names = std::vector<std::string>{argv + 1, argv + argc};
  if (names.empty()) {
    for (auto const& [name, measure] : all) {
      names.push_back(name);
    }
  }
  try {
    for (auto const& name : names) {
      auto const part = all.find(name);
      if (part == all.end()) {
        fmt::print(stderr, "{}: there is no part \"{}\"\n", program, name);
        return EXIT_FAILURE;
      }
      part->second();
    }
  } catch (std::exception const& e) {
    fmt::print(stderr, "{}: {}\n", program, e.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

}  // namespace leeward::bench
