#include "planning/improve_plan.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "planning/drive_script.h"
#include "planning/loads.h"
#include "planning/regroup.h"
#include "planning/waiting.h"

namespace leeward::planning {

namespace {

// How often what the search has found is driven on paper, with its queues, before it goes on from there.
constexpr auto const kEras = 8;
constexpr auto const kFar = std::numeric_limits<std::int64_t>::max();

}  // namespace

worth worth_of(problem const& p, solution const& s) {
  auto w = worth{.waiting_s_ = waiting_if_nobody_went(p)};
  for (auto const& party : p.households_) {
    w.unserved_ += party.weight_;
  }
  for (auto const& done : s.runs_) {
    auto const& r = done.run_;
    auto const arrival = r.stops_.back().begin_;
    w.clearance_s_ = std::max(w.clearance_s_, (arrival - p.scenario_.start_).v_);
    for (auto const& at : r.pickups_) {
      for (auto const h : at.households_) {
        auto const& party = p.households_[h.v_];
        w.unserved_ -= party.weight_;
        w.waiting_s_ -= party.weight_ * (p.scenario_.end_ - arrival).v_;
        w.other_tiers_ += p.scenario_.centres_[r.centre_.v_].tier_ == 1 ? 0 : party.persons_.v_;
      }
    }
    for (auto const& stop : r.stops_) {
      w.driving_s_ += stop.driving_.v_;
    }
  }
  return w;
}

std::int64_t improve_plan(problem const& p, std::vector<household_id> const& all, solution& best,
                          improve_options const& o) {
  auto best_worth = worth_of(p, best);
  auto iterations = std::int64_t{0};
  auto const most = o.iterations_.value_or(kFar);
  auto const tell = [&](std::int64_t const done) {
    if (o.progress_) {
      o.progress_(best_worth, done);
    }
  };
  tell(0);
  for (auto era = 1; era <= kEras && iterations < most && o.passed_() < 1; ++era) {
    auto l = as_loads(p, best);
    regroup(p, l);
    if (l.problem_.loads_.empty()) {
      break;
    }
    auto const until = o.iterations_ ? most / kEras * era + (era == kEras ? most % kEras : 0) : kFar;
    auto s = improve::search{l.problem_, l.start_, o.seed_ + static_cast<std::uint64_t>(era), until - iterations};
    improve::run_rounds(
        s, o.run_, [&] { return o.passed_() >= static_cast<double>(era) / kEras; },
        [&](improve::search const& now) { tell(iterations + now.iterations()); });
    iterations += s.iterations();
    auto found = drive_script(p, all, as_script(l, s.best()), o.seed_).done_;
    if (auto const w = worth_of(p, found); w < best_worth) {
      best = std::move(found);
      best_worth = w;
    }
    tell(iterations);
  }
  return iterations;
}

}  // namespace leeward::planning
