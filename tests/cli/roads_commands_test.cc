#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "cli/run_program.h"
#include "roads/file/map_file.h"
#include "roads/osm/pbf_writer.h"
#include "roads/small_map.h"

namespace leeward::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto const kBadInput = 2;

// A village (Altdorf) in the west and a town in the east, a bridge between them and a long way round; 10 m a second.
std::shared_ptr<roads::road_map const> river() {
  auto n = roads::network_maker{};
  auto const west = n.junction(0, 0);
  auto const east = n.junction(1000, 0);
  auto const north_west = n.junction(0, 2000);
  auto const north_east = n.junction(1000, 2000);
  n.segment(west, east, n.road(1, {.name_ = "Große Brücke", .ref_ = "B 3"}));
  n.segment(west, north_west, n.road(2));
  n.segment(north_west, north_east, n.road(3));
  n.segment(north_east, east, n.road(4));
  n.segment(n.junction(-1000, 0), west, n.road(5, {.name_ = "Dorfstraße"}));
  n.segment(east, n.junction(2000, 0), n.road(6, {.name_ = "Stadtstraße"}));
  n.segment(north_west, n.junction(-300, 2000), n.road(7));
  return roads::small_map(n);
}

std::string point(double const east, double const north) {
  auto const p = roads::at(east, north);
  return std::to_string(p.lat()) + "," + std::to_string(p.lon());
}

struct roads_commands : testing::Test {
  roads_commands() {
    std::filesystem::create_directories(folder_);
    EXPECT_TRUE(roads::write_map(*river(), map_).has_value());
  }
  ~roads_commands() override { std::filesystem::remove_all(folder_); }

  std::string file(std::string_view const name, std::string_view const content) const {
    auto const path = folder_ / name;
    std::ofstream{path, std::ios::binary} << content;
    return path.string();
  }

  std::string text_of(std::filesystem::path const& path) const { return read_file(path, 1U << 20U).value(); }

  std::filesystem::path folder_{std::filesystem::path{testing::TempDir()} / ("roads_" + std::to_string(getpid()))};
  std::string map_{(folder_ / "river.roads").string()};
  std::string closures_{(folder_ / "closures.json").string()};
  std::string west_{point(-499, 0)};
  std::string east_{point(1499, 0)};
};

TEST_F(roads_commands, version) { EXPECT_EQ("leeward 0.1.0\n", run_program({"--version"}).out_); }

TEST_F(roads_commands, wrong_usage_is_bad_input) {
  EXPECT_EQ(kBadInput, run_program({}).code_);
  EXPECT_EQ(kBadInput, run_program({"roads"}).code_);
  EXPECT_EQ(kBadInput, run_program({"roads", "fly"}).code_);
  auto const unknown = run_program({"roads", "info", map_, "--jsonn"});
  EXPECT_EQ(kBadInput, unknown.code_);
  EXPECT_THAT(unknown.err_, HasSubstr("--jsonn"));
  EXPECT_THAT(unknown.out_, IsEmpty());
}

TEST_F(roads_commands, info) {
  auto const text = run_program({"roads", "info", map_});
  EXPECT_EQ(0, text.code_);
  EXPECT_THAT(text.out_, AllOf(HasSubstr("network motor: 7 junctions, 7 segments, 14 edges"), HasSubstr("profile car"),
                               HasSubstr("© test")));
  EXPECT_THAT(run_program({"roads", "info", map_, "--json"}).out_,
              AllOf(HasSubstr("\"junctions\":7"), HasSubstr("\"driving_side\":\"right\""), HasSubstr("© test")));
}

TEST_F(roads_commands, a_file_that_is_none) {
  auto const missing = run_program({"roads", "info", (folder_ / "none.roads").string()});
  EXPECT_EQ(kBadInput, missing.code_);
  EXPECT_THAT(missing.err_, HasSubstr("none.roads"));
  auto const other = run_program({"roads", "info", file("x.roads", "hello")});
  EXPECT_EQ(kBadInput, other.code_);
  EXPECT_THAT(other.err_, HasSubstr("is no .roads file"));
}

TEST_F(roads_commands, route_in_words_and_as_json) {
  auto const text = run_program({"roads", "route", map_, west_, east_});
  EXPECT_EQ(0, text.code_) << text.err_;
  EXPECT_THAT(text.out_,
              AllOf(HasSubstr("2.0 km, 4 min for the profile coach"), HasSubstr("Depart on Dorfstraße heading east"),
                    HasSubstr("Continue onto Große Brücke (B 3)"), HasSubstr("Arrive"), HasSubstr("© test")));
  auto const json = run_program({"roads", "route", map_, west_, east_, "--json"});
  EXPECT_THAT(json.out_, AllOf(HasSubstr("\"distance_m\":1998"), HasSubstr("\"duration_s\":200"),
                               HasSubstr("\"type\":\"LineString\""), HasSubstr("[8,49],[8.0136665,49]"),
                               HasSubstr("\"snapped_m\":0"), HasSubstr("\"attribution\":\"© test\"")));
}

TEST_F(roads_commands, route_by_three_points_and_another_profile) {
  auto const text = run_program({"roads", "route", map_, west_, point(500, 2000), east_, "--profile", "car"});
  EXPECT_EQ(0, text.code_) << text.err_;
  EXPECT_THAT(text.out_, AllOf(HasSubstr("6.0 km, 5 min"), HasSubstr("Arrive at stop 1")));
}

TEST_F(roads_commands, route_refuses_bad_points) {
  EXPECT_EQ(kBadInput, run_program({"roads", "route", map_, west_}).code_);
  EXPECT_THAT(run_program({"roads", "route", map_, west_, "nan,8"}).err_, HasSubstr("point 2"));
  auto const swapped = run_program({"roads", "route", map_, west_, "8.0,49.0"});
  EXPECT_EQ(kBadInput, swapped.code_);
  EXPECT_THAT(swapped.err_, HasSubstr("Latitude and longitude look swapped"));
  EXPECT_THAT(swapped.out_, IsEmpty());
  auto const far = run_program({"roads", "route", map_, west_, point(1500, 200), "--snap-limit", "100"});
  EXPECT_EQ(kBadInput, far.code_);
  EXPECT_THAT(far.err_, HasSubstr("200 m away, farther than the limit of 100 m"));
  EXPECT_THAT(run_program({"roads", "route", map_, west_, east_, "--profile", "tram"}).err_,
              HasSubstr("it has coach, car"));
  EXPECT_THAT(run_program({"roads", "route", map_, west_, east_, "--at", "tomorrow"}).err_, HasSubstr("--at"));
}

TEST_F(roads_commands, a_closure_is_in_the_next_answer_and_gone_when_taken_back) {
  auto const closed =
      run_program({"roads", "close", map_, "--closures", closures_, "--name", "große brücke", "--reason", "ice"});
  EXPECT_EQ(0, closed.code_) << closed.err_;
  EXPECT_THAT(closed.out_,
              AllOf(HasSubstr("closure \"closure-1\" added"), HasSubstr("way 1 Große Brücke B 3: 1 segments, 1000 m"),
                    HasSubstr("every named place can be reached and left")));
  auto const around = run_program({"roads", "route", map_, west_, east_, "--closures", closures_});
  EXPECT_THAT(around.out_, AllOf(HasSubstr("6.0 km, 10 min"), HasSubstr("closures in force: closure-1")));
  auto const opened = run_program({"roads", "open", map_, "closure-1", "--closures", closures_});
  EXPECT_EQ(0, opened.code_) << opened.err_;
  EXPECT_THAT(opened.out_, HasSubstr("closure \"closure-1\" taken back"));
  EXPECT_THAT(run_program({"roads", "route", map_, west_, east_, "--closures", closures_}).out_,
              HasSubstr("2.0 km, 4 min"));
}

TEST_F(roads_commands, what_becomes_unreachable_is_said) {
  // Altdorf stands at the western end of the bridge; its road and both ways out of it are closed.
  auto const closed =
      run_program({"roads", "close", map_, "--closures", closures_, "--way", "5", "--way", "1", "--way", "2"});
  EXPECT_EQ(0, closed.code_) << closed.err_;
  EXPECT_THAT(closed.out_,
              AllOf(HasSubstr("cannot be reached or not be left by coach: Altdorf"), HasSubstr("by car: Altdorf")));
  auto const none = run_program({"roads", "route", map_, west_, east_, "--closures", closures_});
  EXPECT_EQ(kBadInput, none.code_);
  EXPECT_THAT(none.err_, HasSubstr("while the closures hold; without them there is one"));
}

TEST_F(roads_commands, roads_that_are_cut_off_are_said_where_no_place_is) {
  // The road to the north-west stays open, and nobody gets there.
  auto const closed = run_program({"roads", "close", map_, "--closures", closures_, "--way", "2", "--way", "3"});
  EXPECT_EQ(0, closed.code_) << closed.err_;
  EXPECT_THAT(closed.out_,
              HasSubstr("cannot be reached or not be left by coach: 0.3 km of open road, such as at 49.0"));
  auto const opened = run_program({"roads", "open", map_, "closure-1", "--closures", closures_});
  EXPECT_THAT(opened.out_, HasSubstr("nothing is cut off"));
}

TEST_F(roads_commands, a_way_that_is_not_on_the_map_is_said_beside_those_that_are) {
  auto const closed = run_program({"roads", "close", map_, "--closures", closures_, "--way", "3", "--way", "77"});
  EXPECT_EQ(0, closed.code_) << closed.err_;
  EXPECT_THAT(closed.out_, HasSubstr("not on the map, and so not closed: way 77"));
}

TEST_F(roads_commands, with_the_doors_towards_the_point) {
  auto const meters = [&](bool const door_side) {
    auto arguments = std::vector<std::string>{"roads", "route", map_, west_, point(1500, 30), "--json"};
    if (door_side) {
      arguments.emplace_back("--door-side");
    }
    return run_program(arguments).out_;
  };
  EXPECT_THAT(meters(false), HasSubstr("\"distance_m\":1999"));
  EXPECT_THAT(meters(true), HasSubstr("\"distance_m\":2999"));  // on to the end of the road, and back
}

TEST_F(roads_commands, dates_hold_with_at_only) {
  ASSERT_EQ(0, run_program({"roads", "close", map_, "--closures", closures_, "--near", point(500, 5), "--from",
                            "2024-01-05T08:00:00+03:00", "--to", "2024-01-05T20:00:00+03:00", "--id", "day"})
                   .code_);
  auto const at = [&](std::string const& time) {
    return run_program({"roads", "route", map_, west_, east_, "--closures", closures_, "--at", time}).out_;
  };
  EXPECT_THAT(at("2024-01-05T10:00:00+03:00"), HasSubstr("10 min"));
  EXPECT_THAT(at("2024-01-05T20:00:00+03:00"), HasSubstr("4 min"));
  EXPECT_THAT(run_program({"roads", "route", map_, west_, east_, "--closures", closures_}).out_, HasSubstr("4 min"));
}

TEST_F(roads_commands, slow_for_some_vehicles_in_an_area) {
  auto const area = point(400, -50) + " " + point(600, -50) + " " + point(500, 50);
  auto const closed = run_program({"roads", "close", map_, "--closures", closures_, "--area", area, "--speed", "50%",
                                   "--vehicles", "coach", "--direction", "forward"});
  ASSERT_EQ(0, closed.code_) << closed.err_;
  auto const minutes = [&](std::string const& from, std::string const& to, std::string const& profile) {
    return run_program({"roads", "route", map_, from, to, "--closures", closures_, "--profile", profile}).out_;
  };
  EXPECT_THAT(minutes(west_, east_, "coach"), HasSubstr("5 min"));  // 300 s
  EXPECT_THAT(minutes(east_, west_, "coach"), HasSubstr("4 min"));  // 200 s
  EXPECT_THAT(minutes(west_, east_, "car"), HasSubstr("2 min"));    // 100 s
}

TEST_F(roads_commands, an_area_from_a_geojson_file) {
  auto const area =
      file("area.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
    "geometry": {"type": "Polygon", "coordinates": [[[8.005, 48.999], [8.006, 48.999], [8.006, 49.001], [8.005, 48.999]]]}}]})");
  auto const closed = run_program({"roads", "close", map_, "--closures", closures_, "--area", area, "--json"});
  EXPECT_EQ(0, closed.code_) << closed.err_;
  EXPECT_THAT(closed.out_, AllOf(HasSubstr("\"way\":1,"), Not(HasSubstr("\"way\":3,"))));
}

TEST_F(roads_commands, close_changes_nothing_when_it_fails) {
  ASSERT_EQ(0, run_program({"roads", "close", map_, "--closures", closures_, "--way", "3"}).code_);
  auto const before = text_of(closures_);
  auto const fails = [&](std::vector<std::string> const& more, std::string_view const why) {
    auto arguments = std::vector<std::string>{"roads", "close", map_, "--closures", closures_};
    arguments.insert(end(arguments), begin(more), end(more));
    auto const failed = run_program(arguments);
    EXPECT_EQ(kBadInput, failed.code_) << why;
    EXPECT_THAT(failed.err_, HasSubstr(std::string{why}));
    EXPECT_EQ(before, text_of(closures_));
  };
  fails({}, "0 of --way, --name, --near and --area given");
  fails({"--way", "1", "--name", "B 3"}, "2 of --way");
  fails({"--way", "77"}, "the map has no OSM way 77");
  fails({"--way", "x"}, "--way: is \"x\"");
  fails({"--name", "Nirgends"}, "no road with the name");
  fails({"--way", "1", "--speed", "100%"}, "--speed: is \"100%\"");
  fails({"--way", "1", "--direction", "up"}, "--direction: is \"up\"");
  fails({"--way", "1", "--vehicles", "coach,tram"}, "no profile \"tram\"");
  fails({"--way", "1", "--id", "closure-1"}, "which an earlier closure has too");
  fails({"--way", "1", "--from", "2024-01-05T08:00:00"}, "--from");
  fails({"--near", point(500, 1000)}, "no road within 250 m");
  fails({"--area", "49,8 49,8.1"}, "has 2 points");
  fails({"--area", "8,48.9 8.1,48.9 8,49.1"}, "Latitude and longitude look swapped");
  fails({"--area", file("m.geojson", R"({"type": "MultiPolygon", "coordinates": []})")}, "must be Polygon");
  auto const unknown = run_program({"roads", "open", map_, "bridge", "--closures", closures_});
  EXPECT_EQ(kBadInput, unknown.code_);
  EXPECT_THAT(unknown.err_, HasSubstr("has no closure \"bridge\"; it has closure-1"));
  EXPECT_EQ(before, text_of(closures_));
}

TEST_F(roads_commands, matrix_as_csv) {
  auto const from = file("from.csv", "id,lat,lon\nwest," + west_ + "\n\"east, town\"," + east_ + "\n");
  auto const to = file("to.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": 7, "properties": null, "geometry": {"type": "Point", "coordinates": [8.0, 49.0]}},
    {"type": "Feature", "properties": {"name": "end"}, "geometry": {"type": "Point", "coordinates": [8.0273329, 49.0]}}]})");
  auto const table = run_program({"roads", "matrix", map_, "--from", from, "--to", to});
  EXPECT_EQ(0, table.code_) << table.err_;
  EXPECT_EQ("seconds from\\to; © test,7,end\nwest,50,250\n\"east, town\",150,51\n", table.out_);
  EXPECT_THAT(table.err_, HasSubstr("2 points; the farthest from a road is"));
  auto const path = (folder_ / "out.csv").string();
  ASSERT_EQ(0, run_program({"roads", "matrix", map_, "--from", from, "--to", to, "-o", path}).code_);
  EXPECT_EQ(table.out_, text_of(path));
}

TEST_F(roads_commands, matrix_as_json_with_a_closure) {
  auto const from = file("from.csv", "id,lat,lon\nwest," + west_ + "\neast," + east_ + "\n");
  ASSERT_EQ(0, run_program({"roads", "close", map_, "--closures", closures_, "--way", "6"}).code_);
  auto const table =
      run_program({"roads", "matrix", map_, "--from", from, "--to", from, "--closures", closures_, "--json"});
  EXPECT_EQ(0, table.code_) << table.err_;
  EXPECT_THAT(table.out_, AllOf(HasSubstr("\"durations_s\":[\n[0,null],\n[null,null]],\"unreachable_pairs\":3}"),
                                HasSubstr("\"cut_off\":{\"from\":[\"east\"],\"to\":[\"east\"]}"),
                                HasSubstr("\"snapped_m\":0"), HasSubstr("© test")));
  EXPECT_THAT(table.err_,
              AllOf(HasSubstr("3 of 4 pairs have no way"), HasSubstr("starts that the closures cut off: east"),
                    HasSubstr("ends that the closures cut off: east")));
}

TEST_F(roads_commands, points_as_spreadsheets_write_them) {
  auto const good = file("good.csv", "id,lat,lon\nwest," + west_ + "\n");
  auto semicolons = west_;
  semicolons.replace(semicolons.find(','), 1, ";");
  auto const expected = run_program({"roads", "matrix", map_, "--from", good, "--to", good}).out_;
  for (auto const& text : {"\xef\xbb\xbfid,lat,lon\r\nwest," + west_ + "\r\n", "id;lat;lon\nwest;" + semicolons + "\n",
                           "name,id,lat,lon,people\n\"A, B\",west," + west_ + ",5\n\n"}) {
    auto const table = run_program({"roads", "matrix", map_, "--from", file("from.csv", text), "--to", good});
    EXPECT_EQ(expected, table.out_) << text << table.err_;
  }
}

TEST_F(roads_commands, matrix_names_every_point_that_is_too_far_and_writes_nothing) {
  auto const from =
      file("from.csv", "id,lat,lon\nwest," + west_ + "\nsea," + point(0, -3000) + "\nhill," + point(0, 9000) + "\n");
  auto const path = (folder_ / "out.csv").string();
  auto const refused = run_program({"roads", "matrix", map_, "--from", from, "--to", from, "-o", path});
  EXPECT_EQ(kBadInput, refused.code_);
  EXPECT_THAT(refused.err_,
              AllOf(HasSubstr("point \"sea\""), HasSubstr("point \"hill\""), HasSubstr("the limit of 1000 m")));
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(roads_commands, matrix_refuses_bad_files) {
  auto const good = file("good.csv", "id,lat,lon\nwest," + west_ + "\n");
  auto const refused = [&](std::string const& name, std::string const& content) {
    auto const r = run_program({"roads", "matrix", map_, "--from", file(name, content), "--to", good});
    EXPECT_EQ(kBadInput, r.code_) << content;
    EXPECT_THAT(r.out_, IsEmpty());
    return r.err_;
  };
  EXPECT_THAT(refused("a.csv", "name,lat,lon\n"), HasSubstr("must have id, lat and lon"));
  EXPECT_THAT(refused("b.csv", "id,lat,lon\n"), HasSubstr("has no point"));
  EXPECT_THAT(refused("c.csv", "id,lat,lon\nx,nan,8\ny,1,a\n"), AllOf(HasSubstr("line 2"), HasSubstr("line 3")));
  EXPECT_THAT(refused("d.geojson", R"({"features": [{"geometry": {"type": "Line", "coordinates": [8, 49]}}]})"),
              HasSubstr("features[0].geometry.type"));
  EXPECT_THAT(refused("e.json", "{"), HasSubstr("e.json"));
  EXPECT_THAT(refused("f.csv", "id,lat,lon\n\xe9t\xe9,49,8\n"), HasSubstr("is no UTF-8 text (byte 11)"));
  EXPECT_THAT(refused("g.csv", "id,lat\nx,49\n"), HasSubstr("has the columns id, lat; must have id, lat and lon"));
  EXPECT_THAT(refused("h.csv", "id;lat;lon\nx;49,0;8,0\n"), HasSubstr("must be two numbers such as 52.4213"));
  EXPECT_THAT(refused("i.csv", ""), HasSubstr("is empty"));
  EXPECT_THAT(refused("j.csv", "id,lat,lon\nx,inf,8\n"), HasSubstr("line 2: lat is inf"));
  EXPECT_THAT(refused("k.csv", "id,lat,lon\nx,8,49\n"), HasSubstr("Latitude and longitude look swapped"));
  EXPECT_THAT(refused("l.geojson", R"({"type": "FeatureCollection", "features": []})"), HasSubstr("has no point"));
  EXPECT_THAT(refused("m.geojson", R"({"type": "Feature", "geometry": {"type": "Point", "coordinates": [8, 49]}})"),
              HasSubstr("type is \"Feature\", must be FeatureCollection"));
  auto const folder = run_program({"roads", "matrix", map_, "--from", folder_.string(), "--to", good});
  EXPECT_EQ(kBadInput, folder.code_);
  EXPECT_THAT(folder.err_, HasSubstr("Is a directory"));
}

TEST_F(roads_commands, a_matrix_beyond_the_limit_says_what_it_would_need) {
  auto rows = std::string{"id,lat,lon\n"};
  for (auto i = 0; i != 600; ++i) {
    rows += std::to_string(i) + "," + west_ + "\n";
  }
  auto const many = file("many.csv", rows);
  auto const refused = run_program({"roads", "matrix", map_, "--from", many, "--to", many, "--max-memory", "1MB"});
  EXPECT_EQ(kBadInput, refused.code_);
  EXPECT_THAT(refused.err_, HasSubstr("A table of 600 × 600 needs 1.4 MB; the limit is 1MB (--max-memory)."));
  EXPECT_EQ(0, run_program({"roads", "matrix", map_, "--from", many, "--to", many, "--max-memory", "2 MB"}).code_);
  EXPECT_EQ(kBadInput,
            run_program({"roads", "matrix", map_, "--from", many, "--to", many, "--max-memory", "much"}).code_);
}

TEST_F(roads_commands, export_writes_the_graph_with_its_turns) {
  auto const path = (folder_ / "graph.txt").string();
  auto const done = run_program({"roads", "export", map_, "--network", "motor", "-o", path});
  EXPECT_EQ(0, done.code_) << done.err_;
  auto const text = text_of(path);
  EXPECT_THAT(text,
              testing::StartsWith("leeward-graph 1\nattribution © test\nnetwork motor\nprofile coach\njunctions 7\n"
                                  "490000000 80000000\n"));
  EXPECT_THAT(text, HasSubstr("\nedges 14\n0 1 10"));
  EXPECT_THAT(text, HasSubstr(" 0 f 1 -1\n"));
  EXPECT_EQ(kBadInput, run_program({"roads", "export", map_, "--network", "foot", "-o", path}).code_);
}

TEST_F(roads_commands, what_cannot_be_written_is_said) {
  auto const nowhere = (folder_ / "no" / "such" / "graph.txt").string();
  auto const failed = run_program({"roads", "export", map_, "-o", nowhere});
  EXPECT_NE(0, failed.code_);
  EXPECT_THAT(failed.err_, HasSubstr("graph.txt"));
}

TEST_F(roads_commands, no_output_replaces_an_input) {
  auto const points = file("points.csv", "id,lat,lon\nwest," + west_ + "\n");
  auto const map_before = text_of(map_);
  auto const link = folder_ / "link.roads";
  std::filesystem::create_symlink(map_, link);
  for (auto const& arguments :
       std::vector<std::vector<std::string>>{{"roads", "import", points, "-o", points},
                                             {"roads", "export", map_, "-o", map_},
                                             {"roads", "export", map_, "-o", link.string()},
                                             {"roads", "matrix", map_, "--from", points, "--to", points, "-o", points},
                                             {"roads", "matrix", map_, "--from", points, "--to", points, "-o", map_},
                                             {"roads", "close", map_, "--closures", map_, "--way", "1"}}) {
    auto const refused = run_program(arguments);
    EXPECT_EQ(kBadInput, refused.code_) << arguments[1];
    EXPECT_THAT(refused.err_, HasSubstr("is read by this command and would be lost; name another file"))
        << arguments[1];
  }
  EXPECT_EQ(map_before, text_of(map_));
}

TEST_F(roads_commands, an_output_that_cannot_be_is_refused_before_any_work) {
  for (auto const& [output, why] : {std::pair{folder_.string(), "it is a folder"},
                                    {(folder_ / "no" / "x").string(), "there is no folder"},
                                    {std::string{}, "no file is named"},
                                    {std::string{"/dev/null"}, "it is not a regular file"}}) {
    for (auto const& arguments :
         std::vector<std::vector<std::string>>{{"roads", "import", (folder_ / "none.pbf").string(), "-o", output},
                                               {"roads", "export", (folder_ / "none.roads").string(), "-o", output},
                                               {"region", "make", "-o", output}}) {
      auto const refused = run_program(arguments);
      EXPECT_EQ(kBadInput, refused.code_) << output;
      EXPECT_THAT(refused.err_, HasSubstr(why)) << arguments[1];
    }
  }
}

TEST_F(roads_commands, an_answer_that_is_cut_short_is_no_success) {
  EXPECT_EQ(1, run_program({"roads", "info", map_}, "/dev/full").code_);
  auto rows = std::string{"id,lat,lon\n"};
  for (auto i = 0; i != 300; ++i) {
    rows += std::to_string(i) + "," + west_ + "\n";
  }
  auto const many = file("many.csv", rows);
  auto const table = run_program({"roads", "matrix", map_, "--from", many, "--to", many}, "/dev/full");
  EXPECT_EQ(1, table.code_);
  EXPECT_THAT(table.err_, HasSubstr("could not be written"));
}

TEST_F(roads_commands, closures_that_two_add_at_once_are_both_there) {
  auto editors = std::vector<std::jthread>{};
  for (auto i = 0; i != 4; ++i) {
    editors.emplace_back([&, i] {
      EXPECT_EQ(0, run_program({"roads", "close", map_, "--closures", closures_, "--way", "3", "--id",
                                "by " + std::to_string(i)})
                       .code_);
    });
  }
  editors.clear();
  for (auto i = 0; i != 4; ++i) {
    EXPECT_THAT(text_of(closures_), HasSubstr("\"by " + std::to_string(i) + "\""));
  }
}

// A village of one street that forks, as an extract.
std::string small_extract() {
  auto text = std::string{};
  auto to = roads::osm::pbf_writer{{.source_ = "made up for a test"}, [&](std::string_view const t) { text += t; }};
  for (auto const& [id, east, north] :
       {std::tuple{1, 0.0, 0.0}, {2, 500.0, 0.0}, {3, 900.0, 300.0}, {4, 900.0, -300.0}}) {
    to.add(roads::osm::node{.id_ = id, .where_ = roads::at(east, north), .tags_ = {}});
  }
  auto const tags = std::vector<roads::osm::tag>{{"highway", "tertiary"}, {"name", "Hauptstraße"}};
  auto way = std::int64_t{10};
  for (auto const& nodes : {std::vector<std::int64_t>{1, 2}, {2, 3}, {2, 4}, {3, 4}}) {
    to.add(roads::osm::way{.id_ = way++, .nodes_ = nodes, .tags_ = tags});
  }
  to.finish();
  return text;
}

TEST_F(roads_commands, import_and_drive) {
  auto const extract = file("village.osm.pbf", small_extract());
  auto const path = (folder_ / "village.roads").string();
  auto const done = run_program({"roads", "import", extract, "-o", path});
  ASSERT_EQ(0, done.code_) << done.err_;
  EXPECT_THAT(done.out_, AllOf(HasSubstr("village.roads written from village.osm.pbf"), HasSubstr("4 ways are roads"),
                               HasSubstr("made up for a test")));
  EXPECT_THAT(done.err_, IsEmpty());  // no progress bar without a terminal
  auto const first = text_of(path);
  ASSERT_EQ(0, run_program({"roads", "import", extract, "-o", path, "--json"}).code_);
  EXPECT_EQ(first, text_of(path));
  auto const drive = run_program({"roads", "route", path, point(100, 0), point(900, 100)});
  EXPECT_EQ(0, drive.code_) << drive.err_;
  EXPECT_THAT(drive.out_, HasSubstr("Depart on Hauptstraße heading east"));
}

TEST_F(roads_commands, import_refuses_what_is_no_extract_and_leaves_nothing) {
  auto const path = (folder_ / "x.roads").string();
  for (auto const& content : {std::string{"hello"}, small_extract().substr(0, 200), std::string{}}) {
    auto const refused = run_program({"roads", "import", file("x.osm.pbf", content), "-o", path});
    EXPECT_EQ(kBadInput, refused.code_) << refused.err_;
    EXPECT_THAT(refused.err_, HasSubstr("x.osm.pbf"));
    EXPECT_FALSE(std::filesystem::exists(path));
  }
  EXPECT_EQ(kBadInput, run_program({"roads", "import", (folder_ / "none.pbf").string(), "-o", path}).code_);
}

}  // namespace
}  // namespace leeward::cli
