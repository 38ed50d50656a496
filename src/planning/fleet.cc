#include "planning/fleet.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <iterator>
#include <optional>
#include <queue>
#include <utility>

#include "base/ensure.h"
#include "planning/choose.h"
#include "planning/outlook.h"
#include "planning/vain_searches.h"

namespace leeward::planning {

namespace {

shift const& shift_of(scenario const& s, vehicle_id const v, turn const& t) {
  return s.vehicles_[v.v_].crews_[t.crew_].shifts_[t.shift_];
}

instant end_of(scenario const& s, vehicle_id const v, shift const& x) {
  return std::min(x.until_, s.vehicles_[v.v_].available_until_.value_or(x.until_));
}

// A vehicle in one of its shifts.
struct on_the_road {
  std::vector<shift_start> shifts_;
  std::size_t shift_{0};
  vehicle_state state_;
  std::vector<std::size_t> runs_;       // of this shift
  std::vector<planned_run> decided_{};  // still to be driven in this shift, the next one last
  bool begins_{true};
  std::size_t idle_from_{0};  // the first of its shifts after the last in which it left its depot
  instant back_{};            // from that one
};

struct free_next {
  auto operator<=>(free_next const&) const = default;

  instant when_;
  vehicle_id vehicle_;
};

// How many late runs a vehicle tries when its shift begins, and when it has nothing else to do.
constexpr auto const kFirst = std::size_t{4};
constexpr auto const kMostTried = std::size_t{24};

using queue = std::priority_queue<free_next, std::vector<free_next>, std::greater<>>;

class fleet {
public:
  fleet(problem const& p, free_places& free, script const& decided, std::uint64_t const seed, solution& done)
      : p_{p},
        free_{free},
        decided_{decided},
        seed_{seed},
        done_{done},
        known_{std::in_place, p, free},
        vain_{std::in_place, p},
        all_(p.vehicles_.size()) {}

  void run_all() {
    for (auto i = std::uint32_t{0}; i != all_.size(); ++i) {
      all_[i].shifts_ = shifts_of(p_, {i});
      keep_begun({i});
      if (begin_shift({i}, 0, {})) {
        next_.push({all_[i].state_.clock_.now_, {i}});
      }
    }
    drive_all();
    if (somebody_waits()) {
      call_out_the_idle();
      drive_all();
    }
    for (auto const& nobody_drives : late_) {
      give_beds_back(nobody_drives);
    }
  }

private:
  bool somebody_waits() const {
    return std::ranges::any_of(free_.waiting_, [](auto const& waiting) { return !waiting.empty(); });
  }

  void drive_all() {
    somebody_waits_ = somebody_waits();
    while (!next_.empty()) {
      auto const v = next_.top().vehicle_;
      next_.pop();
      auto& o = all_[v.v_];
      if (auto r = next_run(o)) {
        take(p_, free_, o.state_, *r);
        o.runs_.push_back(done_.runs_.size());
        done_.runs_.push_back({.vehicle_ = v, .run_ = std::move(*r), .id_ = {}});
      } else if (!begin_shift(v, o.shift_ + 1, go_home(v, o))) {
        continue;
      }
      next_.push({o.state_.clock_.now_, v});
    }
  }

  // Beds that were kept for people whom nobody has brought are for whoever waits, and the shifts in which a vehicle
  // stood in its depot are there for them.
  void call_out_the_idle() {
    give_all_back(free_.kept_, free_.beds_);
    free_.kept_ = keep_none(p_);
    known_.emplace(p_, free_);
    vain_.emplace(p_);
    all_decided_ = true;
    for (auto i = std::uint32_t{0}; i != all_.size(); ++i) {
      if (begin_shift({i}, all_[i].idle_from_, all_[i].back_)) {
        next_.push({all_[i].state_.clock_.now_, {i}});
      }
    }
  }

  // Those of its duties that no shift goes on with.
  void keep_begun(vehicle_id const v) {
    auto const& begun = p_.vehicles_[v.v_].begun_;
    auto const& shifts = all_[v.v_].shifts_;
    auto const goes_on = shifts.empty() ? begun.size() : shifts.front().begun_.value_or(begun.size());
    for (auto i = std::size_t{0}; i != begun.size(); ++i) {
      if (goes_on != i) {
        done_.kept_.push_back(begun[i].duty_);
      }
    }
  }

  // The i-th one or the next that leaves any time. False after the last.
  bool begin_shift(vehicle_id const v, std::size_t i, instant const back) {
    auto& o = all_[v.v_];
    for (; i != o.shifts_.size(); ++i) {
      auto const& s = o.shifts_[i];
      o.shift_ = i;
      std::ranges::move(o.decided_, std::back_inserter(late_));
      o.decided_.clear();
      decide(v, o);
      o.begins_ = true;
      o.state_ = s.state_;
      if (!s.begun_) {
        o.state_.clock_.now_ = std::max(o.state_.clock_.now_, back);
      }
      if (s.begun_ || o.state_.clock_.now_ < std::min(o.state_.until_, p_.scenario_.end_)) {
        return true;
      }
    }
    std::ranges::move(o.decided_, std::back_inserter(late_));
    o.decided_.clear();
    return false;
  }

  void decide(vehicle_id const v, on_the_road& o) {
    if (!all_decided_ && v.v_ < decided_.size() && o.shift_ < decided_[v.v_].size()) {
      auto const& of_shift = decided_[v.v_][o.shift_];
      o.decided_.assign(of_shift.rbegin(), of_shift.rend());
    }
  }

  std::optional<run> next_run(on_the_road& o) {
    if (std::exchange(o.begins_, false)) {
      if (auto r = next_late(o, kFirst)) {
        return r;
      }
    }
    while (!o.decided_.empty()) {
      auto const decided = std::move(o.decided_.back());
      o.decided_.pop_back();
      if (auto r = drive_run(p_, free_, o.state_, decided)) {
        give_beds_back(decided);
        return r;
      }
      late_.push_back(decided);
    }
    if (auto r = next_late(o, kMostTried)) {
      return r;
    }
    if (!somebody_waits_ || vain_->covers(o.state_)) {
      return std::nullopt;
    }
    auto r = choose_run(p_, free_, o.state_, seed_, *known_);
    if (!r) {
      vain_->add(o.state_);
    }
    return r;
  }

  // One of the first of those that were too late for their own vehicle.
  std::optional<run> next_late(on_the_road const& o, std::size_t const most) {
    for (auto i = std::size_t{0}; i != std::min(most, late_.size()); ++i) {
      if (auto r = drive_run(p_, free_, o.state_, late_[i])) {
        give_beds_back(late_[i]);
        late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(i));
        return r;
      }
    }
    return std::nullopt;
  }

  void give_beds_back(planned_run const& r) {
    for (auto const& at : r.pickups_) {
      for (auto const h : at.households_) {
        free_.beds_[r.centre_.v_] = free_.beds_[r.centre_.v_] + p_.households_[h.v_].beds_;
      }
    }
  }

  // Ends the shift in the depot; gives the time. A duty that has begun goes home from where it stands: what was to come
  // of it may have been dropped.
  instant go_home(vehicle_id const v, on_the_road& o) {
    auto const& s = o.shifts_[o.shift_];
    if (o.runs_.empty() && !s.begun_) {
      return o.state_.clock_.now_;
    }
    auto home = try_home(p_, o.state_, o.state_.clock_, o.state_.at_);
    if (!home) {
      ensure(false, "a vehicle goes on, and takes a run, only if it can still come home");
      return o.state_.clock_.now_;
    }
    auto const back = home->after_.now_;
    o.idle_from_ = o.shift_ + 1;
    o.back_ = back;
    done_.duties_.push_back({.vehicle_ = v,
                             .turn_ = p_.vehicles_[v.v_].turns_[s.turn_],
                             .runs_ = std::exchange(o.runs_, {}),
                             .last_ = o.state_.at_,
                             .home_ = std::move(*home),
                             .begun_ = s.begun_});
    return back;
  }

  problem const& p_;
  free_places& free_;
  script const& decided_;
  std::uint64_t seed_;
  solution& done_;
  std::optional<outlook> known_;
  std::optional<vain_searches> vain_;
  std::vector<on_the_road> all_;
  queue next_;
  std::vector<planned_run> late_{};  // for whoever has time
  bool somebody_waits_{false};
  bool all_decided_{false};  // what was decided has been driven, or is late
};

}  // namespace

std::vector<shift_start> shifts_of(problem const& p, vehicle_id const v) {
  auto const& s = p.scenario_;
  auto const& vehicle = p.vehicles_[v.v_];
  auto list = std::vector<shift_start>{};
  auto back = std::max(s.start_, available_from(s, s.vehicles_[v.v_]));
  auto next = std::size_t{0};
  for (auto i = std::size_t{0}; i != vehicle.begun_.size(); ++i) {
    auto const& b = vehicle.begun_[i];
    next = std::max(next, b.turn_ + 1);
    auto state = vehicle_state{.vehicle_ = v,
                               .at_ = b.at_,
                               .available_from_ = b.clock_.now_,
                               .until_ = end_of(s, v, shift_of(s, v, vehicle.turns_[b.turn_])),
                               .clock_ = b.clock_};
    if (b.may_go_on_ && i + 1 == vehicle.begun_.size() && try_home(p, state, state.clock_, state.at_)) {
      list.push_back({.turn_ = b.turn_, .state_ = std::move(state), .begun_ = i});
    } else {
      back = std::max(back, s.committed_->duties_[b.duty_].end_);
    }
  }
  for (; next != vehicle.turns_.size(); ++next) {
    auto const& x = shift_of(s, v, vehicle.turns_[next]);
    auto const from = std::max(x.from_, back);
    if (from < std::min(end_of(s, v, x), s.end_)) {
      list.push_back({.turn_ = next,
                      .state_ = {.vehicle_ = v,
                                 .at_ = p.at(vehicle.depot_),
                                 .available_from_ = from,
                                 .until_ = end_of(s, v, x),
                                 .clock_ = {.now_ = from, .driven_ = {}, .since_break_ = {}, .breaks_ = {}}}});
    }
  }
  return list;
}

void hold_back(problem const& p, free_places& free, script const& decided) {
  for (auto const& of_vehicle : decided) {
    for (auto const& of_shift : of_vehicle) {
      for (auto const& r : of_shift) {
        for (auto const& at : r.pickups_) {
          for (auto const h : at.households_) {
            free.beds_[r.centre_.v_] = free.beds_[r.centre_.v_] - p.households_[h.v_].beds_;
          }
        }
      }
    }
  }
}

void run_fleet(problem const& p, free_places& free, script const& decided, std::uint64_t const seed, solution& done) {
  fleet{p, free, decided, seed, done}.run_all();
}

}  // namespace leeward::planning
