#include "planning/choose.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "planning/drive_at.h"

namespace leeward::planning {

namespace {

// A second to a centre of another tier counts this much more for each tier between: time comes first.
constexpr auto const kTierPerCent = std::int64_t{1};
constexpr auto const kBedsPerCent = std::int64_t{45};
// A round by doors takes longer, and whoever is left for later there waits longest.
constexpr auto const kDoorsPerCent = std::int64_t{115};
constexpr auto const kMaxPickups = std::size_t{4};
constexpr auto const kMaxDoors = std::size_t{16};
constexpr auto const kNeighbours = std::size_t{12};
constexpr auto const kLook = std::size_t{60};          // pickup points at a time, until a run is found
constexpr auto const kLookAtDoors = std::size_t{200};  // and rounds by doors
constexpr auto const kTimed = std::size_t{24};         // candidates at a time
constexpr auto const kMostTimed = std::size_t{96};
constexpr auto const kSmall = std::size_t{2048};  // tours × centres: each is looked at
constexpr auto const kTried = 4;                  // runs to choose from

struct candidate {
  tour_id tour_;
  std::size_t group_{0};
  std::size_t stops_{0};  // the first so many of those who would board
  centre_id centre_;
  double rate_{0};  // what it promises: gain for each second of cost
  std::int64_t gain_{0};
  std::uint64_t lot_{0};
};

bool comes_first(candidate const& a, candidate const& b) {
  return std::tuple{-a.rate_, a.lot_, a.group_} < std::tuple{-b.rate_, b.lot_, b.group_};
}

// As many of a round as there may be time for: about that part of its people and of its time.
offer first_of(offer const& o, std::size_t const stops) {
  auto const part = [&](std::int64_t const x) { return x * static_cast<std::int64_t>(stops) / std::ssize(o.points_); };
  return {.gain_ = std::max<std::int64_t>(1, part(o.gain_)),
          .persons_ = {std::max<std::int64_t>(1, part(o.persons_.v_))},
          .begin_ = o.begin_,
          .standing_ = {part(o.standing_.v_)},
          .between_ = {part(o.between_.v_)},
          .points_ = {o.points_.begin(), o.points_.begin() + static_cast<std::ptrdiff_t>(stops)}};
}

std::uint64_t mix(std::uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

// Of a run that takes so long, without the beds.
std::int64_t cost_of(problem const& p, centre_id const c, seconds const time) {
  return time.v_ * (100 + kTierPerCent * (p.scenario_.centres_[c.v_].tier_ - 1)) / 100;
}

double rate_of(std::int64_t const gain, std::int64_t const cost) {
  return static_cast<double>(gain) / static_cast<double>(std::max<std::int64_t>(1, cost));
}

// Beds in a near centre save driving; whoever has them in a vehicle that is not full leaves less of that to others.
double rate_of(problem const& p, outlook const& known, vehicle_id const v, persons const n, std::int64_t const gain,
               centre_id const c, seconds const time) {
  auto const& has = p.vehicles_[v.v_].has_;
  auto const places = std::max<std::int64_t>(1, (has.seats_ + has.wheelchair_bays_ + has.lying_places_).v_);
  auto const beds = known.saved_by(c).v_ * n.v_ / places * kBedsPerCent / 100;
  return rate_of(gain, cost_of(p, c, time) + beds);
}

// What people count who board there.
std::int64_t counted(problem const& p, point_id const at, std::int64_t const gain) {
  return gain * (at.v_ < p.first_door_ ? 100 : kDoorsPerCent);
}

double rate_of(problem const& p, outlook const& known, vehicle_state const& v, run const& r) {
  auto n = persons{};
  for (auto const& at : r.pickups_) {
    n += at.persons_;
  }
  auto const gain = counted(p, r.pickups_.front().point_, r.gain_);
  return rate_of(p, known, v.vehicle_, n, gain, r.centre_, r.after_.now_ - v.clock_.now_);
}

bool is_visited(run const& r, point_id const q) {
  return std::ranges::any_of(r.pickups_, [&](pickup const& done) { return done.point_ == q; });
}

// Points near the last pickup where somebody waits, nearest first.
std::vector<point_id> neighbours(free_places const& free, outlook& known, vehicle_id const v, run const& r) {
  auto near = std::vector<point_id>{};
  for (auto const q : known.neighbours(v, r.pickups_.back().point_)) {
    if (near.size() != kNeighbours && !free.waiting_[q.v_].empty() && !is_visited(r, q)) {
      near.push_back(q);
    }
  }
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

run top_up(problem const& p, free_places const& free, vehicle_state const& v, outlook& known, run best) {
  auto const most = best.pickups_.back().point_.v_ < p.first_door_ ? kMaxPickups : kMaxDoors;
  while (best.pickups_.size() < most && !is_full(p, v.vehicle_, best)) {
    auto points = std::vector<point_id>{};
    for (auto const& pickup : best.pickups_) {
      points.push_back(pickup.point_);
    }
    points.emplace_back();
    auto found = std::optional<run>{};
    for (auto const q : neighbours(free, known, v.vehicle_, best)) {
      points.back() = q;
      auto longer = try_run(p, free, v, points, best.centre_);
      if (longer && rate_of(p, known, v, *longer) > rate_of(p, known, v, found ? *found : best)) {
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

// Those for whom a bed is certain come first, then those who may find one, then those who may not go everywhere.
enum class pass : std::uint8_t { kPlaced, kDemanding, kWishing };

// One search for a run: of the many tours and centres few are looked at closely.
class choice {
public:
  choice(problem const& p, free_places const& free, vehicle_state const& v, std::uint64_t const seed, outlook& known)
      : p_{p}, free_{free}, v_{v}, seed_{seed}, known_{known}, back_{known.ways_back(v.vehicle_)} {
    known_.look_at_centres(v.clock_.now_);
  }

  // Where there are very many tours, each search begins with others of them: points and doors alike, since a bus that
  // sees doors only would drive nearly empty.
  std::optional<run> best() {
    auto const tours = known_.tours().size();
    auto const points = std::min<std::size_t>(p_.first_door_, tours);
    auto const is_small = tours * p_.scenario_.centres_.size() <= kSmall;
    for (auto const pass : {pass::kPlaced, pass::kDemanding, pass::kWishing}) {
      thorough_ = is_small || pass == pass::kWishing;
      if (pass == pass::kWishing && (is_small || !known_.has_wishes())) {
        break;
      }
      for (auto i = std::size_t{0}; i * kLook < points || i * kLookAtDoors < tours - points; ++i) {
        list_.clear();
        bar_ = 0;
        look_at_some(0, points, i, kLook, pass);
        look_at_some(points, tours - points, i, kLookAtDoors, pass);
        if (auto found = best_of_list()) {
          return found;
        }
      }
    }
    return std::nullopt;
  }

private:
  // The i-th so many of n tours.
  void look_at_some(std::size_t const first, std::size_t const n, std::size_t const i, std::size_t const many,
                    pass const which) {
    auto const lot = mix(static_cast<std::uint64_t>(v_.clock_.now_.unix_s_) ^ v_.vehicle_.v_);
    for (auto k = i * many; k < std::min((i + 1) * many, n); ++k) {
      look_at(tour_id{static_cast<std::uint32_t>(first + (n <= many ? k : (lot + k) % n))}, which);
    }
  }

  std::optional<run> best_of_list() {
    auto best = std::optional<run>{};
    auto found = 0;
    for (auto i = std::size_t{0}; i < std::min(list_.size(), kMostTimed) && found == 0; i += kTimed) {
      auto const from = list_.begin() + static_cast<std::ptrdiff_t>(i);
      auto const to = list_.begin() + static_cast<std::ptrdiff_t>(std::min(i + kTimed, list_.size()));
      std::partial_sort(from, to, list_.end(), comes_first);
      for (auto c = from; c != to; ++c) {
        time(*c);
      }
      std::sort(from, to, comes_first);
      for (auto c = from; c != to && found != kTried; ++c) {
        auto r = try_some(*c);
        found += r ? 1 : 0;
        if (r && (!best || rate_of(p_, known_, v_, *r) > rate_of(p_, known_, v_, *best))) {
          best = std::move(r);
        }
      }
    }
    return best;
  }

  // Fewer stops where there is no time for all.
  std::optional<run> try_some(candidate const& c) const {
    auto const& points = known_.at(v_.vehicle_, c.tour_, known_.groups()[c.group_], {}).points_;
    for (auto stops = c.stops_; stops != 0; stops /= 2) {
      if (auto r = try_run(p_, free_, v_, std::span{points}.first(stops), c.centre_)) {
        return r;
      }
    }
    return std::nullopt;
  }

  // Whether so much driving, and so much standing, still end in the depot within the crew's hours.
  bool can_be_home(seconds const driving, seconds const standing) const {
    return v_.clock_.now_ + driving + standing <= v_.until_ &&
           v_.clock_.driven_ + driving <= p_.scenario_.crew_rules_.driving_per_shift_s_;
  }

  // Each party's wishes concern few centres, and the one that promises most may not be among them.
  bool is_for(bed_group const& g, pass const which) const {
    return which == pass::kWishing || g.demanding_ == (which == pass::kDemanding);
  }

  void look_at(tour_id const id, pass const which) {
    auto const who = known_.who_waits(id);
    if (who == 0) {
      return;
    }
    auto const& t = known_.tours()[id.v_];
    auto const first = t.points_.front();
    auto const there = p_.least(v_.vehicle_, v_.at_, p_.at(first));
    if (there >= kNoWay ||
        !can_be_home(there + known_.way_home(v_.vehicle_, t), loading_time(p_.points_[first.v_], {}))) {
      return;
    }
    auto const at = std::max(v_.clock_.now_ + there, p_.points_[first.v_].open_from_);
    for (auto g = std::size_t{0}; g != known_.groups().size(); ++g) {
      auto const& group = known_.groups()[g];
      if ((who & group.bit_) == 0 || !is_for(group, which)) {
        continue;
      }
      auto const centres = known_.nearest(v_.vehicle_, t, g);
      if (centres.empty()) {
        continue;
      }
      auto const& o = known_.at(v_.vehicle_, id, group, at);
      if (o.gain_ == 0 || add(id, g, o, centres)) {
        continue;
      }
      for (auto stops = o.points_.size() / 2; stops != 0 && !add(id, g, first_of(o, stops), centres); stops /= 2) {
      }
    }
  }

  // The most promising one of these centres. False if there is no time for any.
  bool add(tour_id const id, std::size_t const g, offer const& o, std::span<centre_id const> const centres) {
    auto const& group = known_.groups()[g];
    auto const there = p_.least(v_.vehicle_, v_.at_, p_.at(o.points_.front()));
    auto const begin = std::max(v_.clock_.now_ + there, o.begin_);
    auto const loaded = known_.ways_to_centres(v_.vehicle_, o.points_.back());
    auto const last = latest(o, begin, there);
    auto const arrival = begin - v_.clock_.now_ + o.standing_ + o.between_;
    auto const unloading = unloading_time(p_.scenario_, o.persons_);
    auto const all = counted(p_, o.points_.front(), o.gain_);
    auto best =
        candidate{.tour_ = id, .group_ = g, .stops_ = o.points_.size(), .centre_ = {}, .lot_ = mix(seed_ ^ mix(id.v_))};
    auto in_time = false;
    for (auto const c : centres) {
      auto const way = loaded[c.v_];
      if (way + back_[c.v_] > last) {
        continue;
      }
      in_time = true;
      auto const rate_at_most = rate_of(all, cost_of(p_, c, arrival + way + unloading));
      if (rate_at_most < bar_ || (!thorough_ && rate_at_most <= best.rate_)) {
        continue;
      }
      // With fewer beds than people only so many can come.
      auto const left = known_.beds_at(c, group);
      auto const gain = left < o.persons_ ? std::max<std::int64_t>(1, all * left.v_ / o.persons_.v_) : all;
      auto const time = arrival + way + unloading + known_.queue_at(c, arrival + way);
      auto const rate = rate_of(p_, known_, v_.vehicle_, std::min(left, o.persons_), gain, c, time);
      if (thorough_) {
        auto one = best;
        one.centre_ = c;
        one.rate_ = rate;
        one.gain_ = gain;
        one.lot_ ^= c.v_;
        keep(one);
      } else if (rate > best.rate_) {
        best.rate_ = rate;
        best.gain_ = gain;
        best.centre_ = c;
      }
    }
    if (!best.centre_.is_none()) {
      keep(best);
    }
    return in_time;
  }

  // How much driving there may be to a centre and home from it.
  seconds latest(offer const& o, instant const begin, seconds const there) const {
    auto const standing = o.standing_ + unloading_time(p_.scenario_, o.persons_);
    auto const by_driving = p_.scenario_.crew_rules_.driving_per_shift_s_ - v_.clock_.driven_ - there - o.between_;
    auto const by_time = v_.until_ - std::max(v_.clock_.now_ + there, begin + standing) - o.between_;
    return std::min({by_driving, by_time, kNoWay + seconds{-1} - there - o.between_});
  }

  // Only the first ones are looked at again.
  void keep(candidate const& c) {
    if (c.rate_ < bar_) {
      return;
    }
    list_.push_back(c);
    if (list_.size() == 2 * kMostTimed) {
      auto const last = list_.begin() + kMostTimed - 1;
      std::ranges::nth_element(list_, last, comes_first);
      list_.resize(kMostTimed);
      bar_ = list_.back().rate_;
    }
  }

  // The promise with breaks and with the queues at both ends.
  void time(candidate& c) const {
    auto const& all = known_.at(v_.vehicle_, c.tour_, known_.groups()[c.group_], {});
    auto const part = c.stops_ == all.points_.size() ? std::nullopt : std::optional{first_of(all, c.stops_)};
    auto const& o = part ? *part : all;
    auto const& rules = p_.scenario_.crew_rules_;
    auto const first = o.points_.front();
    auto clock = v_.clock_;
    if (!drive(p_, v_.vehicle_, v_.at_, p_.at(first), clock)) {
      return;
    }
    idle_until(clock, rules, o.begin_, p_.at(first));
    clock.now_ = free_.loading_[first.v_].earliest(clock.now_, o.standing_) + o.standing_ + o.between_;
    clock.driven_ += o.between_;
    clock.since_break_ += o.between_;
    if (!drive(p_, v_.vehicle_, p_.at(o.points_.back()), p_.at(c.centre_), clock)) {
      return;
    }
    auto const& centre = p_.scenario_.centres_[c.centre_.v_];
    auto const unloading = unloading_time(p_.scenario_, o.persons_);
    auto const begin = std::max(clock.now_, open_from(p_.scenario_, centre));
    auto const door = free_.unloading_[c.centre_.v_].earliest(begin, unloading);
    auto const end = free_.desks_[c.centre_.v_].earliest(door, intake_time(centre, o.persons_)) + unloading;
    c.rate_ = rate_of(p_, known_, v_.vehicle_, o.persons_, c.gain_, c.centre_, end - v_.clock_.now_);
  }

  problem const& p_;
  free_places const& free_;
  vehicle_state const& v_;
  std::uint64_t seed_;
  outlook& known_;
  std::span<seconds const> back_;  // from each centre
  bool thorough_{false};
  std::vector<candidate> list_{};
  double bar_{0};  // whoever promises less is not looked at
};

}  // namespace

std::optional<run> choose_run(problem const& p, free_places const& free, vehicle_state const& v,
                              std::uint64_t const seed, outlook& known) {
  auto best = choice{p, free, v, seed, known}.best();
  return best ? std::optional{top_up(p, free, v, known, std::move(*best))} : std::nullopt;
}

}  // namespace leeward::planning
