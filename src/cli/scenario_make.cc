#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "planning/model/scenario_file.h"
#include "roads/roads.h"

namespace leeward::cli {

namespace {

struct make_options {
  std::filesystem::path roads_;
  std::filesystem::path output_;
  std::int64_t people_{20000};
  std::int64_t points_{100};
  std::int64_t centres_{20};
  std::int64_t vehicles_{120};
  std::int64_t seed_{1};
  std::string start_{"2024-01-05T08:00:00Z"};
};

struct make_answer {
  std::string scenario_;
  std::string name_;
  std::int64_t households_{0};
  std::int64_t people_{0};
  std::int64_t beds_{0};
};
BOOST_DESCRIBE_STRUCT(make_answer, (), (scenario_, name_, households_, people_, beds_))

std::vector<option> declare(make_options& o) {
  return {{"--roads", &o.roads_, "The .roads file of the region", need::kRequired},
          {"-o,--output", &o.output_, "Where the scenario goes", need::kRequired},
          {"--people", &o.people_, "How many ask for help [20000]"},
          {"--points", &o.points_, "Pickup points [100]"},
          {"--centres", &o.centres_, "Reception centres [20]"},
          {"--vehicles", &o.vehicles_, "Vehicles [120]"},
          {"--seed", &o.seed_, "Another seed, another scenario [1]"},
          {"--start", &o.start_, "When the operation begins [2024-01-05T08:00:00Z]"}};
}

result<void> check_options(make_options const& o) {
  if (o.seed_ < 0) {
    return invalid(fmt::format("--seed: is {}, must be 0 or more", o.seed_), "--seed");
  }
  return check_outputs(std::array{output{"-o", o.output_}}, {o.roads_});
}

result<planning::scenario> make(make_options const& o) {
  if (auto const sound = check_options(o); !sound) {
    return tl::unexpected{sound.error()};
  }
  auto const start = parse_instant(o.start_);
  if (!start) {
    return invalid(fmt::format("--start: {}", start.error().sentence_), "--start");
  }
  auto const map = roads::open(o.roads_);
  if (!map) {
    return tl::unexpected{map.error()};
  }
  auto const coach = roads::find_profile(**map, "coach");
  if (!coach) {
    return tl::unexpected{coach.error()};
  }
  auto const size = planning::made_size{.people_ = o.people_,
                                        .points_ = o.points_,
                                        .centres_ = o.centres_,
                                        .vehicles_ = o.vehicles_,
                                        .seed_ = static_cast<std::uint64_t>(o.seed_),
                                        .start_ = *start};
  return planning::make_scenario(planning::ground_of(*map, *coach), size, {}).map([&](planning::scenario s) {
    s.attribution_ = std::string{roads::attribution(**map)};
    return s;
  });
}

result<exit_code> run(make_options const& o, console const& out) {
  auto s = make(o);
  if (!s) {
    return tl::unexpected{s.error()};
  }
  auto const folder = o.output_.parent_path().empty() ? std::filesystem::path{"."} : o.output_.parent_path();
  s->roads_ = o.roads_.lexically_proximate(folder).generic_string();
  if (auto const written = write_atomically(o.output_, planning::to_json(*s)); !written) {
    return tl::unexpected{written.error()};
  }
  auto answer = make_answer{.scenario_ = o.output_.string(),
                            .name_ = s->name_,
                            .households_ = std::ssize(s->households_),
                            .people_ = o.people_,
                            .beds_ = 0};
  for (auto const& c : s->centres_) {
    answer.beds_ += (c.beds_.general_ + c.beds_.accessible_).v_;
  }
  out.print(out.json_ ? json::encode(answer) + "\n"
                      : fmt::format(
                            "{}\n  {} people in {} households, {} beds\n\nThe scenario is in {}. Next:\n  leeward plan "
                            "{} -o plan.json --report plan.html\n",
                            answer.name_, answer.people_, answer.households_, answer.beds_, answer.scenario_,
                            answer.scenario_));
  return exit_code::kOk;
}

}  // namespace

command scenario_make() {
  return make_command<make_options>(
      "scenario make", "Make up an evacuation on a map: an exercise of any size, nobody in it is real",
      "leeward scenario make --roads region.roads --people 20000 --seed 7 -o scenario.json", declare, run);
}

}  // namespace leeward::cli
