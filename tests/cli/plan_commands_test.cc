#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/time.h"
#include "cli/run_program.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"

namespace leeward::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr auto const kBadInput = 2;
constexpr auto const kNo = 3;

// A made region with an evacuation on it, made once by the program itself.
struct plan_commands : testing::Test {
  static void SetUpTestSuite() {
    fs::create_directories(folder());
    auto const extract = at("region.osm.pbf");
    auto const steps = std::vector<std::vector<std::string>>{
        {"region", "make", "--people", "5000", "--seed", "3", "-o", extract},
        {"roads", "import", extract, "-o", at("region.roads")},
        {"scenario", "make", "--region", at("region.roads"), "--people", "300", "--points", "5", "--centres", "3",
         "--vehicles", "4", "-o", at("scenario.json")}};
    for (auto const& step : steps) {
      auto const got = run_program(step);
      ASSERT_EQ(got.code_, 0) << got.err_;
    }
  }
  static void TearDownTestSuite() { fs::remove_all(folder()); }

  static fs::path folder() { return fs::path{testing::TempDir()} / ("plan_commands_" + std::to_string(::getpid())); }
  static std::string at(std::string_view const name) { return (folder() / name).string(); }

  static std::string text_of(std::string_view const name) {
    return read_file(folder() / name, std::size_t{16} << 20U).value();
  }

  static planning::scenario scenario() { return planning::read_scenario(text_of("scenario.json"), "s").value(); }

  static std::string written(std::string_view const name, std::string const& text) {
    EXPECT_TRUE(write_atomically(folder() / name, text));
    return at(name);
  }

  static outcome plan(std::string const& scenario, std::vector<std::string> const& more) {
    auto arguments = std::vector<std::string>{"plan", scenario};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
};

// The lines that the bar drew one over the other.
std::vector<std::string> drawn(outcome const& o) {
  auto const clear = std::string_view{"\r\x1b[K"};
  auto lines = std::vector<std::string>{};
  for (auto from = o.err_.find(clear); from != std::string::npos;) {
    from += clear.size();
    auto const to = o.err_.find(clear, from);
    lines.push_back(o.err_.substr(from, to - from));
    from = to;
  }
  return lines;
}

TEST_F(plan_commands, as_many_iterations_give_the_same_plan_on_any_number_of_threads) {
  auto const made = [&](char const* const name, std::vector<std::string> more) {
    more.insert(more.end(), {"-o", at(name)});
    auto const got = plan(at("scenario.json"), more);
    EXPECT_EQ(got.code_, 0) << got.err_;
    return text_of(name);
  };
  auto const one = made("one.json", {"--iterations", "20000"});
  EXPECT_EQ(one, made("again.json", {"--iterations", "20000"}));
  EXPECT_EQ(one, made("two.json", {"--iterations", "20000", "--threads", "2"}));
  auto const first = planning::read_plan(made("first.json", {"--iterations", "0"}), "first").value();
  auto const improved = planning::read_plan(one, "one").value();
  EXPECT_EQ(first.made_from_.iterations_, 0U);
  EXPECT_EQ(improved.made_from_.iterations_, 20'000U);
  EXPECT_LE(improved.totals_.weighted_waiting_s_, first.totals_.weighted_waiting_s_);
  ASSERT_TRUE(improved.totals_.bounds_.has_value());
  EXPECT_LE(improved.totals_.bounds_.value().weighted_waiting_s_.value(), improved.totals_.weighted_waiting_s_);
}

TEST_F(plan_commands, ends_in_the_time_given_and_says_how_many_iterations_that_were) {
  auto const got = plan(at("scenario.json"), {"--time", "700ms", "-o", at("timed.json"), "--json"});
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_GT(planning::read_plan(text_of("timed.json"), "timed")->made_from_.iterations_, 0U);
}

TEST_F(plan_commands, shows_what_the_plan_is_worth_beside_its_bound_while_it_improves) {
  auto const ask =
      std::vector<std::string>{"plan", at("scenario.json"), "--iterations", "20000", "-o", at("seen.json"), "--json"};
  auto const got = run_on_terminal(ask, 120);
  ASSERT_EQ(got.code_, 0) << got.err_;
  auto const made = planning::read_plan(text_of("seen.json"), "seen").value();
  auto const hours = [](std::int64_t const s) {
    auto const n = std::to_string(s / 3600);
    return n.size() < 4 ? n : n.substr(0, n.size() - 3) + "," + n.substr(n.size() - 3);
  };
  auto const least = ", at least " + hours(made.totals_.bounds_.value().weighted_waiting_s_.value()) + " h (gap ";
  auto const lines = drawn(got);
  EXPECT_THAT(lines, Contains(AllOf(StartsWith("waiting "), HasSubstr(least), HasSubstr("  0 %"))));
  EXPECT_THAT(lines, Contains(AllOf(StartsWith("waiting " + hours(made.totals_.weighted_waiting_s_) + " h" + least),
                                    HasSubstr("] 100 %"))))
      << "the last figure is that of the plan";
  EXPECT_EQ(lines.back(), "") << "the line is left empty";
  EXPECT_THAT(got.out_, AllOf(StartsWith("{\"plan\":"), EndsWith("}\n"))) << "nothing of it is in the answer";

  EXPECT_THAT(run_program(ask).err_, IsEmpty()) << "nor in a file";
  for (auto const& line : drawn(run_on_terminal(ask, 40))) {
    EXPECT_LT(line.size(), 40U) << line;
  }
}

TEST_F(plan_commands, an_effort_that_is_none_is_refused) {
  for (auto const& [option, value] :
       {std::pair{"--time", "0s"}, {"--time", "soon"}, {"--iterations", "-1"}, {"--threads", "0"}}) {
    auto const got = plan(at("scenario.json"), {option, value, "-o", at("none.json")});
    EXPECT_EQ(got.code_, kBadInput) << option;
    EXPECT_THAT(got.err_, AllOf(HasSubstr(std::string{option} + ": is"), HasSubstr("must be")));
    EXPECT_FALSE(fs::exists(at("none.json")));
  }
}

TEST_F(plan_commands, plans_reports_and_finds_nothing_wrong) {
  auto const got = plan(at("scenario.json"), {"-o", at("good.json"), "--report", at("good.html")});
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_THAT(got.out_, HasSubstr("300 of 300 people"));
  EXPECT_THAT(text_of("good.html"), StartsWith("<!DOCTYPE html>"));
  auto const checked = run_program({"check", at("scenario.json"), at("good.json")});
  EXPECT_EQ(checked.code_, 0) << checked.out_;
  EXPECT_THAT(checked.out_, HasSubstr("keeps every rule"));
}

TEST_F(plan_commands, plans_again_when_a_bus_drops_out) {
  ASSERT_EQ(plan(at("scenario.json"), {"-o", at("before.json")}).code_, 0);
  auto const before = planning::read_plan(text_of("before.json"), "p").value();
  auto const now = to_string(before.trips_.front().centre_.begin_);
  auto const asked = std::vector<std::string>{"replan",      at("scenario.json"),
                                              "--before",    at("before.json"),
                                              "-o",          at("after.json"),
                                              "--situation", at("now.json"),
                                              "--at",        now};
  auto const same = run_program(asked);
  ASSERT_EQ(same.code_, 0) << same.err_;
  EXPECT_THAT(same.out_, StartsWith("No ticket changes."));
  EXPECT_EQ(run_program({"check", at("now.json"), at("after.json")}).code_, 0);

  auto lost = asked;
  lost.insert(lost.end(), {"--lost-vehicle", before.trips_.back().vehicle_});
  auto const got = run_program(lost);
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_THAT(got.out_, AllOf(HasSubstr("had to change"), HasSubstr("check " + at("now.json"))));
  auto const checked = run_program({"check", at("now.json"), at("after.json")});
  EXPECT_EQ(checked.code_, 0) << checked.out_;
  EXPECT_THAT(checked.out_, Not(HasSubstr("another file")));

  auto improved = lost;
  improved.insert(improved.end(), {"--iterations", "5000"});
  auto const seen = run_on_terminal(improved, 120);
  EXPECT_EQ(seen.code_, 0) << seen.err_;
  EXPECT_THAT(drawn(seen), Contains(AllOf(HasSubstr("waiting "), HasSubstr(" h, at least "), HasSubstr("100 %"))));

  lost.back() = "no such bus";
  auto const wrong = run_program(lost);
  EXPECT_EQ(wrong.code_, kBadInput);
  EXPECT_THAT(wrong.err_, HasSubstr(R"(--lost-vehicle: is "no such bus", which is none of the scenario's vehicles)"));
}

TEST_F(plan_commands, writes_drives_and_tables_for_other_programs) {
  fs::create_directories(at("tables"));
  auto const got =
      plan(at("scenario.json"), {"-o", at("out.json"), "--geojson", at("out.geojson"), "--csv", at("tables")});
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_THAT(text_of("out.geojson"), StartsWith(R"({"type":"FeatureCollection","plan":")"));
  EXPECT_THAT(text_of("out.geojson"), HasSubstr(R"("type":"LineString")"));
  for (auto const* const name : {"plan", "trips", "duties", "households", "centres"}) {
    EXPECT_GT(text_of(std::string{"tables/"} + name + ".csv").size(), 100U) << name;
  }
  auto const nowhere = plan(at("scenario.json"), {"-o", at("no.json"), "--csv", at("not/there")});
  EXPECT_EQ(nowhere.code_, kBadInput);
  EXPECT_THAT(nowhere.err_, AllOf(HasSubstr("--csv: cannot write"), HasSubstr("there is no folder")));
  EXPECT_FALSE(fs::exists(at("no.json")));
}

TEST_F(plan_commands, never_writes_over_what_it_reads) {
  for (auto const* const name : {"scenario.json", "region.roads"}) {
    auto const before = text_of(name);
    for (auto const& more :
         std::vector<std::vector<std::string>>{{"-o", at(name)}, {"-o", at("a.json"), "--report", at(name)}}) {
      auto const got = plan(at("scenario.json"), more);
      EXPECT_EQ(got.code_, kBadInput);
      EXPECT_THAT(got.err_, HasSubstr(std::string{name} + " is read by this command"));
    }
    EXPECT_TRUE(text_of(name) == before);
  }
  auto const twice = plan(at("scenario.json"), {"-o", at("a.json"), "--report", at("a.json")});
  EXPECT_EQ(twice.code_, kBadInput);
  EXPECT_THAT(twice.err_, HasSubstr("--report: is the same file as -o"));
  EXPECT_FALSE(fs::exists(at("a.json")));
}

TEST_F(plan_commands, a_made_scenario_never_overwrites_its_roads) {
  auto const before = text_of("region.roads");
  auto const got = run_program({"scenario", "make", "--region", at("region.roads"), "-o", at("region.roads")});
  EXPECT_EQ(got.code_, kBadInput);
  EXPECT_TRUE(text_of("region.roads") == before);
  auto const negative =
      run_program({"scenario", "make", "--region", at("region.roads"), "-o", at("n.json"), "--seed", "-1"});
  EXPECT_EQ(negative.code_, kBadInput);
  EXPECT_THAT(negative.err_, HasSubstr("--seed: is -1, must be 0 or more"));
}

TEST_F(plan_commands, a_made_scenario_has_what_its_options_and_numbers_say) {
  auto const numbers =
      written("numbers.json", R"({"format": "leeward-numbers-1", "pets_per_cent_of_households": 100})");
  auto const make = [&](std::vector<std::string> const& more) {
    auto arguments =
        std::vector<std::string>{"scenario", "make",     "--region", at("region.roads"), "-o", at("n.json"), "--people",
                                 "200",      "--points", "5",        "--centres",        "3"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  };
  auto const got = make({"--numbers", numbers, "--beds", "50", "--accessible-beds", "0", "--clearance", "12h"});
  ASSERT_EQ(got.code_, 0) << got.err_;
  auto const s = planning::read_scenario(text_of("n.json"), "n").value();
  auto places = planning::beds{};
  for (auto const& c : s.centres_) {
    places.general_ += c.beds_.general_;
    places.accessible_ += c.beds_.accessible_;
  }
  EXPECT_EQ(places, (planning::beds{.general_ = persons{100}, .accessible_ = persons{}}));
  for (auto const& h : s.households_) {
    EXPECT_EQ(h.needs_.size(), 1U);
  }
  for (auto const& [option, is, sentence] :
       {std::array{"--clearance", "49h", "--clearance: is \"49h\", must be whole hours such as 36h, at most"},
        std::array{"--clearance", "soon", "--clearance: is \"soon\""},
        std::array{"--beds", "-1", "--beds: is -1, must be from 0 to 1000"},
        std::array{"--numbers", "no.json", "no.json"}}) {
    auto const bad = make({option, is});
    EXPECT_EQ(bad.code_, kBadInput);
    EXPECT_THAT(bad.err_, HasSubstr(sentence));
  }
  auto const both = make({"--clearance", "12h", "--vehicles", "9"});
  EXPECT_EQ(both.code_, kBadInput);
  EXPECT_THAT(both.err_, HasSubstr("give one of them"));
}

TEST_F(plan_commands, leaves_nothing_behind_when_an_argument_is_wrong) {
  for (auto const& more : std::vector<std::vector<std::string>>{{"--report", at("no/folder/r.html")},
                                                                {"--report", at("r.html"), "--utc-offset", "lunch"}}) {
    auto all = std::vector<std::string>{"-o", at("left.json")};
    all.insert(all.end(), more.begin(), more.end());
    EXPECT_NE(plan(at("scenario.json"), all).code_, 0);
    EXPECT_FALSE(fs::exists(at("left.json")));
    EXPECT_FALSE(fs::exists(at("r.html")));
  }
}

TEST_F(plan_commands, plans_for_whom_it_can_even_if_that_is_nobody) {
  auto s = scenario();
  s.vehicles_.clear();
  auto const file = written("no-vehicles.json", planning::to_json(s));
  auto const got = plan(file, {"-o", at("nobody.json"), "--report", at("nobody.html")});
  ASSERT_EQ(got.code_, 0) << got.err_;
  EXPECT_THAT(got.out_, HasSubstr("0 of 300 people"));
  EXPECT_THAT(text_of("nobody.html"), HasSubstr("No vehicle has the places they need"));
  EXPECT_EQ(run_program({"check", file, at("nobody.json")}).code_, 0);
}

TEST_F(plan_commands, tells_all_that_the_roads_do_not_have_at_once) {
  auto s = scenario();
  s.vehicles_[1].profile_ = "tank";
  s.pickup_points_[2].position_ = {.lat_e7_ = 0, .lon_e7_ = 0};
  s.centres_[0].position_ = {.lat_e7_ = 10'000'000, .lon_e7_ = 0};
  s.closures_.resize(1);
  s.closures_[0].id_ = "gone";
  s.closures_[0].name_ = "Nowhere Street";
  auto const file = written("wrong.json", planning::to_json(s));
  auto const good = plan(at("scenario.json"), {"-o", at("for-wrong.json")});
  ASSERT_EQ(good.code_, 0);
  for (auto const& got : {plan(file, {"-o", at("a.json")}), run_program({"check", file, at("for-wrong.json")})}) {
    EXPECT_EQ(got.code_, kBadInput);
    EXPECT_THAT(got.err_, AllOf(HasSubstr("wrong.json: vehicles[1].profile: The map has no profile \"tank\""),
                                HasSubstr("wrong.json: pickup_points[2].position: "),
                                HasSubstr("wrong.json: centres[0].position: "), HasSubstr("Nowhere Street")));
  }
}

TEST_F(plan_commands, says_which_kind_of_file_it_was_given) {
  ASSERT_EQ(plan(at("scenario.json"), {"-o", at("kind.json")}).code_, 0);
  auto const swapped = run_program({"check", at("kind.json"), at("scenario.json")});
  EXPECT_EQ(swapped.code_, kBadInput);
  EXPECT_THAT(swapped.err_, HasSubstr(R"(scenario.json: format: is "leeward-scenario-1", must be "leeward-plan-1")"));
  EXPECT_THAT(swapped.err_, Not(HasSubstr("not known here")));
}

TEST_F(plan_commands, names_the_earlier_plan_that_does_not_fit) {
  auto s = scenario();
  ASSERT_EQ(plan(at("scenario.json"), {"-o", at("earlier.json")}).code_, 0);
  for (auto& p : s.pickup_points_) {
    p.id_ += "-new";
  }
  auto const file = written("renamed.json", planning::to_json(s));
  auto const got = plan(file, {"-o", at("b.json"), "--report", at("b.html"), "--before", at("earlier.json")});
  EXPECT_EQ(got.code_, kBadInput);
  EXPECT_THAT(got.err_, HasSubstr("earlier.json"));
  EXPECT_FALSE(fs::exists(at("b.json")));
}

TEST_F(plan_commands, a_plan_edited_by_hand_is_judged_by_rule_subject_and_figures) {
  ASSERT_EQ(plan(at("scenario.json"), {"-o", at("edited.json")}).code_, 0);
  auto p = planning::read_plan(text_of("edited.json"), "p").value();
  p.trips_[0].pickups_[0].persons_ += persons{1};
  auto const file = written("edited.json", planning::to_json(p));
  auto const got = run_program({"check", at("scenario.json"), file});
  EXPECT_EQ(got.code_, kNo);
  EXPECT_THAT(got.out_, HasSubstr("head_count: trip t1 says "));
  EXPECT_THAT(got.out_, HasSubstr("breaks 1 rule"));
  auto const as_json = run_program({"check", at("scenario.json"), file, "--json"});
  EXPECT_EQ(as_json.code_, kNo);
  EXPECT_THAT(as_json.out_, AllOf(HasSubstr(R"("good":false)"), HasSubstr(R"("rule":"head_count")")));
}

TEST_F(plan_commands, what_is_wrong_on_the_command_line_is_said_in_words) {
  auto const misspelt = run_program({"plam"});
  EXPECT_EQ(misspelt.code_, kBadInput);
  EXPECT_THAT(misspelt.err_, HasSubstr("there is no command \"plam\""));
  auto const verb = run_program({"roads", "improt"});
  EXPECT_EQ(verb.code_, kBadInput);
  EXPECT_THAT(verb.err_, HasSubstr("there is no command \"roads improt\""));
  auto const number = run_program({"scenario", "make", "--people", "many"});
  EXPECT_EQ(number.code_, kBadInput);
  EXPECT_THAT(number.err_, AllOf(HasSubstr("--people"), HasSubstr("many"), HasSubstr("leeward scenario make --help")));
}

}  // namespace
}  // namespace leeward::cli
