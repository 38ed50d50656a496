#include "planning/model/scenario_file.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/must_have.h"
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

std::ostream& operator<<(std::ostream& out, wrong const& w) { return out << w.with_; }

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
     {"end: is 2024-01-05T20:00:00Z, must be later than start, 2024-01-06T08:00:00Z"}},
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
     R"("open_from": "2024-01-05T08:00:00Z", "open_until": "2024-01-05T08:00:00Z")",
     {"pickup_points[0].open_until: is 2024-01-05T08:00:00Z, must be later than open_from, 2024-01-05T08:00:00Z"}},
    {R"("ready_from": "2024-01-05T09:30:00Z")",
     R"("ready_from": "2024-01-05T21:30:00Z")",
     {"households[3].ready_from: is 2024-01-05T21:30:00Z, after the operation's end 2024-01-05T20:00:00Z"}},
    {R"("available_from": "2024-01-05T09:00:00Z")",
     R"("available_from": "2024-01-05T09:00:00")",
     {R"(vehicles[1].available_from: "2024-01-05T09:00:00" has no zone)"}},
    {R"({"id": "h2")", R"({"id": "")", {"households[1].id: is empty"}},
    {R"({"id": "h2")", R"({"id": 7)", {"households[1].id: is 7, must be"}},
    {R"("roads": "nowhere.roads")", R"("roads": "")", {"roads: is missing or empty"}},
    {R"("roads": "nowhere.roads")",
     R"("roads": "", "closures": [{"id": "", "name": "B 1"}, {"id": "x"}])",
     {"roads: is missing or empty", "closures[0].id: has 0 bytes", "closures[1]: has 0 of ways, name, area and near"}},
    {R"("roads": "nowhere.roads")",
     R"("roads": "nowhere.roads", "closures": [{"id": "x", "nam": "B 1"}])",
     {"closures[0].nam: is not known here"}},
    {R"("persons": 2, "oxygen": 1)", R"("persons": 2, "zone": "", "oxygen": 1)", {"households[2].zone: is empty"}},
    {R"("pickup_point": "south", "persons": 2)",
     R"("position": 7, "door": true, "persons": 2)",
     {"households[2].position: is 7, must be"}},
    {R"("seats": 4)", R"("seats": -4)", {"vehicles[1].seats: is -4, must be"}},
    {R"("roads": "nowhere.roads",)", "", {"roads: is missing or empty; the scenario needs roads, or travel_times"}},
    {R"("roads": "nowhere.roads",)",
     R"("roads": "nowhere.roads", "travel_times": [{"profile": "coach", "places": ["yard", "north", "south", "school",
        "hall"], "driving_s": [[0,1,1,1,1],[1,0,1,1,1],[1,1,0,1,1],[1,1,1,0,1],[1,1,1,1,0]]}],)",
     {"travel_times: and roads are both given"}},
    {R"("roads": "nowhere.roads",)",
     R"("travel_times": [{"profile": "coach", "places": ["yard", "north", "south", "school"],
        "driving_s": [[0,1,1,1],[1,0,1,1],[1,1,0,1]]}],)",
     {R"(travel_times[0].places: lacks 1 of the scenario's places: "hall")",
      "travel_times[0].driving_s: has 3 rows, must have 4"}},
    {R"("roads": "nowhere.roads",)",
     R"("travel_times": [{"profile": "coach", "places": ["yard", "north", "south", "school", "hall"],
        "driving_s": [[0,1,1,1,1.5],[1,0,1,1,1],[1,1,0,1,1],[1,1,1,7,1],[1,1,1,1]]}],)",
     {"travel_times[0].driving_s[0][4]: is 1.5, must be a whole number",
      "travel_times[0].driving_s[4]: has 4 entries, must have 5", "travel_times[0].driving_s[3][3]: is 7, must be 0"}},
    {R"("roads": "nowhere.roads",)",
     R"("travel_times": [{"profile": "coach", "places": ["yard", "north", "south", "school", "hall"],
        "driving_s": [[0,1,1,1,1],[1,0,1,1,1],[1,1,0,1,1],[1,1,1,0,1],[1,1,1,1,0]],
        "length_m": [[0,1,1,1,1],[1,0,1,1,1],[1,1,0,1,1],[1,1,1,0,1],[1,1,1,null,0]]}],)",
     {"travel_times[0].length_m[4][3]: is null, but driving_s has a way there, of 1 s"}},
    {R"("roads": "nowhere.roads",)",
     R"("travel_times": [{"profile": "tram", "places": ["yard", "north", "south", "school", "hall"],
        "driving_s": [[0,1,1,1,1],[1,0,1,1,1],[1,1,0,1,1],[1,1,1,0,1],[1,1,1,1,0]]}],)",
     {R"(travel_times: has no table for the profile "coach" of vehicle bus-1)"}},
    {R"("loading": {"fixed_s": 60, "per_person_s": 10})",
     R"("closures": [{"id": "1", "name": "A 1", "from": "2024-01-05T09:00:00Z", "to": "2024-01-05T10:00:00Z"},
        {"id": "2", "name": "A 1", "from": "2024-01-05T11:00:00Z", "to": "2024-01-05T12:00:00Z"},
        {"id": "3", "name": "A 1", "from": "2024-01-05T13:00:00Z", "to": "2024-01-05T14:00:00Z"},
        {"id": "4", "name": "A 1", "from": "2024-01-05T15:00:00Z", "to": "2024-01-05T16:00:00Z"}],
        "loading": {"fixed_s": 60, "per_person_s": 10})",
     {"closures: change the roads at 8 times within the operation, must be 7 at most: 2024-01-05T09:00:00Z, "
      "2024-01-05T10:00:00Z,"}},
    {R"("pickup_point": "south", "persons": 2)",
     R"("persons": 2)",
     {"households[2]: needs a pickup_point, or a position"}},
    {R"("pickup_point": "south", "persons": 2)",
     R"("pickup_point": "south", "position": {"lat": 52, "lon": 10}, "persons": 2)",
     {"households[2].position: and pickup_point are both given"}},
    {R"("pickup_point": "south", "persons": 2)",
     R"("pickup_point": "south", "door": true, "walks_m": 100, "persons": 2)",
     {"households[2].door: is true, but the household has no position", "households[2].walks_m: is given, but only"}},
    {R"("pickup_point": "south", "persons": 2)",
     R"("position": {"lat": 52, "lon": 10}, "walks_m": 30000, "persons": 2)",
     {"households[2].walks_m: is 30000, must be from 0 to 20000"}},
    {R"({"id": "h3", "pickup_point": "south", "persons": 2)",
     R"({"id": "hall", "position": {"lat": 52, "lon": 10}, "door": true, "persons": 2)",
     {R"(households[2].id: is "hall", which centres[1] has; the ids of places must differ)"}},
    {R"("persons": 2, "oxygen": 1)",
     R"("persons": 2, "zone": "old town", "priority_class": "first", "travels_with": ["h3", "h9"], "oxygen": 1)",
     {R"(households[2].zone: is "old town", which is none of the zones)",
      R"(households[2].priority_class: is "first", which is none of the priorities)",
      "households[2].travels_with[0]: is the household itself",
      R"(households[2].travels_with[1]: is "h9", which is none of the households)"}},
    {R"("persons": 2, "oxygen": 1)",
     R"("persons": 2, "travels_with": ["h4"], "apart_from": ["h4"], "oxygen": 1)",
     {R"(households[2].apart_from: has "h4", with which it travels)"}},
    {R"("available_from": "2024-01-05T09:00:00Z")",
     R"("available_from": "2024-01-05T09:00:00Z", "available_until": "2024-01-05T09:00:00Z")",
     {"vehicles[1].available_until: is 2024-01-05T09:00:00Z, must be later than available_from"}},
    {R"("loading_places": 1,)",
     R"("loading_places": 1, "capacity": 0,)",
     {"pickup_points[0].capacity: is 0, must be from 1 to"}},
    {R"("persons": 3}
  ])",
     R"("persons": 3}
  ], "priorities": {"first": 0}, "pins": [{"household": "h7"}, {"household": "h7", "vehicle": "bus-7"}],
  "forbidden": [{"household": "h1"}, {"centre": "school", "vehicle": "bus-1", "pickup_point": "north"}])",
     {"priorities.first: is 0, must be from 1 to 1000", "pins[0]: says nothing",
      R"(pins[1].household: is "h7", which pins[0] has)",
      R"(pins[1].vehicle: is "bus-7", which is none of the vehicles)", "forbidden[0]: names 1 of household",
      "forbidden[1]: names 3 of household"}},
    {R"("persons": 3}
  ])",
     R"("persons": 3}
  ], "pins": [{"household": "h7", "pickup_point": "north"}])",
     {R"(pins[0].pickup_point: is "north", but h7 boards at south)"}},
    {R"("persons": 3}
  ])",
     R"("persons": 3}
  ], "committed": {"holds": [{"centre": "barn", "beds": {"general": 1, "accessible": 0}}], "trips": [
      {"id": "t1", "vehicle": "bus-1", "duty": "d9", "pickups": [{"way": {"from": "yard", "to": "north",
       "departure": "2024-01-05T08:00:00Z", "arrival": "2024-01-05T08:10:00Z", "driving_s": 600, "length_m": 6000},
       "begin": "2024-01-05T08:09:00Z", "end": "2024-01-05T08:12:00Z", "persons": 3, "households": ["h1", "h99"]}],
       "centre": {"way": {"from": "north", "to": "school", "departure": "2024-01-05T08:12:00Z",
       "arrival": "2024-01-05T09:02:00Z", "driving_s": 3000, "length_m": 46000}, "begin": "2024-01-05T09:02:00Z",
       "end": "2024-01-05T09:05:00Z", "persons": 3, "households": []}}], "duties": [{"id": "d1", "vehicle": "bus-1",
       "crew": "crew-2", "departure": "2024-01-05T08:00:00Z", "end": "2024-01-05T10:00:00Z", "trips": ["t1", "t2"],
       "breaks": [{"from": "2024-01-05T09:00:00Z", "until": "2024-01-05T08:00:00Z", "place": "inn"}],
       "back": {"from": "barn", "to": "yard", "departure": "2024-01-05T09:05:00Z",
       "arrival": "2024-01-05T10:00:00Z", "driving_s": 9000000, "length_m": 51000}, "driving_s": 6900}]})",
     {"committed.trips[0].pickups[0]: leaves at 2024-01-05T08:00:00Z, arrives at 2024-01-05T08:10:00Z, begins at",
      R"(committed.trips[0].pickups[0].households[1]: is "h99", which is none of the households)",
      R"(committed.duties[0].breaks[0].place: is "inn", which is none of the places)",
      "committed.duties[0].breaks[0].until: is 2024-01-05T08:00:00Z, before from",
      R"(committed.duties[0].back.from: is "barn", which is none of the places)",
      "committed.duties[0].back.driving_s: is 9000000 s, must be 5184000 s at most",
      R"(committed.duties[0].crew: is "crew-2", which is none of the crews of bus-1)",
      R"(committed.duties[0].trips[0]: is "t1", which belongs to duty "d9")",
      R"(committed.duties[0].trips[1]: is "t2", which is none of the committed trips)",
      R"(committed.holds[0].centre: is "barn", which is none of the centres)"}},
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

TEST(scenario_file, reads_every_optional_field_and_writes_it_again) {
  auto const text = read_file(LEEWARD_SOURCE_DIR "/tests/planning/every_field.json", std::size_t{1} << 20U).value();
  auto const s = read_scenario(text, "every_field.json").value();
  EXPECT_EQ(to_json(read_scenario(to_json(s), "again").value()), to_json(s));
  auto const& h = s.households_;
  EXPECT_TRUE(chooses_point(h[0]));
  EXPECT_EQ(walks(h[0]), metres{800});
  EXPECT_EQ(walks(h[1]), metres{300});
  EXPECT_FALSE(chooses_point(h[2]));
  EXPECT_EQ(priority_of(s, h[0]), 7);
  EXPECT_EQ(priority_of(s, h[1]), 1);
  EXPECT_EQ(to_string(must_have(board_by(s, h[0]), "its zone has one")), "2024-01-05T12:00:00Z");  // of its zone
  EXPECT_EQ(to_string(must_have(board_by(s, h[1]), "it has one")),
            "2024-01-05T11:00:00Z");  // its own, earlier than its zone's
  EXPECT_FALSE(board_by(s, h[2]).has_value());
  EXPECT_EQ(beds_on_offer(s, s.centres_[0]), (beds{.general_ = {17}, .accessible_ = {0}}));
  ASSERT_EQ(boarding_places(s).size(), 2U);
  EXPECT_EQ(boarding_places(s)[1].id_, "h3");
  EXPECT_FALSE(s.travel_times_[0].driving_s_[0][2].v_.has_value());
}

TEST(scenario_file, cuts_the_operation_into_slices_where_closures_begin_and_end) {
  auto s = read_scenario(good(), "scenario.json").value();
  EXPECT_EQ(slice_starts(s), std::vector{s.start_});
  auto c = roads::closure{};
  c.from_ = s.start_ + seconds{-60};
  c.to_ = s.start_ + seconds{3600};
  s.closures_ = {c, c};
  c.from_ = s.start_ + seconds{7200};
  c.to_ = s.end_;
  s.closures_.push_back(c);
  EXPECT_EQ(slice_starts(s), (std::vector{s.start_, s.start_ + seconds{3600}, s.start_ + seconds{7200}}));
}

TEST(scenario_file, can_leave_out_the_households_that_are_wrong) {
  auto text = replaced(good(), R"("pickup_point": "south", "persons": 2)", R"("pickup_point": "east", "persons": 2)");
  text = replaced(text, R"("persons": 12, "priority": 3)", R"("persons": "twelve", "priority": 3)");
  text = replaced(text, R"({"id": "h6", )", R"({"id": "h6", "travels_with": ["h5"], )");
  text = replaced(text, R"({"id": "h7", )", R"({"id": "h7", "apart_from": ["h5", "h1"], )");
  auto const part = read_sound_part(text, "s.json").value();
  ASSERT_EQ(part.skipped_.size(), 3U);
  EXPECT_EQ(part.skipped_[0].household_, "households[2] (h3)");
  EXPECT_EQ(part.skipped_[0].problem_, R"(pickup_point: is "east", which is none of the pickup_points)");
  EXPECT_EQ(part.skipped_[1].household_, "households[4] (h5)");
  EXPECT_EQ(part.skipped_[1].problem_, R"(persons: is "twelve", must be a whole number, 0 or more)");
  EXPECT_EQ(part.skipped_[2].household_, "households[5] (h6)");
  EXPECT_EQ(part.skipped_[2].problem_, "travels with h5, which is left out");
  ASSERT_EQ(part.scenario_.households_.size(), 4U);
  EXPECT_EQ(part.scenario_.households_[3].id_, "h7");
  EXPECT_EQ(part.scenario_.households_[3].apart_from_, std::vector<std::string>{"h1"});
}

TEST(scenario_file, leaves_out_nothing_else_than_households) {
  auto const text = replaced(good(), R"("tier": 2)", R"("tier": "two")");
  EXPECT_FALSE(read_sound_part(text, "s.json").has_value());
  EXPECT_TRUE(read_sound_part(good(), "s.json").value().skipped_.empty());
}

TEST(schemas, stand_in_docs_as_the_code_makes_them) {
  auto const text = [](std::string const& file) {
    return read_file(LEEWARD_SOURCE_DIR "/docs/formats/" + file, std::size_t{1} << 20U).value_or("");
  };
  EXPECT_EQ(scenario_schema(), text("scenario.schema.json"))
      << "leeward scenario schema > docs/formats/scenario.schema.json";
  EXPECT_EQ(plan_schema(), text("plan.schema.json")) << "leeward scenario schema --of plan > …/plan.schema.json";
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
