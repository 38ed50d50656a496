#include "planning/make_plan.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "planning/aims.h"
#include "planning/exact/find_best.h"
#include "planning/fleet.h"
#include "planning/place.h"
#include "planning/reasons.h"
#include "planning/solution.h"
#include "planning/write_plan.h"

namespace leeward::planning {

namespace {

// Those who can be served at all; the others get their reason.
std::vector<household_id> who_can_travel(problem const& p, std::vector<unserved>& never) {
  auto list = std::vector<household_id>{};
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    auto reasons = why_never(p, {i});
    if (reasons.empty()) {
      list.push_back({i});
    }
    for (auto& reason : reasons) {
      never.push_back(std::move(reason));
    }
  }
  return list;
}

// At the points in the order of boarding. Nobody waits for whom there is no bed.
free_places queue_up(problem const& p, std::vector<household_id> const& all, placement placed) {
  auto free = free_places{p, std::move(placed.kept_)};
  hold_all(free.kept_, free.beds_);
  for (auto const h : all) {
    for (auto const point : p.households_[h.v_].boards_at_) {
      if (!placed.without_[h.v_]) {
        free.waiting_[point.v_].push_back(h);
      }
    }
  }
  take_begun(p, free);
  for (auto& waiting : free.waiting_) {
    sort_waiting(p, waiting);
  }
  return free;
}

// A plan in the making.
struct attempt {
  solution done_;
  free_places left_;
  std::vector<household_id> unserved_{};
  std::int64_t weight_{0};              // theirs
  std::int64_t broken_{0};              // of those for whom beds were found
  std::vector<bool> let_go_{};          // these
  std::vector<household_id> placed_{};  // whom a bed may be left for
};

attempt try_plan(problem const& p, std::vector<household_id> const& all, placement const& placed,
                 std::uint64_t const seed) {
  auto a = attempt{.done_ = {}, .left_ = queue_up(p, all, placed), .unserved_ = {}};
  run_fleet(p, a.left_, {}, seed, a.done_);
  give_all_back(a.left_.kept_, a.left_.beds_);
  a.let_go_.resize(p.households_.size());
  for (auto const h : all) {
    auto const& party = p.households_[h.v_];
    if (!placed.without_[h.v_]) {
      a.placed_.push_back(h);
    }
    if (a.left_.centre_of_[party.members_.front()].is_none()) {
      a.unserved_.push_back(h);
      a.weight_ += party.weight_;
      a.let_go_[h.v_] = !placed.without_[h.v_];
      a.broken_ += a.let_go_[h.v_] ? party.weight_ : 0;
    }
  }
  return a;
}

std::int64_t weight_of(problem const& p, std::vector<household_id> const& all) {
  auto sum = std::int64_t{0};
  for (auto const h : all) {
    sum += p.households_[h.v_].weight_;
  }
  return sum;
}

// Beds are found as if there were time to bring everybody. Where there is not, they are kept for people who do not
// come, from others who could: then those are let go of, and at last nobody keeps any. Not for less than this part of
// all.
constexpr auto const kWorthAnother = std::int64_t{100};
constexpr auto const kRounds = 2;

attempt best_attempt(problem const& p, std::vector<household_id> const& all, std::uint64_t const seed) {
  auto let_go = std::vector<bool>(p.households_.size());
  auto best = std::optional<attempt>{};
  for (auto round = 0; round <= kRounds; ++round) {
    auto const placed = round == kRounds ? place_nobody(p) : place_households(p, p.beds_, all, let_go);
    auto next = try_plan(p, all, placed, seed);
    for (auto i = std::size_t{0}; i != let_go.size(); ++i) {
      let_go[i] = let_go[i] || next.let_go_[i];
    }
    auto const again = next.broken_ * kWorthAnother > weight_of(p, all);
    if (!best || next.weight_ <= best->weight_) {
      best = std::move(next);
    }
    if (!again) {
      break;
    }
  }
  return std::move(*best);
}

std::vector<bool> who_is_served(problem const& p, solution const& done) {
  auto served = std::vector<bool>(p.households_.size());
  for (auto const& r : done.runs_) {
    for (auto const& at : r.run_.pickups_) {
      for (auto const h : at.households_) {
        served[h.v_] = true;
      }
    }
  }
  return served;
}

// Those who could not be served by one trip from a depot may have been on a later one.
std::vector<unserved> reasons_for_others(problem const& p, attempt const& made, std::vector<household_id> const& all,
                                         std::vector<unserved> never) {
  auto const served = who_is_served(p, made.done_);
  auto served_names = std::set<std::string_view>{};
  for (auto i = std::size_t{0}; i != served.size(); ++i) {
    for (auto const m : p.households_[i].members_) {
      if (served[i]) {
        served_names.insert(p.scenario_.households_[m].id_);
      }
    }
  }
  std::erase_if(never, [&](unserved const& u) { return served_names.contains(u.household_); });
  for (auto const h : all) {
    if (!served[h.v_]) {
      std::ranges::move(why_not(p, made.left_, h), std::back_inserter(never));
    }
  }
  return never;
}

// What no plan can do better, of one with these aims that is proved to be the best.
term_bounds as_bounds(problem const& p, aims const& a) {
  return {
      .unserved_weight_ = a.unserved_weight_,
      .weighted_waiting_s_ = a.weighted_waiting_s_,
      .clearance_ = a.clearance_s_ == 0 ? std::nullopt : std::optional{p.scenario_.start_ + seconds{a.clearance_s_}},
      .own_tier_ = persons{-a.not_own_},
      .length_m_ = lengths_count(p) ? std::optional{metres{a.length_m_}} : std::nullopt,
      .proved_optimal_ = true};
}

// The best of all, if that can be proved; else better as long as there is time.
std::optional<term_bounds> solve(problem const& p, std::vector<household_id> const& all, planning_options const& o,
                                 attempt& plan, origin& made_from) {
  if (auto best = exact::find_best(p, all, plan.done_, o.made_from_.seed_)) {
    if (best->better_) {
      plan.done_ = std::move(best->better_->done_);
      plan.left_ = std::move(best->better_->left_);
    }
    if (o.improve_->progress_) {
      o.improve_->progress_(worth_of(p, plan.done_), 0);
    }
    return as_bounds(p, best->aims_);
  }
  made_from.iterations_ = static_cast<std::uint64_t>(improve_plan(p, plan.placed_, plan.done_, *o.improve_));
  return std::nullopt;
}

}  // namespace

plan make_plan(scenario const& s, road_times const& times, planning_options const& options) {
  auto const p = problem{s, times};
  auto never = std::vector<unserved>{};
  auto const all = who_can_travel(p, never);
  auto best = best_attempt(p, all, options.made_from_.seed_);
  auto made_from = options.made_from_;
  auto proved = std::optional<term_bounds>{};
  if (options.improve_) {
    proved = solve(p, all, options, best, made_from);
  }
  best.done_.unserved_ = reasons_for_others(p, best, all, std::move(never));
  auto made = write_plan(p, best.done_, made_from);
  if (proved) {
    made.totals_.bounds_ = proved;
    name_by_content(made);
  }
  return made;
}

}  // namespace leeward::planning
