#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/progress.h"
#include "base/result.h"

namespace leeward::cli {

// Makes up a region and imports its roads into `to`, with its extract beside it (.osm.pbf). Gives what was made, in
// words. Errors: those of make_region, make_map; kStorage.
result<std::string> make_roads(std::int64_t people, std::int64_t seed, std::filesystem::path const& to,
                               progress const&);

}  // namespace leeward::cli
