#include "planning/keep_trips.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "planning/as_it_was.h"
#include "planning/keep_most.h"
#include "planning/numbers.h"
#include "planning/old_people.h"

namespace leeward::planning {

namespace {

// A duty of the plan before whose vehicle is still there.
struct old_duty {
  duty const* was_;
  std::size_t index_;  // in the plan before
  vehicle_id vehicle_;
  std::optional<std::size_t> begun_;  // the vehicle's begun duty
  std::vector<std::size_t> trips_{};  // of the plan before, that have not begun
  instant until_;                     // back by then: its vehicle's next one leaves
};

// Where it begins, or goes on.
struct beginning {
  vehicle_state state_;
  turn turn_;
};

struct kept_duty {
  done_duty duty_;  // its runs are numbers of trips of the plan before
  vehicle_state start_;
  vehicle_state end_;
};

class keeping {
public:
  keeping(problem const& p, plan const& before)
      : p_{p}, before_{before}, people_{p}, made_{p}, runs_(before.trips_.size()), duties_(before.duties_.size()) {}

  // First what can stay just as it is, so that it keeps its places, then what a change has touched.
  kept_plan keep() {
    if (p_.scenario_.committed_) {
      for (auto const& t : p_.scenario_.committed_->trips_) {
        made_.begun_.push_back(people_.as_it_stood(t));
        occupy(p_, made_.standing_, made_.begun_.back());
      }
    }
    auto touched = std::vector<old_duty>{};
    for (auto& d : duties_before()) {
      if (!keep_as_it_was(d)) {
        touched.push_back(std::move(d));
      }
    }
    for (auto const& d : touched) {
      keep_some(d);
    }
    gather();
    return std::move(made_);
  }

private:
  std::vector<old_duty> duties_before() const {
    auto const& vehicles = p_.names_.vehicles_;
    auto const trips = number<household_number>(before_.trips_);
    auto const none = std::vector<trip>{};
    auto const begun = number<household_number>(p_.scenario_.committed_ ? p_.scenario_.committed_->trips_ : none);
    auto list = std::vector<old_duty>{};
    for (auto i = std::size_t{0}; i != before_.duties_.size(); ++i) {
      auto const& d = before_.duties_[i];
      auto const v = vehicles.find(d.vehicle_);
      if (v == vehicles.end()) {
        continue;
      }
      auto& old = list.emplace_back(old_duty{.was_ = &d,
                                             .index_ = i,
                                             .vehicle_ = v->second,
                                             .begun_ = find_begun(v->second, d.id_),
                                             .trips_ = {},
                                             .until_ = {std::numeric_limits<std::int64_t>::max()}});
      for (auto const& id : d.trips_) {
        if (auto const t = trips.find(id); t != trips.end() && !begun.contains(id)) {
          old.trips_.push_back(t->second.v_);
        }
      }
    }
    std::ranges::stable_sort(list, {}, [](old_duty const& d) { return d.was_->departure_; });
    auto next = std::vector<std::optional<instant>>(p_.vehicles_.size());
    for (auto i = list.size(); i-- != 0;) {
      auto& leaves = next[list[i].vehicle_.v_];
      list[i].until_ = leaves.value_or(list[i].until_);
      leaves = list[i].was_->departure_;
    }
    return list;
  }

  std::optional<std::size_t> find_begun(vehicle_id const v, std::string_view const id) const {
    auto const& begun = p_.vehicles_[v.v_].begun_;
    auto const at = std::ranges::find_if(
        begun, [&](begun_duty const& b) { return p_.scenario_.committed_->duties_[b.duty_].id_ == id; });
    return at == begun.end() ? std::nullopt : std::optional{static_cast<std::size_t>(at - begun.begin())};
  }

  // Nothing if its crew is not there, or not then.
  std::optional<beginning> beginning_of(old_duty const& d) const {
    auto const& s = p_.scenario_;
    auto const& named = s.vehicles_[d.vehicle_.v_];
    auto const& vehicle = p_.vehicles_[d.vehicle_.v_];
    auto const departure = d.was_->departure_;
    auto const during = std::ranges::find_if(vehicle.turns_, [&](turn const& t) {
      auto const& crew = named.crews_[t.crew_];
      auto const& shift = crew.shifts_[t.shift_];
      return crew.id_ == d.was_->crew_ && shift.from_ <= departure && departure < shift.until_;
    });
    if (during == vehicle.turns_.end() || (!d.begun_ && departure < available_from(s, named))) {
      return std::nullopt;
    }
    auto const until = named.crews_[during->crew_].shifts_[during->shift_].until_;
    auto b = beginning{.state_ = {}, .turn_ = *during};
    b.state_.vehicle_ = d.vehicle_;
    b.state_.until_ = std::min({until, named.available_until_.value_or(until), d.until_});
    b.state_.at_ = d.begun_ ? vehicle.begun_[*d.begun_].at_ : p_.at(vehicle.depot_);
    b.state_.clock_.now_ = departure;
    if (d.begun_) {
      b.state_.clock_ = vehicle.begun_[*d.begun_].clock_;
    }
    return b;
  }

  bool has_ended(old_duty const& d) const {
    return d.begun_ && !p_.vehicles_[d.vehicle_.v_].begun_[*d.begun_].may_go_on_;
  }

  // All of it, if nothing of it has changed.
  bool keep_as_it_was(old_duty const& d) {
    auto const from = beginning_of(d);
    if (!from || has_ended(d) || d.was_->end_ > from->state_.until_ || !still_goes(d.vehicle_, d.was_->back_) ||
        !std::ranges::all_of(d.trips_,
                             [&](std::size_t const t) { return still_goes(d.vehicle_, before_.trips_[t]); })) {
      return false;
    }
    auto runs = std::vector<run>{};
    auto is_whole = true;
    for (auto const t : d.trips_) {
      auto r = people_.with_its_people(made_, before_.trips_[t], d.vehicle_, is_whole);
      is_whole = is_whole && r && has_room(p_, made_.standing_, *r);
      if (!is_whole) {
        break;
      }
      settle(*r);
      runs.push_back(std::move(*r));
    }
    if (!is_whole) {
      std::ranges::for_each(runs, [&](run const& r) { unsettle(r); });
      return false;
    }
    auto end = from->state_;
    if (!runs.empty()) {
      end.clock_ = clock_after(p_.scenario_.crew_rules_, *d.was_, trips_of(d), p_.names_.places_);
      end.at_ = runs.back().stops_.back().place_;
    }
    auto kept = kept_duty{.duty_ = duty_of(d, from->turn_), .start_ = from->state_, .end_ = std::move(end)};
    kept.duty_.last_ = kept.end_.at_;
    kept.duty_.home_ = home_of(*d.was_);
    add_runs(d, d.trips_, std::move(runs), kept);
    duties_[d.index_] = std::move(kept);
    return true;
  }

  // Those of its trips that can still go, and a new way home.
  void keep_some(old_duty const& d) {
    auto const from = beginning_of(d);
    if (!from) {
      if (d.begun_) {
        leave_as_begun(d, {});
      }
      return;
    }
    auto kept = kept_duty{.duty_ = duty_of(d, from->turn_), .start_ = from->state_, .end_ = from->state_};
    auto runs = std::vector<run>{};
    auto trips = std::vector<std::size_t>{};
    auto home = std::optional<way_home>{};
    for (auto& part : parts_of(d, from->state_)) {
      auto after = kept.end_;
      if (!drive_where_there_is_room(p_, made_.standing_, after, part.run_, part.at_once_) ||
          !has_room(p_, made_.standing_, part.run_)) {
        continue;
      }
      if (auto back = try_home(p_, after, after.clock_, after.at_)) {
        home = std::move(back);
        kept.end_ = std::move(after);
        settle(part.run_);
        runs.push_back(std::move(part.run_));
        trips.push_back(part.of_);
      }
    }
    if (runs.empty() && d.begun_ && !has_ended(d)) {
      home = try_home(p_, kept.end_, kept.end_.clock_, kept.end_.at_);
    }
    if (home) {
      kept.duty_.last_ = kept.end_.at_;
      kept.duty_.home_ = std::move(*home);
      add_runs(d, trips, std::move(runs), kept);
      duties_[d.index_] = std::move(kept);
    } else if (d.begun_) {
      leave_as_begun(d, from->turn_);
    }
  }

  // Of the duty's trips, by their numbers in the plan before.
  std::vector<part_of_run> parts_of(old_duty const& d, vehicle_state const& start) {
    auto runs = std::vector<run>{};
    auto trips = std::vector<std::size_t>{};
    for (auto const t : has_ended(d) ? std::vector<std::size_t>{} : d.trips_) {
      auto is_whole = true;
      if (auto r = people_.with_its_people(made_, before_.trips_[t], d.vehicle_, is_whole)) {
        settle(*r);
        runs.push_back(std::move(*r));
        trips.push_back(t);
      }
    }
    std::ranges::for_each(runs, [&](run const& r) { unsettle(r); });
    auto parts = keep_most(p_, made_.standing_, start, runs);
    for (auto& part : parts) {
      part.of_ = trips[part.of_];
    }
    return parts;
  }

  void leave_as_begun(old_duty const& d, turn const& t) {
    auto kept = kept_duty{.duty_ = duty_of(d, t), .start_ = {}, .end_ = {}};
    kept.duty_.is_as_begun_ = true;
    kept.end_.vehicle_ = d.vehicle_;
    kept.end_.at_ = p_.at(p_.vehicles_[d.vehicle_.v_].depot_);
    kept.end_.clock_.now_ = p_.scenario_.committed_->duties_[p_.vehicles_[d.vehicle_.v_].begun_[*d.begun_].duty_].end_;
    kept.start_ = kept.end_;
    duties_[d.index_] = std::move(kept);
  }

  done_duty duty_of(old_duty const& d, turn const& t) const {
    auto made = done_duty{};
    made.vehicle_ = d.vehicle_;
    made.turn_ = t;
    made.begun_ = d.begun_;
    made.id_ = d.was_->id_;
    return made;
  }

  way_home home_of(duty const& was) const {
    auto home = way_home{};
    home.departure_ = was.back_.departure_;
    home.driving_ = was.back_.driving_s_;
    home.after_ = {
        .now_ = was.end_, .driven_ = was.driving_s_, .since_break_ = {}, .breaks_ = breaks_of(was, p_.names_.places_)};
    home.length_ = was.back_.length_m_;
    return home;
  }

  std::vector<trip const*> trips_of(old_duty const& d) const {
    auto list = std::vector<trip const*>{};
    if (d.begun_) {
      for (auto const t : p_.vehicles_[d.vehicle_.v_].begun_[*d.begun_].trips_) {
        list.push_back(&p_.scenario_.committed_->trips_[t]);
      }
    }
    for (auto const t : d.trips_) {
      list.push_back(&before_.trips_[t]);
    }
    return list;
  }

  void add_runs(old_duty const& d, std::vector<std::size_t> const& trips, std::vector<run> runs, kept_duty& to) {
    for (auto i = std::size_t{0}; i != trips.size(); ++i) {
      occupy(p_, made_.standing_, runs[i]);
      runs_[trips[i]] =
          done_run{.vehicle_ = d.vehicle_, .run_ = std::move(runs[i]), .id_ = before_.trips_[trips[i]].id_};
    }
    to.duty_.runs_ = trips;
  }

  // Whether the roads still allow a leg in its time.
  bool still_goes(vehicle_id const v, leg const& l) const {
    auto const from = p_.names_.places_.find(l.from_);
    auto const to = p_.names_.places_.find(l.to_);
    if (from == p_.names_.places_.end() || to == p_.names_.places_.end()) {
      return false;
    }
    auto const& times = p_.times_;
    auto const span =
        times.span_from(times.slice_at(l.departure_), times.slice_at(std::max(l.departure_, l.arrival_ + seconds{-1})));
    return times.driving(p_.vehicles_[v.v_].profile_, from->second, to->second, span) <= l.driving_s_;
  }

  bool still_goes(vehicle_id const v, trip const& t) const {
    return still_goes(v, t.centre_.way_) &&
           std::ranges::all_of(t.pickups_, [&](stop const& at) { return still_goes(v, at.way_); });
  }

  void settle(run const& r) {
    for (auto const& at : r.pickups_) {
      for (auto const h : at.households_) {
        planning::settle(p_, made_, h, r.centre_);
      }
    }
  }

  void unsettle(run const& r) {
    for (auto const& at : r.pickups_) {
      for (auto const h : at.households_) {
        made_.is_kept_[h.v_] = false;
        made_.beds_[r.centre_.v_] = made_.beds_[r.centre_.v_] + p_.households_[h.v_].beds_;
        for (auto const m : p_.households_[h.v_].members_) {
          made_.centre_of_[m] = {};
        }
      }
    }
  }

  // In the order of the plan before.
  void gather() {
    auto& done = made_.done_;
    auto number_of = std::vector<std::size_t>(runs_.size());
    for (auto i = std::size_t{0}; i != runs_.size(); ++i) {
      if (runs_[i]) {
        number_of[i] = done.runs_.size();
        done.runs_.push_back(std::move(*runs_[i]));
      }
    }
    for (auto& d : duties_) {
      if (d) {
        for (auto& r : d->duty_.runs_) {
          r = number_of[r];
        }
        done.duties_.push_back(std::move(d->duty_));
        made_.starts_.push_back(std::move(d->start_));
        made_.ends_.push_back(std::move(d->end_));
      }
    }
  }

  problem const& p_;
  plan const& before_;
  old_people people_;
  kept_plan made_;
  std::vector<std::optional<done_run>> runs_;     // of each trip of the plan before
  std::vector<std::optional<kept_duty>> duties_;  // of each of its duties
};

}  // namespace

kept_plan::kept_plan(problem const& p)
    : is_kept_(p.households_.size()), standing_{p}, beds_{p.beds_}, centre_of_(p.scenario_.households_.size()) {
  for (auto const& s : p.settled_) {
    centre_of_[s.household_] = s.centre_;
  }
}

void settle(problem const& p, kept_plan& k, household_id const h, centre_id const c) {
  k.is_kept_[h.v_] = true;
  k.beds_[c.v_] = k.beds_[c.v_] - p.households_[h.v_].beds_;
  for (auto const m : p.households_[h.v_].members_) {
    k.centre_of_[m] = c;
  }
}

bool meets(problem const& p, kept_plan const& k, household_id const h, centre_id const c) {
  return std::ranges::any_of(p.households_[h.v_].apart_, [&](std::uint32_t const m) { return k.centre_of_[m] == c; });
}

kept_plan keep_trips(problem const& p, plan const& before) { return keeping{p, before}.keep(); }

}  // namespace leeward::planning
