#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "roads/region_maker/network.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kCell = 150.0;        // of the search grid, metres
constexpr auto const kTouch = 0.5;         // what ends this near to a street meets it
constexpr auto const kBridgeReach = 38.0;  // of a bridge, to both sides of what it crosses

struct piece {
  std::uint32_t street_;
  std::uint32_t at_;
  point_id a_, b_;
};

struct cut {
  auto order() const { return std::tuple{street_, at_, share_, point_}; }

  std::uint32_t street_;
  std::uint32_t at_;
  double share_;
  point_id point_;
};

struct overpass {
  auto order() const { return std::tuple{street_, where_.x_, where_.y_, how_}; }

  std::uint32_t street_;
  spot where_;
  passing how_;
};

std::int64_t cell_key(spot const s) {
  auto const x = static_cast<std::int64_t>(std::floor(s.x_ / kCell));
  auto const y = static_cast<std::int64_t>(std::floor(s.y_ / kCell));
  return (x << 32) ^ (y & 0xFFFFFFFF);
}

class knotter {
public:
  explicit knotter(network& n) : n_{n}, leader_(n.points_.size()) {
    std::iota(leader_.begin(), leader_.end(), point_id{0});
  }

  void run() {
    collect();
    for (auto i = std::size_t{0}; i < cells_.size();) {
      auto j = i;
      while (j < cells_.size() && cells_[j].first == cells_[i].first) {
        ++j;
      }
      for (auto a = i; a < j; ++a) {
        for (auto b = a + 1; b < j; ++b) {
          compare(cells_[i].first, pieces_[cells_[a].second], pieces_[cells_[b].second]);
        }
      }
      i = j;
    }
    rebuild();
    raise_bridges();
    std::erase_if(n_.streets_, [](street const& s) { return s.points_.size() < 2; });
  }

private:
  void collect() {
    for (auto s = std::uint32_t{0}; s < n_.streets_.size(); ++s) {
      auto const& points = n_.streets_[s].points_;
      for (auto i = std::uint32_t{0}; i + 1 < points.size(); ++i) {
        enter({s, i, points[i], points[i + 1]});
      }
    }
    std::sort(cells_.begin(), cells_.end());
  }

  void enter(piece const& p) {
    auto const index = static_cast<std::uint32_t>(pieces_.size());
    pieces_.push_back(p);
    auto const a = n_.points_[p.a_];
    auto const b = n_.points_[p.b_];
    for (auto x = std::floor((std::min(a.x_, b.x_) - kTouch) / kCell); x * kCell <= std::max(a.x_, b.x_) + kTouch;
         ++x) {
      for (auto y = std::floor((std::min(a.y_, b.y_) - kTouch) / kCell); y * kCell <= std::max(a.y_, b.y_) + kTouch;
           ++y) {
        cells_.emplace_back(cell_key({(x + 0.5) * kCell, (y + 0.5) * kCell}), index);
      }
    }
  }

  void compare(std::int64_t const cell, piece const& p, piece const& q) {
    if (p.a_ == q.a_ || p.a_ == q.b_ || p.b_ == q.a_ || p.b_ == q.b_) {
      return;
    }
    auto const a = n_.points_[p.a_];
    auto const b = n_.points_[p.b_];
    auto const c = n_.points_[q.a_];
    auto const d = n_.points_[q.b_];
    auto const x = crossing(a, b, c, d);
    if (!x) {
      return;
    }
    auto const near_p = kTouch / distance(a, b);
    auto const near_q = kTouch / distance(c, d);
    if (x->ab_ < -near_p || x->ab_ > 1 + near_p || x->cd_ < -near_q || x->cd_ > 1 + near_q) {
      return;
    }
    auto const where = a + (b - a) * x->ab_;
    if (cell_key(where) != cell) {
      return;  // another cell's find
    }
    meet(p, q, *x, where);
  }

  void meet(piece const& p, piece const& q, crossing_shares const x, spot const where) {
    auto const level_p = n_.streets_[p.street_].level_;
    auto const level_q = n_.streets_[q.street_].level_;
    if (level_p != level::kGround || level_q != level::kGround) {
      if (level_p == level::kGround && level_q == level::kFree) {
        pass(p.street_, q.street_, where);
      } else if (level_q == level::kGround && level_p == level::kFree) {
        pass(q.street_, p.street_, where);
      }
      return;
    }
    auto const end_p = end_near(p, where);
    auto const end_q = end_near(q, where);
    if (end_p != kNone && end_q != kNone) {
      unite(end_p, end_q);
    } else if (end_p != kNone) {
      cuts_.push_back({q.street_, q.at_, x.cd_, end_p});
    } else if (end_q != kNone) {
      cuts_.push_back({p.street_, p.at_, x.ab_, end_q});
    } else {
      auto const fresh = add_point(n_, where);
      leader_.push_back(fresh);
      cuts_.push_back({p.street_, p.at_, x.ab_, fresh});
      cuts_.push_back({q.street_, q.at_, x.cd_, fresh});
    }
  }

  void pass(std::uint32_t const ground, std::uint32_t const free, spot const where) {
    auto const dives = n_.streets_[ground].dives_;
    overpasses_.push_back({ground, where, dives ? passing::kBelowBridge : passing::kOnBridge});
    if (dives) {
      overpasses_.push_back({free, where, passing::kOnBridge});
    }
  }

  point_id end_near(piece const& p, spot const where) const {
    return distance(n_.points_[p.a_], where) < kTouch   ? p.a_
           : distance(n_.points_[p.b_], where) < kTouch ? p.b_
                                                        : kNone;
  }

  point_id leader(point_id p) {
    while (leader_[p] != p) {
      p = leader_[p] = leader_[leader_[p]];
    }
    return p;
  }

  void unite(point_id const a, point_id const b) {
    auto const la = leader(a);
    auto const lb = leader(b);
    leader_[std::max(la, lb)] = std::min(la, lb);
  }

  void rebuild() {
    std::sort(cuts_.begin(), cuts_.end(), [](cut const& a, cut const& b) { return a.order() < b.order(); });
    auto next = cuts_.begin();
    for (auto s = std::uint32_t{0}; s < n_.streets_.size(); ++s) {
      auto& street = n_.streets_[s];
      auto points = std::vector<point_id>{leader(street.points_.front())};
      auto bridge = std::vector<passing>{};
      auto const go_to = [&](point_id const p, passing const b) {
        if (leader(p) != points.back()) {
          points.push_back(leader(p));
          bridge.push_back(b);
        }
      };
      for (auto i = std::uint32_t{0}; i + 1 < street.points_.size(); ++i) {
        for (; next != cuts_.end() && next->street_ == s && next->at_ == i; ++next) {
          go_to(next->point_, street.bridge_[i]);
        }
        go_to(street.points_[i + 1], street.bridge_[i]);
      }
      street.points_ = std::move(points);
      street.bridge_ = std::move(bridge);
    }
  }

  // A bridge needs ends of its own before and behind what it crosses.
  void raise_bridges() {
    std::sort(overpasses_.begin(), overpasses_.end(),
              [](overpass const& a, overpass const& b) { return a.order() < b.order(); });
    for (auto const& o : overpasses_) {
      raise(o);
    }
  }

  void raise(overpass const& o) {
    auto const& s = n_.streets_[o.street_];
    auto at = 0.0;
    for (auto i = std::size_t{0}; i + 1 < s.points_.size(); ++i) {
      auto const a = n_.points_[s.points_[i]];
      auto const b = n_.points_[s.points_[i + 1]];
      if (distance_to(o.where_, a, b) < 0.01) {
        at += distance(a, o.where_);
        mark(n_, o.street_, at - kBridgeReach, at + kBridgeReach, o.how_);
        return;
      }
      at += distance(a, b);
    }
  }

  network& n_;
  std::vector<point_id> leader_;
  std::vector<piece> pieces_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> cells_;
  std::vector<cut> cuts_;
  std::vector<overpass> overpasses_;
};

}  // namespace

void knot(network& n) { knotter{n}.run(); }

}  // namespace leeward::roads::made
