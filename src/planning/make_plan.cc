#include "planning/make_plan.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "planning/choose.h"
#include "planning/reasons.h"
#include "planning/solution.h"
#include "planning/write_plan.h"

namespace leeward::planning {

namespace {

// A vehicle on its way through its shifts.
struct on_the_road {
  vehicle_state state_;
  std::size_t next_turn_{0};
  std::vector<std::size_t> runs_;  // of this shift
};

struct free_next {
  auto operator<=>(free_next const&) const = default;

  instant when_;
  vehicle_id vehicle_;
};

using queue = std::priority_queue<free_next, std::vector<free_next>, std::greater<>>;

shift const& shift_of(scenario const& s, vehicle_id const v, turn const& t) {
  return s.vehicles_[v.v_].crews_[t.crew_].shifts_[t.shift_];
}

// Puts the vehicle into its depot at the beginning of its next shift that leaves any time. False after the last.
bool next_shift(problem const& p, vehicle_id const v, on_the_road& o) {
  auto const& s = p.scenario_;
  auto const& vehicle = p.vehicles_[v.v_];
  while (o.next_turn_ != vehicle.turns_.size()) {
    auto const& shift = shift_of(s, v, vehicle.turns_[o.next_turn_++]);
    auto const from = std::max({shift.from_, s.start_, available_from(s, s.vehicles_[v.v_]), o.state_.clock_.now_});
    if (from < std::min(shift.until_, s.end_)) {
      o.state_.until_ = shift.until_;
      o.state_.at_ = p.at(vehicle.depot_);
      o.state_.clock_ = {.now_ = from, .driven_ = {}, .since_break_ = {}, .breaks_ = {}};
      o.runs_.clear();
      return true;
    }
  }
  return false;
}

// Ends the shift in the depot.
void go_home(problem const& p, vehicle_id const v, on_the_road& o, solution& done) {
  if (o.runs_.empty()) {
    return;
  }
  auto home = try_home(p, o.state_, o.state_.clock_, o.state_.at_);
  ensure(home.has_value(), "a run is taken only if the vehicle can still come home");
  o.state_.clock_ = home->after_;
  done.duties_.push_back({.vehicle_ = v,
                          .turn_ = p.vehicles_[v.v_].turns_[o.next_turn_ - 1],
                          .runs_ = std::exchange(o.runs_, {}),
                          .last_ = o.state_.at_,
                          .home_ = std::move(*home)});
}

// Those who can be served at all; the others get their reason.
std::vector<household_id> who_can_travel(problem const& p, std::vector<unserved>& never) {
  auto list = std::vector<household_id>{};
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    if (auto reason = why_never(p, {i})) {
      never.push_back(std::move(*reason));
    } else {
      list.push_back({i});
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
    free.waiting_[p.households_[h.v_].point_.v_].push_back(h);
  }
  auto const order = [&](household_id const h) {
    auto const& party = p.households_[h.v_];
    return std::tuple{!is_special(party.takes_), -party.priority_, -party.persons_.v_, h};
  };
  for (auto& waiting : free.waiting_) {
    std::ranges::sort(waiting, {}, order);
  }
  return free;
}

void run_all(problem const& p, free_places& free, std::uint64_t const seed, solution& done) {
  auto fleet = std::vector<on_the_road>(p.vehicles_.size());
  auto next = queue{};
  for (auto i = std::uint32_t{0}; i != fleet.size(); ++i) {
    fleet[i].state_.vehicle_ = {i};
    if (next_shift(p, {i}, fleet[i])) {
      next.push({fleet[i].state_.clock_.now_, {i}});
    }
  }
  while (!next.empty()) {
    auto const v = next.top().vehicle_;
    next.pop();
    auto& o = fleet[v.v_];
    if (auto r = choose_run(p, free, o.state_, seed)) {
      take(p, free, o.state_, *r);
      o.runs_.push_back(done.runs_.size());
      done.runs_.push_back({.vehicle_ = v, .run_ = std::move(*r)});
    } else {
      go_home(p, v, o, done);
      if (!next_shift(p, v, o)) {
        continue;
      }
    }
    next.push({o.state_.clock_.now_, v});
  }
}

bool has_bed(problem const& p, free_places const& free, household_id const h) {
  for (auto c = std::uint32_t{0}; c != free.beds_.size(); ++c) {
    if (can_house(p, {c}, h) && fits(p.households_[h.v_].beds_, free.beds_[c])) {
      return true;
    }
  }
  return false;
}

// Gives the beds back that are kept for people who were not brought, and marks these. True if that gives a bed to
// somebody who was left without: then they were kept in vain.
bool give_back(problem const& p, free_places& free, std::vector<bool>& let_go) {
  auto without = std::vector<household_id>{};
  for (auto const& waiting : free.waiting_) {
    for (auto const h : waiting) {
      let_go[h.v_] = let_go[h.v_] || !free.kept_.class_of_[h.v_].is_none();
      if (free.kept_.class_of_[h.v_].is_none() && !has_bed(p, free, h)) {
        without.push_back(h);
      }
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
    run_all(p, free, options.made_from_.seed_, done);
    if (give_back(p, free, let_go) && round != kRounds) {
      continue;
    }
    done.unserved_ = never;
    for (auto const& waiting : free.waiting_) {
      for (auto const h : waiting) {
        done.unserved_.push_back(why_not(p, free, h));
      }
    }
    return write_plan(p, done, options.made_from_);
  }
}

}  // namespace leeward::planning
