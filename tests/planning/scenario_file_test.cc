#include "planning/model/scenario_file.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "planning/model/plan_file.h"

namespace leeward::planning {
namespace {

// The good scenario that the checker's tests use too.
std::string good() { return read_file(LEEWARD_SOURCE_DIR "/tests/check/scenario.json", std::size_t{1} << 20U).value(); }

std::string replaced(std::string text, std::string const& what, std::string const& with) {
  auto const at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  EXPECT_EQ(text.find(what, at + 1), std::string::npos) << what << " is there twice";
  return text.replace(at, what.size(), with);
}

struct wrong {
  std::string what_;
  std::string with_;
  std::vector<std::string> lines_;  // begin with these, in any order, and no others
};

void PrintTo(wrong const& w, std::ostream* const out) { *out << w.with_; }

std::vector<std::string> lines_of(std::string const& text) {
  auto lines = std::vector<std::string>{};
  for (auto from = std::size_t{0}; from < text.size();) {
    auto const to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

auto const kWrong = std::vector<wrong>{
    {R"("format": "leeward-scenario-1")",
     R"("format": "leeward-scenario-9")",
     {R"(format: is "leeward-scenario-9", must be "leeward-scenario-1")"}},
    {R"("start": "2024-01-05T08:00:00Z")",
     R"("start": "2024-01-06T08:00:00Z")",
     {"end: is 2024-01-05T20:00:00Z, must be later than start, 2024-01-06T08:00:00Z",
      "pickup_points[0].open_until: is 2024-01-05T19:00:00Z, must be later than open_from",
      "pickup_points[1].open_until: is 2024-01-05T20:00:00Z, must be later than open_from"}},
    {R"("persons": 12, "priority": 3)",
     R"("persons": 0, "priority": 3)",
     {"households[4].persons: is 0, must be from 1 to 1000"}},
    {R"("priority": 3)", R"("priority": 1001)", {"households[4].priority: is 1001, must be from 1 to 1000"}},
    {R"("pickup_point": "south", "persons": 2)",
     R"("pickup_point": "east", "persons": 2)",
     {R"(households[2].pickup_point: is "east", which is none of the pickup_points)"}},
    {R"({"id": "h2")", R"({"id": "h1")", {R"(households[1].id: is "h1", which was given before)"}},
    {R"({"id": "hall")",
     R"({"id": "north")",
     {R"(centres[1].id: is "north", which pickup_points[0] has; the ids of places must differ)"}},
    {R"("kind": "coach", "depot": "yard")",
     R"("kind": "coach", "depot": "garage")",
     {R"(vehicles[0].depot: is "garage", which is none of the depots)"}},
    {R"("wheelchair_bays": 1})",
     R"("wheelchair_bays": 4})",
     {"households[0].wheelchair_bays: and lying_places are 4 together, but the household has 3 persons"}},
    {R"("until": "2024-01-05T19:00:00Z"}]}]},)",
     R"("until": "2024-01-05T20:30:00Z"}]}]},)",
     {"vehicles[0].crews[0].shifts[0].until: makes the shift 48600 s long; 24 hours less crew_rules.daily_rest_s leave "
      "46800 s"}},
    {R"({"id": "crew-2")", R"({"id": "crew-1")", {R"(vehicles[1].crews[0].id: is "crew-1", which was given before)"}},
    {R"("tier": 2)", R"("tier": 0)", {"centres[1].tier: is 0, must be from 1 to 100"}},
    {R"("break_s": 900)", R"("break_s": 90000)", {"crew_rules.break_s: is 90000, must be from 0 to 86400"}},
    {R"("loading_places": 1,)",
     R"("loading_places": 0,)",
     {"pickup_points[0].loading_places: is 0, must be from 1 to"}},
    {R"("open_until": "2024-01-05T19:00:00Z")",
     R"("open_until": "2024-01-05T08:00:00Z")",
     {"pickup_points[0].open_until: is 2024-01-05T08:00:00Z, must be later than open_from, 2024-01-05T08:00:00Z"}},
    {R"("ready_from": "2024-01-05T09:30:00Z")",
     R"("ready_from": "2024-01-05T21:30:00Z")",
     {"households[3].ready_from: is 2024-01-05T21:30:00Z, after the operation's end 2024-01-05T20:00:00Z"}},
    {R"("available_from": "2024-01-05T09:00:00Z")",
     R"("available_from": "2024-01-05T09:00:00")",
     {R"(vehicles[1].available_from: "2024-01-05T09:00:00" has no zone)"}},
    {R"({"id": "h2")", R"({"id": "")", {"households[1].id: is empty"}},
    {R"({"id": "h2")", R"({"id": 7)", {"households[1].id: is 7, must be"}},
    {R"("roads": "nowhere.roads")", R"("roads": "")", {"roads: is empty"}},
    {R"("roads": "nowhere.roads")",
     R"("roads": "", "closures": [{"id": "", "name": "B 1"}, {"id": "x"}])",
     {"roads: is empty", "closures[0].id: has 0 bytes", "closures[1]: has 0 of ways, name, area and near"}},
    {R"("roads": "nowhere.roads")",
     R"("roads": "nowhere.roads", "closures": [{"id": "x", "nam": "B 1"}])",
     {"closures[0].nam: is not known here"}},
    {R"("seats": 4)", R"("seats": -4)", {"vehicles[1].seats: is -4, must be"}},
    {R"("persons": 3}
  ])",
     R"("people": 3}
  ])",
     {"households[6].people: ", "households[6].persons: "}},
};

class wrong_scenario : public testing::TestWithParam<wrong> {};

TEST(scenario_file, reads_a_good_one_with_its_defaults) {
  auto const s = read_scenario(good(), "scenario.json").value();
  EXPECT_EQ(s.name_, "A small evening");
  EXPECT_EQ(s.end_ - s.start_, seconds{43200});
  EXPECT_EQ(s.vehicles_[0].profile_, "coach");
  EXPECT_TRUE(s.vehicles_[0].takes_pets_);
  EXPECT_EQ(seats_of(s.households_[0]), persons{2});
  EXPECT_EQ(beds_of(s.households_[0]), (beds{.general_ = {2}, .accessible_ = {1}}));
  EXPECT_EQ(ready_from(s, s.households_[0]), s.start_);
  EXPECT_EQ(open_until(s, s.pickup_points_[1]), s.end_);
  EXPECT_EQ(intake_time(s.centres_[0], {7}), seconds{700});
}

TEST(scenario_file, writes_what_it_reads) {
  auto const s = read_scenario(good(), "scenario.json").value();
  auto const again = read_scenario(to_json(s), "again").value();
  EXPECT_EQ(to_json(s), to_json(again));
}

TEST_P(wrong_scenario, is_answered_with_the_path_and_what_is_allowed) {
  auto const text = replaced(good(), GetParam().what_, GetParam().with_);
  auto const s = read_scenario(text, "s.json");
  ASSERT_FALSE(s.has_value());
  EXPECT_EQ(s.error().kind_, error_kind::kInvalidInput);
  auto const lines = lines_of(s.error().sentence_);
  EXPECT_EQ(lines.size(), GetParam().lines_.size()) << s.error().sentence_;
  for (auto const& line : GetParam().lines_) {
    EXPECT_TRUE(std::ranges::any_of(lines, [&](std::string const& l) { return l.starts_with("s.json: " + line); }))
        << "missing: " << line << "\nfound: " << s.error().sentence_;
  }
}

INSTANTIATE_TEST_SUITE_P(each, wrong_scenario, testing::ValuesIn(kWrong));

TEST(plan_file, refuses_what_no_sum_could_hold) {
  auto text = read_file(LEEWARD_SOURCE_DIR "/tests/check/plan.json", std::size_t{1} << 20U).value();
  text = replaced(text, R"("length_m": 102000)", R"("length_m": 9000000000)");
  auto const p = read_plan(text, "p.json");
  ASSERT_FALSE(p.has_value());
  EXPECT_EQ(p.error().sentence_, "p.json: duties[1].back.length_m: is 9000000000, must be 100000000 at most");
}

TEST(plan_file, writes_what_it_reads) {
  auto const text = read_file(LEEWARD_SOURCE_DIR "/tests/check/plan.json", std::size_t{1} << 20U).value();
  EXPECT_EQ(to_json(read_plan(text, "p.json").value()), text);
}

TEST(scenario_file, refuses_more_places_than_a_table_could_hold) {
  auto s = read_scenario(good(), "s.json").value();
  for (auto i = 0; i != 10'000; ++i) {
    s.pickup_points_.push_back(s.pickup_points_[0]);
    s.pickup_points_.back().id_ = std::to_string(i);
  }
  auto const again = read_scenario(to_json(s), "s.json");
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().sentence_,
            "s.json: pickup_points: are 10005 with the depots and centres, must be 10000 at most");
}

TEST(scenario_file, tells_all_that_is_wrong_at_once) {
  auto text = replaced(good(), R"("tier": 2)", R"("tier": "two")");
  text = replaced(text, R"("pickup_point": "south", "persons": 2)", R"("pickup_point": "east", "persons": 2)");
  text = replaced(text, R"({"id": "h2")", R"({"id": "h1")");
  auto const s = read_scenario(text, "s.json");
  ASSERT_FALSE(s.has_value());
  EXPECT_EQ(lines_of(s.error().sentence_).size(), 3U) << s.error().sentence_;
}

}  // namespace
}  // namespace leeward::planning
