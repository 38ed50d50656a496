#include "planning/city/lost.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/time.h"
#include "planning/city/effort.h"
#include "planning/make_plan.h"
#include "planning/replan.h"
#include "planning/situation.h"

namespace leeward::bench {

namespace {

using planning::losses;
using planning::scenario;
using planning::trip;

constexpr auto const kHoursIn = std::int64_t{7};  // when many are on their way
constexpr auto const kLosses = std::size_t{5};    // of each kind
constexpr auto const kAgainSeconds = 5.0;         // as the issue gives planning again

struct running {
  city const& city_;
  planning::plan const& before_;
  instant now_;
  double searches_s_{0};  // yardstick: a plain search from each place
};

// One of the things that are lost, in the scenario as the plan before knew it.
struct loss {
  losses lost_{};
  scenario scenario_;
};

// Trips to come, spread over what is left of the operation.
std::vector<trip const*> some_trips(running const& r) {
  auto to_come = std::vector<trip const*>{};
  for (auto const& t : r.before_.trips_) {
    if (t.pickups_.front().way_.departure_ >= r.now_) {
      to_come.push_back(&t);
    }
  }
  ensure(to_come.size() >= kLosses, "much is to come after some hours");
  auto some = std::vector<trip const*>{};
  for (auto i = std::size_t{0}; i != kLosses; ++i) {
    some.push_back(to_come[(2 * i + 1) * to_come.size() / (2 * kLosses)]);
  }
  return some;
}

loss without_vehicle(running const& r, trip const& t) {
  return {.lost_ = {.vehicles_ = {t.vehicle_}}, .scenario_ = r.city_.scenario_};
}

loss without_centre(running const& r, trip const& t) {
  return {.lost_ = {.centres_ = {t.centre_.way_.to_}}, .scenario_ = r.city_.scenario_};
}

// Closed from now on: the road in the middle of the trip's way to its centre.
loss without_road(running const& r, trip const& t) {
  auto const& c = r.city_;
  auto const places = planning::places_of(c.scenario_);
  auto const profile = must(roads::find_profile(*c.map_, "coach"));
  auto const at = [&](std::string const& id) {
    auto const p = std::ranges::find(places, id, &planning::place::id_);
    return must(roads::snap(*c.map_, profile, p->position_, planning::kSnapLimit));
  };
  auto const way =
      must(roads::situation{c.map_, profile}.find_route(at(t.centre_.way_.from_), at(t.centre_.way_.to_))).geometry_;
  auto l = loss{.lost_ = {}, .scenario_ = c.scenario_};
  auto& closed = l.scenario_.closures_.emplace_back();
  closed.id_ = "lost";
  closed.near_ = way[way.size() / 2];
  closed.from_ = r.now_;
  return l;
}

// What several losses of a kind gave: the median and the worst of each figure.
class samples {
public:
  void add(std::string const& name, double const value) {
    auto const known = std::ranges::find(all_, name, &sample::name_);
    (known == all_.end() ? all_.emplace_back(sample{name, {}}) : *known).values_.push_back(value);
  }

  void print_all(std::string const& prefix, std::string_view const unit, std::optional<double> const yardstick) const {
    for (auto const& s : all_) {
      print(fmt::format("{}.{}", prefix, s.name_), median(s.values_), unit, yardstick);
      print(fmt::format("{}.{}_worst", prefix, s.name_), std::ranges::max(s.values_), unit, yardstick);
    }
  }

private:
  struct sample {
    std::string name_;
    std::vector<double> values_;
  };

  std::vector<sample> all_{};  // in the order of their first values
};

double changed_tickets(planning::replanned const& r) {
  return r.plan_.changes_ ? static_cast<double>(r.plan_.changes_->size()) : 0.0;
}

struct measured {
  samples ms_;
  samples counts_;
  samples ratios_;
};

struct after_loss {
  scenario scenario_;
  planning::road_times times_;
  planning::replanned made_;
};

after_loss plan_again(std::string const& name, running const& r, loss const& l, measured& m) {
  auto const& [c, before, now, searches_s] = r;
  auto on = stages{};
  auto to = on.run("situation", [&] { return must(planning::situation_at(l.scenario_, before, now, l.lost_)); });
  auto times = on.run("matrix", [&] { return must(planning::survey_again(to.scenario_, c.survey_)).times_; });
  auto const p = on.run("problem", [&] { return planning::problem{to.scenario_, times}; });
  auto done = on.run("plan_again", [&] { return planning::plan_again(p, before, 1); });
  auto const feasible_s = on.sum();
  auto made = on.run("write", [&] { return planning::write_replanned(p, std::move(done), before, l.lost_, {}); });
  m.ms_.add("feasible_ms", 1e3 * feasible_s);
  m.ms_.add("written_ms", 1e3 * on.sum());
  for (auto const& [stage, s] : on.all()) {
    m.ms_.add(stage + "_ms", 1e3 * s);
  }
  auto const changed = changed_tickets(made);
  auto const had_to = static_cast<double>(made.had_to_change_);
  m.counts_.add("changed_tickets", changed);
  m.counts_.add("had_to_change", had_to);
  m.counts_.add("unserved_households", static_cast<double>(made.plan_.unserved_.size()));
  if (had_to > 0) {
    m.ratios_.add("changed_by_had_to", changed / had_to);
  }
  judge(name + ".at_once", to.scenario_, c.map_, made.plan_);
  return {.scenario_ = std::move(to.scenario_), .times_ = std::move(times), .made_ = std::move(made)};
}

// Planned again and improved, beside a plan that is made anew without regard to any ticket.
void compare_with_cold(std::string const& name, running const& r, loss const& l, after_loss const& a,
                       double const cold_s) {
  auto again = planning::replan(a.scenario_, r.before_, l.lost_, a.times_, improved_for(kAgainSeconds));
  auto cold = planning::make_plan(a.scenario_, a.times_, improved_for(cold_s));
  for (auto const& [what, p] : {std::pair{".improved", &again.plan_}, std::pair{".cold", &cold}}) {
    add_bounds(a.scenario_, a.times_, *p);
    judge(name + what, a.scenario_, r.city_.map_, *p);
  }
  auto const ours = terms_of(a.scenario_, again.plan_.totals_);
  auto const theirs = terms_of(a.scenario_, cold.totals_);
  auto const at_once = terms_of(a.scenario_, a.made_.plan_.totals_);
  for (auto i = std::size_t{0}; i != ours.size(); ++i) {
    auto const term = [&](std::string_view const when) { return fmt::format("{}.{}.{}", name, when, ours[i].name_); };
    print(term("at_once"), at_once[i].value_, ours[i].unit_, theirs[i].value_);
    print(term("improved"), ours[i].value_, ours[i].unit_, theirs[i].value_);
  }
  print(name + ".improved.waiting_over_cold", 100 * (ours[kWaiting].value_ / theirs[kWaiting].value_ - 1), "%");
  print(name + ".improved.changed_tickets", changed_tickets(again), "tickets",
        static_cast<double>(again.had_to_change_));
}

void measure_kind(std::string_view const kind, running const& r, double const cold_s,
                  loss (*lose)(running const&, trip const&)) {
  auto const name = fmt::format("{}.lost_{}", r.city_.name_, kind);
  auto m = measured{};
  auto is_first = true;
  for (auto const* const t : some_trips(r)) {
    auto const l = lose(r, *t);
    auto const a = plan_again(name, r, l, m);
    if (std::exchange(is_first, false)) {
      compare_with_cold(name, r, l, a, cold_s);
    }
  }
  m.ms_.print_all(name, "ms", 1e3 * r.searches_s_);
  m.counts_.print_all(name, "", {});
  m.ratios_.print_all(name, "changed tickets by those that had to change", {});
}

}  // namespace

void measure_lost(city const& c, planning::plan const& before, long_run const& run) {
  auto const r = running{.city_ = c,
                         .before_ = before,
                         .now_ = c.scenario_.start_ + seconds{kHoursIn * 3600},
                         .searches_s_ = run.search_s_ * static_cast<double>(c.survey_.times_.core_)};
  measure_kind("vehicle", r, run.seconds_, without_vehicle);
  measure_kind("centre", r, run.seconds_, without_centre);
  measure_kind("road", r, run.seconds_, without_road);
}

}  // namespace leeward::bench
