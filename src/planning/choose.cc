#include "planning/choose.h"

#include <algorithm>
#include <array>
#include <vector>

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

struct candidate {
  point_id point_;
  centre_id centre_;
  rate at_best_;  // no run of the two is better than that
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

// What the best load at the point could count, were every household made to measure.
std::int64_t most_gain(problem const& p, free_places const& free, vehicle_id const v, point_id const point) {
  auto const& has = p.vehicles_[v.v_].has_;
  auto const places = (has.seats_ + has.wheelchair_bays_ + has.lying_places_).v_;
  auto gain_at_no_place = std::int64_t{0};
  auto others = std::int64_t{0};
  auto most_each = std::int64_t{0};
  for (auto const h : free.waiting_[point.v_]) {
    if (!can_take(p, v, h)) {
      continue;
    }
    auto const& party = p.households_[h.v_];
    auto const gain = gain_of(party, has);
    auto const takes = (party.takes_.seats_ + party.takes_.wheelchair_bays_ + party.takes_.lying_places_).v_;
    if (takes == 0) {
      gain_at_no_place += gain;
    } else {
      others += gain;
      most_each = std::max(most_each, (gain + takes - 1) / takes);
    }
  }
  return gain_at_no_place + std::min(others, most_each * places);
}

std::vector<candidate> candidates(problem const& p, free_places const& free, vehicle_state const& v,
                                  std::uint64_t const seed) {
  auto const& s = p.scenario_;
  auto list = std::vector<candidate>{};
  for (auto i = std::uint32_t{0}; i != free.waiting_.size(); ++i) {
    auto const point = point_id{i};
    if (free.waiting_[i].empty()) {
      continue;
    }
    auto const there = p.least(v.vehicle_, v.at_, p.at(point));
    auto const gain = there >= kNoWay ? 0 : most_gain(p, free, v.vehicle_, point);
    for (auto k = std::uint32_t{0}; gain != 0 && k != free.beds_.size(); ++k) {
      auto const centre = centre_id{k};
      auto const loaded = p.least(v.vehicle_, p.at(point), p.at(centre));
      if (loaded < kNoWay) {
        auto const least = there + loaded + loading_time(p.points_[i], {}) + unloading_time(s, {});
        list.push_back({.point_ = point,
                        .centre_ = centre,
                        .at_best_ = {gain, cost_of(p, centre, least)},
                        .lot_ = mix(seed ^ mix(std::uint64_t{i} << 32U | k))});
      }
    }
  }
  return list;
}

bool comes_later(candidate const& a, candidate const& b) {
  return better(b.at_best_, a.at_best_) || (!better(a.at_best_, b.at_best_) && b.lot_ < a.lot_);
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

}  // namespace

std::optional<run> choose_run(problem const& p, free_places const& free, vehicle_state const& v,
                              std::uint64_t const seed) {
  auto best = std::optional<run>{};
  auto list = candidates(p, free, v, seed);
  std::ranges::make_heap(list, comes_later);  // of many, few are looked at
  while (!list.empty()) {
    std::ranges::pop_heap(list, comes_later);
    auto const c = list.back();
    list.pop_back();
    if (best && !better(c.at_best_, rate_of(p, v, *best))) {
      break;
    }
    auto r = try_run(p, free, v, std::array{c.point_}, c.centre_);
    if (r && (!best || better(rate_of(p, v, *r), rate_of(p, v, *best)))) {
      best = std::move(r);
    }
  }
  return best ? std::optional{top_up(p, free, v, std::move(*best))} : std::nullopt;
}

}  // namespace leeward::planning
