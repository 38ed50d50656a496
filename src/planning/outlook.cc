#include "planning/outlook.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include "planning/kinds.h"

namespace leeward::planning {

namespace {

constexpr auto const kMostNeighbours = std::size_t{24};
constexpr auto const kRoomy = persons{50};  // beds for whoever comes in one vehicle
constexpr auto const kFull = persons{50};
constexpr auto const kSample = std::uint32_t{32};
constexpr auto const kMostCentres = std::size_t{16};  // of a tour and a group
constexpr auto const kSmall = std::size_t{2};         // of these, how many may have few beds left
constexpr auto const kSome = persons{8};              // of a class
// What is left in a centre for a class, or for those without.
constexpr auto const kAny = 1U;
constexpr auto const kEnough = 2U;
// Of a class in a set of them; those beyond share one.
constexpr auto const kMostBits = std::uint32_t{62};
std::uint32_t bit_of(class_id const k, bool const demanding) {
  return k.is_none() ? (demanding ? 63U : 62U) : std::min(k.v_, kMostBits - 1);
}
constexpr auto const kNever = instant{std::numeric_limits<std::int64_t>::max()};

std::vector<std::size_t> number_tiers(scenario const& s) {
  auto all = std::set<std::int64_t>{};
  for (auto const& c : s.centres_) {
    all.insert(c.tier_);
  }
  auto numbers = std::vector<std::size_t>{};
  for (auto const& c : s.centres_) {
    numbers.push_back(static_cast<std::size_t>(std::distance(all.begin(), all.find(c.tier_))));
  }
  return numbers;
}

std::int64_t places_in(room const& r) { return (r.seats_ + r.wheelchair_bays_ + r.lying_places_).v_; }

bool is_demanding(party const& h) { return h.needs_ != 0 || h.beds_.accessible_ != persons{}; }

// Fills a vehicle along a tour.
class boarding {
public:
  boarding(problem const& p, free_places const& free, vehicle_id const v, bed_group const& to, instant const at)
      : p_{p}, free_{free}, v_{v}, to_{to}, at_{at}, left_{p.vehicles_[v.v_].has_} {}

  // Of doors that are far apart no way is known: those are for another run.
  void visit(point_id const q) {
    auto const way = made_.points_.empty() ? seconds{} : p_.least(v_, p_.at(made_.points_.back()), p_.at(q));
    if (way >= kNoWay) {
      return;
    }
    auto const& place = p_.points_[q.v_];
    auto here = persons{};
    for (auto const h : free_.waiting_[q.v_]) {
      if (places_in(left_) == 0) {
        break;
      }
      auto const& party = p_.households_[h.v_];
      if (party.ready_from_ > at_) {
        next_ready_ = std::min(next_ready_, party.ready_from_);
      } else if (may_board(h, party, place, here + party.persons_)) {
        left_ = left_ - party.takes_;
        made_.gain_ += gain_of(party, p_.vehicles_[v_.v_].has_);
        made_.begin_ = std::max({made_.begin_, party.ready_from_, place.open_from_});
        here += party.persons_;
      }
    }
    if (here != persons{}) {
      made_.between_ += way;
      made_.standing_ += loading_time(place, here);
      made_.persons_ += here;
      made_.points_.push_back(q);
    }
  }

  instant next_ready() const { return next_ready_; }
  offer take() { return std::move(made_); }

private:
  bool may_board(household_id const h, party const& party, boarding_point const& place, persons const here) const {
    auto const k = free_.kept_.class_of_[h.v_];
    auto const demanding = is_demanding(party);
    auto const belongs = k == to_.class_ && (!k.is_none() || demanding == to_.demanding_);
    auto const comes_along = to_.with_others_ && k.is_none() && !demanding;
    return (belongs || comes_along) && fits(party.takes_, left_) && (!place.capacity_ || here <= *place.capacity_) &&
           (!party.board_by_ || at_ + loading_time(place, here) <= *party.board_by_) && can_take(p_, v_, h);
  }

  problem const& p_;
  free_places const& free_;
  vehicle_id v_;
  bed_group const& to_;
  instant at_;
  room left_;
  instant next_ready_{kNever};
  offer made_;
};

boarding board(problem const& p, free_places const& free, vehicle_id const v, tour const& t, bed_group const& to,
               instant const at) {
  auto b = boarding{p, free, v, to, at};
  for (auto const q : t.points_) {
    b.visit(q);
  }
  return b;
}

}  // namespace

outlook::outlook(problem const& p, free_places const& free)
    : problem_{p},
      free_{free},
      tours_{make_tours(p)},
      tier_of_{number_tiers(p.scenario_)},
      kind_of_{kinds_of(p)},
      offers_(number_of(kind_of_)),
      has_wishes_{!p.scenario_.pins_.empty() || !p.scenario_.forbidden_.empty() ||
                  std::ranges::any_of(p.households_, [](party const& h) { return !h.apart_.empty(); })},
      asks_accessible_(free.kept_.beds_.size(), true),
      waiting_(tours_.size()),
      state_of_beds_((free.kept_.beds_.size() + 1) * p.scenario_.centres_.size()) {
  for (auto h = std::size_t{0}; h != p.households_.size(); ++h) {
    if (auto const k = free.kept_.class_of_[h]; !k.is_none() && p.households_[h].beds_.accessible_ == persons{}) {
      asks_accessible_[k.v_] = false;
    }
  }
  for (auto t = std::size_t{0}; t != number_of(tier_of_); ++t) {
    groups_.push_back({.tier_ = t, .class_ = {}});
    groups_.push_back({.tier_ = t, .class_ = {}, .demanding_ = true});
    for (auto k = std::uint32_t{0}; k != free.kept_.beds_.size(); ++k) {
      groups_.push_back({.tier_ = t, .class_ = {k}});
      groups_.push_back({.tier_ = t, .class_ = {k}, .with_others_ = true});
    }
  }
  auto profiles = std::size_t{0};
  for (auto const& v : p.vehicles_) {
    profiles = std::max(profiles, v.profile_ + 1);
  }
  for (auto& g : groups_) {
    g.bit_ = std::uint64_t{1} << bit_of(g.class_, g.demanding_);
  }
  epochs_.resize(groups_.size(), 1);
  queues_.resize(tier_of_.size() * kSteps);
  ways_.resize(profiles * p.points_.size());
  to_centres_.resize(ways_.size());
  back_.resize(profiles * p.scenario_.depots_.size());
  nearest_.resize(profiles * p.points_.size());
  home_.resize(profiles * p.scenario_.depots_.size() * p.points_.size());
  find_savings();
}

// By one vehicle, over a few of the pickup points.
void outlook::find_savings() {
  auto const& p = problem_;
  auto const centres = static_cast<std::uint32_t>(tier_of_.size());
  saved_.resize(centres);
  if (p.vehicles_.empty()) {
    return;
  }
  auto const step = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(tours_.size()) / kSample);
  auto order = std::vector<std::pair<seconds, centre_id>>{};
  for (auto c = std::uint32_t{0}; c != centres; ++c) {
    auto sum = seconds{};
    auto count = std::int64_t{0};
    for (auto t = std::size_t{0}; t < tours_.size(); t += step) {
      auto const there = p.least({0}, p.at(tours_[t].points_.back()), p.at(centre_id{c}));
      auto const back = p.least({0}, p.at(centre_id{c}), p.at(tours_[t].points_.front()));
      if (there < kNoWay && back < kNoWay) {
        sum += there + back;
        ++count;
      }
    }
    if (count != 0) {
      order.emplace_back(seconds{sum.v_ / count}, centre_id{c});
    }
  }
  std::ranges::sort(order);
  auto left = persons{};
  for (auto const& party : p.households_) {
    left += party.persons_;
  }
  auto last = order.begin();
  for (; last != order.end() && last + 1 != order.end(); ++last) {
    left -= p.beds_[last->second.v_].general_;
    if (left <= persons{}) {
      break;
    }
  }
  for (auto const& [time, c] : order) {
    saved_[c.v_] = std::max(seconds{}, last->first - time);
  }
}

std::uint64_t outlook::look_at_tour(tour_id const id) {
  auto& known = waiting_[id.v_];
  auto const& points = tours_[id.v_].points_;
  auto changes = std::uint32_t{0};
  for (auto const q : points) {
    changes += free_.changes_[q.v_];
  }
  if (known.changes_ != changes) {
    known.changes_ = changes;
    known.classes_ = 0;
    for (auto const q : points) {
      for (auto const h : free_.waiting_[q.v_]) {
        auto const k = free_.kept_.class_of_[h.v_];
        known.classes_ |= std::uint64_t{1} << bit_of(k, is_demanding(problem_.households_[h.v_]));
      }
    }
    known.is_empty_ = known.classes_ == 0;
  }
  return known.classes_;
}

offer const& outlook::at(vehicle_id const v, tour_id const id, bed_group const& to, instant const at) {
  auto& of_kind = offers_[kind_of_[v.v_]];
  auto const classes = free_.kept_.beds_.size() + 1;
  if (of_kind.empty()) {
    of_kind.resize(tours_.size() * classes * 2);
  }
  auto const& t = tours_[id.v_];
  auto const k = to.class_.is_none() ? classes - 1 : to.class_.v_;
  auto& known = of_kind[(id.v_ * classes + k) * 2 + (to.with_others_ || to.demanding_ ? 1 : 0)];
  auto const changes = waiting_[id.v_].changes_;
  if (known.changes_ != changes || at >= known.until_) {
    auto b = board(problem_, free_, v, t, to, at);
    auto next = b.next_ready();
    known.offer_ = b.take();
    if (known.offer_.gain_ == 0 && next != kNever) {
      auto later = board(problem_, free_, v, t, to, next);
      next = later.next_ready();
      known.offer_ = later.take();
    }
    known.until_ = next;
    known.changes_ = changes;
  }
  return known.offer_;
}

persons outlook::beds_at(centre_id const c, bed_group const& g) const {
  auto const others = g.class_.is_none() || g.with_others_ ? free_.beds_[c.v_] : beds{};
  auto const sum = g.class_.is_none() ? others : others + free_.kept_.beds_[g.class_.v_][c.v_];
  return sum.general_ + sum.accessible_;
}

void outlook::look_at_centres(instant const now) {
  now_ = now;
  ++look_;
  look_at_beds();
}

seconds outlook::find_queue(centre_id const c, std::size_t const step) const {
  auto const& centre = problem_.scenario_.centres_[c.v_];
  auto const there = now_ + kStep * static_cast<std::int64_t>(step);
  auto const door = free_.unloading_[c.v_].earliest(std::max(there, open_from(problem_.scenario_, centre)),
                                                    unloading_time(problem_.scenario_, kFull));
  return free_.desks_[c.v_].earliest(door, intake_time(centre, kFull)) - there;
}

// A group's centres are looked for again only where beds of its class are gone, or those that others fill a vehicle by.
void outlook::look_at_beds() {
  auto const centres = tier_of_.size();
  auto const& kept = free_.kept_.beds_;
  auto const others = kept.size();
  auto const look = [&](std::size_t const k, std::size_t const c, persons const left, persons const enough) {
    auto const state = static_cast<std::uint8_t>((left != persons{} ? kAny : 0U) | (left >= enough ? kEnough : 0U));
    auto const changed = std::exchange(state_of_beds_[k * centres + c], state) ^ state;
    for (auto g = std::size_t{0}; changed != 0 && g != groups_.size(); ++g) {
      auto const is_own = groups_[g].class_.is_none() ? k == others : k == groups_[g].class_.v_;
      if (tier_of_[c] == groups_[g].tier_ && (is_own || k == others)) {
        ++epochs_[g];
      }
    }
  };
  for (auto c = std::size_t{0}; c != centres; ++c) {
    for (auto k = std::size_t{0}; k != others; ++k) {
      auto const& left = kept[k][c];
      look(k, c, asks_accessible_[k] ? left.accessible_ : left.general_ + left.accessible_, kSome);
    }
    look(others, c, free_.beds_[c].general_, kRoomy);
  }
}

outlook::ways& outlook::ways_from(vehicle_id const v, point_id const point) {
  auto& w = ways_[problem_.vehicles_[v.v_].profile_ * problem_.points_.size() + point.v_];
  if (w.known_) {
    return w;
  }
  w.known_ = true;
  auto const& p = problem_;
  auto const from = p.at(point);
  auto centres = std::vector<std::pair<seconds, centre_id>>{};
  for (auto c = std::uint32_t{0}; c != tier_of_.size(); ++c) {
    if (auto const way = p.least(v, from, p.at(centre_id{c})); way < kNoWay) {
      centres.emplace_back(way, centre_id{c});
    }
  }
  std::ranges::sort(centres);
  for (auto const& [way, c] : centres) {
    w.centres_.push_back(c);
  }
  auto points = std::vector<std::pair<seconds, point_id>>{};
  auto const add = [&](point_id const q) {
    if (auto const way = p.least(v, from, p.at(q)); q != point && way < kNoWay) {
      points.emplace_back(way, q);
    }
  };
  if (point.v_ < p.first_door_) {
    for (auto q = std::uint32_t{0}; q != p.first_door_; ++q) {
      add({q});
    }
  } else {
    auto const& near = p.times_.near_doors_;
    auto const i = point.v_ - p.first_door_;
    for (auto k = near.first_[i]; k != near.first_[i + 1]; ++k) {
      add({p.first_door_ + near.to_[k]});
    }
  }
  auto const keep = std::min(kMostNeighbours, points.size());
  std::ranges::partial_sort(points, points.begin() + static_cast<std::ptrdiff_t>(keep));
  for (auto i = std::size_t{0}; i != keep; ++i) {
    w.points_.push_back(points[i].second);
  }
  return w;
}

std::span<centre_id const> outlook::nearest(vehicle_id const v, tour const& t, std::size_t const group) {
  auto& of_point = nearest_[problem_.vehicles_[v.v_].profile_ * problem_.points_.size() + t.near_.v_];
  of_point.resize(groups_.size());
  auto& known = of_point[group];
  if (known.epoch_ == epochs_[group]) {
    return known.centres_;
  }
  known.epoch_ = epochs_[group];
  known.centres_.clear();
  auto const& g = groups_[group];
  auto const centres = tier_of_.size();
  auto const others = free_.kept_.beds_.size();
  auto const k = g.class_.is_none() ? others : g.class_.v_;
  for (auto const c : ways_from(v, t.near_).centres_) {
    auto const left = state_of_beds_[k * centres + c.v_];
    auto const has_room = (state_of_beds_[others * centres + c.v_] & kEnough) != 0;
    auto const must = known.centres_.size() < kSmall || !g.class_.is_none() ? kAny : kEnough;
    if (tier_of_[c.v_] == g.tier_ && (left & must) != 0 && (g.class_.is_none() || has_room == g.with_others_)) {
      known.centres_.push_back(c);
      if (known.centres_.size() == kMostCentres) {
        break;
      }
    }
  }
  return known.centres_;
}

std::span<seconds const> outlook::ways_to_centres(vehicle_id const v, point_id const point) {
  auto& known = to_centres_[problem_.vehicles_[v.v_].profile_ * problem_.points_.size() + point.v_];
  if (known.empty()) {
    for (auto c = std::uint32_t{0}; c != tier_of_.size(); ++c) {
      known.push_back(problem_.least(v, problem_.at(point), problem_.at(centre_id{c})));
    }
  }
  return known;
}

std::span<seconds const> outlook::ways_back(vehicle_id const v) {
  auto const& vehicle = problem_.vehicles_[v.v_];
  auto& known = back_[vehicle.profile_ * problem_.scenario_.depots_.size() + vehicle.depot_.v_];
  if (known.empty()) {
    for (auto c = std::uint32_t{0}; c != tier_of_.size(); ++c) {
      known.push_back(problem_.least(v, problem_.at(centre_id{c}), problem_.at(vehicle.depot_)));
    }
  }
  return known;
}

seconds outlook::way_home(vehicle_id const v, tour const& t) {
  auto const& vehicle = problem_.vehicles_[v.v_];
  auto const depots = problem_.scenario_.depots_.size();
  auto& known = home_[(vehicle.profile_ * depots + vehicle.depot_.v_) * problem_.points_.size() + t.points_.front().v_];
  if (!known) {
    known = kNoWay;
    auto const there = ways_to_centres(v, t.points_.front());
    auto const back = ways_back(v);
    for (auto c = std::size_t{0}; c != there.size(); ++c) {
      known = std::min(*known, there[c] + back[c]);
    }
  }
  return *known;
}

std::span<point_id const> outlook::neighbours(vehicle_id const v, point_id const point) {
  return ways_from(v, point).points_;
}

}  // namespace leeward::planning
