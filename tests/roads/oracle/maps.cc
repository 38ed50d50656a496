#include "roads/oracle/maps.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "base/file.h"
#include "roads/make/make_map.h"
#include "roads/region_maker/region_maker.h"

namespace leeward::roads::oracle {

namespace {

std::filesystem::path made_extract(source const& s) {
  auto const region = make_region({.people_ = s.people_});
  ensure(region.has_value(), "a region can be made");
  auto bytes = std::string{};
  write_region(*region, [&](std::string_view const part) { bytes += part; });
  auto const path = std::filesystem::path{testing::TempDir()} / (s.name_ + ".osm.pbf");
  ensure(write_atomically(path, bytes).has_value(), "a region can be written");
  return path;
}

}  // namespace

std::shared_ptr<road_map const> map_of(source const& s) {
  auto const made = s.people_ != 0;
  auto const extract =
      made ? made_extract(s) : std::filesystem::path{LEEWARD_SOURCE_DIR "/../shared/data/osm"} / (s.name_ + ".osm.pbf");
  if (!std::filesystem::exists(extract)) {
    return nullptr;
  }
  auto map = make_map(extract, {});
  if (made) {
    std::filesystem::remove(extract);
  }
  ensure(map.has_value(), map.has_value() ? "" : map.error().sentence_);
  return map->map_;
}

}  // namespace leeward::roads::oracle
