#include "roads/region_maker/country.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "roads/region_maker/chance.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kMaxVillages = std::int64_t{380};
constexpr auto const kApart = 3'600.0;         // villages, metres
constexpr auto const kSameGate = 0.045;        // turns
constexpr auto const kHighwayClear = 1'500.0;  // villages keep off the motorway and the trunk road
constexpr auto const kHinterland = 42'000.0;   // around the city; around towns a third

constexpr auto const kFar = std::numeric_limits<double>::max();

double town_radius(std::int64_t const people) {
  auto const per_km2 = people >= 100'000 ? 2'650.0 : 2'650.0 * std::sqrt(std::sqrt(static_cast<double>(people) / 1e5));
  return 1'000.0 * std::sqrt(static_cast<double>(people) / per_km2 / 3.14159);
}

class planner {
public:
  planner(std::int64_t const people, river const& r, random_source& dice) : river_{r}, dice_{dice} {
    place(settlement_kind::kCity, {}, people);
    auto const normal = r.turns_ + 0.25 + between(dice, -0.03, 0.03);
    auto const side = chance(dice, 50) ? 1.0 : -1.0;
    place_town(people, normal + side * between(dice, 0.05, 0.08), 103e3, 114e3);
    place_town(people, normal - side * between(dice, 0.05, 0.09), 120e3, 134e3);
    plan_highways();
    auto const villages = std::min(kMaxVillages, 14 + people / 3'200);
    villages_along(c_.motorway_, villages / 5);
    villages_along(c_.trunk_, villages / 5);
    scatter_villages(villages);
    join();
    choose_kinds();
    join_under_motorway();
    plan_gates();
  }

  country take() { return std::move(c_); }

private:
  void place(settlement_kind const kind, spot const at, std::int64_t const people) {
    c_.places_.push_back({.kind_ = kind, .centre_ = at, .radius_ = town_radius(people), .people_ = people});
  }

  // One draw a statement here and everywhere: compilers may take the parts of an expression in any order.
  void place_town(std::int64_t const people, double const turns, double const nearest, double const farthest) {
    auto const away = between(dice_, nearest, farthest);
    auto const usual = static_cast<double>(std::clamp<std::int64_t>(people / 11, 1'500, 60'000));
    place(settlement_kind::kTown, towards(turns) * away, static_cast<std::int64_t>(usual * between(dice_, 0.75, 1.35)));
  }

  void plan_highways() {
    c_.motorway_ = between_gates(1);
    c_.trunk_ = between_gates(2);
  }

  line between_gates(std::size_t const town) {
    auto& city = c_.places_[0];
    auto& other = c_.places_[town];
    auto const way = unit(other.centre_ - city.centre_);
    auto const from = city.centre_ + way * gate_radius(city);
    auto const to = other.centre_ - way * gate_radius(other);
    auto l = line{from, from + way * 1'500};
    auto const whole = distance(from, to);
    for (auto at = 9'000.0; at < whole - 7'000; at += 9'000) {
      l.push_back(from + way * at + left_of(way) * between(dice_, -900, 900));
    }
    l.push_back(to - way * 1'500);
    l.push_back(to);
    city.gates_.push_back({.turns_ = turns_of(way), .dual_ = city.radius_ > 3'000});
    other.gates_.push_back({.turns_ = turns_of(way * -1.0), .dual_ = false});
    return rounded(l);
  }

  bool clear_of(line const& l, spot const p, double const metres) const {
    for (auto i = std::size_t{1}; i < l.size(); ++i) {
      if (distance_to(p, l[i - 1], l[i]) < metres) {
        return false;
      }
    }
    return true;
  }

  bool try_village(spot const p) {
    for (auto const& s : c_.places_) {
      auto const room = s.kind_ == settlement_kind::kVillage ? kApart : gate_radius(s) + 2'500;
      if (distance(s.centre_, p) < room) {
        return false;
      }
    }
    if (std::abs(river_.distance(p)) < 900 || !clear_of(c_.motorway_, p, kHighwayClear) ||
        !clear_of(c_.trunk_, p, kHighwayClear)) {
      return false;
    }
    auto const die = dice_.below(100);
    auto const people = static_cast<std::int64_t>(150 + dice_.below(die < 15 ? 5'500 : die < 50 ? 1'700 : 700));
    place(settlement_kind::kVillage, p, people);
    c_.places_.back().radius_ = 170 + 9.0 * std::sqrt(static_cast<double>(people));
    return true;
  }

  void villages_along(line const& l, std::int64_t const count) {
    auto const whole = length(l);
    auto side = chance(dice_, 50) ? 1.0 : -1.0;
    for (auto i = std::int64_t{0}; i < count; ++i) {
      auto const a = along(l, whole * (static_cast<double>(i) + between(dice_, 0.2, 0.8)) / static_cast<double>(count));
      try_village(a.where_ + left_of(a.direction_) * (between(dice_, 1'600, 4'000) * side));
      side = i % 3 == 2 || chance(dice_, 20) ? -side : side;
    }
  }

  void scatter_villages(std::int64_t const count) {
    auto const wanted = static_cast<std::size_t>(count) + 3;
    for (auto tries = std::int64_t{0}; c_.places_.size() < wanted && tries < count * 20; ++tries) {
      auto const die = dice_.below(100);
      auto const& around = c_.places_[die < 70 ? 0 : die < 85 ? 1 : 2];
      auto const reach = (die < 70 ? kHinterland : kHinterland / 3) + gate_radius(around);
      auto const way = towards(dice_.unit());
      try_village(around.centre_ + way * (reach * between(dice_, 0.15, 1)));
    }
  }

  // Relative neighbours are joined; the city also to its Gabriel neighbours, which gives it more ways out. Some other
  // Gabriel neighbours are joined by a track.
  void join() {
    auto const& p = c_.places_;
    for (auto i = std::uint32_t{0}; i < p.size(); ++i) {
      for (auto j = i + 1; j < p.size(); ++j) {
        auto const d = distance(p[i].centre_, p[j].centre_);
        auto relative = true;
        auto gabriel = true;
        for (auto k = std::size_t{0}; k < p.size() && gabriel; ++k) {
          auto const di = distance(p[i].centre_, p[k].centre_);
          auto const dj = distance(p[j].centre_, p[k].centre_);
          if (k != i && k != j) {
            relative &= std::max(di, dj) >= d;
            gabriel &= di * di + dj * dj >= d * d;
          }
        }
        if (through_town(i, j)) {
          continue;
        }
        if (relative || (gabriel && i < 3 && d < kHinterland / 2)) {
          c_.roads_.push_back({i, j});
        } else if (gabriel && i > 2 && d < kHinterland / 3 && !over_river(i, j)) {
          if (auto const die = over_highway(i, j) ? 0 : dice_.below(100); die < 60) {
            c_.roads_.push_back({i, j, die < 35 ? street_kind::kUnclassified : street_kind::kTrack, false});
          }
        }
      }
    }
  }

  bool through_town(std::uint32_t const a, std::uint32_t const b) const {
    for (auto k = std::uint32_t{0}; k < 3; ++k) {
      auto const& t = c_.places_[k];
      if (k != a && k != b &&
          distance_to(t.centre_, c_.places_[a].centre_, c_.places_[b].centre_) < gate_radius(t) + 400) {
        return true;
      }
    }
    return false;
  }

  bool over(line const& l, std::uint32_t const a, std::uint32_t const b) const {
    for (auto i = std::size_t{1}; i < l.size(); ++i) {
      auto const x = crossing(l[i - 1], l[i], c_.places_[a].centre_, c_.places_[b].centre_);
      if (x && x->ab_ >= 0 && x->ab_ <= 1 && x->cd_ >= 0 && x->cd_ <= 1) {
        return true;
      }
    }
    return false;
  }

  bool over_highway(std::uint32_t const a, std::uint32_t const b) const {
    return over(c_.motorway_, a, b) || over(c_.trunk_, a, b);
  }

  // A by-road below the motorway, for every region has a low bridge: between the nearest villages not yet joined.
  void join_under_motorway() {
    auto const& p = c_.places_;
    auto best = country_road{.from_ = kNone, .kind_ = street_kind::kUnclassified, .needed_ = false};
    auto least = kFar;
    for (auto i = std::uint32_t{3}; i < p.size(); ++i) {
      for (auto j = i + 1; j < p.size(); ++j) {
        auto const d = distance(p[i].centre_, p[j].centre_);
        auto const same = [&](country_road const& r) { return r.from_ == i && r.to_ == j; };
        if (d < least && over(c_.motorway_, i, j) && !through_town(i, j) && !over_river(i, j) &&
            std::none_of(c_.roads_.begin(), c_.roads_.end(), same)) {
          least = d;
          best.from_ = i;
          best.to_ = j;
        }
      }
    }
    if (best.from_ != kNone) {
      c_.roads_.push_back(best);
    }
  }

  bool over_river(std::uint32_t const a, std::uint32_t const b) const {
    return (river_.distance(c_.places_[a].centre_) > 0) != (river_.distance(c_.places_[b].centre_) > 0);
  }

  // The tree of shortest ways from the city tells which road carries how much.
  void choose_kinds() {
    auto best = std::vector<double>(c_.places_.size(), kFar);
    auto by = std::vector<std::size_t>(best.size(), kNone);
    best[0] = 0;
    auto order = std::vector<std::uint32_t>{};
    auto done = std::vector<bool>(best.size());
    while (order.size() < best.size()) {
      auto at = nearest_open(best, done);
      if (at == kNone) {
        join_nearest(done, best, by);
        continue;
      }
      done[at] = true;
      order.push_back(at);
      for (auto r = std::size_t{0}; r < c_.roads_.size(); ++r) {
        auto const& road = c_.roads_[r];
        if (road.kind_ == street_kind::kTrack || (road.from_ != at && road.to_ != at)) {
          continue;
        }
        auto const to = road.from_ == at ? road.to_ : road.from_;
        auto const there = best[at] + distance(c_.places_[at].centre_, c_.places_[to].centre_);
        if (there < best[to]) {
          best[to] = there;
          by[to] = r;
        }
      }
    }
    weigh(order, by);
  }

  static std::uint32_t nearest_open(std::vector<double> const& best, std::vector<bool> const& done) {
    auto at = kNone;
    for (auto i = std::uint32_t{0}; i < best.size(); ++i) {
      if (!done[i] && best[i] < (at == kNone ? kFar : best[at])) {
        at = i;
      }
    }
    return at;
  }

  // A road for a settlement that none reaches.
  void join_nearest(std::vector<bool> const& done, std::vector<double>& best, std::vector<std::size_t>& by) {
    auto const& p = c_.places_;
    auto from = kNone;
    auto to = kNone;
    auto least = kFar;
    for (auto i = std::uint32_t{0}; i < p.size(); ++i) {
      for (auto j = std::uint32_t{0}; j < p.size(); ++j) {
        if (auto const d = distance(p[i].centre_, p[j].centre_); done[i] && !done[j] && d < least) {
          least = d;
          from = i;
          to = j;
        }
      }
    }
    by[to] = c_.roads_.size();
    best[to] = best[from] + least;
    c_.roads_.push_back({from, to});
  }

  void weigh(std::vector<std::uint32_t> const& order, std::vector<std::size_t> const& by) {
    auto load = std::vector<std::int64_t>(c_.places_.size(), 1);
    auto needed = std::vector<bool>(c_.roads_.size());
    load[1] = load[2] = 60;
    for (auto i = order.rbegin(); i != order.rend() && *i != 0; ++i) {
      auto& road = c_.roads_[by[*i]];
      load[road.from_ == *i ? road.to_ : road.from_] += load[*i];
      needed[by[*i]] = true;
      road.kind_ = load[*i] >= 18  ? street_kind::kPrimary
                   : load[*i] >= 4 ? street_kind::kSecondary
                                   : street_kind::kTertiary;
    }
    for (auto r = std::size_t{0}; r < needed.size(); ++r) {
      c_.roads_[r].needed_ = needed[r];
    }
    std::erase_if(c_.roads_, [&](country_road const& r) {
      return !r.needed_ && over_river(r.from_, r.to_) && r.from_ != 0 && chance(dice_, 60);
    });
  }

  void plan_gates() {
    for (auto const& r : c_.roads_) {
      for (auto const& [here, there] : {std::pair{r.from_, r.to_}, std::pair{r.to_, r.from_}}) {
        auto& s = c_.places_[here];
        auto const turns = turns_of(c_.places_[there].centre_ - s.centre_);
        auto const near = [&](gate const& g) {
          auto const apart = std::abs(g.turns_ - turns);
          return std::min(apart, 1 - apart) < kSameGate;
        };
        if (s.kind_ != settlement_kind::kVillage && std::none_of(s.gates_.begin(), s.gates_.end(), near)) {
          s.gates_.push_back({.turns_ = turns});
        }
      }
    }
  }

  river const& river_;
  random_source& dice_;
  country c_;
};

}  // namespace

country plan_country(std::int64_t const people, river const& r, random_source& dice) {
  return planner{people, r, dice}.take();
}

std::size_t gate_towards(settlement const& s, double const turns) {
  auto best = std::size_t{0};
  auto least = 2.0;
  for (auto i = std::size_t{0}; i < s.gates_.size(); ++i) {
    auto const apart = std::abs(s.gates_[i].turns_ - turns);
    if (auto const d = std::min(apart, 1 - apart); d < least) {
      least = d;
      best = i;
    }
  }
  return best;
}

}  // namespace leeward::roads::made
