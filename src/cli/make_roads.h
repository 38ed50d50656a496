#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "roads/region_maker/region_maker.h"

namespace leeward::cli {

// Straight into the file: a large region is not held twice. Gives its bytes. Errors: kStorage.
result<std::uint64_t> write_extract(roads::region const&, std::filesystem::path const& to);

// Makes up a region and imports its roads into `to`, with its extract beside it (.osm.pbf). Gives what was made, in
// words. Errors: those of make_region, make_map; kStorage.
result<std::string> make_roads(std::int64_t people, std::int64_t seed, std::filesystem::path const& to,
                               progress const&);

}  // namespace leeward::cli
