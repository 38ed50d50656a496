#include "planning/run.h"

#include <algorithm>
#include <utility>

namespace leeward::planning {

namespace {

constexpr auto const kSpecialCounts = std::int64_t{3};  // times an ordinary one

// A run in the making.
struct trial {
  room free_;
  beds beds_;               // free to all at the centre
  std::vector<beds> kept_;  // there, by class
  persons on_board_;
  place_id at_;
  crew_clock clock_;
  run run_;
};

persons people_of(room const& r) { return r.seats_ + r.wheelchair_bays_ + r.lying_places_; }

// Beds that it takes of those that are free to all, besides those kept for its class.
beds takes_beds(problem const& p, free_places const& free, household_id const h, trial const& t) {
  auto const k = free.kept_.class_of_[h.v_];
  return k.is_none() ? p.households_[h.v_].beds_ : beyond(p.households_[h.v_].beds_, t.kept_[k.v_]);
}

bool may_board(problem const& p, free_places const& free, vehicle_id const v, household_id const h, centre_id const c,
               trial const& t) {
  return fits(p.households_[h.v_].takes_, t.free_) && fits(takes_beds(p, free, h, t), t.beds_) && can_take(p, v, h) &&
         can_house(p, c, h);
}

void board(problem const& p, free_places const& free, vehicle_id const v, household_id const h, trial& t) {
  auto const& party = p.households_[h.v_];
  auto const unkept = takes_beds(p, free, h, t);
  t.free_ = t.free_ - party.takes_;
  t.beds_ = t.beds_ - unkept;
  if (auto const k = free.kept_.class_of_[h.v_]; !k.is_none()) {
    t.kept_[k.v_] = t.kept_[k.v_] - (party.beds_ - unkept);
  }
  t.run_.gain_ += gain_of(party, p.vehicles_[v.v_].has_);
}

std::vector<beds> kept_at(free_places const& free, centre_id const c) {
  auto kept = std::vector<beds>{};
  for (auto const& of_class : free.kept_.beds_) {
    kept.push_back(of_class[c.v_]);
  }
  return kept;
}

// When the first of them who may board is ready.
std::optional<instant> first_ready(problem const& p, free_places const& free, vehicle_id const v, point_id const point,
                                   centre_id const c, trial const& t) {
  auto first = std::optional<instant>{};
  for (auto const h : free.waiting_[point.v_]) {
    auto const ready = p.households_[h.v_].ready_from_;
    if ((!first || ready < *first) && may_board(p, free, v, h, c, t)) {
      first = ready;
    }
  }
  return first;
}

// The waiting lists are in the order of boarding: special, urgent and large households first, so that the small ones
// fill what is left.
pickup fill(problem const& p, free_places const& free, vehicle_id const v, point_id const point, centre_id const c,
            instant const at, trial& t) {
  auto chosen = pickup{.point_ = point, .households_ = {}, .persons_ = {}};
  for (auto const h : free.waiting_[point.v_]) {
    if (people_of(t.free_) == persons{}) {
      break;
    }
    auto const& party = p.households_[h.v_];
    if (party.ready_from_ <= at && may_board(p, free, v, h, c, t)) {
      board(p, free, v, h, t);
      chosen.households_.push_back(h);
      chosen.persons_ += party.persons_;
    }
  }
  return chosen;
}

// Drives to the place. False if there is no way.
bool go(problem const& p, vehicle_id const v, place_id const to, trial& t) {
  auto const driving = p.driving(v, t.at_, to);
  if (driving >= kNoWay) {
    return false;
  }
  auto const departure = drive(t.clock_, p.scenario_.crew_rules_, driving, t.at_);
  t.run_.stops_.push_back({.place_ = to,
                           .driving_ = driving,
                           .departure_ = departure,
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
    sum += p.driving(v, p.at(points[i]), i + 1 == points.size() ? p.at(c) : p.at(points[i + 1]));
  }
  return std::min(sum, kNoWay);
}

// False if nobody boards.
bool load(problem const& p, free_places const& free, vehicle_id const v, std::span<point_id const> const rest,
          centre_id const c, trial& t) {
  auto const& s = p.scenario_;
  auto const point = rest.front();
  auto const& named = s.pickup_points_[point.v_];
  auto const ready = first_ready(p, free, v, point, c, t);
  if (!ready) {
    return false;
  }
  if (t.on_board_ == persons{}) {
    rest_before(t.clock_, s.crew_rules_, loaded_driving(p, v, rest, c), t.at_);
    idle_until(t.clock_, s.crew_rules_, std::max(open_from(s, named), *ready), t.at_);
  }
  auto const there = std::max({t.clock_.now_, open_from(s, named), *ready});
  auto chosen = fill(p, free, v, point, c, there, t);
  if (chosen.households_.empty()) {
    return false;
  }
  auto const takes = loading_time(s, named, chosen.persons_);
  auto const begin = free.loading_[point.v_].earliest(there, takes);
  stand(t, begin, begin + takes);
  t.on_board_ += chosen.persons_;
  t.run_.pickups_.push_back(std::move(chosen));
  return begin + takes <= std::min(open_until(s, named), s.end_);
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

}  // namespace

free_places::free_places(problem const& p, kept_beds kept)
    : waiting_(p.scenario_.pickup_points_.size()), kept_{std::move(kept)} {
  auto const vehicles = p.vehicles_.size();
  for (auto const& point : p.scenario_.pickup_points_) {
    loading_.emplace_back(point.loading_places_, vehicles);
  }
  for (auto const& c : p.scenario_.centres_) {
    beds_.push_back(c.beds_);
    unloading_.emplace_back(c.unloading_places_, vehicles);
    desks_.emplace_back(c.intake_persons_per_hour_ ? std::optional{std::int64_t{1}} : std::nullopt,
                        std::max(vehicles, std::size_t{2}));
  }
}

std::int64_t gain_of(party const& h, room const& vehicle) {
  return h.priority_ * h.persons_.v_ * (is_special(h.takes_) && is_special(vehicle) ? kSpecialCounts : 1);
}

std::optional<way_home> try_home(problem const& p, vehicle_state const& v, crew_clock const& from_then,
                                 place_id const from) {
  auto const& rules = p.scenario_.crew_rules_;
  auto const driving = p.driving(v.vehicle_, from, p.at(p.vehicles_[v.vehicle_.v_].depot_));
  if (driving >= kNoWay) {
    return std::nullopt;
  }
  auto home = way_home{.departure_ = {}, .driving_ = driving, .after_ = from_then};
  home.departure_ = drive(home.after_, rules, driving, from);
  if (home.after_.now_ > v.until_ || home.after_.driven_ > rules.driving_per_shift_s_) {
    return std::nullopt;
  }
  return home;
}

std::optional<run> try_run(problem const& p, free_places const& free, vehicle_state const& v,
                           std::span<point_id const> const points, centre_id const c) {
  auto t = trial{.free_ = p.vehicles_[v.vehicle_.v_].has_,
                 .beds_ = free.beds_[c.v_],
                 .kept_ = kept_at(free, c),
                 .on_board_ = {},
                 .at_ = v.at_,
                 .clock_ = v.clock_,
                 .run_ = {.pickups_ = {}, .centre_ = c, .stops_ = {}, .after_ = {}}};
  for (auto i = std::size_t{0}; i != points.size(); ++i) {
    if (!go(p, v.vehicle_, p.at(points[i]), t) || !load(p, free, v.vehicle_, points.subspan(i), c, t)) {
      return std::nullopt;
    }
  }
  if (!go(p, v.vehicle_, p.at(c), t) || !unload(p, free, c, t) || !try_home(p, v, t.clock_, t.at_)) {
    return std::nullopt;
  }
  t.run_.after_ = std::move(t.clock_);
  return std::move(t.run_);
}

void take(problem const& p, free_places& free, vehicle_state& v, run const& r) {
  auto on_board = persons{};
  for (auto i = std::size_t{0}; i != r.pickups_.size(); ++i) {
    auto const& pickup = r.pickups_[i];
    auto const& stop = r.stops_[i];
    free.loading_[pickup.point_.v_].take(stop.begin_, stop.end_ - stop.begin_);
    std::erase_if(free.waiting_[pickup.point_.v_], [&](household_id const h) {
      return std::ranges::find(pickup.households_, h) != pickup.households_.end();
    });
    for (auto const h : pickup.households_) {
      take_beds(free.kept_, free.beds_, p.households_[h.v_].beds_, free.kept_.class_of_[h.v_], r.centre_);
    }
    on_board += pickup.persons_;
  }
  auto const& last = r.stops_.back();
  auto const& centre = p.scenario_.centres_[r.centre_.v_];
  free.unloading_[r.centre_.v_].take(last.begin_, last.end_ - last.begin_);
  free.desks_[r.centre_.v_].take(last.begin_, intake_time(centre, on_board));
  v.at_ = last.place_;
  v.clock_ = r.after_;
}

}  // namespace leeward::planning
