#include <filesystem>

#include <gtest/gtest.h>

#include "roads/file/map_file.h"
#include "roads/oracle/maps.h"
#include "roads/roads.h"

// A stored file is a fresh import, byte for byte: written and opened again it prints the same bytes, and so does a
// second import of the same extract.
namespace leeward::roads::oracle {

namespace {

class stored_file : public ::testing::TestWithParam<source> {};

TEST_P(stored_file, equals_a_fresh_import) {
  auto const first = map_of(GetParam());
  if (first == nullptr) {
    GTEST_SKIP() << "../shared is not there";
  }
  auto const bytes = print_map(*first);
  ASSERT_TRUE(bytes.has_value()) << bytes.error().sentence_;
  auto const path = std::filesystem::path{testing::TempDir()} / (GetParam().name_ + "_stored.roads");
  ASSERT_TRUE(write_map(*first, path).has_value());
  {
    auto const stored = open(path);
    ASSERT_TRUE(stored.has_value()) << stored.error().sentence_;
    EXPECT_TRUE(print_map(**stored).value() == *bytes) << "opened again";
  }
  std::filesystem::remove(path);
  EXPECT_TRUE(print_map(*map_of(GetParam())).value() == *bytes) << "imported again";
}

std::string name_of(::testing::TestParamInfo<source> const& s) { return s.param.name_; }

INSTANTIATE_TEST_SUITE_P(extracts, stored_file,
                         ::testing::Values(source{"heidelberg"}, source{"iom"}, source{"malta"}, source{"milan"},
                                           source{"porto_r5"}, source{"testfeld_nds"}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(made, stored_file, ::testing::Values(source{"hamlet", 2'000}, source{"city", 60'000}),
                         name_of);

}  // namespace

}  // namespace leeward::roads::oracle
