#include "planning/run.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "base/must_have.h"
#include "planning/drive_at.h"

namespace leeward::planning {

namespace {

constexpr auto const kSpecialCounts = std::int64_t{3};  // times an ordinary one

// A run in the making.
struct trial {
  room free_;
  beds_there beds_;  // at the centre
  persons on_board_;
  place_id at_;
  crew_clock clock_;
  run run_;
  std::vector<household_id> boarded_{};
};

persons people_of(room const& r) { return r.seats_ + r.wheelchair_bays_ + r.lying_places_; }

bool is_on_board(household_id const h, trial const& t) { return std::ranges::find(t.boarded_, h) != t.boarded_.end(); }

bool meets_on_board(problem const& p, household_id const h, trial const& t) {
  auto const& apart = p.households_[h.v_].apart_;
  return !apart.empty() && std::ranges::any_of(t.boarded_, [&](household_id const other) {
    return std::ranges::any_of(p.households_[other.v_].members_,
                               [&](std::uint32_t const m) { return std::ranges::find(apart, m) != apart.end(); });
  });
}

bool may_board(problem const& p, free_places const& free, vehicle_id const v, household_id const h, centre_id const c,
               trial const& t) {
  return fits(p.households_[h.v_].takes_, t.free_) && can_take(p, v, h) && can_house(p, c, h) &&
         claim(free.kept_, free.beds_, t.beds_, h, p.households_[h.v_].beds_) && !meets(p, free, h, c) &&
         !meets_on_board(p, h, t) && !is_on_board(h, t);
}

void board(problem const& p, free_places const& free, vehicle_id const v, household_id const h, trial& t) {
  auto const& party = p.households_[h.v_];
  t.free_ = t.free_ - party.takes_;
  auto const how = must_have(claim(free.kept_, free.beds_, t.beds_, h, party.beds_), "who may board has beds");
  take_there(free.kept_, t.beds_, h, party.beds_, how);
  t.run_.gain_ += gain_of(party, p.vehicles_[v.v_].has_);
  t.boarded_.push_back(h);
}

bool is_in_time(party const& h, instant const on_board) { return !h.board_by_ || on_board <= *h.board_by_; }

// When the first of them who may board is ready.
std::optional<instant> first_ready(problem const& p, free_places const& free, vehicle_id const v, point_id const point,
                                   centre_id const c, trial const& t) {
  auto first = std::optional<instant>{};
  auto const& place = p.points_[point.v_];
  for (auto const h : free.waiting_[point.v_]) {
    auto const& party = p.households_[h.v_];
    auto const ready = party.ready_from_;
    auto const on_board = std::max({t.clock_.now_, ready, place.open_from_}) + loading_time(place, party.persons_);
    if ((!first || ready < *first) && is_in_time(party, on_board) && may_board(p, free, v, h, c, t)) {
      first = ready;
    }
  }
  return first;
}

// The waiting lists are in the order of boarding (sort_waiting).
// `done` is when all are on board who board at `at`, or nothing if their number alone decides.
pickup fill(problem const& p, free_places const& free, vehicle_id const v, point_id const point, centre_id const c,
            instant const at, std::optional<instant> const done, trial& t) {
  auto chosen = pickup{.point_ = point, .households_ = {}, .persons_ = {}};
  auto const& place = p.points_[point.v_];
  auto earliest_deadline = instant{std::numeric_limits<std::int64_t>::max()};
  for (auto const h : free.waiting_[point.v_]) {
    if (people_of(t.free_) == persons{}) {
      break;
    }
    auto const& party = p.households_[h.v_];
    auto const all = chosen.persons_ + party.persons_;
    auto const deadline = std::min(earliest_deadline, party.board_by_.value_or(earliest_deadline));
    auto const on_board = done.value_or(at + loading_time(place, all));
    if (party.ready_from_ <= at && on_board <= deadline && (!place.capacity_ || all <= *place.capacity_) &&
        may_board(p, free, v, h, c, t)) {
      board(p, free, v, h, t);
      chosen.households_.push_back(h);
      chosen.persons_ = all;
      earliest_deadline = deadline;
    }
  }
  return chosen;
}

// Drives to the place. False if there is no way.
bool go(problem const& p, vehicle_id const v, place_id const to, trial& t) {
  auto const driven = drive(p, v, t.at_, to, t.clock_);
  if (!driven) {
    return false;
  }
  t.run_.stops_.push_back({.place_ = to,
                           .driving_ = driven->driving_,
                           .span_ = driven->span_,
                           .departure_ = driven->departure_,
                           .arrival_ = t.clock_.now_,
                           .begin_ = {},
                           .end_ = {}});
  t.at_ = to;
  return true;
}

void stand(trial& t, instant const begin, instant const end) {
  t.run_.stops_.back().begin_ = begin;
  t.run_.stops_.back().end_ = end;
  t.clock_.now_ = end;
}

// Driving from here over the other points to the centre.
seconds loaded_driving(problem const& p, vehicle_id const v, std::span<point_id const> const points,
                       centre_id const c) {
  auto sum = seconds{};
  for (auto i = std::size_t{0}; i != points.size(); ++i) {
    sum += p.least(v, p.at(points[i]), i + 1 == points.size() ? p.at(c) : p.at(points[i + 1]));
  }
  return std::min(sum, kNoWay);
}

// When n persons may board from then on: a place to stand, and room among those who board.
instant earliest_boarding(free_places const& free, point_id const point, instant const from, seconds const takes,
                          persons const n) {
  auto begin = from;
  for (auto before = begin + seconds{-1}; before != begin;) {
    before = begin;
    begin = free.crowds_[point.v_].earliest(free.loading_[point.v_].earliest(begin, takes), takes, n);
  }
  return begin;
}

constexpr auto const kMostFillings = 4;

// Fills the vehicle with those who are on board before their deadlines. A wait for a place may make some miss theirs:
// then without these. False if nobody is left.
bool board_in_time(problem const& p, free_places const& free, vehicle_id const v, point_id const point,
                   centre_id const c, instant const there, trial& t) {
  auto done = std::optional<instant>{};
  for (auto i = 0; i != kMostFillings; ++i) {
    auto filled = t;
    auto chosen = fill(p, free, v, point, c, there, done, filled);
    if (chosen.households_.empty()) {
      return false;
    }
    auto const takes = loading_time(p.points_[point.v_], chosen.persons_);
    auto const begin = earliest_boarding(free, point, there, takes, chosen.persons_);
    auto const in_time = std::ranges::all_of(
        chosen.households_, [&](household_id const h) { return is_in_time(p.households_[h.v_], begin + takes); });
    if (in_time) {
      t = std::move(filled);
      stand(t, begin, begin + takes);
      t.on_board_ += chosen.persons_;
      t.run_.pickups_.push_back(std::move(chosen));
      return true;
    }
    done = begin + takes;
  }
  return false;
}

// False if nobody boards.
bool load(problem const& p, free_places const& free, vehicle_id const v, std::span<point_id const> const rest,
          centre_id const c, trial& t) {
  auto const& s = p.scenario_;
  auto const point = rest.front();
  auto const& place = p.points_[point.v_];
  auto const ready = first_ready(p, free, v, point, c, t);
  if (!ready) {
    return false;
  }
  if (t.on_board_ == persons{}) {
    rest_before(t.clock_, s.crew_rules_, loaded_driving(p, v, rest, c), t.at_);
    idle_until(t.clock_, s.crew_rules_, std::max(place.open_from_, *ready), t.at_);
  }
  auto const there = std::max({t.clock_.now_, place.open_from_, *ready, s.start_});
  return board_in_time(p, free, v, point, c, there, t) && t.clock_.now_ <= std::min(place.open_until_, s.end_);
}

// False if it is too late.
bool unload(problem const& p, free_places const& free, centre_id const c, trial& t) {
  auto const& s = p.scenario_;
  auto const& centre = s.centres_[c.v_];
  auto const takes = unloading_time(s, t.on_board_);
  auto const desk = intake_time(centre, t.on_board_);
  auto begin = std::max(t.clock_.now_, open_from(s, centre));
  for (auto before = instant{}; before != begin;) {
    before = begin;
    begin = free.desks_[c.v_].earliest(free.unloading_[c.v_].earliest(begin, takes), desk);
  }
  stand(t, begin, begin + takes);
  return begin <= s.end_;
}

// Those who are to board. False if it is too late for one of them.
bool load_planned(problem const& p, free_places const& free, vehicle_id const v, planned_run const& r,
                  std::span<point_id const> const rest, trial& t) {
  auto const& s = p.scenario_;
  auto const& who = r.pickups_[r.pickups_.size() - rest.size()];
  auto const& place = p.points_[who.point_.v_];
  auto ready = std::max(place.open_from_, s.start_);
  for (auto const h : who.households_) {
    ready = std::max(ready, p.households_[h.v_].ready_from_);
    if (!can_take(p, v, h) || meets(p, free, h, r.centre_)) {
      return false;
    }
    t.free_ = t.free_ - p.households_[h.v_].takes_;
    t.run_.gain_ += gain_of(p.households_[h.v_], p.vehicles_[v.v_].has_);
  }
  if (t.on_board_ == persons{}) {
    rest_before(t.clock_, s.crew_rules_, loaded_driving(p, v, rest, r.centre_), t.at_);
    idle_until(t.clock_, s.crew_rules_, ready, t.at_);
  }
  auto const takes = loading_time(place, who.persons_);
  auto const begin = earliest_boarding(free, who.point_, std::max(t.clock_.now_, ready), takes, who.persons_);
  stand(t, begin, begin + takes);
  t.on_board_ += who.persons_;
  t.run_.pickups_.push_back(who);
  return fits(room{}, t.free_) && t.clock_.now_ <= std::min(place.open_until_, s.end_) &&
         std::ranges::all_of(who.households_,
                             [&](household_id const h) { return is_in_time(p.households_[h.v_], t.clock_.now_); });
}

}  // namespace

free_places::free_places(problem const& p, kept_beds kept)

    : waiting_(p.points_.size()),
      changes_(p.points_.size()),
      beds_{p.beds_},
      kept_{std::move(kept)},
      centre_of_(p.scenario_.households_.size()) {
  auto const vehicles = p.vehicles_.size();
  for (auto const& point : p.points_) {
    loading_.emplace_back(point.loading_places_, vehicles);
    crowds_.emplace_back(point.capacity_);
  }
  for (auto const& c : p.scenario_.centres_) {
    unloading_.emplace_back(c.unloading_places_, vehicles);
    desks_.emplace_back(c.intake_persons_per_hour_ ? std::optional{std::int64_t{1}} : std::nullopt,
                        std::max(vehicles, std::size_t{2}));
  }
  for (auto const& s : p.settled_) {
    centre_of_[s.household_] = s.centre_;
  }
}

bool meets(problem const& p, free_places const& free, household_id const h, centre_id const c) {
  auto const& apart = p.households_[h.v_].apart_;
  return std::ranges::any_of(apart, [&](std::uint32_t const other) { return free.centre_of_[other] == c; });
}

std::int64_t gain_of(party const& h, room const& vehicle) {
  return h.weight_ * (is_special(h.takes_) && is_special(vehicle) ? kSpecialCounts : 1);
}

std::optional<way_home> try_home(problem const& p, vehicle_state const& v, crew_clock const& from_then,
                                 place_id const from) {
  auto home = way_home{.departure_ = {}, .driving_ = {}, .after_ = from_then};
  auto const depot = p.at(p.vehicles_[v.vehicle_.v_].depot_);
  auto const driven = drive(p, v.vehicle_, from, depot, home.after_);
  if (!driven || home.after_.now_ > v.until_ || home.after_.driven_ > p.scenario_.crew_rules_.driving_per_shift_s_) {
    return std::nullopt;
  }
  home.departure_ = driven->departure_;
  home.driving_ = driven->driving_;
  home.span_ = driven->span_;
  return home;
}

std::optional<run> try_run(problem const& p, free_places const& free, vehicle_state const& v,
                           std::span<point_id const> const points, centre_id const c) {
  auto t = trial{.free_ = p.vehicles_[v.vehicle_.v_].has_,
                 .beds_ = look_there(free.kept_, free.beds_, c),
                 .on_board_ = {},
                 .at_ = v.at_,
                 .clock_ = v.clock_,
                 .run_ = {.pickups_ = {}, .centre_ = c, .stops_ = {}, .after_ = {}}};
  for (auto i = std::size_t{0}; i != points.size(); ++i) {
    if (!may_meet(p, v.vehicle_, points[i], c) || !go(p, v.vehicle_, p.at(points[i]), t) ||
        !load(p, free, v.vehicle_, points.subspan(i), c, t)) {
      return std::nullopt;
    }
  }
  if (!go(p, v.vehicle_, p.at(c), t) || !unload(p, free, c, t) || !try_home(p, v, t.clock_, t.at_)) {
    return std::nullopt;
  }
  t.run_.after_ = std::move(t.clock_);
  return std::move(t.run_);
}

std::optional<run> drive_run(problem const& p, free_places const& free, vehicle_state const& v, planned_run const& r) {
  auto points = std::vector<point_id>{};
  for (auto const& at : r.pickups_) {
    points.push_back(at.point_);
  }
  auto t = trial{.free_ = p.vehicles_[v.vehicle_.v_].has_,
                 .beds_ = {},
                 .on_board_ = {},
                 .at_ = v.at_,
                 .clock_ = v.clock_,
                 .run_ = {.pickups_ = {}, .centre_ = r.centre_, .stops_ = {}, .after_ = {}}};
  for (auto i = std::size_t{0}; i != points.size(); ++i) {
    if (!may_meet(p, v.vehicle_, points[i], r.centre_) || !go(p, v.vehicle_, p.at(points[i]), t) ||
        !load_planned(p, free, v.vehicle_, r, std::span{points}.subspan(i), t)) {
      return std::nullopt;
    }
  }
  if (!go(p, v.vehicle_, p.at(r.centre_), t) || !unload(p, free, r.centre_, t) || !try_home(p, v, t.clock_, t.at_)) {
    return std::nullopt;
  }
  t.run_.after_ = std::move(t.clock_);
  return std::move(t.run_);
}

void take_begun(problem const& p, free_places& free) {
  if (!p.scenario_.committed_) {
    return;
  }
  struct standing_time {
    lanes* at_;
    instant begin_;
    seconds lasts_;
  };
  auto all = std::vector<standing_time>{};
  for (auto const& t : p.scenario_.committed_->trips_) {
    for (auto const& at : t.pickups_) {
      if (auto const point = p.point_at(p.names_.places_.at(at.way_.to_))) {
        all.push_back({&free.loading_[point->v_], at.begin_, at.end_ - at.begin_});
        free.crowds_[point->v_].take(at.begin_, at.end_ - at.begin_, at.persons_);
      }
    }
    auto const c = p.names_.centres_.at(t.centre_.way_.to_).v_;
    all.push_back({&free.unloading_[c], t.centre_.begin_, t.centre_.end_ - t.centre_.begin_});
    all.push_back({&free.desks_[c], t.centre_.begin_, intake_time(p.scenario_.centres_[c], t.centre_.persons_)});
  }
  // In the order of time each finds a lane, if there is room at all.
  std::ranges::stable_sort(all, {}, &standing_time::begin_);
  for (auto const& x : all) {
    if (x.at_->earliest(x.begin_, x.lasts_) == x.begin_) {
      x.at_->take(x.begin_, x.lasts_);
    }
  }
}

void sort_waiting(problem const& p, std::vector<household_id>& waiting) {
  std::ranges::sort(waiting, {}, [&](household_id const h) {
    auto const& party = p.households_[h.v_];
    return std::tuple{!is_special(party.takes_), -party.priority_, -party.persons_.v_, h};
  });
}

void take(problem const& p, free_places& free, vehicle_state& v, run const& r) {
  auto on_board = persons{};
  auto all = std::vector<household_id>{};
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    auto const& pickup = r.pickups_[i];
    auto const& stop = r.stops_[i];
    free.loading_[pickup.point_.v_].take(stop.begin_, stop.end_ - stop.begin_);
    free.crowds_[pickup.point_.v_].take(stop.begin_, stop.end_ - stop.begin_, pickup.persons_);
    for (auto const h : pickup.households_) {
      for (auto const q : p.households_[h.v_].boards_at_) {
        std::erase(free.waiting_[q.v_], h);
        ++free.changes_[q.v_];
      }
      for (auto const m : p.households_[h.v_].members_) {
        free.centre_of_[m] = r.centre_;
      }
    }
    all.insert(all.end(), pickup.households_.begin(), pickup.households_.end());
    on_board += pickup.persons_;
  }
  take_beds(free.kept_, free.beds_, p, all, r.centre_);
  auto const& last = r.stops_.back();
  auto const& centre = p.scenario_.centres_[r.centre_.v_];
  free.unloading_[r.centre_.v_].take(last.begin_, last.end_ - last.begin_);
  free.desks_[r.centre_.v_].take(last.begin_, intake_time(centre, on_board));
  v.at_ = last.place_;
  v.clock_ = r.after_;
}

}  // namespace leeward::planning
