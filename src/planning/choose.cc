#include "planning/choose.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "planning/drive_at.h"

namespace leeward::planning {

namespace {

// A second to a centre of another tier counts this much more for each tier between.
constexpr auto const kTierPerCent = std::int64_t{25};
constexpr auto const kMaxPickups = std::size_t{4};
constexpr auto const kNeighbours = std::size_t{6};

__extension__ using wide = __int128;  // products of two 64-bit numbers

// Gain for cost, compared without division.
struct rate {
  std::int64_t gain_{0};
  std::int64_t cost_{1};
};

bool better(rate const& a, rate const& b) { return wide{a.gain_} * b.cost_ > wide{b.gain_} * a.cost_; }

// What a vehicle meets at a point when it drives there next.
struct at_point {
  point_id point_;
  crew_clock there_;       // on arrival
  instant ready_;          // of the first who may board
  boarding boarding_;      // those who are ready by then
  beds least_;             // nobody takes fewer
  need_set needs_{0};      // what all of them need
  std::vector<bool> for_;  // classes that some of them are of
};

// From the coarse to the exact: a point, one of its centres, and that with breaks and queues.
enum class look : std::uint8_t { kPoint, kCentre, kTimed };

struct candidate {
  look look_{look::kPoint};
  point_id point_;
  std::size_t seen_{0};  // what is known of the point
  std::size_t tier_{0};
  std::size_t index_{0};  // of the centre among those of its tier
  centre_id centre_;
  rate rate_;  // what it promises
  std::uint64_t lot_{0};
};

std::uint64_t mix(std::uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

std::int64_t cost_of(problem const& p, centre_id const c, seconds const time) {
  auto const tier = p.scenario_.centres_[c.v_].tier_;
  return std::max<std::int64_t>(1, time.v_ * (100 + kTierPerCent * (tier - 1)) / 100);
}

bool comes_later(candidate const& a, candidate const& b) {
  return better(b.rate_, a.rate_) || (!better(a.rate_, b.rate_) && b.lot_ < a.lot_);
}

rate rate_of(problem const& p, vehicle_state const& v, run const& r) {
  return {r.gain_, cost_of(p, r.centre_, r.after_.now_ - v.clock_.now_)};
}

// Points near the last pickup where somebody waits, nearest first.
std::vector<point_id> neighbours(problem const& p, free_places const& free, vehicle_id const v, run const& r) {
  auto const last = r.pickups_.back().point_;
  auto near = std::vector<point_id>{};
  for (auto i = std::uint32_t{0}; i != free.waiting_.size(); ++i) {
    auto const point = point_id{i};
    auto const visited = std::ranges::any_of(r.pickups_, [&](pickup const& done) { return done.point_ == point; });
    if (!visited && !free.waiting_[i].empty() && p.least(v, p.at(last), p.at(point)) < kNoWay) {
      near.push_back(point);
    }
  }
  auto const how_many = std::min(kNeighbours, near.size());
  std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(how_many), {},
                            [&](point_id const q) { return std::pair{p.least(v, p.at(last), p.at(q)), q}; });
  near.resize(how_many);
  return near;
}

bool is_full(problem const& p, vehicle_id const v, run const& r) {
  auto seats = p.vehicles_[v.v_].has_.seats_;
  for (auto const& pickup : r.pickups_) {
    for (auto const h : pickup.households_) {
      seats -= p.households_[h.v_].takes_.seats_;
    }
  }
  return seats == persons{};
}

run top_up(problem const& p, free_places const& free, vehicle_state const& v, run best) {
  while (best.pickups_.size() < kMaxPickups && !is_full(p, v.vehicle_, best)) {
    auto points = std::vector<point_id>{};
    for (auto const& pickup : best.pickups_) {
      points.push_back(pickup.point_);
    }
    points.emplace_back();
    auto found = std::optional<run>{};
    for (auto const q : neighbours(p, free, v.vehicle_, best)) {
      points.back() = q;
      auto longer = try_run(p, free, v, points, best.centre_);
      if (longer && better(rate_of(p, v, *longer), rate_of(p, v, found ? *found : best))) {
        found = std::move(longer);
      }
    }
    if (!found) {
      break;
    }
    best = std::move(*found);
  }
  return best;
}

// Those who may be taken at a point, as far as that does not depend on the centre. Nothing if there is nobody.
std::optional<at_point> look_at(problem const& p, free_places const& free, vehicle_state const& v,
                                point_id const point) {
  auto const& place = p.points_[point.v_];
  auto seen = at_point{.point_ = point,
                       .there_ = v.clock_,
                       .ready_ = {},
                       .boarding_ = {},
                       .least_ = {},
                       .needs_ = {},
                       .for_ = std::vector<bool>(free.kept_.beds_.size())};
  if (!drive(p, v.vehicle_, v.at_, p.at(point), seen.there_)) {
    return std::nullopt;
  }
  auto anybody = false;
  for (auto const h : free.waiting_[point.v_]) {
    auto const& party = p.households_[h.v_];
    auto const on_board = std::max({seen.there_.now_, party.ready_from_, place.open_from_});
    if (!can_take(p, v.vehicle_, h) || (party.board_by_ && on_board > *party.board_by_)) {
      continue;
    }
    seen.ready_ = anybody ? std::min(seen.ready_, party.ready_from_) : party.ready_from_;
    seen.least_ = anybody ? beds{.general_ = std::min(seen.least_.general_, party.beds_.general_),
                                 .accessible_ = std::min(seen.least_.accessible_, party.beds_.accessible_)}
                          : party.beds_;
    seen.needs_ = anybody ? static_cast<need_set>(seen.needs_ & party.needs_) : party.needs_;
    if (auto const k = free.kept_.class_of_[h.v_]; !k.is_none()) {
      seen.for_[k.v_] = true;
    }
    anybody = true;
  }
  if (!anybody) {
    return std::nullopt;
  }
  auto const begin = std::max({seen.there_.now_, place.open_from_, seen.ready_});
  seen.boarding_ = board_at(p, free, v.vehicle_, point, begin);
  return seen;
}

beds beds_for(free_places const& free, at_point const& seen, centre_id const c) {
  auto sum = free.beds_[c.v_];
  for (auto k = std::size_t{0}; k != seen.for_.size(); ++k) {
    sum = seen.for_[k] ? sum + free.kept_.beds_[k][c.v_] : sum;
  }
  return sum;
}

// One search for a run: of the many points and centres few are looked at closely.
class choice {
public:
  choice(problem const& p, free_places const& free, vehicle_state const& v, std::uint64_t const seed, outlook& known)
      : p_{p}, free_{free}, v_{v}, seed_{seed}, known_{known} {}

  std::optional<run> best() {
    find_points();
    auto best = std::optional<run>{};
    while (!list_.empty()) {
      std::ranges::pop_heap(list_, comes_later);
      auto const c = list_.back();
      list_.pop_back();
      if (best && !better(c.rate_, rate_of(p_, v_, *best))) {
        break;
      }
      if (c.look_ == look::kPoint) {
        open(c.point_);
      } else if (c.look_ == look::kCentre) {
        add_centre(c.seen_, c.tier_, c.index_ + 1);
        add_timed(c);
      } else if (auto r = try_run(p_, free_, v_, std::array{c.point_}, c.centre_);
                 r && (!best || better(rate_of(p_, v_, *r), rate_of(p_, v_, *best)))) {
        best = std::move(r);
      }
    }
    return best;
  }

private:
  void push(candidate const& c) {
    list_.push_back(c);
    std::ranges::push_heap(list_, comes_later);
  }

  seconds handling(point_id const point, persons const n) const {
    return loading_time(p_.points_[point.v_], n) + unloading_time(p_.scenario_, n);
  }

  // Whether so much driving, and so much standing, still end in the depot within the crew's hours.
  bool can_be_home(seconds const driving, seconds const standing) const {
    return v_.clock_.now_ + driving + standing <= v_.until_ &&
           v_.clock_.driven_ + driving <= p_.scenario_.crew_rules_.driving_per_shift_s_;
  }

  void find_points() {
    for (auto c = std::uint32_t{0}; c != free_.beds_.size(); ++c) {
      auto sum = free_.beds_[c];
      for (auto const& of_class : free_.kept_.beds_) {
        sum = sum + of_class[c];
      }
      has_beds_.push_back(sum != beds{});
    }
    for (auto i = std::uint32_t{0}; i != free_.waiting_.size(); ++i) {
      if (!free_.waiting_[i].empty()) {
        find_point({i});
      }
    }
    std::ranges::make_heap(list_, comes_later);
  }

  void find_point(point_id const point) {
    auto const there = p_.least(v_.vehicle_, v_.at_, p_.at(point));
    if (there >= kNoWay || !can_be_home(there + known_.way_home(v_.vehicle_, point), handling(point, {}))) {
      return;
    }
    auto const& b = known_.at(free_, v_.vehicle_, point);
    if (b.gain_ == 0) {
      return;
    }
    auto promised = std::optional<rate>{};
    for (auto t = std::size_t{0}; t != known_.tiers(); ++t) {
      auto const centres = known_.nearest(v_.vehicle_, point, t);
      auto const c = std::ranges::find_if(centres, [&](centre_id const x) { return has_beds_[x.v_]; });
      if (c != centres.end()) {
        auto const loaded = p_.least(v_.vehicle_, p_.at(point), p_.at(*c));
        auto const r = rate{b.gain_, cost_of(p_, *c, there + loaded + handling(point, b.persons_))};
        promised = !promised || better(r, *promised) ? r : *promised;
      }
    }
    if (promised) {
      list_.push_back({.look_ = look::kPoint,
                       .point_ = point,
                       .seen_ = 0,
                       .tier_ = 0,
                       .index_ = 0,
                       .centre_ = {},
                       .rate_ = *promised,
                       .lot_ = mix(seed_ ^ mix(std::uint64_t{point.v_} << 32U))});
    }
  }

  void open(point_id const point) {
    if (auto seen = look_at(p_, free_, v_, point)) {
      seen_.push_back(std::move(*seen));
      for (auto t = std::size_t{0}; t != known_.tiers(); ++t) {
        add_centre(seen_.size() - 1, t, 0);
      }
    }
  }

  // The next one of its tier that could take somebody from there.
  void add_centre(std::size_t const index, std::size_t const tier, std::size_t from) {
    auto const& seen = seen_[index];
    auto const centres = known_.nearest(v_.vehicle_, seen.point_, tier);
    auto const begin = std::max({seen.there_.now_, seen.ready_, p_.points_[seen.point_.v_].open_from_});
    for (; from != centres.size(); ++from) {
      auto const c = centres[from];
      auto const loaded = p_.least(v_.vehicle_, p_.at(seen.point_), p_.at(c));
      auto const back = p_.least(v_.vehicle_, p_.at(c), p_.at(p_.vehicles_[v_.vehicle_.v_].depot_));
      auto const driving = seen.there_.driven_ - v_.clock_.driven_ + loaded + back;
      if ((seen.needs_ & ~p_.served_needs_[c.v_]) == 0 && has_beds_[c.v_] &&
          fits(seen.least_, beds_for(free_, seen, c)) && can_be_home(driving, handling(seen.point_, {})) &&
          begin + loaded + back + handling(seen.point_, {}) <= v_.until_) {
        auto const n = seen.boarding_.persons_;
        push({.look_ = look::kCentre,
              .point_ = seen.point_,
              .seen_ = index,
              .tier_ = tier,
              .index_ = from,
              .centre_ = c,
              .rate_ = {seen.boarding_.gain_,
                        cost_of(p_, c, begin - v_.clock_.now_ + loaded + handling(seen.point_, n))},
              .lot_ = mix(seed_ ^ mix(std::uint64_t{seen.point_.v_} << 32U | c.v_))});
        return;
      }
    }
  }

  // With breaks, queues at both ends, and no more people than beds. Not if even the fewest could not be brought.
  void add_timed(candidate c) {
    auto const& seen = seen_[c.seen_];
    auto b = seen.boarding_;
    auto const there = beds_for(free_, seen, c.centre_);
    if (auto const most = there.general_ + there.accessible_; most < b.persons_) {
      b.gain_ = std::max<std::int64_t>(1, b.gain_ * most.v_ / b.persons_.v_);
      b.persons_ = most;
    }
    auto const end = when_done(seen, c.centre_, b.persons_);
    if (end && (end->second || when_done(seen, c.centre_, {}).value_or(std::pair{instant{}, false}).second)) {
      c.look_ = look::kTimed;
      c.rate_ = {b.gain_, cost_of(p_, c.centre_, end->first - v_.clock_.now_)};
      push(c);
    }
  }

  // When n people have left the vehicle at the centre, and whether it can come home then.
  std::optional<std::pair<instant, bool>> when_done(at_point const& seen, centre_id const c, persons const n) const {
    auto const& place = p_.points_[seen.point_.v_];
    auto const& rules = p_.scenario_.crew_rules_;
    auto const here = p_.at(seen.point_);
    auto clock = seen.there_;
    rest_before(clock, rules, p_.least(v_.vehicle_, here, p_.at(c)), here);
    idle_until(clock, rules, std::max(place.open_from_, seen.ready_), here);
    auto const loading = loading_time(place, n);
    clock.now_ = free_.loading_[seen.point_.v_].earliest(clock.now_, loading) + loading;
    if (!drive(p_, v_.vehicle_, here, p_.at(c), clock)) {
      return std::nullopt;
    }
    auto const& centre = p_.scenario_.centres_[c.v_];
    auto const unloading = unloading_time(p_.scenario_, n);
    auto const begin = std::max(clock.now_, open_from(p_.scenario_, centre));
    auto const door = free_.unloading_[c.v_].earliest(begin, unloading);
    clock.now_ = free_.desks_[c.v_].earliest(door, intake_time(centre, n)) + unloading;
    return std::pair{clock.now_, try_home(p_, v_, clock, p_.at(c)).has_value()};
  }

  problem const& p_;
  free_places const& free_;
  vehicle_state const& v_;
  std::uint64_t seed_;
  outlook& known_;
  std::vector<bool> has_beds_{};  // of each centre
  std::vector<at_point> seen_{};
  std::vector<candidate> list_{};  // a heap
};

}  // namespace

std::optional<run> choose_run(problem const& p, free_places const& free, vehicle_state const& v,
                              std::uint64_t const seed, outlook& known) {
  auto best = choice{p, free, v, seed, known}.best();
  return best ? std::optional{top_up(p, free, v, std::move(*best))} : std::nullopt;
}

}  // namespace leeward::planning
