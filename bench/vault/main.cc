#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "vault/parts.h"

// Figures of src/vault: all, or those named.
int main(int const argc, char** const argv) {
  auto const parts = std::map<std::string, std::function<void()>>{{"duplicates", leeward::bench::measure_duplicates},
                                                                  {"search", leeward::bench::measure_search},
                                                                  {"write", leeward::bench::measure_write}};
  auto names = std::vector<std::string>{argv + 1, argv + argc};
  if (names.empty()) {
    for (auto const& [name, measure] : parts) {
      names.push_back(name);
    }
  }
  try {
    for (auto const& name : names) {
      auto const part = parts.find(name);
      if (part == parts.end()) {
        fmt::print(stderr, "bench_vault: there is no part \"{}\"\n", name);
        return EXIT_FAILURE;
      }
      part->second();
    }
  } catch (std::exception const& e) {
    fmt::print(stderr, "bench_vault: {}\n", e.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
