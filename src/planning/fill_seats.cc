#include "planning/fill_seats.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "planning/drive_again.h"
#include "planning/kept_beds.h"
#include "planning/place.h"

namespace leeward::planning {

namespace {

// How many duties are driven on paper for one household.
constexpr auto const kMostTries = 16;

// Where a kept run stops.
struct seat {
  std::size_t duty_;
  std::size_t run_;     // among the duty's
  std::size_t pickup_;  // of the run
};

// A duty with one more household, driven on paper.
struct longer_duty {
  std::vector<run> runs_;
  vehicle_state end_;
  way_home home_;
};

class filling {
public:
  filling(problem const& p, std::vector<household_id> const& waiting, kept_plan& k)
      : p_{p}, k_{k}, free_{k.beds_}, stops_(p.points_.size()) {
    kept_ = place_households(p, free_, waiting, std::vector<bool>(p.households_.size())).kept_;
    hold_all(kept_, free_);
    for (auto const& r : k.done_.runs_) {
      left_.push_back(p.vehicles_[r.vehicle_.v_].has_ - load_of(p, r.run_));
    }
    for (auto d = std::size_t{0}; d != k.done_.duties_.size(); ++d) {
      auto const& runs = k.done_.duties_[d].runs_;
      for (auto r = std::size_t{0}; r != runs.size(); ++r) {
        auto const& pickups = run_of(d, r).pickups_;
        for (auto i = std::size_t{0}; i != pickups.size(); ++i) {
          stops_[pickups[i].point_.v_].push_back({d, r, i});
        }
      }
    }
  }

  bool seat_for(household_id const h) {
    auto list = std::vector<seat>{};
    for (auto const point : p_.households_[h.v_].boards_at_) {
      for (auto const& s : stops_[point.v_]) {
        if (may_board(h, s)) {
          list.push_back(s);
        }
      }
    }
    std::ranges::sort(list, {}, [&](seat const& s) {
      return std::tuple{run_of(s.duty_, s.run_).stops_.back().begin_, s.duty_, s.run_, s.pickup_};
    });
    list.resize(std::min(list.size(), std::size_t{kMostTries}));
    return std::ranges::any_of(list, [&](seat const& s) { return board(h, s); });
  }

private:
  run const& run_of(std::size_t const duty, std::size_t const r) const {
    return k_.done_.runs_[k_.done_.duties_[duty].runs_[r]].run_;
  }

  // As far as no time changes.
  bool may_board(household_id const h, seat const& s) const {
    auto const& party = p_.households_[h.v_];
    auto const index = k_.done_.duties_[s.duty_].runs_[s.run_];
    auto const& r = k_.done_.runs_[index];
    auto const& at = r.run_.stops_[s.pickup_];
    auto const c = r.run_.centre_;
    return fits(party.takes_, left_[index]) && party.ready_from_ <= at.begin_ &&
           (!party.board_by_ || at.end_ <= *party.board_by_) && can_take(p_, r.vehicle_, h) && can_house(p_, c, h) &&
           !meets(p_, k_, h, c) && claim(kept_, free_, look_there(kept_, free_, c), h, party.beds_);
  }

  // With one more household at that stop.
  run longer(household_id const h, seat const& s) const {
    auto r = run_of(s.duty_, s.run_);
    auto& pickup = r.pickups_[s.pickup_];
    auto& at = r.stops_[s.pickup_];
    pickup.households_.push_back(h);
    pickup.persons_ += p_.households_[h.v_].persons_;
    at.end_ = std::max(at.end_, at.begin_ + loading_time(p_.points_[pickup.point_.v_], pickup.persons_));
    auto& last = r.stops_.back();
    last.end_ = std::max(last.end_, last.begin_ + unloading_time(p_.scenario_, people_of(r)));
    return r;
  }

  // All who board there are on board by their deadlines, and by the point's closing.
  bool is_in_time(run const& r, std::size_t const pickup) const {
    auto const done = r.stops_[pickup].end_;
    return done <= std::min(p_.points_[r.pickups_[pickup].point_.v_].open_until_, p_.scenario_.end_) &&
           std::ranges::all_of(r.pickups_[pickup].households_, [&](household_id const h) {
             auto const& by = p_.households_[h.v_].board_by_;
             return !by || done <= *by;
           });
  }

  // From that run on; the way home is as it was if nothing of it changes.
  std::optional<longer_duty> drive_on(seat const& s, run const& changed) const {
    auto const& d = k_.done_.duties_[s.duty_];
    auto made = longer_duty{.runs_ = {}, .end_ = k_.starts_[s.duty_], .home_ = {}};
    for (auto i = std::size_t{0}; i != d.runs_.size(); ++i) {
      made.runs_.push_back(i == s.run_ ? changed : run_of(s.duty_, i));
      if (!drive_again(p_, made.end_, made.runs_.back())) {
        return std::nullopt;
      }
    }
    auto home = try_home(p_, made.end_, made.end_.clock_, made.end_.at_);
    if (!home) {
      return std::nullopt;
    }
    made.home_ = std::move(*home);
    return made;
  }

  static bool stands_longer(run const& was, run const& is) {
    return !std::ranges::equal(was.stops_, is.stops_, {}, &timed_stop::end_, &timed_stop::end_);
  }

  bool board(household_id const h, seat const& s) {
    auto const& was = run_of(s.duty_, s.run_);
    auto is = longer(h, s);
    if (!is_in_time(is, s.pickup_)) {
      return false;
    }
    if (!stands_longer(was, is)) {
      if (!occupy_longer(p_, k_.standing_, was, is)) {
        return false;
      }
      take(h, s, std::move(is));
      return true;
    }
    auto on = drive_on(s, is);
    if (!on || !has_room_for(s, *on)) {
      return false;
    }
    auto& d = k_.done_.duties_[s.duty_];
    for (auto i = std::size_t{0}; i != on->runs_.size(); ++i) {
      if (i != s.run_) {
        k_.done_.runs_[d.runs_[i]].run_ = std::move(on->runs_[i]);
      }
    }
    k_.ends_[s.duty_] = std::move(on->end_);
    d.home_ = std::move(on->home_);
    take(h, s, std::move(on->runs_[s.run_]));
    return true;
  }

  // Only the changed run may be late at its centre; a later one would have to be looked at as well.
  bool has_room_for(seat const& s, longer_duty const& on) {
    for (auto i = std::size_t{0}; i != on.runs_.size(); ++i) {
      if (i != s.run_ && stands_longer(run_of(s.duty_, i), on.runs_[i])) {
        return false;
      }
    }
    return occupy_longer(p_, k_.standing_, run_of(s.duty_, s.run_), on.runs_[s.run_]);
  }

  void take(household_id const h, seat const& s, run is) {
    auto const index = k_.done_.duties_[s.duty_].runs_[s.run_];
    left_[index] = left_[index] - p_.households_[h.v_].takes_;
    take_beds(kept_, free_, p_, {h}, is.centre_);
    settle(p_, k_, h, is.centre_);
    k_.done_.runs_[index].run_ = std::move(is);
  }

  problem const& p_;
  kept_plan& k_;
  kept_beds kept_{};  // for those who wait: a seat in time is no reason to take another's only bed
  std::vector<beds> free_;
  std::vector<room> left_;                // of each run
  std::vector<std::vector<seat>> stops_;  // by point
};

}  // namespace

void fill_seats(problem const& p, std::vector<household_id>& waiting, kept_plan& k) {
  if (waiting.empty()) {
    return;
  }
  auto seats = filling{p, waiting, k};
  std::erase_if(waiting, [&](household_id const h) { return seats.seat_for(h); });
}

}  // namespace leeward::planning
