#include "planning/outlook.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace leeward::planning {

namespace {

// Those that a pin or a forbidden pair names are of a kind of their own.
std::set<std::string_view> named_vehicles(scenario const& s) {
  auto named = std::set<std::string_view>{};
  for (auto const& wish : s.pins_) {
    if (wish.vehicle_) {
      named.insert(*wish.vehicle_);
    }
  }
  for (auto const& f : s.forbidden_) {
    if (f.vehicle_) {
      named.insert(*f.vehicle_);
    }
  }
  return named;
}

std::vector<std::size_t> kinds_of(problem const& p) {
  auto const named = named_vehicles(p.scenario_);
  using key = std::tuple<persons, persons, persons, persons, bool, std::string_view>;
  auto numbers = std::map<key, std::size_t>{};
  auto kinds = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != p.vehicles_.size(); ++i) {
    auto const& v = p.vehicles_[i];
    auto const& id = p.scenario_.vehicles_[i].id_;
    auto const own = named.contains(id) ? std::string_view{id} : std::string_view{};
    auto const k =
        key{v.has_.seats_, v.has_.wheelchair_bays_, v.has_.lying_places_, v.has_.oxygen_, v.takes_pets_, own};
    kinds.push_back(numbers.try_emplace(k, numbers.size()).first->second);
  }
  return kinds;
}

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

}  // namespace

boarding board_at(problem const& p, free_places const& free, vehicle_id const v, point_id const point,
                  std::optional<instant> const at) {
  auto const& place = p.points_[point.v_];
  auto left = p.vehicles_[v.v_].has_;
  auto b = boarding{};
  for (auto const h : free.waiting_[point.v_]) {
    auto const& party = p.households_[h.v_];
    auto const all = b.persons_ + party.persons_;
    auto const in_time =
        !at || (party.ready_from_ <= *at && (!party.board_by_ || *at + loading_time(place, all) <= *party.board_by_));
    if (in_time && fits(party.takes_, left) && (!place.capacity_ || all <= *place.capacity_) && can_take(p, v, h)) {
      left = left - party.takes_;
      b.gain_ += gain_of(party, p.vehicles_[v.v_].has_);
      b.persons_ = all;
      if (left.seats_ + left.wheelchair_bays_ + left.lying_places_ == persons{}) {
        break;
      }
    }
  }
  return b;
}

outlook::outlook(problem const& p) : problem_{p}, tier_of_{number_tiers(p.scenario_)}, kind_of_{kinds_of(p)} {
  for (auto const t : tier_of_) {
    tiers_ = std::max(tiers_, t + 1);
  }
  auto profiles = std::size_t{0};
  auto kinds = std::size_t{0};
  for (auto i = std::size_t{0}; i != p.vehicles_.size(); ++i) {
    profiles = std::max(profiles, p.vehicles_[i].profile_ + 1);
    kinds = std::max(kinds, kind_of_[i] + 1);
  }
  kept_.resize(kinds);
  ways_.resize(profiles * p.points_.size());
  home_.resize(profiles * p.scenario_.depots_.size() * p.points_.size());
}

boarding const& outlook::at(free_places const& free, vehicle_id const v, point_id const point) {
  auto& of_kind = kept_[kind_of_[v.v_]];
  of_kind.resize(problem_.points_.size());
  auto& known = of_kind[point.v_];
  if (known.changes_ != free.changes_[point.v_]) {
    known.changes_ = free.changes_[point.v_];
    known.boarding_ = board_at(problem_, free, v, point, std::nullopt);
  }
  return known.boarding_;
}

outlook::ways const& outlook::ways_from(vehicle_id const v, point_id const point) {
  auto& w = ways_[problem_.vehicles_[v.v_].profile_ * problem_.points_.size() + point.v_];
  if (!w.known_) {
    w.known_ = true;
    auto order = std::vector<std::tuple<std::size_t, seconds, centre_id>>{};
    for (auto c = std::uint32_t{0}; c != tier_of_.size(); ++c) {
      auto const loaded = problem_.least(v, problem_.at(point), problem_.at(centre_id{c}));
      if (loaded < kNoWay) {
        order.emplace_back(tier_of_[c], loaded, centre_id{c});
      }
    }
    std::ranges::sort(order);
    w.ends_.resize(tiers_);
    for (auto const& [tier, loaded, c] : order) {
      w.centres_.push_back(c);
      ++w.ends_[tier];
    }
    for (auto t = std::size_t{1}; t < tiers_; ++t) {
      w.ends_[t] += w.ends_[t - 1];
    }
  }
  return w;
}

std::span<centre_id const> outlook::nearest(vehicle_id const v, point_id const point, std::size_t const tier) {
  auto const& w = ways_from(v, point);
  auto const begin = tier == 0 ? 0 : w.ends_[tier - 1];
  return std::span{w.centres_}.subspan(begin, w.ends_[tier] - begin);
}

seconds outlook::way_home(vehicle_id const v, point_id const point) {
  auto const& vehicle = problem_.vehicles_[v.v_];
  auto const depots = problem_.scenario_.depots_.size();
  auto& known = home_[(vehicle.profile_ * depots + vehicle.depot_.v_) * problem_.points_.size() + point.v_];
  if (!known) {
    known = kNoWay;
    for (auto const c : ways_from(v, point).centres_) {
      auto const back = problem_.least(v, problem_.at(c), problem_.at(vehicle.depot_));
      known = std::min(*known, problem_.least(v, problem_.at(point), problem_.at(c)) + back);
    }
  }
  return *known;
}

}  // namespace leeward::planning
