#include "roads/region_maker/network.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace leeward::roads::made {

point_id add_point(network& n, spot const s) {
  n.points_.push_back(s);
  return static_cast<point_id>(n.points_.size() - 1);
}

std::uint32_t add_street(network& n, line const& l, street like) {
  like.points_.clear();
  for (auto const& s : l) {
    like.points_.push_back(add_point(n, s));
  }
  like.bridge_.assign(l.size() - 1, passing::kOnGround);
  n.streets_.push_back(std::move(like));
  return static_cast<std::uint32_t>(n.streets_.size() - 1);
}

std::uint32_t add_loop(network& n, ring const& r, street like) {
  auto const index = add_street(n, r, std::move(like));
  auto& s = n.streets_[index];
  s.points_.push_back(s.points_.front());
  s.bridge_.push_back(passing::kOnGround);
  return index;
}

line line_of(network const& n, street const& s) {
  auto out = line{};
  for (auto const p : s.points_) {
    out.push_back(n.points_[p]);
  }
  return out;
}

void densify(network& n, double const step, double const step_outside) {
  for (auto& s : n.streets_) {
    auto points = std::vector<point_id>{s.points_.front()};
    auto bridge = std::vector<passing>{};
    for (auto i = std::size_t{0}; i + 1 < s.points_.size(); ++i) {
      auto const piece = densified({n.points_[s.points_[i]], n.points_[s.points_[i + 1]]},
                                   s.settlement_ == kNone ? step_outside : step);
      for (auto k = std::size_t{1}; k + 1 < piece.size(); ++k) {
        points.push_back(add_point(n, piece[k]));
      }
      points.push_back(s.points_[i + 1]);
      bridge.insert(bridge.end(), piece.size() - 1, s.bridge_[i]);
    }
    s.points_ = std::move(points);
    s.bridge_ = std::move(bridge);
  }
}

point_id insert_point(network& n, std::uint32_t const street_index, double metres) {
  auto& s = n.streets_[street_index];
  for (auto i = std::size_t{0}; i + 1 < s.points_.size(); ++i) {
    auto const a = n.points_[s.points_[i]];
    auto const b = n.points_[s.points_[i + 1]];
    auto const d = distance(a, b);
    if (metres < 1) {
      return s.points_[i];
    }
    if (metres < d - 1) {
      auto const p = add_point(n, a + (b - a) * (metres / d));
      auto const at = static_cast<std::ptrdiff_t>(i + 1);
      s.points_.insert(s.points_.begin() + at, p);
      auto const same = s.bridge_[i];
      s.bridge_.push_back(same);
      std::rotate(s.bridge_.begin() + at, s.bridge_.end() - 1, s.bridge_.end());
      return p;
    }
    metres -= d;
  }
  return s.points_.back();
}

void mark(network& n, std::uint32_t const street_index, double const from, double const to, passing const how) {
  auto const first_point = insert_point(n, street_index, std::max(0.0, from));
  auto const last_point = insert_point(n, street_index, to);
  auto& s = n.streets_[street_index];
  auto const first = std::find(s.points_.begin(), s.points_.end(), first_point) - s.points_.begin();
  auto const last = std::find(s.points_.begin() + first, s.points_.end(), last_point) - s.points_.begin();
  std::fill(s.bridge_.begin() + first, s.bridge_.begin() + std::min<std::ptrdiff_t>(last, std::ssize(s.bridge_)), how);
}

point_id append(network& into, network&& from) {
  auto const shift = static_cast<point_id>(into.points_.size());
  into.points_.insert(into.points_.end(), from.points_.begin(), from.points_.end());
  for (auto& s : from.streets_) {
    for (auto& p : s.points_) {
      p += shift;
    }
    into.streets_.push_back(std::move(s));
  }
  return shift;
}

void keep_pieces(network& n, std::function<bool(street const&, std::size_t)> const& keep) {
  auto kept = std::vector<street>{};
  for (auto& s : n.streets_) {
    auto part = s;
    part.points_.clear();
    part.bridge_.clear();
    auto const close = [&] {
      if (part.points_.size() > 1) {
        kept.push_back(part);
      }
      part.points_.clear();
      part.bridge_.clear();
    };
    for (auto i = std::size_t{0}; i + 1 < s.points_.size(); ++i) {
      if (!keep(s, i)) {
        close();
        continue;
      }
      if (part.points_.empty()) {
        part.points_.push_back(s.points_[i]);
      }
      part.points_.push_back(s.points_[i + 1]);
      part.bridge_.push_back(s.bridge_[i]);
    }
    close();
  }
  n.streets_ = std::move(kept);
}

void split_at_bridges(network& n) {
  auto out = std::vector<street>{};
  for (auto const& s : n.streets_) {
    auto first = std::size_t{0};
    for (auto i = std::size_t{1}; i <= s.bridge_.size(); ++i) {
      if (i < s.bridge_.size() && s.bridge_[i] == s.bridge_[first]) {
        continue;
      }
      auto const at = [](auto const& v, std::size_t const k) { return v.begin() + static_cast<std::ptrdiff_t>(k); };
      auto part = s;
      part.points_.assign(at(s.points_, first), at(s.points_, i + 1));
      part.bridge_.assign(at(s.bridge_, first), at(s.bridge_, i));
      out.push_back(std::move(part));
      first = i;
    }
  }
  n.streets_ = std::move(out);
}

std::vector<std::uint32_t> degrees(network const& n) {
  auto out = std::vector<std::uint32_t>(n.points_.size());
  for (auto const& s : n.streets_) {
    for (auto i = std::size_t{0}; i + 1 < s.points_.size(); ++i) {
      ++out[s.points_[i]];
      ++out[s.points_[i + 1]];
    }
  }
  return out;
}

void join_near(network& n, double const metres) {
  auto leader = std::vector<point_id>(n.points_.size());
  std::iota(leader.begin(), leader.end(), point_id{0});
  auto const find = [&](point_id p) {
    while (leader[p] != p) {
      p = leader[p] = leader[leader[p]];
    }
    return p;
  };
  for (auto const& s : n.streets_) {
    for (auto i = std::size_t{0}; i + 1 < s.points_.size() && s.level_ == level::kGround; ++i) {
      auto const a = find(s.points_[i]);
      auto const b = find(s.points_[i + 1]);
      if (distance(n.points_[a], n.points_[b]) < metres) {
        leader[std::max(a, b)] = std::min(a, b);
      }
    }
  }
  for (auto& s : n.streets_) {
    auto points = std::vector<point_id>{find(s.points_.front())};
    auto bridge = std::vector<passing>{};
    for (auto i = std::size_t{1}; i < s.points_.size(); ++i) {
      if (auto const p = find(s.points_[i]); p != points.back()) {
        points.push_back(p);
        bridge.push_back(s.bridge_[i - 1]);
      }
    }
    s.points_ = std::move(points);
    s.bridge_ = std::move(bridge);
  }
  std::erase_if(n.streets_, [](street const& s) { return s.points_.size() < 2; });
}

void trim(network& n, double const metres) {
  for (auto round = 0; round < 4; ++round) {
    auto const degree = degrees(n);
    for (auto& s : n.streets_) {
      auto const shorten = [&] {
        auto i = std::size_t{0};
        auto sum = 0.0;
        while (i + 1 < s.points_.size() && (i == 0 || degree[s.points_[i]] == 2)) {
          sum += distance(n.points_[s.points_[i]], n.points_[s.points_[i + 1]]);
          ++i;
        }
        if (degree[s.points_.front()] == 1 && sum < metres) {
          s.points_.erase(s.points_.begin(), s.points_.begin() + static_cast<std::ptrdiff_t>(i));
          s.bridge_.erase(s.bridge_.begin(), s.bridge_.begin() + static_cast<std::ptrdiff_t>(i));
        }
      };
      shorten();
      std::reverse(s.points_.begin(), s.points_.end());
      std::reverse(s.bridge_.begin(), s.bridge_.end());
      shorten();
      std::reverse(s.points_.begin(), s.points_.end());
      std::reverse(s.bridge_.begin(), s.bridge_.end());
    }
    std::erase_if(n.streets_, [](street const& s) { return s.points_.size() < 2; });
  }
}

void simplify(network& n, double const metres) {
  auto const degree = degrees(n);
  for (auto& s : n.streets_) {
    auto points = std::vector<point_id>{s.points_.front()};
    auto bridge = std::vector<passing>{};
    auto first = std::size_t{0};  // since here all points lie within `metres` of the straight line
    for (auto i = std::size_t{1}; i < s.points_.size(); ++i) {
      auto const last = i + 1 == s.points_.size();
      auto straight = !last && degree[s.points_[i]] == 2 && s.bridge_[i - 1] == s.bridge_[i];
      for (auto k = first + 1; straight && k <= i; ++k) {
        straight =
            distance_to(n.points_[s.points_[k]], n.points_[s.points_[first]], n.points_[s.points_[i + 1]]) < metres;
      }
      if (!straight) {
        points.push_back(s.points_[i]);
        bridge.push_back(s.bridge_[i - 1]);
        first = i;
      }
    }
    s.points_ = std::move(points);
    s.bridge_ = std::move(bridge);
  }
}

}  // namespace leeward::roads::made
