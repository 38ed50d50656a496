#include "cli/make_roads.h"

#include <string_view>

#include <fmt/format.h>

#include "base/file.h"
#include "cli/version.h"
#include "roads/file/map_file.h"
#include "roads/make/make_map.h"

namespace leeward::cli {

namespace fs = std::filesystem;

result<std::uint64_t> write_extract(roads::region const& r, fs::path const& to) {
  auto file = atomic_file::create(to);
  if (!file) {
    return tl::unexpected{file.error()};
  }
  auto written = result<void>{};
  auto bytes = std::uint64_t{0};
  roads::write_region(r, [&](std::string_view const part) {
    if (written) {
      bytes += part.size();
      written = file->append(part);
    }
  });
  return written.and_then([&] { return file->commit(); }).map([&] { return bytes; });
}

result<std::string> make_roads(std::int64_t const people, std::int64_t const seed, fs::path const& to,
                               progress const& watch) {
  auto const region = roads::make_region({.people_ = people, .seed_ = static_cast<std::uint64_t>(seed)}, watch);
  if (!region) {
    return tl::unexpected{region.error()};
  }
  auto extract = to;
  extract.replace_extension(".osm.pbf");
  auto options = roads::make_options{};
  options.program_version_ = kVersion;
  options.watch_ = watch;
  return write_extract(*region, extract)
      .and_then([&](std::uint64_t) { return roads::make_map(extract, options); })
      .and_then([&](auto const& made) { return roads::write_map(*made.map_, to); })
      .map([&] {
        return fmt::format("{}: {} junctions, {:.0f} km of road", region->name_, region->counts_.junctions_,
                           region->counts_.road_km_);
      });
}

}  // namespace leeward::cli
