#include "roads/region_maker/junctions.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "roads/region_maker/chance.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kRoundabout = 21.0;  // radius
constexpr auto const kBetweenRoundabouts = 1'300.0;
constexpr auto const kGateInside = 9.0;  // metres behind the public street

struct arm {
  point_id neighbour_;
  std::uint32_t street_;
  bool to_;    // may be driven towards the junction
  bool from_;  // … away from it
};

std::vector<arm> arms_of(network const& n, streets_by_point const& by, point_id const p) {
  auto out = std::vector<arm>{};
  for (auto i = by.first_[p]; i < by.first_[p + 1]; ++i) {
    auto const& s = n.streets_[by.streets_[i]];
    for (auto k = std::size_t{0}; k < s.points_.size(); ++k) {
      if (s.points_[k] == p && k > 0) {
        out.push_back({s.points_[k - 1], by.streets_[i], true, !s.oneway_});
      }
      if (s.points_[k] == p && k + 1 < s.points_.size()) {
        out.push_back({s.points_[k + 1], by.streets_[i], !s.oneway_, true});
      }
    }
  }
  return out;
}

bool suits_roundabout(network const& n, point_id const p, std::vector<arm> const& arms) {
  auto great = 0;
  for (auto const& a : arms) {
    auto const& s = n.streets_[a.street_];
    if (s.level_ != level::kGround || s.oneway_ || s.roundabout_ || s.kind_ < street_kind::kSecondary ||
        s.kind_ > street_kind::kResidential || distance(n.points_[p], n.points_[a.neighbour_]) < kRoundabout + 8) {
      return false;
    }
    great += s.kind_ <= street_kind::kTertiary ? 1 : 0;
  }
  return arms.size() >= 3 && arms.size() <= 5 && great >= 3;
}

// Streets end on the circle instead of in its middle.
void cut_arms(network& n, std::vector<arm> const& arms, point_id const p, std::vector<point_id> const& ends) {
  for (auto i = std::size_t{0}; i < arms.size(); ++i) {
    auto& points = n.streets_[arms[i].street_].points_;
    (points.front() == p ? points.front() : points.back()) = ends[i];
  }
}

void split_at(network& n, std::vector<bool> const& here) {
  auto out = std::vector<street>{};
  for (auto& s : n.streets_) {
    auto first = std::size_t{0};
    for (auto i = std::size_t{1}; i < s.points_.size(); ++i) {
      if (i + 1 < s.points_.size() && !here[s.points_[i]]) {
        continue;
      }
      auto const at = [](auto& v, std::size_t const k) { return v.begin() + static_cast<std::ptrdiff_t>(k); };
      auto part = s;
      part.points_.assign(at(s.points_, first), at(s.points_, i + 1));
      part.bridge_.assign(at(s.bridge_, first), at(s.bridge_, i));
      out.push_back(std::move(part));
      first = i;
    }
  }
  n.streets_ = std::move(out);
}

void build_roundabout(network& n, point_id const p, std::vector<arm> arms) {
  auto const centre = n.points_[p];
  auto const turns = [&](arm const& a) { return turns_of(n.points_[a.neighbour_] - centre); };
  std::sort(arms.begin(), arms.end(), [&](arm const& a, arm const& b) { return turns(a) < turns(b); });
  auto like = n.streets_[arms.front().street_];
  for (auto const& a : arms) {
    like = n.streets_[a.street_].kind_ < like.kind_ ? n.streets_[a.street_] : like;
  }
  like.oneway_ = like.roundabout_ = true;
  like.style_ = name_style::kUnnamed;
  like.name_ = kNone;
  like.points_.clear();
  auto ends = std::vector<point_id>{};
  for (auto i = std::size_t{0}; i < arms.size(); ++i) {
    auto const from = turns(arms[i]);
    auto const next = i + 1 < arms.size() ? turns(arms[i + 1]) : turns(arms[0]) + 1;
    ends.push_back(add_point(n, centre + towards(from) * kRoundabout));
    like.points_.push_back(ends.back());
    for (auto t = from + 0.125; t < next - 0.05; t += 0.125) {
      like.points_.push_back(add_point(n, centre + towards(t) * kRoundabout));
    }
  }
  like.points_.push_back(like.points_.front());
  like.bridge_.assign(like.points_.size() - 1, passing::kOnGround);
  cut_arms(n, arms, p, ends);
  n.streets_.push_back(std::move(like));
}

bool loops_through(network const& n, std::vector<arm> const& arms, point_id const p) {
  return std::any_of(arms.begin(), arms.end(), [&](arm const& a) {
    auto const& points = n.streets_[a.street_].points_;
    return points.front() == points.back() || std::count(points.begin(), points.end(), p) != 1;
  });
}

std::optional<turn_rule> rule_at(network const& n, point_id const p, std::vector<arm> const& arms,
                                 random_source& dice) {
  auto const& from = arms[dice.below(arms.size())];
  if (!from.to_ || n.streets_[from.street_].kind_ > street_kind::kSecondary) {
    return std::nullopt;
  }
  auto const way = unit(n.points_[p] - n.points_[from.neighbour_]);
  auto const* left = static_cast<arm const*>(nullptr);
  auto const* ahead = static_cast<arm const*>(nullptr);
  for (auto const& a : arms) {
    auto const out = unit(n.points_[a.neighbour_] - n.points_[p]);
    if (&a == &from || !a.from_) {
      continue;
    }
    left = cross(way, out) > 0.7 ? &a : left;
    ahead = dot(way, out) > 0.8 ? &a : ahead;
  }
  auto const die = dice.below(100);
  auto const except_bus = chance(dice, 25);
  if (left != nullptr && ahead != nullptr && die < 70) {
    return turn_rule{from.neighbour_, p, left->neighbour_, "no_left_turn", except_bus};
  }
  if (ahead != nullptr && die < 88) {
    return turn_rule{from.neighbour_, p, ahead->neighbour_, "only_straight_on", except_bus};
  }
  if (from.from_ && arms.size() > 3) {
    return turn_rule{from.neighbour_, p, from.neighbour_, "no_u_turn", false};
  }
  return std::nullopt;
}

}  // namespace

streets_by_point index_streets(network const& n) {
  auto out = streets_by_point{std::vector<std::uint32_t>(n.points_.size() + 1), {}};
  auto pairs = std::vector<std::pair<point_id, std::uint32_t>>{};
  for (auto s = std::uint32_t{0}; s < n.streets_.size(); ++s) {
    for (auto const p : n.streets_[s].points_) {
      pairs.emplace_back(p, s);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (auto const& [p, s] : pairs) {
    ++out.first_[p + 1];
    out.streets_.push_back(s);
  }
  for (auto i = std::size_t{1}; i < out.first_.size(); ++i) {
    out.first_[i] += out.first_[i - 1];
  }
  return out;
}

void build_roundabouts(network& n, random_source& dice) {
  auto const by = index_streets(n);
  auto const points = static_cast<point_id>(by.first_.size() - 1);
  auto chosen = std::vector<std::pair<point_id, spot>>{};
  for (auto p = point_id{0}; p < points; ++p) {
    if (by.first_[p + 1] - by.first_[p] < 2) {
      continue;
    }
    auto const arms = arms_of(n, by, p);
    auto const near = [&](auto const& c) { return distance(c.second, n.points_[p]) < kBetweenRoundabouts; };
    if (suits_roundabout(n, p, arms) && !loops_through(n, arms, p) &&
        std::none_of(chosen.begin(), chosen.end(), near) && chance(dice, 60)) {
      chosen.emplace_back(p, n.points_[p]);
    }
  }
  auto here = std::vector<bool>(n.points_.size());
  for (auto const& c : chosen) {
    here[c.first] = true;
  }
  split_at(n, here);
  auto const split = index_streets(n);
  for (auto const& c : chosen) {
    build_roundabout(n, c.first, arms_of(n, split, c.first));
  }
}

std::vector<turn_rule> make_turn_rules(network& n, random_source& dice) {
  auto const by = index_streets(n);
  auto rules = std::vector<turn_rule>{};
  auto here = std::vector<bool>(n.points_.size());
  for (auto p = point_id{0}; p < n.points_.size(); ++p) {
    if (by.first_[p + 1] - by.first_[p] < 2) {
      continue;
    }
    auto const arms = arms_of(n, by, p);
    auto const plain = std::all_of(arms.begin(), arms.end(), [&](arm const& a) {
      auto const& s = n.streets_[a.street_];
      return s.level_ == level::kGround && !s.roundabout_ && s.kind_ <= street_kind::kResidential &&
             s.settlement_ != kNone;
    });
    if (arms.size() < 4 || !plain || !chance(dice, 85)) {
      continue;
    }
    if (auto const r = rule_at(n, p, arms, dice)) {
      rules.push_back(*r);
      here[p] = true;
    }
  }
  split_at(n, here);
  return rules;
}

std::vector<point_tag> place_barriers(network& n) {
  auto out = std::vector<point_tag>{};
  auto const by = index_streets(n);
  auto const before = n.points_.size();
  for (auto s = std::uint32_t{0}; s < n.streets_.size(); ++s) {
    auto const whole = length(line_of(n, n.streets_[s]));
    if (n.streets_[s].bollard_) {
      out.emplace_back(insert_point(n, s, whole / 2), "bollard");
      continue;
    }
    auto const is_public = [&](point_id const p) {
      return p < before && std::any_of(
                               by.streets_.begin() + by.first_[p], by.streets_.begin() + by.first_[p + 1],
                               [&](std::uint32_t const t) { return !n.streets_[t].gated_; });
    };
    if (!n.streets_[s].gated_ || whole < 4 * kGateInside) {
      continue;
    }
    if (is_public(n.streets_[s].points_.front())) {
      out.emplace_back(insert_point(n, s, kGateInside), "gate");
    }
    if (is_public(n.streets_[s].points_.back())) {
      out.emplace_back(insert_point(n, s, whole - kGateInside), "gate");
    }
  }
  return out;
}

std::vector<point_id> place_signals(network const& n) {
  auto out = std::vector<point_id>{};
  auto const by = index_streets(n);
  for (auto p = point_id{0}; p < n.points_.size(); ++p) {
    auto great = 0;
    auto lesser = 0;
    if (by.first_[p + 1] - by.first_[p] < 2) {
      continue;
    }
    for (auto const& a : arms_of(n, by, p)) {
      auto const& s = n.streets_[a.street_];
      auto const in_town = s.level_ == level::kGround && !s.roundabout_ && s.settlement_ != kNone;
      great += in_town && s.kind_ <= street_kind::kSecondary ? 1 : 0;
      lesser += in_town && s.kind_ == street_kind::kTertiary ? 1 : 0;
    }
    if (great >= 3 || (great == 2 && lesser >= 1)) {
      out.push_back(p);
    }
  }
  return out;
}

}  // namespace leeward::roads::made
