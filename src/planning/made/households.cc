#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "planning/made/making.h"

// Who asks for help: of what size, with which needs, where they live, and when they are ready.
namespace leeward::planning::making {

namespace {

// Around each pickup point so many houses; several households live in one where there are more of them.
constexpr auto const kHouses = 72;
constexpr auto const kNearHouses = 24;      // within a short walk, besides
constexpr auto const kWalkDetour = 1.3;     // a walk is this much longer than the straight line, about
constexpr auto const kMargin = metres{10};  // a home on a corner may count from either way
constexpr auto const kCentreRadius = metres{2000};

// The point itself is the first: whoever cannot walk farther waits there.
std::vector<home> homes_around(work& w, position const point) {
  auto spots = std::vector<position>{point};
  auto const add = [&](int const n, metres const walk) {
    for (auto i = 0; i != n; ++i) {
      spots.push_back(somewhere_within(w, point, static_cast<double>(walk.v_) / kWalkDetour));
    }
  };
  add(kHouses, w.numbers_.walk_m_);
  add(kNearHouses, w.numbers_.short_walk_m_);
  return w.ground_.homes_(point, spots);
}

struct neighbourhood {
  std::vector<std::vector<home>> homes_;  // by point
  std::vector<std::int64_t> until_;       // running sums of weights: some points are busier than others
};

neighbourhood look_around(work& w, scenario const& s) {
  auto n = neighbourhood{};
  for (auto const& p : s.pickup_points_) {
    n.homes_.push_back(homes_around(w, p.position_));
    auto const busy = w.random_.between(50, 150);
    auto const usable = !n.homes_.back().empty() && n.homes_.back().front().walk_ <= w.numbers_.short_walk_m_;
    n.until_.push_back((n.until_.empty() ? 0 : n.until_.back()) + (usable ? busy : 0));
  }
  return n;
}

position pick_home(work& w, neighbourhood const& n, metres const walks) {
  auto const lot = static_cast<std::int64_t>(w.random_.below(static_cast<std::uint64_t>(n.until_.back())));
  auto const point = std::ranges::upper_bound(n.until_, lot) - n.until_.begin();
  auto const& homes = n.homes_[static_cast<std::size_t>(point)];
  auto const end = std::ranges::upper_bound(homes, walks - kMargin, {}, &home::walk_) - homes.begin();
  return homes[w.random_.below(static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(1, end)))].where_;
}

std::int64_t random_size(work& w, std::int64_t const at_most) {
  auto const& shares = w.numbers_.households_by_size_;
  auto lot = static_cast<std::int64_t>(w.random_.below(100));
  auto size = std::int64_t{0};
  for (auto const share : shares) {
    ++size;
    lot -= share;
    if (lot < 0) {
      break;
    }
  }
  if (size == std::ssize(shares)) {
    size = w.random_.between(size, w.numbers_.largest_household_);
  }
  return std::min(size, at_most);
}

bool fits(household const& h, made_vehicle const& v) {
  return seats_of(h).v_ <= v.seats_ && h.wheelchair_bays_.v_ <= v.wheelchair_bays_ &&
         h.lying_places_.v_ <= v.lying_places_ && h.oxygen_.v_ <= v.oxygen_;
}

// What no vehicle holds together is left out again, what is rarest first.
void make_fit(household& h, std::span<made_vehicle const> const kinds) {
  while (std::ranges::none_of(kinds, [&](made_vehicle const& v) { return fits(h, v); })) {
    auto const needs = std::array{&h.oxygen_, &h.lying_places_, &h.wheelchair_bays_};
    auto const some = std::ranges::find_if(needs, [](persons const* const n) { return n->v_ > 0; });
    if (some == needs.end()) {
      return;  // a fleet of very few vehicles: it is too large for each
    }
    **some -= persons{1};
  }
}

void add_needs(work& w, household& h, std::span<made_vehicle const> const kinds) {
  auto const& n = w.numbers_;
  for (auto i = std::int64_t{0}; i != h.persons_.v_; ++i) {
    auto const lot = static_cast<std::int64_t>(w.random_.below(1000));
    if (lot < n.wheelchairs_per_1000_persons_) {
      h.wheelchair_bays_ += persons{1};
    } else if (lot < n.wheelchairs_per_1000_persons_ + n.lying_per_1000_persons_) {
      h.lying_places_ += persons{1};
    }
    if (w.random_.chance(static_cast<std::uint64_t>(n.oxygen_per_1000_persons_), 1000)) {
      h.oxygen_ += persons{1};
    }
    if (chance_per_cent(w, n.short_walkers_per_cent_of_persons_)) {
      h.walks_m_ = n.short_walk_m_;
    }
  }
  make_fit(h, kinds);
  if (h.wheelchair_bays_ + h.lying_places_ + h.oxygen_ > persons{}) {
    h.priority_ = n.priority_with_special_needs_;
  }
}

household make_household(work& w, scenario const& s, neighbourhood const& around,
                         std::span<made_vehicle const> const kinds, std::int64_t const size) {
  auto const& n = w.numbers_;
  auto h = household{};
  h.persons_ = {size};
  if (n.walk_m_ != kUsualWalk) {
    h.walks_m_ = n.walk_m_;
  }
  add_needs(w, h, kinds);
  h.position_ = pick_home(w, around, walks(h));
  if (chance_per_cent(w, n.pets_per_cent_of_households_)) {
    h.needs_.push_back(need::kPet);
  }
  if (!chance_per_cent(w, n.ready_at_start_per_cent_)) {
    h.ready_from_ = s.start_ + seconds{w.random_.between(1, n.others_ready_within_h_ * 60) * 60};
  }
  return h;
}

// Who lies is fetched at the door, and of the others as many as make up the share.
void choose_doors(work& w, scenario& s) {
  auto others = std::vector<household*>{};
  for (auto& h : s.households_) {
    if (h.lying_places_ > persons{}) {
      h.door_ = true;
    } else {
      others.push_back(&h);
    }
  }
  w.random_.shuffle(others);
  auto const lying = std::ssize(s.households_) - std::ssize(others);
  auto const wanted = per_cent(std::ssize(s.households_), w.numbers_.doors_per_cent_of_households_);
  for (auto* const h : std::span{others}.first(static_cast<std::size_t>(std::max<std::int64_t>(0, wanted - lying)))) {
    h->door_ = true;
  }
  for (auto& h : s.households_) {
    if (h.door_) {
      h.walks_m_ = std::nullopt;
    }
  }
}

std::string_view quarter_of(position const middle, position const p) {
  if (to_metres(distance_between(middle, p)) < kCentreRadius) {
    return "Centre";
  }
  auto const north = p.lat() - middle.lat();
  auto const east = (p.lon() - middle.lon()) * std::cos(middle.lat() * 3.14159265358979 / 180);
  if (std::abs(north) > std::abs(east)) {
    return north > 0 ? "North" : "South";
  }
  return east > 0 ? "East" : "West";
}

}  // namespace

result<void> add_households(work& w, scenario& s, std::span<made_vehicle const> const kinds) {
  auto const around = look_around(w, s);
  if (around.until_.back() == 0) {
    return invalid("the map has no way on foot near any of the pickup points: take another map");
  }
  for (auto left = w.size_.people_; left > 0;) {
    auto h = make_household(w, s, around, kinds, random_size(w, left));
    h.id_ = fmt::format("h{}", s.households_.size() + 1);
    left -= h.persons_.v_;
    s.households_.push_back(std::move(h));
  }
  choose_doors(w, s);
  return {};
}

void add_zones(work const& w, scenario& s) {
  for (auto const* const name : {"Centre", "North", "East", "South", "West"}) {
    s.zones_.push_back({.id_ = fmt::format("zone-{}", s.zones_.size() + 1), .name_ = name, .deadline_ = {}});
  }
  for (auto& h : s.households_) {
    h.zone_ = std::ranges::find(s.zones_, quarter_of(city(w).where_, *h.position_), &zone::name_)->id_;
  }
}

}  // namespace leeward::planning::making
