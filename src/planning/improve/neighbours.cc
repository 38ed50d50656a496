#include "planning/improve/neighbours.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leeward::planning::improve {

using trips::centre_id;
using trips::load_id;
using trips::point_id;

namespace {

constexpr auto const kNear = std::size_t{6};       // centres of a point
constexpr auto const kAnyOf = std::uint64_t{8};    // one in so many choices is of any centre
constexpr auto const kBeginOf = std::uint64_t{8};  // one in so many gaps is at the beginning of a route
// Where last arrivals are late, only a change of such a vehicle makes it better.
constexpr auto const kLateOf = std::array<std::uint64_t, 2>{5, 8};
constexpr auto const kDraws = 4;  // before another load is taken

template <typename Time>
std::vector<centre_id> nearest(std::size_t const centres, Time const& time) {
  auto all = std::vector<centre_id>{};
  for (auto c = std::uint32_t{0}; c != centres; ++c) {
    all.push_back({c});
  }
  auto const keep = std::min(kNear, centres);
  std::ranges::partial_sort(all, begin(all) + static_cast<std::ptrdiff_t>(keep),
                            [&](auto const a, auto const b) { return std::pair{time(a), a} < std::pair{time(b), b}; });
  all.resize(keep);
  return all;
}

}  // namespace

// By the first class: the others are hardly nearer to somewhere else.
neighbours::neighbours(trips::problem const& p) {
  auto const& t = p.times_.front();
  for (auto i = std::size_t{0}; i != p.points_; ++i) {
    before_.push_back(nearest(p.centres(), [&](centre_id const c) { return t.to_point_[c.v_ * p.points_ + i]; }));
    after_.push_back(nearest(p.centres(), [&](centre_id const c) { return t.to_centre_[i * p.centres() + c.v_]; }));
  }
}

centre_id neighbours::centre_before(point_id const p, random_source& dice) const {
  return before_[p.v_][dice.below(before_[p.v_].size())];
}

centre_id neighbours::centre_after(point_id const p, random_source& dice) const {
  return after_[p.v_][dice.below(after_[p.v_].size())];
}

std::optional<load_id> neighbours::any(state const& s, random_source& dice) const {
  if (!s.late().empty() && dice.chance(kLateOf[0], kLateOf[1])) {
    auto const& r = s.route_of(s.late()[dice.below(s.late().size())]);
    return r.at(dice.below(r.size())).load_;
  }
  for (auto i = 0; i != kDraws; ++i) {
    auto const l = load_id{static_cast<std::uint32_t>(dice.below(s.p_.loads_.size()))};
    if (s.where(l).is_served()) {
      return l;
    }
  }
  return std::nullopt;
}

gap neighbours::gap_for(state const& s, load_id const l, random_source& dice) const {
  auto const draw = dice.below(kBeginOf * kAnyOf);
  if (draw % kBeginOf != 0) {
    auto const loads =
        draw / kBeginOf == 0 ? std::span<load_id const>{} : s.loads_at(centre_before(s.p_.at(l).point_, dice));
    if (!loads.empty()) {
      auto const& w = s.where(loads[dice.below(loads.size())]);
      return {w.vehicle_, w.index_ + std::size_t{1}};
    }
    if (auto const after = any(s, dice)) {
      return {s.where(*after).vehicle_, s.where(*after).index_ + std::size_t{1}};
    }
  }
  return {{static_cast<std::uint32_t>(dice.below(s.p_.vehicles_.size()))}, 0};
}

std::optional<load_id> neighbours::with_centre_for(state const& s, load_id const l, random_source& dice) const {
  if (dice.below(kAnyOf) != 0) {
    auto const loads = s.loads_at(centre_after(s.p_.at(l).point_, dice));
    if (!loads.empty()) {
      return loads[dice.below(loads.size())];
    }
  }
  return any(s, dice);
}

}  // namespace leeward::planning::improve
