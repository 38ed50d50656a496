#include "planning/go_on.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <iterator>
#include <optional>
#include <queue>
#include <utility>

#include "base/ensure.h"
#include "base/must_have.h"
#include "planning/choose.h"
#include "planning/outlook.h"
#include "planning/place.h"
#include "planning/reasons.h"
#include "planning/vain_searches.h"

namespace leeward::planning {

namespace {

// A vehicle on its way through its shifts.
struct on_the_road {
  vehicle_state state_{};
  std::size_t next_turn_{0};
  std::vector<std::size_t> runs_{};    // that are new in this shift
  std::optional<std::size_t> duty_{};  // the kept duty that this shift goes on with
};

struct free_next {
  auto operator<=>(free_next const&) const = default;

  instant when_;
  vehicle_id vehicle_;
};

using queue = std::priority_queue<free_next, std::vector<free_next>, std::greater<>>;
using fleet = std::vector<on_the_road>;

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
      return true;
    }
  }
  return false;
}

std::size_t turn_number(problem const& p, done_duty const& d) {
  auto const& turns = p.vehicles_[d.vehicle_.v_].turns_;
  auto const at = std::ranges::find_if(
      turns, [&](turn const& t) { return t.crew_ == d.turn_.crew_ && t.shift_ == d.turn_.shift_; });
  ensure(at != turns.end(), "a kept duty is one of its vehicle's turns");
  return static_cast<std::size_t>(at - turns.begin());
}

bool may_go_on(problem const& p, kept_plan const& k, std::size_t const duty) {
  auto const& d = k.done_.duties_[duty];
  auto const& at = k.ends_[duty];
  return !d.is_as_begun_ && (!d.begun_ || p.vehicles_[d.vehicle_.v_].begun_[*d.begun_].may_go_on_) &&
         try_home(p, at, at.clock_, at.at_).has_value();
}

// Each vehicle after the last duty that is kept of it, if it may go on with that, or in the depot.
fleet start_of(problem const& p, kept_plan const& k) {
  auto all = fleet(p.vehicles_.size());
  auto last = std::vector<std::optional<std::size_t>>(all.size());
  auto const& duties = k.done_.duties_;
  for (auto i = std::size_t{0}; i != duties.size(); ++i) {
    auto const v = duties[i].vehicle_.v_;
    auto& latest = last[v];
    if (!latest || k.ends_[*latest].clock_.now_ < k.ends_[i].clock_.now_) {
      latest = i;
    }
    all[v].next_turn_ = std::max(all[v].next_turn_, turn_number(p, duties[i]) + 1);
  }
  for (auto v = std::uint32_t{0}; v != all.size(); ++v) {
    auto& o = all[v];
    if (last[v] && may_go_on(p, k, *last[v])) {
      o.state_ = k.ends_[*last[v]];
      o.duty_ = last[v];
    } else if (last[v]) {
      o.state_.clock_.now_ =
          duties[*last[v]].is_as_begun_ ? k.ends_[*last[v]].clock_.now_ : duties[*last[v]].home_.after_.now_;
    }
    o.state_.vehicle_ = {v};
  }
  return all;
}

// Ends the shift in the depot.
void go_home(problem const& p, vehicle_id const v, on_the_road& o, solution& done) {
  auto const kept = std::exchange(o.duty_, std::nullopt);
  auto runs = std::exchange(o.runs_, {});
  if (runs.empty()) {
    o.state_.clock_.now_ = std::max(o.state_.clock_.now_, kept ? done.duties_[*kept].home_.after_.now_ : instant{});
    return;
  }
  auto home = must_have(try_home(p, o.state_, o.state_.clock_, o.state_.at_),
                        "a run is taken only if the vehicle can still come home");
  o.state_.clock_ = home.after_;
  auto& d = kept ? done.duties_[*kept] : done.duties_.emplace_back();
  d.vehicle_ = v;
  d.turn_ = kept ? d.turn_ : p.vehicles_[v.v_].turns_[o.next_turn_ - 1];
  d.runs_.insert(d.runs_.end(), runs.begin(), runs.end());
  d.last_ = o.state_.at_;
  d.home_ = std::move(home);
}

void run_all(problem const& p, fleet vehicles, free_places& free, std::uint64_t const seed, solution& done) {
  auto known = outlook{p, free};
  auto vain = vain_searches{p};
  auto next = queue{};
  for (auto i = std::uint32_t{0}; i != vehicles.size(); ++i) {
    if (vehicles[i].duty_ || next_shift(p, {i}, vehicles[i])) {
      next.push({vehicles[i].state_.clock_.now_, {i}});
    }
  }
  while (!next.empty()) {
    auto const v = next.top().vehicle_;
    next.pop();
    auto& o = vehicles[v.v_];
    auto r = vain.covers(o.state_) ? std::nullopt : choose_run(p, free, o.state_, seed, known);
    if (r) {
      take(p, free, o.state_, *r);
      o.runs_.push_back(done.runs_.size());
      done.runs_.push_back({.vehicle_ = v, .run_ = std::move(*r), .id_ = {}});
    } else {
      vain.add(o.state_);
      go_home(p, v, o, done);
      if (!next_shift(p, v, o)) {
        continue;
      }
    }
    next.push({o.state_.clock_.now_, v});
  }
}

struct stay {
  lanes* at_;
  instant begin_;
  seconds lasts_;
};

void add_stays(problem const& p, run const& r, free_places& free, std::vector<stay>& list) {
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    auto const& at = r.stops_[i];
    auto const point = r.pickups_[i].point_.v_;
    list.push_back({&free.loading_[point], at.begin_, at.end_ - at.begin_});
    free.crowds_[point].take(at.begin_, at.end_ - at.begin_, r.pickups_[i].persons_);
  }
  auto const& last = r.stops_.back();
  auto const c = r.centre_.v_;
  list.push_back({&free.unloading_[c], last.begin_, last.end_ - last.begin_});
  list.push_back({&free.desks_[c], last.begin_, intake_time(p.scenario_.centres_[c], people_of(r))});
}

// What nobody has taken yet, while no beds are kept for anybody.
free_places places_left(problem const& p, kept_plan const& k) {
  auto free = free_places{p, keep_none(p)};
  free.beds_ = k.beds_;
  free.centre_of_ = k.centre_of_;
  auto stays = std::vector<stay>{};
  for (auto const& r : k.begun_) {
    add_stays(p, r, free, stays);
  }
  for (auto const& r : k.done_.runs_) {
    add_stays(p, r.run_, free, stays);
  }
  // Lanes are taken in the order of time, or more would be needed than there are. What has begun may stand where there
  // is no room, by the scenario of today.
  std::ranges::stable_sort(stays, {}, &stay::begin_);
  for (auto const& x : stays) {
    if (x.at_->earliest(x.begin_, x.lasts_) == x.begin_) {
      x.at_->take(x.begin_, x.lasts_);
    }
  }
  return free;
}

void queue_up(problem const& p, std::vector<household_id> const& waiting, free_places& free) {
  for (auto const h : waiting) {
    for (auto const point : p.households_[h.v_].boards_at_) {
      free.waiting_[point.v_].push_back(h);
    }
  }
}

bool has_bed(problem const& p, free_places const& free, household_id const h) {
  for (auto c = std::uint32_t{0}; c != free.beds_.size(); ++c) {
    if (can_house(p, {c}, h) && fits(p.households_[h.v_].beds_, free.beds_[c]) && !meets(p, free, h, {c})) {
      return true;
    }
  }
  return false;
}

std::vector<household_id> not_brought(problem const& p, free_places const& free,
                                      std::vector<household_id> const& waiting) {
  auto left = std::vector<household_id>{};
  std::ranges::copy_if(waiting, std::back_inserter(left), [&](household_id const h) {
    return free.centre_of_[p.households_[h.v_].members_.front()].is_none();
  });
  std::ranges::sort(left);
  return left;
}

// Gives the beds back that were kept for those who were not brought. True if that gives a bed to one who has none.
bool give_back(problem const& p, free_places& free, std::vector<household_id> const& left) {
  auto without = std::vector<household_id>{};
  std::ranges::copy_if(left, std::back_inserter(without), [&](household_id const h) {
    return free.kept_.class_of_[h.v_].is_none() && !has_bed(p, free, h);
  });
  give_all_back(free.kept_, free.beds_);
  return std::ranges::any_of(without, [&](household_id const h) { return has_bed(p, free, h); });
}

}  // namespace

solution go_on(problem const& p, kept_plan const& k, std::vector<household_id> const& all, std::uint64_t const seed) {
  if (all.empty()) {
    return k.done_;
  }
  auto left_over = places_left(p, k);
  // Nobody for whom no bed is left now gets one later.
  auto waiting = std::vector<household_id>{};
  std::ranges::copy_if(all, std::back_inserter(waiting),
                       [&](household_id const h) { return has_bed(p, left_over, h); });
  queue_up(p, waiting, left_over);
  auto const start = start_of(p, k);
  auto const let_go = std::vector<bool>(p.households_.size());
  for (auto keeps = true;; keeps = false) {
    auto free = left_over;
    if (keeps) {
      free.kept_ = place_households(p, left_over.beds_, waiting, let_go).kept_;
      hold_all(free.kept_, free.beds_);
    }
    auto done = k.done_;
    run_all(p, start, free, seed, done);
    if (give_back(p, free, not_brought(p, free, waiting)) && keeps) {
      continue;
    }
    for (auto const h : not_brought(p, free, all)) {
      std::ranges::move(why_not(p, free, h), std::back_inserter(done.unserved_));
    }
    return done;
  }
}

}  // namespace leeward::planning
