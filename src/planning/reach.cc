#include "planning/reach.h"

#include <algorithm>
#include <utility>

namespace leeward::planning {

namespace {

constexpr auto const kBits = std::uint32_t{64};

void add(centre_set& s, centre_id const c) { s[c.v_ / kBits] |= std::uint64_t{1} << (c.v_ % kBits); }

centre_set none(problem const& p) { return centre_set((p.scenario_.centres_.size() + kBits - 1) / kBits); }

bool has_pet(party const& h) { return (h.needs_ & to_set({need::kPet})) != 0; }

std::set<std::string_view> vehicles_named(scenario const& s) {
  auto names = std::set<std::string_view>{};
  for (auto const& pin : s.pins_) {
    if (pin.vehicle_) {
      names.insert(*pin.vehicle_);
    }
  }
  for (auto const& f : s.forbidden_) {
    if (f.vehicle_) {
      names.insert(*f.vehicle_);
    }
  }
  return names;
}

std::set<std::string_view> households_named(scenario const& s) {
  auto names = std::set<std::string_view>{};
  for (auto const& pin : s.pins_) {
    names.insert(pin.household_);
  }
  for (auto const& f : s.forbidden_) {
    if (f.household_) {
      names.insert(*f.household_);
    }
  }
  return names;
}

}  // namespace

bool has(centre_set const& s, centre_id const c) { return (s[c.v_ / kBits] >> (c.v_ % kBits) & 1U) != 0; }

bool includes(centre_set const& all, centre_set const& some) {
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    if ((some[i] & ~all[i]) != 0) {
      return false;
    }
  }
  return true;
}

reach::reach(problem const& p) : problem_{p}, named_{households_named(p.scenario_)} {
  auto const named = vehicles_named(p.scenario_);
  constexpr auto const kUnnamed = std::uint32_t{0xffffffffU};
  auto driving = std::map<std::tuple<std::size_t, depot_id, std::uint32_t>, std::uint32_t>{};
  auto seen = std::set<std::tuple<persons, persons, persons, persons, bool, std::uint32_t>>{};
  for (auto i = std::uint32_t{0}; i != p.vehicles_.size(); ++i) {
    auto const& v = p.vehicles_[i];
    auto const own = named.contains(p.scenario_.vehicles_[i].id_) ? i : kUnnamed;
    auto const next = static_cast<std::uint32_t>(first_driving_.size());
    auto const [at, is_new] = driving.try_emplace({v.profile_, v.depot_, own}, next);
    if (is_new) {
      first_driving_.push_back({i});
      auto& home = home_.emplace_back();
      for (auto c = std::uint32_t{0}; c != p.scenario_.centres_.size(); ++c) {
        home.push_back(p.least({i}, p.at(centre_id{c}), p.at(v.depot_)) < kNoWay);
      }
    }
    auto const& has = v.has_;
    if (seen.insert({has.seats_, has.wheelchair_bays_, has.lying_places_, has.oxygen_, v.takes_pets_, at->second})
            .second) {
      kinds_.push_back({{i}, at->second});
    }
  }
}

bool reach::is_named(party const& h) const {
  return !h.apart_.empty() || (!named_.empty() && std::ranges::any_of(h.members_, [&](std::uint32_t const m) {
    return named_.contains(problem_.scenario_.households_[m].id_);
  }));
}

std::uint32_t reach::number(centre_set s) {
  auto const next = static_cast<std::uint32_t>(sets_.size());
  auto const [at, is_new] = numbers_.try_emplace(std::move(s), next);
  if (is_new) {
    sets_.push_back(at->first);
  }
  return at->second;
}

// The centres that could house it, and where nobody has arrived whom it must not meet.
std::uint32_t reach::housing(household_id const h) {
  auto const& p = problem_;
  auto const& party = p.households_[h.v_];
  auto const find = [&] {
    auto found = none(p);
    for (auto c = std::uint32_t{0}; c != p.scenario_.centres_.size(); ++c) {
      auto const meets = !party.apart_.empty() && std::ranges::any_of(p.settled_, [&](settled const& s) {
        return s.centre_.v_ == c && std::ranges::find(party.apart_, s.household_) != party.apart_.end();
      });
      if (!meets && can_house(p, {c}, h)) {
        add(found, {c});
      }
    }
    return number(std::move(found));
  };
  if (is_named(party)) {
    return find();
  }
  auto const key = std::tuple{party.beds_.general_, party.beds_.accessible_, party.needs_};
  auto const known = housing_.find(key);
  return known != housing_.end() ? known->second : housing_.emplace(key, find()).first->second;
}

// One of each kind of those who could take it.
std::vector<std::uint32_t> const& reach::drivers(household_id const h) {
  auto const& party = problem_.households_[h.v_];
  auto const find = [&] {
    auto found = std::vector<std::uint32_t>{};
    for (auto const& kind : kinds_) {
      if (std::ranges::find(found, kind.driving_) == found.end() && can_take(problem_, kind.first_, h)) {
        found.push_back(kind.driving_);
      }
    }
    return found;
  };
  if (is_named(party)) {
    return of_named_ = find();
  }
  auto const& takes = party.takes_;
  auto const key = std::tuple{takes.seats_, takes.wheelchair_bays_, takes.lying_places_, takes.oxygen_, has_pet(party)};
  auto const known = drivers_.find(key);
  return known != drivers_.end() ? known->second : drivers_.emplace(key, find()).first->second;
}

reach::ways const& reach::ways_from(std::uint32_t const driving, point_id const point) {
  auto const next = static_cast<std::uint32_t>(ways_.size());
  auto const [at, is_new] = ways_.try_emplace(std::uint64_t{driving} << 32U | point.v_);
  auto& w = at->second;
  if (is_new) {
    auto const& p = problem_;
    auto const v = first_driving_[driving];
    auto const depot = p.at(p.vehicles_[v.v_].depot_);
    w.id_ = next;
    w.there_ = none(p);
    w.drive_.assign(p.scenario_.centres_.size(), kNoWay);
    if (p.least(v, depot, p.at(point)) < kNoWay) {
      for (auto c = std::uint32_t{0}; c != w.drive_.size(); ++c) {
        if (home_[driving][c] && may_meet(p, v, point, {c})) {
          w.drive_[c] = p.least(v, p.at(point), p.at(centre_id{c}));
          if (w.drive_[c] < kNoWay) {
            add(w.there_, {c});
          }
        }
      }
    }
  }
  return w;
}

reach::destinations reach::of(household_id const h) {
  auto const wanted = housing(h);
  auto found = destinations{};
  auto there = none(problem_);
  for (auto const driving : drivers(h)) {
    for (auto const point : problem_.households_[h.v_].boards_at_) {
      auto const& w = ways_from(driving, point);
      found.ways_ = found.ways_ == nullptr ? &w : found.ways_;
      if (includes(w.there_, sets_[wanted])) {
        found.set_ = wanted;
        return found;
      }
      for (auto i = std::size_t{0}; i != there.size(); ++i) {
        there[i] |= w.there_[i] & sets_[wanted][i];
      }
    }
  }
  found.set_ = number(std::move(there));
  return found;
}

}  // namespace leeward::planning
