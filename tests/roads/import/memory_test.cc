#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <malloc.h>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "roads/import/import.h"
#include "roads/region_maker/region_maker.h"

// What an import allocates, counted: it may depend on what is in the file, and on no number that stands in it.
// A program of its own, since it replaces the global new.

namespace {

std::int64_t allocated = 0;
std::int64_t peak = 0;

void* counted(std::size_t const size) {
  auto* const p = std::malloc(size);
  if (p == nullptr) {
    throw std::bad_alloc{};
  }
  allocated += static_cast<std::int64_t>(malloc_usable_size(p));
  peak = std::max(peak, allocated);
  return p;
}

void release(void* const p) noexcept {
  allocated -= static_cast<std::int64_t>(malloc_usable_size(p));
  std::free(p);
}

}  // namespace

void* operator new(std::size_t const size) { return counted(size); }
void* operator new[](std::size_t const size) { return counted(size); }
void operator delete(void* const p) noexcept { release(p); }
void operator delete[](void* const p) noexcept { release(p); }
void operator delete(void* const p, std::size_t) noexcept { release(p); }
void operator delete[](void* const p, std::size_t) noexcept { release(p); }

namespace leeward::roads {
namespace {

template <typename Fn>
std::int64_t peak_of(Fn&& fn) {
  auto const before = allocated;
  peak = allocated;
  fn();
  return peak - before;
}

// A chessboard of streets whose ids begin at `first` and lie `step` apart.
osm::entity_source streets(std::int64_t const size, std::int64_t const first, std::int64_t const step) {
  return [=](osm::sinks const& to) -> result<void> {
    auto const id = [=](std::int64_t const row, std::int64_t const column) {
      return first + step * (row * size + column);
    };
    auto const tags = std::vector<osm::tag>{{"highway", "residential"}, {"name", "Street"}};
    for (auto row = std::int64_t{0}; row != size; ++row) {
      for (auto column = std::int64_t{0}; to.node_ && column != size; ++column) {
        auto const where = position{.lat_e7_ = static_cast<std::int32_t>(row * 10'000),
                                    .lon_e7_ = static_cast<std::int32_t>(column * 10'000)};
        to.node_(osm::node{.id_ = id(row, column), .where_ = where, .tags_ = {}});
      }
    }
    for (auto line = std::int64_t{0}; to.way_ && line != size; ++line) {
      auto along = std::vector<osm::osm_id>{};
      auto across = std::vector<osm::osm_id>{};
      for (auto i = std::int64_t{0}; i != size; ++i) {
        along.push_back(id(line, i));
        across.push_back(id(i, line));
      }
      to.way_(osm::way{.id_ = first + step * line, .nodes_ = along, .tags_ = tags});
      to.way_(osm::way{.id_ = first + step * (size + line), .nodes_ = across, .tags_ = tags});
    }
    return {};
  };
}

std::int64_t peak_of_import(std::int64_t const size, std::int64_t const first, std::int64_t const step) {
  return peak_of([&] {
    auto const map = import_osm(streets(size, first, step), {}, "streets");
    ASSERT_TRUE(map.has_value()) << map.error().sentence_;
    EXPECT_EQ(map->networks_[0].graph_.junctions_.size(), static_cast<std::size_t>(size * size));
  });
}

TEST(memory, does_not_grow_with_the_highest_id) {
  peak_of_import(40, 1, 1);  // what is made once and kept
  auto const low = peak_of_import(40, 1, 1);
  for (auto const& [first, step] : {std::pair{1'000'000'000'000'000'000, 1L},
                                    {1, 1'000'000'000'000'000},
                                    {-4'000'000'000'000'000'000, 1'000'000'000'000'000}}) {
    EXPECT_LT(std::abs(peak_of_import(40, first, step) - low), 1'000) << first;  // malloc rounds as it likes
  }
}

TEST(memory, grows_with_the_map_and_no_faster) {
  peak_of_import(40, 1, 1);
  EXPECT_LT(peak_of_import(160, 1, 1), 17 * peak_of_import(40, 1, 1));  // 16 times the junctions
}

TEST(memory, is_bounded_by_the_size_of_the_file) {
  auto const path = std::filesystem::path{testing::TempDir()} / "memory_test.osm.pbf";
  {
    auto const region = make_region({.people_ = 60'000});
    ASSERT_TRUE(region.has_value());
    auto bytes = std::string{};
    write_region(*region, [&](std::string_view const part) { bytes += part; });
    ASSERT_TRUE(write_atomically(path, bytes).has_value());
  }
  auto const most = peak_of([&] { EXPECT_TRUE(import_osm(path, {}).has_value()); });
  auto const size = static_cast<std::int64_t>(std::filesystem::file_size(path));
  std::filesystem::remove(path);
  EXPECT_LT(most, 60 * size) << most / size << " times the file";
}

}  // namespace
}  // namespace leeward::roads
