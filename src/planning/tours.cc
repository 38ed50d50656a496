#include "planning/tours.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>

namespace leeward::planning {

namespace {

constexpr auto const kMostDoors = std::size_t{16};  // in one round
constexpr auto const kFew = std::size_t{200};       // tours: each is looked at by itself
constexpr auto const kSameTime = std::int64_t{12} * 3600;

std::int64_t places_in(room const& r) { return (r.seats_ + r.wheelchair_bays_ + r.lying_places_).v_; }

// One vehicle of each kind that differs in what it can take, the smallest first.
std::vector<vehicle_id> smallest_first(problem const& p) {
  auto order = std::vector<vehicle_id>{};
  for (auto i = std::uint32_t{0}; i != p.vehicles_.size(); ++i) {
    order.push_back({i});
  }
  auto const key = [&](vehicle_id const v) {
    auto const& has = p.vehicles_[v.v_].has_;
    return std::tuple{places_in(has), has.lying_places_, has.wheelchair_bays_, has.oxygen_,
                      p.vehicles_[v.v_].takes_pets_};
  };
  std::ranges::stable_sort(order, {}, key);
  auto const repeated = std::ranges::unique(order, {}, key);
  order.erase(repeated.begin(), repeated.end());
  return order;
}

// A door and the party behind it.
struct door {
  point_id point_;
  household_id party_;
  std::size_t kind_{0};   // the smallest that can take the party
  std::int64_t time_{0};  // about when it is ready
  bool in_a_round_{false};
};

using doors = std::map<point_id, door>;

doors find_doors(problem const& p, std::vector<vehicle_id> const& kinds) {
  auto found = doors{};
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    auto const& party = p.households_[i];
    auto const h = household_id{i};
    for (auto const q : party.boards_at_) {
      if (q.v_ < p.first_door_) {
        continue;
      }
      auto const kind = std::ranges::find_if(kinds, [&](vehicle_id const v) { return can_take(p, v, h); });
      found.emplace(q, door{.point_ = q,
                            .party_ = h,
                            .kind_ = static_cast<std::size_t>(kind - kinds.begin()),
                            .time_ = (party.ready_from_ - p.scenario_.start_).v_ / kSameTime});
    }
  }
  return found;
}

// The nearest door that the round may go on to.
door* next_door(problem const& p, vehicle_id const v, door const& from, room const& free, doors& all) {
  auto* best = static_cast<door*>(nullptr);
  auto least = kNoWay;
  auto const& near = p.times_.near_doors_;
  auto const i = from.point_.v_ - p.first_door_;
  for (auto k = near.first_[i]; k != near.first_[i + 1]; ++k) {
    auto const other = all.find({p.first_door_ + near.to_[k]});
    if (other == all.end() || other->second.in_a_round_ || other->second.kind_ != from.kind_ ||
        other->second.time_ != from.time_ || !fits(p.households_[other->second.party_.v_].takes_, free)) {
      continue;
    }
    if (auto const way = p.least(v, p.at(from.point_), p.at(other->first)); way < least) {
      least = way;
      best = &other->second;
    }
  }
  return best;
}

// As many as the largest vehicle takes: a smaller one leaves the rest to the next.
tour make_round(problem const& p, std::vector<vehicle_id> const& kinds, door& first, doors& all) {
  auto made = tour{};
  auto const largest =
      std::find_if(kinds.rbegin(), kinds.rend(), [&](vehicle_id const x) { return can_take(p, x, first.party_); });
  auto const v = largest == kinds.rend() ? kinds.back() : *largest;
  auto free = p.vehicles_[v.v_].has_;
  for (auto* at = &first; at != nullptr && made.points_.size() != kMostDoors;) {
    at->in_a_round_ = true;
    made.points_.push_back(at->point_);
    free = free - p.households_[at->party_.v_].takes_;
    at = next_door(p, v, *at, free, all);
  }
  return made;
}

point_id nearest_point(problem const& p, point_id const door) {
  auto best = door;
  auto least = kNoWay;
  auto const& near = p.times_.near_points_;  // no way is known to others
  auto const i = door.v_ - p.first_door_;
  for (auto k = near.first_[i]; k != near.first_[i + 1]; ++k) {
    auto const q = point_id{near.to_[k]};
    if (auto const way = p.least({0}, p.at(door), p.at(q)); way < least) {
      least = way;
      best = q;
    }
  }
  return best;
}

}  // namespace

std::vector<tour> make_tours(problem const& p) {
  auto tours = std::vector<tour>{};
  for (auto q = std::uint32_t{0}; q != p.first_door_; ++q) {
    tours.push_back({.points_ = {{q}}, .near_ = {q}});
  }
  auto const kinds = smallest_first(p);
  if (kinds.empty()) {
    return tours;
  }
  auto all = find_doors(p, kinds);
  for (auto& [q, first] : all) {
    if (!first.in_a_round_) {
      tours.push_back(make_round(p, kinds, first, all));
      tours.back().near_ = q;
    }
  }
  if (tours.size() > kFew) {
    for (auto& t : tours) {
      t.near_ = t.near_.v_ < p.first_door_ ? t.near_ : nearest_point(p, t.near_);
    }
  }
  return tours;
}

}  // namespace leeward::planning
