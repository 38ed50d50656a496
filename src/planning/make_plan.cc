#include "planning/make_plan.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "planning/choose.h"
#include "planning/outlook.h"
#include "planning/place.h"
#include "planning/reasons.h"
#include "planning/solution.h"
#include "planning/write_plan.h"

namespace leeward::planning {

namespace {

// A vehicle on its way through its shifts.
struct on_the_road {
  vehicle_state state_;
  std::size_t next_turn_{0};
  std::vector<std::size_t> runs_;       // of this shift
  std::optional<std::size_t> begun_{};  // the vehicle's begun duty that this shift goes on with
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
    auto const until = std::min(shift.until_, s.vehicles_[v.v_].available_until_.value_or(shift.until_));
    if (from < std::min(until, s.end_)) {
      o.state_.until_ = until;
      o.state_.at_ = p.at(vehicle.depot_);
      o.state_.clock_ = {.now_ = from, .driven_ = {}, .since_break_ = {}, .breaks_ = {}};
      o.runs_.clear();
      return true;
    }
  }
  return false;
}

// Puts the vehicle where its duties that have begun leave it: on its last one, if that may go on and it can still come
// home, else after that one in the depot.
void go_on(problem const& p, vehicle_id const v, on_the_road& o, solution& done) {
  auto const& vehicle = p.vehicles_[v.v_];
  auto const& named = p.scenario_.vehicles_[v.v_];
  for (auto i = std::size_t{0}; i != vehicle.begun_.size(); ++i) {
    auto const& b = vehicle.begun_[i];
    auto const& shift = shift_of(p.scenario_, v, vehicle.turns_[b.turn_]);
    o.next_turn_ = std::max(o.next_turn_, b.turn_ + 1);
    o.state_.at_ = b.at_;
    o.state_.clock_ = b.clock_;
    o.state_.until_ = std::min(shift.until_, named.available_until_.value_or(shift.until_));
    if (b.may_go_on_ && i + 1 == vehicle.begun_.size() && try_home(p, o.state_, o.state_.clock_, o.state_.at_)) {
      o.begun_ = i;
    } else {
      done.kept_.push_back(b.duty_);
      o.state_.clock_ = {};
      o.state_.clock_.now_ = p.scenario_.committed_->duties_[b.duty_].end_;
    }
  }
}

// Ends the shift in the depot.
void go_home(problem const& p, vehicle_id const v, on_the_road& o, solution& done) {
  auto const begun = std::exchange(o.begun_, std::nullopt);
  if (o.runs_.empty()) {
    if (begun) {
      auto const duty = p.vehicles_[v.v_].begun_[*begun].duty_;
      done.kept_.push_back(duty);
      o.state_.clock_.now_ = std::max(o.state_.clock_.now_, p.scenario_.committed_->duties_[duty].end_);
    }
    return;
  }
  auto home = try_home(p, o.state_, o.state_.clock_, o.state_.at_);
  ensure(home.has_value(), "a run is taken only if the vehicle can still come home");
  o.state_.clock_ = home->after_;
  done.duties_.push_back({.vehicle_ = v,
                          .turn_ = p.vehicles_[v.v_].turns_[o.next_turn_ - 1],
                          .runs_ = std::exchange(o.runs_, {}),
                          .last_ = o.state_.at_,
                          .home_ = std::move(*home),
                          .begun_ = begun});
}

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
  for (auto const& of_class : free.kept_.beds_) {
    for (auto c = std::size_t{0}; c != of_class.size(); ++c) {
      free.beds_[c] = free.beds_[c] - of_class[c];
    }
  }
  for (auto c = std::size_t{0}; c != free.beds_.size(); ++c) {
    free.beds_[c].general_ -= free.kept_.spare_[c];
  }
  for (auto const h : all) {
    for (auto const point : p.households_[h.v_].boards_at_) {
      if (!placed.without_[h.v_]) {
        free.waiting_[point.v_].push_back(h);
      }
    }
  }
  if (p.scenario_.committed_) {
    for (auto const& t : p.scenario_.committed_->trips_) {
      take_begun(p, free, t);
    }
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
  auto known = outlook{p};
  auto fleet = std::vector<on_the_road>(p.vehicles_.size());
  auto next = queue{};
  for (auto i = std::uint32_t{0}; i != fleet.size(); ++i) {
    fleet[i].state_.vehicle_ = {i};
    go_on(p, {i}, fleet[i], done);
    if (fleet[i].begun_ || next_shift(p, {i}, fleet[i])) {
      next.push({fleet[i].state_.clock_.now_, {i}});
    }
  }
  while (!next.empty()) {
    auto const v = next.top().vehicle_;
    next.pop();
    auto& o = fleet[v.v_];
    if (auto r = choose_run(p, free, o.state_, seed, known)) {
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

// A plan in the making.
struct attempt {
  solution done_;
  free_places left_;
  std::vector<household_id> unserved_{};
  std::int64_t weight_{0};      // theirs
  std::int64_t broken_{0};      // of those for whom beds were found
  std::vector<bool> let_go_{};  // these
};

attempt try_plan(problem const& p, std::vector<household_id> const& all, placement const& placed,
                 std::uint64_t const seed) {
  auto a = attempt{.done_ = {}, .left_ = queue_up(p, all, placed), .unserved_ = {}};
  run_all(p, a.left_, seed, a.done_);
  give_all_back(a.left_.kept_, a.left_.beds_);
  a.let_go_.resize(p.households_.size());
  for (auto const h : all) {
    auto const& party = p.households_[h.v_];
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
    auto const placed = round == kRounds ? place_nobody(p) : place_households(p, all, let_go);
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

}  // namespace

plan make_plan(scenario const& s, road_times const& times, planning_options const& options) {
  auto const p = problem{s, times};
  auto never = std::vector<unserved>{};
  auto const all = who_can_travel(p, never);
  auto best = best_attempt(p, all, options.made_from_.seed_);
  best.done_.unserved_ = std::move(never);
  for (auto const h : best.unserved_) {
    for (auto& u : why_not(p, best.left_, h)) {
      best.done_.unserved_.push_back(std::move(u));
    }
  }
  return write_plan(p, best.done_, options.made_from_);
}

}  // namespace leeward::planning
