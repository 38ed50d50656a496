#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <boost/describe.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json/decode.h"
#include "cli/run_program.h"

// What holds for every command on roads and regions, on a region that is made here.
namespace leeward::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

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

TEST_F(every_command, has_help_with_an_example) {
  for (auto const& command : std::vector<std::vector<std::string>>{{"roads", "import"},
                                                                   {"roads", "info"},
                                                                   {"roads", "route"},
                                                                   {"roads", "matrix"},
                                                                   {"roads", "close"},
                                                                   {"roads", "open"},
                                                                   {"roads", "export"},
                                                                   {"region", "make"}}) {
    auto const help = run_program({command[0], command[1], "--help"});
    EXPECT_EQ(0, help.code_);
    EXPECT_THAT(help.out_,
                AllOf(HasSubstr("Example:\n  leeward " + command[0] + " " + command[1]), HasSubstr("--json")));
  }
}

TEST_F(every_command, says_that_it_lacks_what_it_needs) {
  for (auto const* verb : {"import", "info", "route", "matrix", "close", "open", "export"}) {
    auto const refused = run_program({"roads", verb});
    EXPECT_EQ(2, refused.code_) << verb;
    EXPECT_THAT(refused.err_, HasSubstr("required")) << verb;
  }
  EXPECT_EQ(2, run_program({"region", "make"}).code_);
}

}  // namespace
}  // namespace leeward::cli
