#include "planning/replan.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/effort.h"
#include "cli/open_scenario.h"
#include "cli/outputs.h"
#include "cli/plan_in_words.h"
#include "cli/version.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "planning/situation.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxPlanBytes = std::size_t{512} << 20U;
constexpr auto const kOutputSeconds = 1.5;  // kept for writing
constexpr auto const kMostShown = std::size_t{30};

struct replan_options {
  std::filesystem::path scenario_;
  std::filesystem::path before_;
  std::string at_;
  std::vector<std::string> lost_vehicles_;
  std::vector<std::string> lost_centres_;
  std::vector<std::string> lost_points_;
  std::optional<std::filesystem::path> closures_;
  std::filesystem::path output_;
  std::filesystem::path situation_;
  effort_options effort_;
  std::int64_t seed_{1};
};

struct replan_answer {
  std::vector<planning::changed_ticket> changes_;
  std::int64_t had_to_change_{0};
  std::int64_t new_tickets_{0};
  std::int64_t kept_trips_{0};
  std::vector<std::string> arrived_;
  std::vector<std::string> picked_up_;
  std::vector<std::string> to_lost_centre_;
  std::string plan_;
  std::string situation_;
  planning::origin made_from_;
  planning::totals totals_;
};
BOOST_DESCRIBE_STRUCT(replan_answer, (),
                      (changes_, had_to_change_, new_tickets_, kept_trips_, arrived_, picked_up_, to_lost_centre_,
                       plan_, situation_, made_from_, totals_))

std::vector<option> declare(replan_options& o) {
  return {{"scenario", &o.scenario_, "The scenario as it is now: people who have appeared or withdrawn included",
           need::kRequired},
          {"--before", &o.before_, "The plan by which the evacuation runs", need::kRequired},
          {"--at", &o.at_, "When it goes on, such as 2024-01-05T12:00:00+03:00; what has begun stays", need::kRequired},
          {"--lost-vehicle", &o.lost_vehicles_, "A vehicle that drops out; may be given several times"},
          {"--lost-centre", &o.lost_centres_, "A centre that takes nobody more"},
          {"--lost-point", &o.lost_points_, "A pickup point where nobody can board any more"},
          {"--closures", &o.closures_, "A closures file that holds besides the scenario's own"},
          {"-o,--output", &o.output_, "Where the new plan goes", need::kRequired},
          {"--situation", &o.situation_, "Where the scenario from then on goes, which the new plan is for",
           need::kRequired},
          {"--time", &o.effort_.time_, "How long in all, such as 5s, to improve what is planned anew [not at all]"},
          {"--iterations", &o.effort_.iterations_, "Instead: how many changes of that are tried"},
          {"--threads", &o.effort_.threads_, "At most so many; the plan does not depend on it [1]"},
          {"--seed", &o.seed_, "Decides between choices that are equally good [1]"}};
}

std::string in_words(planning::promise const& p) {
  return fmt::format("{} by {} at {} to {}", p.pickup_point_, p.vehicle_, to_string(p.boarding_), p.centre_);
}

std::string changes_in_words(replan_answer const& a) {
  if (a.changes_.empty()) {
    return "No ticket changes.\n";
  }
  auto text =
      fmt::format("{} {}: {} had to change, {} new\n", a.changes_.size(),
                  a.changes_.size() == 1 ? "ticket changes" : "tickets change", a.had_to_change_, a.new_tickets_);
  for (auto i = std::size_t{0}; i != std::min(kMostShown, a.changes_.size()); ++i) {
    auto const& c = a.changes_[i];
    text += fmt::format("  {}: {}{}\n", c.household_, c.is_ ? in_words(*c.is_) : std::string{"no place any more"},
                        c.was_ ? fmt::format(" (was: {})", in_words(*c.was_)) : std::string{" (new)"});
  }
  if (a.changes_.size() > kMostShown) {
    text += fmt::format("  … and {} more; they stand in the plan\n", a.changes_.size() - kMostShown);
  }
  return text;
}

std::string warnings_in_words(replan_answer const& a) {
  auto text = std::string{};
  if (!a.picked_up_.empty()) {
    text += fmt::format(
        "{} households were on board of a lost vehicle; they wait where it last took somebody in. If "
        "it stands elsewhere, correct that point in {} and plan again.\n",
        a.picked_up_.size(), a.situation_);
  }
  if (!a.to_lost_centre_.empty()) {
    text += fmt::format("DECIDE: {} households (such as {}) are in a lost centre or on their way to it.\n",
                        a.to_lost_centre_.size(), a.to_lost_centre_.front());
  }
  return text;
}

result<std::vector<std::filesystem::path>> check_arguments(replan_options const& o) {
  if (o.seed_ < 0) {
    return invalid(fmt::format("--seed: is {}, must be 0 or more", o.seed_), "--seed");
  }
  auto inputs = std::vector<std::filesystem::path>{o.scenario_, o.before_};
  if (o.closures_) {
    inputs.push_back(*o.closures_);
  }
  return inputs;
}

// Everything that is read.
struct opened {
  opened_scenario scenario_;
  planning::plan before_;
  instant now_;
};

result<opened> open(replan_options const& o) {
  auto inputs = check_arguments(o);
  if (!inputs) {
    return tl::unexpected{inputs.error()};
  }
  auto const now = parse_instant(o.at_);
  if (!now) {
    return invalid(fmt::format("--at: {}", now.error().sentence_), "--at");
  }
  auto before = read_file(o.before_, kMaxPlanBytes).and_then([&](std::string const& text) {
    return planning::read_plan(text, o.before_.string());
  });
  if (!before) {
    return tl::unexpected{before.error()};
  }
  auto s = open_scenario(o.scenario_, o.closures_);
  if (!s) {
    return tl::unexpected{s.error()};
  }
  if (s->map_) {
    inputs->push_back(o.scenario_.parent_path() / s->scenario_.roads_);
  }
  auto const outputs = std::vector<output>{{"-o", o.output_}, {"--situation", o.situation_}};
  return check_outputs(outputs, *inputs).map([&] { return opened{std::move(*s), std::move(*before), *now}; });
}

planning::origin origin_of(replan_options const& o, opened const& from, planning::scenario const& now,
                           std::string const& text) {
  auto made =
      planning::origin{.program_ = fmt::format("leeward {}", kVersion),
                       .scenario_ = now.name_,
                       .scenario_digest_ = planning::digest(text),
                       .roads_ = now.roads_,
                       .attribution_ = from.scenario_.map_ ? std::string{roads::attribution(*from.scenario_.map_)}
                                                           : now.attribution_.value_or(""),
                       .closures_ = {},
                       .seed_ = static_cast<std::uint64_t>(o.seed_),
                       .iterations_ = 0};
  for (auto const& c : planning::closures_during(now)) {
    made.closures_.push_back(c.id_);
  }
  return made;
}

// A relative path leads from the folder of the scenario that it stands in.
std::string roads_seen_from(replan_options const& o, std::string const& roads) {
  auto const given = std::filesystem::path{roads};
  if (roads.empty() || given.is_absolute()) {
    return roads;
  }
  auto const folder = o.situation_.parent_path().empty() ? std::filesystem::path{"."} : o.situation_.parent_path();
  return (o.scenario_.parent_path() / given).lexically_proximate(folder).generic_string();
}

// Neither file takes its place before both are on the disk but for their last piece.
result<void> write(replan_options const& o, std::string const& situation, planning::plan const& p) {
  auto plan_file = atomic_file::create(o.output_);
  if (!plan_file) {
    return tl::unexpected{plan_file.error()};
  }
  return plan_file->append(planning::to_json(p))
      .and_then([&] { return write_atomically(o.situation_, situation); })
      .and_then([&] { return plan_file->commit(); });
}

result<exit_code> run(replan_options const& o, console const& out) {
  auto const e = parse_effort(o.effort_, 0, kOutputSeconds);
  if (!e) {
    return tl::unexpected{e.error()};
  }
  auto from = open(o);
  if (!from) {
    return tl::unexpected{from.error()};
  }
  auto const lost =
      planning::losses{.vehicles_ = o.lost_vehicles_, .centres_ = o.lost_centres_, .points_ = o.lost_points_};
  auto to = planning::situation_at(std::move(from->scenario_.now_), from->before_, from->now_, lost);
  if (!to) {
    return tl::unexpected{to.error()};
  }
  auto& now = to->scenario_;
  now.roads_ = roads_seen_from(o, now.roads_);
  auto const times = from->scenario_.map_ ? planning::measure(now, from->scenario_.map_, o.scenario_.string())
                                          : result<planning::road_times>{planning::measure_given(now)};
  if (!times) {
    return tl::unexpected{times.error()};
  }
  auto const text = planning::to_json(now);
  auto bar = progress_bar{out, "planning"};
  bar.show(0);
  auto const bounds = planning::bound_plan(planning::problem{now, *times});
  auto options = planning::planning_options{.made_from_ = origin_of(o, *from, now, text)};
  if (!o.effort_.time_.empty() || o.effort_.iterations_) {
    options.improve_ = improvement(*e, o.seed_, bounds, bar);
  }
  auto made = planning::replan(now, from->before_, lost, *times, options);
  planning::add_bounds(bounds, made.plan_);
  if (auto const written = write(o, text, made.plan_); !written) {
    return tl::unexpected{written.error()};
  }
  auto const answer = replan_answer{.changes_ = *made.plan_.changes_,
                                    .had_to_change_ = made.had_to_change_,
                                    .new_tickets_ = made.new_tickets_,
                                    .kept_trips_ = made.kept_trips_,
                                    .arrived_ = to->arrived_,
                                    .picked_up_ = to->picked_up_,
                                    .to_lost_centre_ = to->to_lost_centre_,
                                    .plan_ = o.output_.string(),
                                    .situation_ = o.situation_.string(),
                                    .made_from_ = made.plan_.made_from_,
                                    .totals_ = made.plan_.totals_};
  out.print(out.json_ ? json::encode(answer) + "\n"
                      : changes_in_words(answer) + warnings_in_words(answer) + "\n" + cli::in_words(now, made.plan_) +
                            what_next(o.situation_, o.output_, {}, {}));
  return exit_code::kOk;
}

}  // namespace

command replan() {
  return make_command<replan_options>(
      "replan", "Plan again while an evacuation runs: what drops out, who appears; few tickets change",
      "leeward replan scenario.json --before plan.json --at 2024-01-05T12:00:00Z --lost-vehicle v7 -o plan2.json "
      "--situation scenario2.json",
      declare, run);
}

}  // namespace leeward::cli
