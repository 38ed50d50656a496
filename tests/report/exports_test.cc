#include <algorithm>
#include <string>

#include <gmock/gmock.h>

#include "base/csv.h"
#include "report/csv.h"
#include "report/geojson.h"
#include "report/small_world.h"

namespace leeward::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct exports_test : testing::Test {
  std::string text_of(std::string const& name) const {
    auto const tables = make_tables({scenario_, plan_});
    auto const found = std::ranges::find(tables, name, &table_file::name_);
    return found == tables.end() ? std::string{} : found->text_;
  }

  csv_table table(std::string const& name) const { return read_csv(text_of(name), name).value(); }

  planning::scenario scenario_{test::village()};
  planning::plan plan_{test::village_plan(test::at("08:25"))};
};

TEST_F(exports_test, names_the_tables_that_it_makes) {
  auto const tables = make_tables({scenario_, plan_});
  auto names = std::vector<std::string>{};
  for (auto const& t : tables) {
    names.push_back(t.name_);
  }
  EXPECT_EQ(names, table_names());
}

TEST_F(exports_test, says_what_the_plan_was_made_from_and_whose_map_it_is) {
  plan_.id_ = "f00d";
  plan_.totals_.bounds_ = planning::term_bounds{};
  plan_.totals_.bounds_->length_m_ = {11'000};
  auto const text = text_of("plan.csv");
  EXPECT_THAT(text, HasSubstr("plan,f00d,"));
  EXPECT_THAT(text, HasSubstr("seed,7,"));
  EXPECT_THAT(text, HasSubstr("attribution,© OpenStreetMap contributors,"));
  EXPECT_THAT(text, HasSubstr("length_m,12000,11000"));
}

TEST_F(exports_test, adds_up_each_trip) {
  scenario_.households_[1].needs_ = {planning::need::kPet};
  scenario_.households_[1].wheelchair_bays_ = {1};
  auto const trips = table("trips.csv");
  ASSERT_EQ(trips.rows_.size(), 1U);
  EXPECT_THAT(
      trips.rows_[0].fields_,
      ElementsAre("t1", "bus-1", "d1", "1", "P", "C", "2024-01-05T08:10:00Z", "2024-01-05T08:20:00Z",
                  "2024-01-05T08:25:00Z", "2024-01-05T08:35:00Z", "2", "7", "6", "1", "0", "0", "1", "3000", "3000"));
}

TEST_F(exports_test, lists_every_household_once_with_its_reason) {
  plan_.unserved_[0].would_help_ = "a seat more, or \"a car\"";
  auto const households = table("households.csv");
  ASSERT_EQ(households.rows_.size(), 3U);
  EXPECT_THAT(households.rows_[2].fields_,
              ElementsAre("two", "2", "no", "", "", "", "", "", "", "", "", "no_vehicle",
                          "needs 2 seats; <the bus> has 1 left", "a seat more, or \"a car\""));
  EXPECT_EQ(households.rows_[0].fields_[3], "t1");
}

TEST_F(exports_test, keeps_a_text_from_becoming_a_formula) {
  scenario_.centres_[0].name_ = "=HYPERLINK(1)";
  EXPECT_THAT(text_of("centres.csv"), HasSubstr("'=HYPERLINK(1)"));
}

TEST_F(exports_test, draws_each_drive_on_its_roads) {
  auto const made = make_geojson({scenario_, plan_}, test::village_ways{true}.source(), "© \"them\"");
  ASSERT_TRUE(made) << made.error().sentence_;
  EXPECT_THAT(*made, testing::StartsWith(R"({"type":"FeatureCollection","plan":"","attribution":"© \"them\"")"));
  EXPECT_THAT(*made,
              HasSubstr(R"({"type":"Feature","properties":{"trip":"t1","vehicle":"bus-1","duty":"d1","from":"P",)"
                        R"("to":"C","departure":"2024-01-05T08:20:00Z","arrival":"2024-01-05T08:25:00Z",)"
                        R"("persons":7,"length_m":3000},"geometry":{"type":"LineString","coordinates":)"
                        R"([[36.05,50],[36.1,50]]}})"));
  EXPECT_THAT(*made, HasSubstr(R"("properties":{"vehicle":"bus-1","duty":"d1","from":"C","to":"D")"));
  EXPECT_THAT(*made, HasSubstr(R"("properties":{"id":"P","name":"Площадь","kind":"pickup","persons":7},"geometry":)"
                               R"({"type":"Point","coordinates":[36.05,50]}})"));
}

TEST_F(exports_test, refuses_a_drive_without_a_way) {
  auto ways = test::village_ways{true};
  ways.routes_->erase({"P", "C"});
  auto const made = make_geojson({scenario_, plan_}, ways.source(), "");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind_, error_kind::kUnreachable);
}

}  // namespace
}  // namespace leeward::report
