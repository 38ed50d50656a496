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
#include "cli/commands.h"
#include "cli/effort.h"
#include "cli/open_scenario.h"
#include "cli/outputs.h"
#include "cli/plan_bep.h"
#include "cli/plan_in_words.h"
#include "cli/utc_offset.h"
#include "cli/version.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/changes.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "report/csv.h"
#include "report/geojson.h"
#include "report/report.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxPlanBytes = std::size_t{512} << 20U;
constexpr auto const kDefaultIterations = std::int64_t{200'000};
constexpr auto const kOutputSeconds = 1.5;  // kept for writing the plan

struct plan_options {
  std::filesystem::path scenario_;
  std::optional<std::filesystem::path> bep_;
  std::filesystem::path output_;
  std::optional<std::filesystem::path> report_;
  std::optional<std::filesystem::path> geojson_;
  std::optional<std::filesystem::path> csv_;
  std::optional<std::filesystem::path> closures_;
  std::optional<std::filesystem::path> before_;
  effort_options effort_;
  std::int64_t seed_{1};
  std::string utc_offset_{"+00:00"};
  bool skip_invalid_{false};
};

struct plan_answer {
  std::string plan_;
  std::optional<std::string> report_;
  std::optional<std::string> geojson_;
  std::vector<std::string> tables_;
  planning::origin made_from_;
  planning::totals totals_;
  std::vector<planning::skipped> skipped_;
};
BOOST_DESCRIBE_STRUCT(plan_answer, (), (plan_, report_, geojson_, tables_, made_from_, totals_, skipped_))

std::vector<option> declare(plan_options& o) {
  return {{"scenario", &o.scenario_, "The scenario, as in docs/formats/scenario.md"},
          {"--bep", &o.bep_, "Instead of a scenario: a file of the public Bus Evacuation Problem"},
          {"-o,--output", &o.output_, "Where the plan goes", need::kRequired},
          {"--report", &o.report_, "Write the plan as a page with its map: one HTML file"},
          {"--geojson", &o.geojson_, "Write the drives on their roads and the places for other maps: one GeoJSON file"},
          {"--csv", &o.csv_, "Write the plan as tables into this folder: plan, trips, duties, households, centres"},
          {"--closures", &o.closures_, "A closures file that holds besides the scenario's own"},
          {"--before", &o.before_, "An earlier plan for this scenario: plan and report say what changed"},
          {"--time", &o.effort_.time_, "How long in all, such as 6s, 500ms or 2m [with --bep 10s]"},
          {"--iterations", &o.effort_.iterations_,
           fmt::format("How many changes are tried; the same number gives the same plan [{}]", kDefaultIterations)},
          {"--threads", &o.effort_.threads_, "At most so many; the plan does not depend on it [1]"},
          {"--seed", &o.seed_, "Decides between choices that are equally good [1]"},
          {"--skip-invalid", &o.skip_invalid_, "Plan without households whose entries are wrong, and say which"},
          {"--utc-offset", &o.utc_offset_, "Of the times in the report, as +03:00 [+00:00]"}};
}

planning::origin origin_of(plan_options const& o, opened_scenario const& s) {
  auto from = planning::origin{
      .program_ = fmt::format("leeward {}", kVersion),
      .scenario_ = s.scenario_.name_,
      .scenario_digest_ = s.digest_,
      .roads_ = s.scenario_.roads_,
      .attribution_ = s.map_ ? std::string{roads::attribution(*s.map_)} : s.scenario_.attribution_.value_or(""),
      .closures_ = {},
      .seed_ = static_cast<std::uint64_t>(o.seed_),
      .iterations_ = 0};
  for (auto const& c : planning::closures_during(s.now_)) {
    from.closures_.push_back(c.id_);
  }
  return from;
}

result<std::optional<planning::plan>> read_before(plan_options const& o) {
  if (!o.before_) {
    return std::nullopt;
  }
  return read_file(*o.before_, kMaxPlanBytes)
      .and_then([&](std::string const& text) { return planning::read_plan(text, o.before_->string()); })
      .map([](planning::plan p) { return std::optional{std::move(p)}; });
}

// What the command writes, so that nothing is written before all of it is made.
struct made {
  planning::plan plan_;
  std::optional<std::string> html_;
  std::optional<std::string> geojson_;
  std::vector<report::table_file> tables_;
};

std::vector<std::filesystem::path> tables_of(plan_options const& o) {
  auto paths = std::vector<std::filesystem::path>{};
  if (o.csv_) {
    for (auto const& name : report::table_names()) {
      paths.push_back(*o.csv_ / name);
    }
  }
  return paths;
}

std::optional<std::string> as_text(std::optional<std::filesystem::path> const& path) {
  return path ? std::optional{path->string()} : std::nullopt;
}

result<void> check_options(plan_options const& o) {
  if (o.seed_ < 0) {
    return invalid(fmt::format("--seed: is {}, must be 0 or more", o.seed_), "--seed");
  }
  return parse_utc_offset(o.utc_offset_).map([](seconds) {});
}

result<void> check_files(plan_options const& o, opened_scenario const& s) {
  auto outputs = std::vector<output>{{"-o", o.output_}};
  if (o.report_) {
    outputs.push_back({"--report", *o.report_});
  }
  if (o.geojson_) {
    outputs.push_back({"--geojson", *o.geojson_});
  }
  for (auto const& table : tables_of(o)) {
    outputs.push_back({"--csv", table});
  }
  auto inputs = std::vector<std::filesystem::path>{o.scenario_};
  if (s.map_) {
    inputs.push_back(o.scenario_.parent_path() / s.scenario_.roads_);
  }
  if (o.closures_) {
    inputs.push_back(*o.closures_);
  }
  if (o.before_) {
    inputs.push_back(*o.before_);
  }
  return check_outputs(outputs, inputs);
}

result<std::optional<std::string>> make_report(plan_options const& o, opened_scenario const& s, planning::plan const& p,
                                               std::optional<planning::plan> const& before) {
  if (!o.report_) {
    return std::nullopt;
  }
  auto earlier = std::optional<report::planned>{};
  if (before) {
    // A name that the scenario does not have would be blamed on the new plan.
    if (auto const fits = report::make_html(s.map_, {s.scenario_, *before}); !fits) {
      return fail(fits.error().kind_,
                  fmt::format("--before: {}: {}", o.before_.value_or("").string(), fits.error().sentence_), "--before");
    }
    earlier.emplace(report::planned{s.scenario_, *before});
  }
  auto const beside = o.output_.lexically_proximate(o.report_->parent_path().empty() ? "." : o.report_->parent_path());
  return report::make_html(s.map_, {s.now_, p}, earlier,
                           {.utc_offset_ = *parse_utc_offset(o.utc_offset_), .json_file_ = beside.generic_string()})
      .map([](std::string html) { return std::optional{std::move(html)}; });
}

result<made> make(plan_options const& o, opened_scenario const& s, std::optional<planning::plan> const& before,
                  effort const& e, console const& out) {
  auto const times = s.map_ ? planning::measure(s.now_, s.map_, o.scenario_.string())
                            : result<planning::road_times>{planning::measure_given(s.now_)};
  if (!times) {
    return tl::unexpected{times.error()};
  }
  auto bar = progress_bar{out, "planning"};
  bar.show(0);
  auto const bounds = planning::bound_plan(planning::problem{s.now_, *times});
  auto p = planning::make_plan(s.now_, *times,
                               {.made_from_ = origin_of(o, s), .improve_ = improvement(e, o.seed_, bounds, bar)});
  p.skipped_ = s.skipped_;
  if (before) {
    p.changes_ = planning::changes_between(s.now_, *before, p);
  }
  planning::add_bounds(bounds, p);
  auto html = make_report(o, s, p, before);
  if (!html) {
    return tl::unexpected{html.error()};
  }
  auto geojson = std::optional<std::string>{};
  if (o.geojson_) {
    auto drawn = report::make_geojson(s.map_, {s.now_, p});
    if (!drawn) {
      return tl::unexpected{drawn.error()};
    }
    geojson = std::move(*drawn);
  }
  auto tables = o.csv_ ? report::make_tables({s.now_, p}) : std::vector<report::table_file>{};
  return made{std::move(p), std::move(*html), std::move(geojson), std::move(tables)};
}

// The plan takes its place last, when all that is made from it is there.
result<void> write(plan_options const& o, made const& m) {
  auto plan_file = atomic_file::create(o.output_);
  if (!plan_file) {
    return tl::unexpected{plan_file.error()};
  }
  if (auto const appended = plan_file->append(planning::to_json(m.plan_)); !appended) {
    return appended;
  }
  if (m.html_ && o.report_) {
    if (auto const written = write_atomically(*o.report_, *m.html_); !written) {
      return written;
    }
  }
  if (m.geojson_) {
    if (auto const written = write_atomically(*o.geojson_, *m.geojson_); !written) {
      return written;
    }
  }
  for (auto const& table : m.tables_) {
    if (auto const written = write_atomically(*o.csv_ / table.name_, table.text_); !written) {
      return written;
    }
  }
  return plan_file->commit();
}

result<exit_code> run_bep(std::filesystem::path const& file, plan_options const& o, console const& out) {
  if (!o.scenario_.empty()) {
    return invalid(
        fmt::format("--bep: stands beside the scenario {}, but only one of them can be planned", o.scenario_.string()),
        "--bep");
  }
  return plan_bep({.file_ = file, .output_ = o.output_, .effort_ = o.effort_, .seed_ = o.seed_}, out);
}

result<void> check_roads(plan_options const& o, opened_scenario const& s) {
  if (o.report_ && !s.map_) {
    return invalid("--report: needs roads to draw its map; the scenario gives its travel times itself", "--report");
  }
  if (o.geojson_ && !s.map_) {
    return invalid("--geojson: needs roads for its lines; the scenario gives its travel times itself", "--geojson");
  }
  return {};
}

plan_answer answer_for(plan_options const& o, planning::plan const& p) {
  auto answer = plan_answer{.plan_ = o.output_.string(),
                            .report_ = as_text(o.report_),
                            .geojson_ = as_text(o.geojson_),
                            .tables_ = {},
                            .made_from_ = p.made_from_,
                            .totals_ = p.totals_,
                            .skipped_ = p.skipped_};
  for (auto const& table : tables_of(o)) {
    answer.tables_.push_back(table.string());
  }
  return answer;
}

result<exit_code> run(plan_options const& o, console const& out) {
  if (auto const sound = check_options(o); !sound) {
    return tl::unexpected{sound.error()};
  }
  if (o.bep_) {
    return run_bep(*o.bep_, o, out);
  }
  if (o.scenario_.empty()) {
    return invalid("scenario: is missing; give a scenario file, or --bep with a benchmark file", "scenario");
  }
  auto effort_of = o.effort_;
  if (effort_of.time_.empty()) {
    effort_of.iterations_ = effort_of.iterations_.value_or(kDefaultIterations);
  }
  auto const e = parse_effort(effort_of, 0, kOutputSeconds);
  if (!e) {
    return tl::unexpected{e.error()};
  }
  auto const before = read_before(o);
  if (!before) {
    return tl::unexpected{before.error()};
  }
  auto const s =
      open_scenario(o.scenario_, o.closures_, o.skip_invalid_ ? wrong_households::kSkip : wrong_households::kRefuse);
  if (!s) {
    return tl::unexpected{s.error()};
  }
  if (auto const drawable = check_roads(o, *s); !drawable) {
    return tl::unexpected{drawable.error()};
  }
  auto const m = check_files(o, *s).and_then([&] { return make(o, *s, *before, *e, out); });
  if (!m) {
    return tl::unexpected{m.error()};
  }
  if (auto const written = write(o, *m); !written) {
    return tl::unexpected{written.error()};
  }
  out.print(out.json_ ? json::encode(answer_for(o, m->plan_)) + "\n"
                      : in_words(s->now_, m->plan_) +
                            what_next(o.scenario_, o.output_, o.closures_, o.report_, o.skip_invalid_));
  return exit_code::kOk;
}

}  // namespace

command plan() {
  return make_command<plan_options>("plan", "Plan an evacuation: who goes when, on which bus, to which bed",
                                    "leeward plan scenario.json -o plan.json --report plan.html", declare, run);
}

}  // namespace leeward::cli
