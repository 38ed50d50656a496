#include "cli/day_planner.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "check/ask_roads.h"
#include "check/check.h"
#include "cli/effort.h"
#include "cli/version.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/scenario_file.h"
#include "planning/replan.h"

namespace leeward::cli {

namespace {

constexpr auto const kFindingsShown = std::size_t{20};
constexpr auto const kEffort = effort{.seconds_ = {}, .iterations_ = 300'000, .threads_ = 1};

planning::origin origin_of(planning::scenario const& s, roads::road_map const& map, std::int64_t const seed) {
  auto from = planning::origin{};
  from.program_ = fmt::format("leeward {}", kVersion);
  from.scenario_ = s.name_;
  from.scenario_digest_ = planning::digest(planning::to_json(s));
  from.roads_ = s.roads_;
  from.attribution_ = roads::attribution(map);
  for (auto const& c : planning::closures_during(s)) {
    from.closures_.push_back(c.id_);
  }
  from.seed_ = static_cast<std::uint64_t>(seed);
  return from;
}

}  // namespace

result<planning::plan> day_planner::plan(std::string const& name, planning::scenario const& now,
                                         planning::plan const* const before, planning::losses const& lost) {
  auto survey = survey_ ? planning::survey_again(now, *survey_) : planning::survey_roads(now, map_);
  if (!survey) {
    return tl::unexpected{survey.error()};
  }
  survey_ = std::move(*survey);
  auto bar = progress_bar{out_, fmt::format("planning: {}", name)};
  auto const& times = survey_->times_;
  auto const bounds = planning::bound_plan(planning::problem{now, times});
  auto const options = planning::planning_options{.made_from_ = origin_of(now, *map_, seed_),
                                                  .improve_ = improvement(kEffort, seed_, bounds, bar)};
  auto made = planning::plan{};
  if (before == nullptr) {
    made = planning::make_plan(now, times, options);
  } else {
    auto again = planning::replan(now, *before, lost, times, options);
    had_to_change_ = again.had_to_change_;
    made = std::move(again.plan_);
  }
  planning::add_bounds(bounds, made);
  return judged(name, now, std::move(made));
}

// A plan of our own that breaks a rule is a fault of the program: nobody should be shown it.
result<planning::plan> day_planner::judged(std::string const& name, planning::scenario const& s, planning::plan p) {
  auto const times = check::ask_roads(s, map_);
  if (!times) {
    return tl::unexpected{times.error()};
  }
  auto const findings = check::check_plan(s, p, *times);
  for (auto const& f : std::span{findings}.first(std::min(findings.size(), kFindingsShown))) {
    out_.note(fmt::format("  {}: {}", f.subject_, f.sentence_));
  }
  if (!findings.empty()) {
    return fail(error_kind::kStorage,
                fmt::format("the plan \"{}\" breaks {} rules; please report this", name, findings.size()));
  }
  return p;
}

app::planner day_planner::as_planner() {
  return {.plan_ = [this](std::string const& name, planning::scenario const& now, planning::plan const* before,
                          planning::losses const& lost) { return plan(name, now, before, lost); },
          .busiest_road_ =
              [this](planning::scenario const& s, planning::plan const& to_come) {
                return report::busiest_road(map_, s, to_come).map([&](std::optional<report::busy_road> found) {
                  lost_ = std::move(found);
                  return lost_ ? std::optional{report::closing(*lost_)} : std::nullopt;
                });
              }};
}

std::vector<report::where_everybody_is> where_everybody_is(std::vector<app::table_row> const& rows) {
  auto all = std::vector<report::where_everybody_is>{};
  for (auto const& r : rows) {
    auto free = std::int64_t{0};
    for (auto const& f : r.free_) {
      free += f.beds_.general_ + f.beds_.accessible_;
    }
    all.push_back({r.at_, r.registered_, r.waiting_, r.promised_, r.boarded_, r.under_way_, r.arrived_, r.sheltered_,
                   r.absent_, r.gone_, r.sum_, free});
  }
  return all;
}

}  // namespace leeward::cli
