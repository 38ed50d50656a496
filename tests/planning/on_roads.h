#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "roads/make/make_map.h"
#include "roads/region_maker/region_maker.h"
#include "roads/roads.h"

namespace leeward::planning {

// Scenarios on the roads of a made region.
class on_roads : public testing::Test {
protected:
  static void SetUpTestSuite() { map_ = region(); }
  static void TearDownTestSuite() { map_.reset(); }

  static scenario make(std::uint64_t const seed, std::int64_t const people = 1000) {
    return make_scenario(ground_of(map_).value(),
                         {.people_ = people,
                          .points_ = 12,
                          .centres_ = 5,
                          .vehicles_ = 12,
                          .seed_ = seed,
                          .start_ = instant{1704441600}},
                         {})
        .value();
  }

  inline static std::shared_ptr<roads::road_map const> map_;

private:
  static std::shared_ptr<roads::road_map const> region() {
    auto const file = std::filesystem::temp_directory_path() / fmt::format("on_roads_test-{}.osm.pbf", getpid());
    auto bytes = std::string{};
    auto const made = roads::make_region({.people_ = 5000}).value();
    roads::write_region(made, [&](std::string_view const part) { bytes += part; });
    EXPECT_TRUE(write_atomically(file, bytes).has_value());
    auto map = roads::make_map(file, {});
    std::filesystem::remove(file);
    return map.value().map_;
  }
};

}  // namespace leeward::planning
