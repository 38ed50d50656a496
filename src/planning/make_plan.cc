#include "planning/make_plan.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "planning/fleet.h"
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

// At the points in the order of boarding.
free_places queue_up(problem const& p, std::vector<household_id> const& all, kept_beds kept) {
  auto free = free_places{p, std::move(kept)};
  for (auto const& of_class : free.kept_.beds_) {
    for (auto c = std::size_t{0}; c != of_class.size(); ++c) {
      free.beds_[c] = free.beds_[c] - of_class[c];
    }
  }
  for (auto const h : all) {
    for (auto const point : p.households_[h.v_].boards_at_) {
      free.waiting_[point.v_].push_back(h);
    }
  }
  if (p.scenario_.committed_) {
    for (auto const& t : p.scenario_.committed_->trips_) {
      take_begun(p, free, t);
    }
  }
  for (auto& waiting : free.waiting_) {
    sort_waiting(p, waiting);
  }
  return free;
}

// Each party once, although it may stand at several points.
std::vector<household_id> still_waiting(free_places const& free) {
  auto all = std::vector<household_id>{};
  for (auto const& waiting : free.waiting_) {
    all.insert(all.end(), waiting.begin(), waiting.end());
  }
  std::ranges::sort(all);
  auto const repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

bool has_bed(problem const& p, free_places const& free, household_id const h) {
  for (auto c = std::uint32_t{0}; c != free.beds_.size(); ++c) {
    if (can_house(p, {c}, h) && fits(p.households_[h.v_].beds_, free.beds_[c]) && !meets(p, free, h, {c})) {
      return true;
    }
  }
  return false;
}

// Gives the beds back that are kept for people who were not brought, and marks these. True if that gives a bed to
// somebody who was left without: then they were kept in vain.
bool give_back(problem const& p, free_places& free, std::vector<bool>& let_go) {
  auto without = std::vector<household_id>{};
  for (auto const h : still_waiting(free)) {
    let_go[h.v_] = let_go[h.v_] || !free.kept_.class_of_[h.v_].is_none();
    if (free.kept_.class_of_[h.v_].is_none() && !has_bed(p, free, h)) {
      without.push_back(h);
    }
  }
  give_all_back(free.kept_, free.beds_);
  return std::ranges::any_of(without, [&](household_id const h) { return has_bed(p, free, h); });
}

// How often beds kept in vain are let go of one by one before nobody keeps any.
constexpr auto const kRounds = 3;
constexpr auto const kSpare = persons{2};  // general beds kept with an accessible one in the first round

}  // namespace

plan make_plan(scenario const& s, road_times const& times, planning_options const& options) {
  auto const p = problem{s, times};
  auto never = std::vector<unserved>{};
  auto const all = who_can_travel(p, never);
  auto let_go = std::vector<bool>(p.households_.size());
  for (auto round = 0;; ++round) {
    auto free =
        queue_up(p, all, round == kRounds ? keep_none(p) : keep_beds(p, all, let_go, round == 0 ? kSpare : persons{}));
    auto done = solution{};
    run_fleet(p, free, {}, options.made_from_.seed_, done);
    if (give_back(p, free, let_go) && round != kRounds) {
      continue;
    }
    auto made_from = options.made_from_;
    if (options.improve_) {
      made_from.iterations_ = static_cast<std::uint64_t>(improve_plan(p, all, done, *options.improve_));
    }
    done.unserved_ = never;
    for (auto const h : still_waiting(free)) {
      for (auto& u : why_not(p, free, h)) {
        done.unserved_.push_back(std::move(u));
      }
    }
    return write_plan(p, done, made_from);
  }
}

}  // namespace leeward::planning
