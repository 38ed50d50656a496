#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

#include <fmt/core.h>

#include "roads/parts.h"
#include "temporary_folder.h"

// Figures of src/roads. Without arguments: the real extracts beside the checkout, if they are there, and a made region.
//   bench_roads [testfeld_nds|…|made|linearity …]
namespace leeward::bench {

namespace {

namespace fs = std::filesystem;

constexpr auto const* kExtracts = LEEWARD_SOURCE_DIR "/../shared/data/osm";
constexpr auto const kMade = std::string_view{"made"};
constexpr auto const kLinearity = std::string_view{"linearity"};

void measure(std::string const& name, fs::path const& folder) {
  if (name == kLinearity) {
    measure_linearity(folder);
    return;
  }
  auto const extract =
      name == kMade ? make_extract(name, 340'000, 1, folder) : fs::path{kExtracts} / (name + ".osm.pbf");
  auto const s = make_subject(name, extract, folder);
  measure_import(s);
  measure_network(s, "car");
  measure_closing(s);
  measure_queries(s, "car");
  measure_opening(s);
  measure_network(s, "foot");
  measure_queries(s, "foot");
}

void run(std::span<char const* const> const arguments) {
  if (is_child(arguments)) {
    run_child(arguments);
    return;
  }
  auto names = std::vector<std::string>(begin(arguments) + 1, end(arguments));
  if (names.empty()) {
    names = {"testfeld_nds", "porto_r5", std::string{kMade}, std::string{kLinearity}};
  }
  auto const folder = temporary_folder{};
  for (auto const& name : names) {
    auto const is_real = name != kMade && name != kLinearity;
    if (is_real && !fs::exists(fs::path{kExtracts} / (name + ".osm.pbf"))) {
      fmt::print(stderr, "{}: no such extract in {}; the made region stands alone\n", name, kExtracts);
      continue;
    }
    measure(name, folder.path_);
  }
}

}  // namespace

}  // namespace leeward::bench

int main(int const count, char const* const* const arguments) {
  leeward::bench::run({arguments, static_cast<std::size_t>(count)});
}
