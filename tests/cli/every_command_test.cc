#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json/decode.h"
#include "cli/commands.h"
#include "cli/run_program.h"

// What holds for every command of the program.
namespace leeward::cli {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct any_answer {
  static constexpr bool kAllowsOtherFields = true;
  static constexpr auto kMayBeMissing = std::array{"attribution"};
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(any_answer, (), (attribution_))

struct every_command : testing::Test {
  every_command() { std::filesystem::create_directories(folder_); }
  ~every_command() override { std::filesystem::remove_all(folder_); }

  std::string in(std::string_view const name) const { return (folder_ / name).string(); }

  // The attribution of the one JSON document that the command answers with.
  std::string attribution_of(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    auto const done = run_program(arguments);
    EXPECT_EQ(0, done.code_) << done.err_;
    auto const answer = json::decode<any_answer>(done.out_, arguments[1]);
    EXPECT_TRUE(answer.has_value()) << done.out_;
    return answer.has_value() ? answer->attribution_ : "";
  }

  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} / ("every_" + std::to_string(getpid()))};
};

TEST_F(every_command, answers_with_one_json_document_that_names_the_source) {
  auto const map = in("region.roads");
  auto const closures = in("closures.json");
  auto const source = "Made by leeward region make; no real place. CC0";
  EXPECT_EQ("", attribution_of({"region", "make", "--people", "1000", "-o", in("region.osm.pbf")}));
  EXPECT_EQ(source, attribution_of({"roads", "import", in("region.osm.pbf"), "-o", map}));
  EXPECT_EQ(source, attribution_of({"roads", "info", map}));
  EXPECT_EQ(source, attribution_of({"roads", "route", map, "53.5,41", "53.51,41.01", "--snap-limit", "5000"}));
  std::ofstream{in("points.csv")} << "id,lat,lon\na,53.5,41\nb,53.51,41.01\n";
  auto const points = in("points.csv");
  EXPECT_EQ(source, attribution_of({"roads", "matrix", map, "--from", points, "--to", points, "--snap-limit", "5000"}));
  auto const area = "53.499,40.999 53.501,40.999 53.501,41.001 53.499,41.001";
  EXPECT_EQ(source, attribution_of({"roads", "close", map, "--closures", closures, "--area", area}));
  EXPECT_EQ(source, attribution_of({"roads", "export", map, "--closures", closures, "-o", in("graph.txt")}));
  EXPECT_EQ(source, attribution_of({"roads", "open", map, "closure-1", "--closures", closures}));
}

std::vector<std::string> words_of(std::string const& name) {
  auto in = std::istringstream{name};
  return {std::istream_iterator<std::string>{in}, {}};
}

TEST_F(every_command, has_help_that_ends_with_its_example) {
  for (auto const& c : all_commands()) {
    auto ask = words_of(c.name_);
    ask.emplace_back("--help");
    auto const help = run_program(ask);
    EXPECT_EQ(0, help.code_) << c.name_;
    EXPECT_THAT(help.out_, AllOf(HasSubstr("--json"), EndsWith("\nExample:\n  " + c.example_ + "\n"))) << c.name_;
    EXPECT_THAT(c.example_, StartsWith("leeward " + c.name_)) << c.name_;
  }
}

TEST_F(every_command, is_in_a_group_whose_help_says_what_it_is_and_has_an_example) {
  auto groups = std::set<std::vector<std::string>>{{}};
  for (auto const& c : all_commands()) {
    auto const words = words_of(c.name_);
    groups.insert({words.begin(), words.end() - 1});
  }
  for (auto ask : groups) {
    ask.emplace_back("--help");
    auto const help = run_program(ask);
    EXPECT_EQ(0, help.code_);
    EXPECT_THAT(help.out_, AllOf(Not(StartsWith("Usage:")), HasSubstr("\nExample:\n  leeward ")))
        << testing::PrintToString(ask);
  }
}

TEST_F(every_command, says_that_it_lacks_what_it_needs) {
  for (auto const& c : all_commands()) {
    if (std::ranges::any_of(c.options_, [](option const& o) { return o.need_ == need::kRequired; })) {
      auto const refused = run_program(words_of(c.name_));
      EXPECT_EQ(2, refused.code_) << c.name_;
      EXPECT_THAT(refused.err_, HasSubstr("required")) << c.name_;
    }
  }
}

}  // namespace
}  // namespace leeward::cli
