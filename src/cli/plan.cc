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
#include "cli/open_scenario.h"
#include "cli/plan_in_words.h"
#include "cli/version.h"
#include "planning/changes.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "report/report.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxPlanBytes = std::size_t{512} << 20U;

struct plan_options {
  std::filesystem::path scenario_;
  std::filesystem::path output_;
  std::optional<std::filesystem::path> report_;
  std::optional<std::filesystem::path> closures_;
  std::optional<std::filesystem::path> before_;
  std::int64_t seed_{1};
  std::string utc_offset_{"+00:00"};
  bool skip_invalid_{false};
};

struct plan_answer {
  std::string plan_;
  std::optional<std::string> report_;
  planning::origin made_from_;
  planning::totals totals_;
  std::vector<planning::skipped> skipped_;
};
BOOST_DESCRIBE_STRUCT(plan_answer, (), (plan_, report_, made_from_, totals_, skipped_))

std::vector<option> declare(plan_options& o) {
  return {{"scenario", &o.scenario_, "The scenario, as in docs/formats/scenario.md", need::kRequired},
          {"-o,--output", &o.output_, "Where the plan goes", need::kRequired},
          {"--report", &o.report_, "Write the plan as a page with its map: one HTML file"},
          {"--closures", &o.closures_, "A closures file that holds besides the scenario's own"},
          {"--before", &o.before_, "An earlier plan for this scenario: plan and report say what changed"},
          {"--seed", &o.seed_, "Decides between choices that are equally good [1]"},
          {"--skip-invalid", &o.skip_invalid_, "Plan without households whose entries are wrong, and say which"},
          {"--utc-offset", &o.utc_offset_, "Of the times in the report, as +03:00 [+00:00]"}};
}

// "+03:00" in seconds.
result<seconds> parse_offset(std::string const& text) {
  auto const t = parse_instant("1970-01-02T00:00:00" + text);
  if (!t) {
    return invalid(fmt::format("--utc-offset: is \"{}\", must be an offset such as +03:00", text), "--utc-offset");
  }
  return instant{86400} - *t;
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

result<void> write_report(plan_options const& o, opened_scenario const& s, planning::plan const& p,
                          std::optional<planning::plan> const& before) {
  if (!o.report_) {
    return {};
  }
  auto const offset = parse_offset(o.utc_offset_);
  if (!offset) {
    return tl::unexpected{offset.error()};
  }
  auto earlier = std::optional<report::planned>{};
  if (before) {
    earlier.emplace(report::planned{s.scenario_, *before});
  }
  auto const beside = o.output_.lexically_proximate(o.report_->parent_path().empty() ? "." : o.report_->parent_path());
  return report::write_html(*o.report_, s.map_, {s.now_, p}, earlier,
                            {.utc_offset_ = *offset, .json_file_ = beside.generic_string()});
}

result<exit_code> run(plan_options const& o, console const& out) {
  if (o.seed_ < 0) {
    return invalid(fmt::format("--seed: is {}, must be 0 or more", o.seed_), "--seed");
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
  if (o.report_ && !s->map_) {
    return invalid("--report: needs roads to draw its map; the scenario gives its travel times itself", "--report");
  }
  auto const times =
      s->map_ ? planning::measure(s->now_, s->map_) : result<planning::road_times>{planning::measure_given(s->now_)};
  if (!times) {
    return tl::unexpected{times.error()};
  }
  auto p = planning::make_plan(s->now_, *times, {.made_from_ = origin_of(o, *s)});
  p.skipped_ = s->skipped_;
  if (*before) {
    p.changes_ = planning::changes_between(s->now_, **before, p);
  }
  auto const written =
      write_atomically(o.output_, planning::to_json(p)).and_then([&] { return write_report(o, *s, p, *before); });
  if (!written) {
    return tl::unexpected{written.error()};
  }
  auto const answer = plan_answer{.plan_ = o.output_.string(),
                                  .report_ = o.report_ ? std::optional{o.report_->string()} : std::nullopt,
                                  .made_from_ = p.made_from_,
                                  .totals_ = p.totals_,
                                  .skipped_ = p.skipped_};
  out.print(out.json_
                ? json::encode(answer) + "\n"
                : in_words(s->now_, p) + what_next(o.scenario_, o.output_, o.closures_, o.report_, o.skip_invalid_));
  return exit_code::kOk;
}

}  // namespace

command plan() {
  return make_command<plan_options>("plan", "Plan an evacuation: who goes when, on which bus, to which bed",
                                    "leeward plan scenario.json -o plan.json --report plan.html", declare, run);
}

}  // namespace leeward::cli
