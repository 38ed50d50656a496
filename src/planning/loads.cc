#include "planning/loads.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "planning/kinds.h"
#include "planning/load_maker.h"
#include "planning/trips/route.h"

namespace leeward::planning {

namespace {

constexpr auto const kSpare = seconds{2100};  // at the end of a shift, for queues
constexpr auto const kDeskStep = seconds{900};
constexpr auto const kStepsPerHour = std::size_t{4};
constexpr auto const kDeskDelay = seconds{14400};  // of a person for whom there is no time in a step
constexpr auto const kDeskPerCent = std::int64_t{90};

std::int32_t as_time(seconds const s) { return s >= kNoWay ? trips::kNever : static_cast<std::int32_t>(s.v_); }

class making {
public:
  explicit making(problem const& p) : p_{p}, kinds_{kinds_of(p)}, maker_{p, made_.problem_} {
    auto& out = made_.problem_;
    out.points_ = p.points_.size();
    out.homes_ = p.scenario_.depots_.size();
    out.waiting_counts_ = true;
    auto const& rules = p.scenario_.crew_rules_;
    out.crews_ = {rules.driving_per_shift_s_.v_, rules.driving_without_break_s_.v_, rules.break_s_.v_};
    out.end_ = since_start(p.scenario_.end_);
    add_desks();
    for (auto const& b : p.beds_) {
      out.room_.push_back({.general_ = b.general_.v_, .accessible_ = b.accessible_.v_});
    }
  }

  loads make(solution const& s) {
    add_queues(s);
    add_times();
    add_shifts();
    add_runs(s);
    leave_alone();
    return std::move(made_);
  }

private:
  std::int64_t since_start(instant const t) const { return (t - p_.scenario_.start_).v_; }

  // Unloading in a row leaves gaps at a desk: it does a little less than it could.
  void add_desks() {
    auto desks = trips::desk_limits{
        .step_ = kDeskStep.v_, .steps_ = made_.problem_.end_ / kDeskStep.v_ + 1, .cost_ = kDeskDelay.v_};
    auto limited = false;
    for (auto const& c : p_.scenario_.centres_) {
      limited = limited || c.intake_persons_per_hour_;
      desks.persons_.push_back(c.intake_persons_per_hour_
                                   ? *c.intake_persons_per_hour_ * kDeskStep.v_ * kDeskPerCent / 360'000
                                   : trips::kNoEnd);
    }
    desks.queue_.resize(desks.persons_.size() * static_cast<std::size_t>(desks.steps_));
    if (limited) {
      made_.problem_.desks_ = std::move(desks);
    }
  }

  // Vehicles wait about as long as those that came in the same hour.
  void add_queues(solution const& s) {
    if (!made_.problem_.desks_) {
      return;
    }
    auto& desks = *made_.problem_.desks_;
    auto const hours = static_cast<std::size_t>(desks.steps_) / kStepsPerHour + 1;
    auto waited = std::vector<std::int64_t>(desks.persons_.size() * hours);
    auto came = std::vector<std::int64_t>(waited.size());
    for (auto const& done : s.runs_) {
      auto const& r = done.run_;
      auto const& stop = r.stops_.back();
      auto const hour = r.centre_.v_ * hours + static_cast<std::size_t>(since_start(stop.arrival_) / 3600);
      waited[hour] += (stop.begin_ - stop.arrival_).v_;
      ++came[hour];
    }
    for (auto i = std::size_t{0}; i != desks.queue_.size(); ++i) {
      auto const steps = static_cast<std::size_t>(desks.steps_);
      auto const hour = i / steps * hours + i % steps / kStepsPerHour;
      desks.queue_[i] = waited[hour] / std::max<std::int64_t>(1, came[hour]);
    }
  }

  // Of one vehicle of each profile. A vehicle starts in a depot, or in a centre.
  void add_times() {
    auto vehicle = std::vector<vehicle_id>{};
    for (auto i = std::uint32_t{0}; i != p_.vehicles_.size(); ++i) {
      auto const profile = p_.vehicles_[i].profile_;
      vehicle.resize(std::max(vehicle.size(), profile + 1));
      vehicle[profile] = {i};
    }
    auto const depots = static_cast<std::uint32_t>(p_.scenario_.depots_.size());
    auto const centres = static_cast<std::uint32_t>(p_.scenario_.centres_.size());
    auto const points = static_cast<std::uint32_t>(p_.points_.size());
    for (auto const v : vehicle) {
      auto& t = made_.problem_.times_.emplace_back();
      auto const time = [&](auto const from, auto const to) { return as_time(p_.driving(v, p_.at(from), p_.at(to))); };
      for (auto d = std::uint32_t{0}; d != depots; ++d) {
        for (auto q = std::uint32_t{0}; q != points; ++q) {
          t.from_start_.push_back(time(depot_id{d}, point_id{q}));
        }
      }
      for (auto c = std::uint32_t{0}; c != centres; ++c) {
        for (auto q = std::uint32_t{0}; q != points; ++q) {
          t.to_point_.push_back(time(centre_id{c}, point_id{q}));
        }
        for (auto d = std::uint32_t{0}; d != depots; ++d) {
          t.to_home_.push_back(time(centre_id{c}, depot_id{d}));
        }
      }
      t.from_start_.insert(t.from_start_.end(), t.to_point_.begin(), t.to_point_.end());
      for (auto q = std::uint32_t{0}; q != points; ++q) {
        for (auto c = std::uint32_t{0}; c != centres; ++c) {
          t.to_centre_.push_back(time(point_id{q}, centre_id{c}));
        }
      }
    }
  }

  void add_shifts() {
    for (auto i = std::uint32_t{0}; i != p_.vehicles_.size(); ++i) {
      made_.first_shift_.push_back(made_.problem_.vehicles_.size());
      auto const& vehicle = p_.vehicles_[i];
      auto until = std::int64_t{0};
      for (auto const& s : shifts_of(p_, {i})) {
        auto const& at = s.state_.at_;
        auto const start = at.v_ < p_.first_point_ ? at.v_ : p_.first_point_ + (at.v_ - p_.first_centre_);
        auto const& clock = s.state_.clock_;
        auto const from = since_start(clock.now_);
        made_.problem_.vehicles_.push_back({.class_ = {static_cast<std::uint32_t>(vehicle.profile_)},
                                            .kind_ = {static_cast<std::uint32_t>(kinds_[i])},
                                            .start_ = {start},
                                            .home_ = {vehicle.depot_.v_},
                                            .available_from_ = s.begun_ ? from : std::max(from, until),
                                            .end_by_ = since_start(s.state_.until_),
                                            .before_ = {0, clock.driven_.v_, clock.since_break_.v_}});
        until = std::max(until, since_start(s.state_.until_));
        made_.start_.trips_.emplace_back();
        turns_.push_back(s.turn_);
      }
    }
    made_.first_shift_.push_back(made_.problem_.vehicles_.size());
  }

  void add_runs(solution const& s) {
    for (auto const& d : s.duties_) {
      auto const v = d.vehicle_;
      auto at = made_.first_shift_[v.v_];
      auto const is = [&](std::size_t const i) {
        auto const& t = p_.vehicles_[v.v_].turns_[turns_[i]];
        return t.crew_ == d.turn_.crew_ && t.shift_ == d.turn_.shift_;
      };
      while (!is(at)) {
        ++at;
      }
      for (auto const r : d.runs_) {
        auto const& run = s.runs_[r].run_;
        made_.start_.trips_[at].push_back(
            {{static_cast<std::uint32_t>(made_.problem_.loads_.size())}, {run.centre_.v_}});
        made_.runs_.push_back({.pickups_ = run.pickups_, .centre_ = run.centre_});
        made_.problem_.loads_.push_back(maker_.make(made_.runs_.back()));
      }
    }
  }

  bool is_in_time(std::size_t const shift) const {
    auto const id = trips::vehicle_id{static_cast<std::uint32_t>(shift)};
    auto const empty = trips::make_route(made_.problem_, id, {});
    auto walker = trips::walker{made_.problem_, id, empty, 0};
    for (auto const t : made_.start_.trips_[shift]) {
      walker.drive(t);
    }
    return walker.in_time();
  }

  // Shifts that are too late by the engine's times stay as they are, and it does without their loads.
  void leave_alone() {
    auto& p = made_.problem_;
    auto const vehicles = p_.vehicles_.size();
    made_.left_alone_.resize(vehicles);
    auto keeps = std::vector<bool>(p.loads_.size(), true);
    for (auto v = std::size_t{0}; v != vehicles; ++v) {
      made_.left_alone_[v].resize(made_.first_shift_[v + 1] - made_.first_shift_[v]);
      for (auto i = made_.first_shift_[v]; i != made_.first_shift_[v + 1]; ++i) {
        auto& trips = made_.start_.trips_[i];
        p.vehicles_[i].end_by_ -= kSpare.v_;
        if (is_in_time(i)) {
          continue;
        }
        p.vehicles_[i].end_by_ += kSpare.v_;
        if (is_in_time(i)) {
          continue;
        }
        p.vehicles_[i].end_by_ = p.vehicles_[i].available_from_;
        for (auto const t : trips) {
          made_.left_alone_[v][i - made_.first_shift_[v]].push_back(made_.runs_[t.load_.v_]);
          p.room_[t.centre_.v_].general_ -= p.at(t.load_).beds_.general_;
          p.room_[t.centre_.v_].accessible_ -= p.at(t.load_).beds_.accessible_;
          keeps[t.load_.v_] = false;
        }
        trips.clear();
      }
    }
    keep_loads(made_, keeps);
  }

  problem const& p_;
  loads made_{};
  std::vector<std::size_t> kinds_;  // of each vehicle
  load_maker maker_;
  std::vector<std::size_t> turns_{};  // of each shift
};

}  // namespace

void keep_loads(loads& l, std::vector<bool> const& keeps) {
  auto number = std::vector<trips::load_id>(keeps.size());
  auto n = std::uint32_t{0};
  for (auto i = std::size_t{0}; i != keeps.size(); ++i) {
    if (keeps[i]) {
      number[i] = {n};
      l.problem_.loads_[n] = l.problem_.loads_[i];
      std::swap(l.runs_[n++], l.runs_[i]);
    }
  }
  l.problem_.loads_.resize(n);
  l.runs_.resize(n);
  for (auto& of_shift : l.start_.trips_) {
    for (auto& t : of_shift) {
      t.load_ = number[t.load_.v_];
    }
  }
}

loads as_loads(problem const& p, solution const& s) { return making{p}.make(s); }

script as_script(loads const& l, trips::solution const& s) {
  auto decided = l.left_alone_;
  for (auto v = std::size_t{0}; v != decided.size(); ++v) {
    for (auto i = l.first_shift_[v]; i != l.first_shift_[v + 1]; ++i) {
      for (auto const& t : s.trips_[i]) {
        auto r = l.runs_[t.load_.v_];
        r.centre_ = {t.centre_.v_};
        decided[v][i - l.first_shift_[v]].push_back(std::move(r));
      }
    }
  }
  return decided;
}

}  // namespace leeward::planning
