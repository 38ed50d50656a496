#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "planning/made/making.h"

// Where vehicles start, where people board, and where they are brought.
namespace leeward::planning::making {

namespace {

constexpr auto const kTries = 200;           // to find a road for one place
constexpr auto const kRadiusPerRoot = 12.0;  // metres of a settlement's radius for the root of its people
constexpr auto const kAnywhere = metres{std::numeric_limits<std::int64_t>::max()};
// A road is longer than the straight line by no more than this, as a rule: where to look before the road is asked.
constexpr auto const kUsualDetour = std::int64_t{150};  // per cent

settlement const& pick_by_people(work& w, std::vector<settlement const*> const& from) {
  auto all = std::int64_t{0};
  for (auto const* s : from) {
    all += s->people_;
  }
  auto lot = static_cast<std::int64_t>(w.random_.below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, all))));
  for (auto const* s : from) {
    lot -= s->people_;
    if (lot < 0) {
      return *s;
    }
  }
  return *from.front();
}

// "School, Goslar"; the second one there "School, Goslar 2".
std::string unique_name(work& w, std::string_view const what, std::string_view const where) {
  auto name = what.empty()    ? std::string{where}
              : where.empty() ? std::string{what}
                              : fmt::format("{}, {}", what, where);
  auto const n = ++w.named_[name];
  return n == 1 ? name : fmt::format("{} {}", name, n);
}

struct found_place {
  spot spot_;
  settlement const* in_;
  way way_;  // from the middle of the city
};

// Settlements to look in, and how far a place there may be by road.
struct ring {
  std::vector<settlement const*> in_;
  metres from_{};
  metres below_{kAnywhere};
};

// A place on a road in one of these settlements, at which there is nothing yet.
std::optional<found_place> find_place(work& w, ring const& r) {
  for (auto i = 0; i != kTries && !r.in_.empty(); ++i) {
    auto const& s = pick_by_people(w, r.in_);
    auto const radius = kRadiusPerRoot * std::sqrt(static_cast<double>(s.people_)) + 300;
    auto const spot = w.ground_.on_road_(somewhere_within(w, s.where_, radius));
    if (!spot || w.taken_.contains(spot->where_)) {
      continue;
    }
    auto const way = w.ground_.drive_(city(w).where_, spot->where_);
    if (way && way->length_ >= r.from_ && way->length_ < r.below_) {
      w.taken_.insert(spot->where_);
      return found_place{*spot, &s, *way};
    }
  }
  return std::nullopt;
}

// Those with places so far from the middle of the city by road, as the straight line lets one hope.
ring between(work const& w, metres const from, metres const below) {
  auto list = std::vector<settlement const*>{};
  for (auto const& s : w.ground_.settlements_) {
    auto const straight = to_metres(distance_between(city(w).where_, s.where_));
    if (straight.v_ * kUsualDetour / 100 >= from.v_ && straight < below) {
      list.push_back(&s);
    }
  }
  return {std::move(list), from, below};
}

// Pickup points and depots lie within a radius, as the crow flies.
ring in_city(work const& w) {
  auto list = std::vector<settlement const*>{};
  for (auto const& s : w.ground_.settlements_) {
    if (to_metres(distance_between(city(w).where_, s.where_)) < w.numbers_.city_radius_m_) {
      list.push_back(&s);
    }
  }
  return {.in_ = std::move(list)};
}

struct rings {
  ring wanted_;
  ring otherwise_;  // where the map has no road there
};

rings far_ones(work const& w, ring const& outside) {
  auto farther = outside.in_;
  std::ranges::stable_sort(farther, [&](settlement const* a, settlement const* b) {
    return distance_between(city(w).where_, a->where_) > distance_between(city(w).where_, b->where_);
  });
  farther.resize((farther.size() + 1) / 2);
  return {between(w, w.numbers_.far_from_m_, kAnywhere), {.in_ = std::move(farther)}};
}

// Far and near ones.
std::array<rings, 2> where_centres_go(work const& w) {
  auto outside = between(w, w.numbers_.centres_from_m_, kAnywhere);
  if (outside.in_.empty()) {
    outside = between(w, {}, kAnywhere);
  }
  auto far = far_ones(w, outside);
  auto near = between(w, w.numbers_.centres_from_m_, w.numbers_.far_from_m_);
  return {std::move(far), rings{std::move(near), {.in_ = std::move(outside.in_)}}};
}

tl::unexpected<error> no_room(std::string_view const for_what, std::int64_t const i) {
  return invalid(
      fmt::format("the map has too few roads for {} {}: ask for fewer, or take a larger map", for_what, i + 1));
}

struct made_centre {
  centre centre_;
  way way_;
  made_centres const* group_{nullptr};
};

result<void> find_centres(work& w, std::int64_t const count, rings const& where, made_centres const* const group,
                          std::vector<made_centre>& into) {
  static constexpr auto const kKinds = std::array{"School", "Sports hall", "Hotel", "Holiday camp"};
  for (auto i = std::int64_t{0}; i != count; ++i) {
    auto found = find_place(w, where.wanted_);
    if (!found) {
      found = find_place(w, where.otherwise_);
    }
    if (!found) {
      return no_room("centre", std::ssize(into));
    }
    auto c = centre{};
    c.name_ = unique_name(w, w.random_.pick(kKinds), found->in_->name_);
    c.position_ = found->spot_.where_;
    c.unloading_places_ = w.numbers_.unloading_places_;
    c.intake_persons_per_hour_ = w.numbers_.intake_persons_per_hour_;
    into.push_back({std::move(c), found->way_, group});
  }
  return {};
}

result<void> find_far_and_near(work& w, std::vector<made_centre>& into) {
  auto const where = where_centres_go(w);
  auto const far = per_cent(w.size_.centres_, w.numbers_.far_centres_per_cent_);
  return find_centres(w, far, where[0], nullptr, into).and_then([&] {
    return find_centres(w, w.size_.centres_ - far, where[1], nullptr, into);
  });
}

result<void> find_groups(work& w, std::vector<made_centre>& into) {
  auto shares = std::vector<std::int64_t>{};
  for (auto const& g : w.numbers_.centres_) {
    shares.push_back(g.per_cent_);
  }
  // At least one of each, as far as they go.
  auto const groups = std::min<std::int64_t>(std::ssize(shares), w.size_.centres_);
  shares.resize(static_cast<std::size_t>(groups));
  auto counts = share_out(w.size_.centres_ - groups, shares);
  for (auto i = std::size_t{0}; i != counts.size(); ++i) {
    ++counts[i];
    auto const& g = w.numbers_.centres_[i];
    auto where = rings{between(w, g.from_m_, g.below_m_.value_or(kAnywhere)), between(w, {}, kAnywhere)};
    std::erase_if(where.wanted_.in_, [&](settlement const* const s) {
      return !g.in_.empty() && std::ranges::find(g.in_, s->kind_) == g.in_.end();
    });
    if (auto const found = find_centres(w, counts[i], where, &g, into); !found) {
      return found;
    }
  }
  return {};
}

}  // namespace

result<void> add_depots(work& w, scenario& s) {
  auto const near = in_city(w);
  for (auto i = std::int64_t{0}; i != w.numbers_.depots_; ++i) {
    auto const found = find_place(w, near);
    if (!found) {
      return no_room("depot", i);
    }
    s.depots_.push_back({.id_ = fmt::format("depot-{}", i + 1),
                         .name_ = unique_name(w, "Depot", found->spot_.name_),
                         .position_ = found->spot_.where_});
  }
  return {};
}

result<void> add_points(work& w, scenario& s) {
  auto const near = in_city(w);
  for (auto i = std::int64_t{0}; i != w.size_.points_; ++i) {
    auto const found = find_place(w, near);
    if (!found) {
      return no_room("pickup point", i);
    }
    auto p = pickup_point{};
    p.id_ = fmt::format("point-{}", i + 1);
    p.name_ = unique_name(w, found->in_->name_, found->spot_.name_ == found->in_->name_ ? "" : found->spot_.name_);
    p.position_ = found->spot_.where_;
    p.loading_places_ = w.numbers_.loading_places_;
    s.pickup_points_.push_back(std::move(p));
  }
  return {};
}

result<void> add_centres(work& w, scenario& s) {
  auto list = std::vector<made_centre>{};
  if (auto const found = w.numbers_.centres_.empty() ? find_far_and_near(w, list) : find_groups(w, list); !found) {
    return found;
  }
  std::ranges::stable_sort(list, {}, [](made_centre const& c) { return c.way_.length_; });
  auto const own = std::max<std::int64_t>(1, per_cent(w.size_.centres_, w.numbers_.own_tier_per_cent_));
  for (auto& [c, way, group] : list) {
    auto const i = std::ssize(s.centres_);
    c.id_ = fmt::format("centre-{}", i + 1);
    c.tier_ = group != nullptr ? group->tier_ : i < own ? 1 : 2;
    if (group != nullptr && group->open_after_h_ > 0) {
      c.open_from_ = s.start_ + seconds{group->open_after_h_ * 3600};
    }
    w.to_centre_.push_back(way.driving_);
    w.group_of_.push_back(group);
    s.centres_.push_back(std::move(c));
  }
  return {};
}

}  // namespace leeward::planning::making
