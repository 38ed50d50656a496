#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include "roads/region_maker/blocks.h"
#include "roads/region_maker/chance.h"
#include "roads/region_maker/faces.h"
#include "roads/region_maker/settlement.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kBandWidth = 1'450.0;     // between ring streets, metres
constexpr auto const kWidestSector = 3'600.0;  // at the edge, before another radial is laid
constexpr auto const kEmbankment = 42.0;       // from the bank to the street along it
constexpr auto const kHalfAvenue = 8.0;        // between the centre of an avenue and each of its carriageways
constexpr auto const kSmallestQuarter = 6'000.0;
constexpr auto const kQuarter = 190'000.0;  // square metres

constexpr auto const kHighwayGates = std::size_t{2};  // a city's first gates: motorway and trunk road
constexpr auto const kRingAxis = 1'000U;              // axes below it are radials

struct spoke {
  double turns_{0};
  std::size_t first_{0};  // the ring where it begins
  std::size_t gate_{kNone};
};

class town_builder {
public:
  town_builder(world& w, std::uint32_t const index, settlement& s, random_source& dice)
      : w_{w}, index_{index}, s_{s}, dice_{dice} {
    local_.river_ = w.river_;
    local_.fineness_ = w.fineness_;
    shape_ = dice.next();
  }

  void run() {
    plan_rings();
    plan_spokes();
    place_corners();
    lay_rings();
    lay_spokes();
    lay_avenues();
    lay_embankments();
    densify(local_.net_, 110, 110);
    knot(local_.net_);
    end_embankments();
    choose_bridges();
    fill();
    knot(local_.net_);
    auto const shift = append(w_.net_, std::move(local_.net_));
    for (auto& g : s_.gates_) {
      g.point_ += shift;
    }
    std::move(local_.quarters_.begin(), local_.quarters_.end(), std::back_inserter(w_.quarters_));
  }

private:
  bool is_city() const { return s_.kind_ == settlement_kind::kCity; }
  bool has_river() const { return is_city(); }

  street like(street_kind const kind, name_style const style) const {
    return {.kind_ = kind, .crosses_water_ = true, .style_ = style, .settlement_ = index_};
  }

  void plan_rings() {
    auto const core = std::clamp(0.13 * s_.radius_, std::min(300.0, s_.radius_ * 0.45), 900.0);
    auto const bands = std::max(1.0, std::floor((s_.radius_ - core) / kBandWidth + 0.5));
    for (auto j = 0.0; j <= bands; ++j) {
      auto const share = j / bands;
      radii_.push_back(core + (s_.radius_ - core) * share * (0.88 + 0.12 * share));
    }
  }

  void plan_spokes() {
    for (auto i = std::size_t{0}; i < s_.gates_.size(); ++i) {
      spokes_.push_back({s_.gates_[i].turns_, 0, i});
    }
    auto const by_turns = [](spoke const& a, spoke const& b) { return a.turns_ < b.turns_; };
    std::sort(spokes_.begin(), spokes_.end(), by_turns);
    auto const widest = std::max(kWidestSector, s_.radius_ * 0.55) / (s_.radius_ * 6.283);
    while (spokes_.size() < 24) {
      auto at = std::size_t{0};
      auto gap = 0.0;
      for (auto i = std::size_t{0}; i < spokes_.size(); ++i) {
        auto const next = i + 1 < spokes_.size() ? spokes_[i + 1].turns_ : spokes_[0].turns_ + 1;
        if (next - spokes_[i].turns_ > gap + 1e-9) {
          gap = next - spokes_[i].turns_;
          at = i;
        }
      }
      if (gap < std::min(widest, 0.24)) {
        break;
      }
      auto const turns = spokes_[at].turns_ + gap * between(dice_, 0.42, 0.58);
      auto const far = radii_.size() > 2 && spokes_.size() >= 6 ? std::size_t{1} : std::size_t{0};
      spokes_.push_back({turns >= 1 ? turns - 1 : turns, far});
      std::sort(spokes_.begin(), spokes_.end(), by_turns);
    }
  }

  // How far the town reaches out in that direction, as a share of its radius: no town is a circle.
  double lobe(double const turns) const { return 0.18 * noise(shape_, towards(turns) * 1.3) - 0.04; }

  // Where radial and ring streets meet: a polar net, shaken.
  void place_corners() {
    for (auto const& k : spokes_) {
      auto turns = k.turns_;
      corners_.emplace_back();
      for (auto j = std::size_t{0}; j < radii_.size(); ++j) {
        auto const share = static_cast<double>(j) / static_cast<double>(radii_.size() - 1);
        auto const shake = share < 1 ? 240 / (radii_[j] * 6.283 + 4'000) : 0.0;
        auto const stretch = between(dice_, 0.94, 1.04) + share * lobe(k.turns_);
        corners_.back().push_back(s_.centre_ + towards(turns + between(dice_, -shake, shake)) * (radii_[j] * stretch));
      }
    }
  }

  void lay_rings() {
    for (auto j = std::size_t{0}; j < radii_.size(); ++j) {
      auto r = ring{};
      for (auto i = std::size_t{0}; i < spokes_.size(); ++i) {
        auto const a = corners_[i][j] - s_.centre_;
        auto const b = corners_[(i + 1) % spokes_.size()][j] - s_.centre_;
        auto const apart = turns_of(rotated(b, -turns_of(a)));
        r.push_back(corners_[i][j]);
        for (auto const share : {0.25, 0.5, 0.75}) {
          auto const reach = length(a) + (length(b) - length(a)) * share;
          r.push_back(s_.centre_ + rotated(unit(a), apart * share) * (reach * between(dice_, 0.985, 1.015)));
        }
      }
      auto const kind = !is_city()             ? street_kind::kTertiary
                        : j == 0 || j % 2 == 1 ? street_kind::kSecondary
                                               : street_kind::kTertiary;
      auto around = like(kind, name_style::kStreet);
      around.axis_ = kRingAxis + static_cast<std::uint32_t>(j);
      add_loop(local_.net_, r, around);
    }
  }

  void lay_spokes() {
    for (auto i = std::size_t{0}; i < spokes_.size(); ++i) {
      auto const& k = spokes_[i];
      auto l = line{corners_[i].begin() + static_cast<std::ptrdiff_t>(k.first_), corners_[i].end()};
      if (k.gate_ == kNone) {
        if (l.size() > 1) {
          add_street(local_.net_, l,
                     like(is_city() ? street_kind::kSecondary : street_kind::kTertiary, name_style::kStreet));
        }
        continue;
      }
      auto& g = s_.gates_[k.gate_];
      auto const end = s_.centre_ + towards(k.turns_) * gate_radius(s_);
      auto primary = like(is_city() ? street_kind::kPrimary : street_kind::kSecondary, name_style::kAvenue);
      primary.axis_ = static_cast<std::uint32_t>(i);
      if (g.dual_ && l.size() > 1) {
        g.point_ = lay_dual(l, end, primary);
      } else {
        l.push_back(end);
        g.point_ = local_.net_.streets_[add_street(local_.net_, l, primary)].points_.back();
      }
    }
  }

  // Two carriageways that come together on the city's edge, and one road from there to the gate.
  point_id lay_dual(line const& l, spot const end, street half) {
    half.oneway_ = true;
    auto& n = local_.net_;
    auto out = shifted(l, -kHalfAvenue);
    auto in = shifted(l, kHalfAvenue);
    std::reverse(in.begin(), in.end());
    auto& outbound = n.streets_[add_street(n, out, half)];
    auto const joint = add_point(n, l.back() + unit(end - l.back()) * 120);
    outbound.points_.push_back(joint);
    outbound.bridge_.push_back(passing::kOnGround);
    auto& inbound = n.streets_[add_street(n, in, half)];
    inbound.points_.insert(inbound.points_.begin(), joint);
    inbound.bridge_.push_back(passing::kOnGround);
    half.oneway_ = false;
    half.points_ = {joint, add_point(n, end)};
    half.bridge_ = {passing::kOnGround};
    n.streets_.push_back(half);
    return half.points_.back();
  }

  // Through the core, from a radial to the one most opposite; the great ones first.
  void lay_avenues() {
    struct pair {
      double off_;
      std::size_t a_, b_;
    };
    auto pairs = std::vector<pair>{};
    for (auto a = std::size_t{0}; a < spokes_.size(); ++a) {
      for (auto b = a + 1; b < spokes_.size(); ++b) {
        auto const off = std::abs(std::abs(spokes_[a].turns_ - spokes_[b].turns_) - 0.5);
        auto const small = (spokes_[a].gate_ == kNone ? 0.1 : 0.0) + (spokes_[b].gate_ == kNone ? 0.1 : 0.0);
        if (off < 0.15 && spokes_[a].first_ == 0 && spokes_[b].first_ == 0) {
          pairs.push_back({off + small, a, b});
        }
      }
    }
    std::sort(pairs.begin(), pairs.end(), [](pair const& x, pair const& y) {
      return std::tuple{x.off_, x.a_, x.b_} < std::tuple{y.off_, y.a_, y.b_};
    });
    auto done = std::vector<bool>(spokes_.size());
    auto laid = 0;
    for (auto const& x : pairs) {
      if (laid == 2 || done[x.a_] || done[x.b_]) {
        continue;
      }
      done[x.a_] = done[x.b_] = true;
      ++laid;
      auto const shake = spot{between(dice_, -40, 40), between(dice_, -40, 40)};
      auto through = like(is_city() ? street_kind::kPrimary : street_kind::kSecondary, name_style::kAvenue);
      through.axis_ = static_cast<std::uint32_t>(x.a_);
      add_street(local_.net_, {corners_[x.a_][0], s_.centre_ + shake, corners_[x.b_][0]}, through);
    }
  }

  double corridor() const { return w_.river_.half_width_ + kEmbankment; }

  void lay_embankments() {
    if (!has_river()) {
      return;
    }
    for (auto const side : {1.0, -1.0}) {
      auto bank = line{};
      for (auto u = -1.2 * s_.radius_; u <= 1.2 * s_.radius_; u += 45) {
        auto const p = w_.river_.at(u, side * corridor());
        if (distance(p, s_.centre_) < s_.radius_ * 1.17) {
          bank.push_back(p);
        }
      }
      if (bank.size() > 2) {
        add_street(local_.net_, bank, like(street_kind::kTertiary, name_style::kEmbankment));
      }
    }
  }

  // They end at the last street that they meet.
  void end_embankments() {
    auto const degree = degrees(local_.net_);
    for (auto& s : local_.net_.streets_) {
      auto const met = [&](point_id const p) { return degree[p] > 2; };
      auto const first = std::find_if(s.points_.begin(), s.points_.end(), met) - s.points_.begin();
      auto const last =
          std::ssize(s.points_) - 1 - (std::find_if(s.points_.rbegin(), s.points_.rend(), met) - s.points_.rbegin());
      if (s.style_ == name_style::kEmbankment && first < last) {
        s.points_ = {s.points_.begin() + first, s.points_.begin() + last + 1};
        s.bridge_ = {s.bridge_.begin() + first, s.bridge_.begin() + last};
      }
    }
  }

  struct river_run {
    std::uint32_t street_;
    std::size_t first_, last_;  // pieces
    double u_;
  };

  // Stretches of street between the two embankments.
  std::vector<river_run> river_runs() const {
    auto out = std::vector<river_run>{};
    auto const& n = local_.net_;
    for (auto s = std::uint32_t{0}; s < n.streets_.size(); ++s) {
      auto const& points = n.streets_[s].points_;
      auto open = false;
      for (auto i = std::size_t{0}; i + 1 < points.size(); ++i) {
        auto const mid = middle(n.points_[points[i]], n.points_[points[i + 1]]);
        auto const over =
            n.streets_[s].style_ != name_style::kEmbankment && std::abs(w_.river_.distance(mid)) < corridor() - 3;
        if (over && !open) {
          out.push_back({s, i, i, w_.river_.downstream(mid)});
        } else if (over) {
          out.back().last_ = i;
        }
        open = over;
      }
    }
    return out;
  }

  // Few of the streets that reach the river cross it: the great ones first, and none near another.
  void choose_bridges() {
    if (!has_river()) {
      return;
    }
    auto runs = river_runs();
    auto const& streets = local_.net_.streets_;
    auto const rank = [&](river_run const& r) {
      auto const& s = streets[r.street_];
      auto const to_highway = s.axis_ < spokes_.size() && spokes_[s.axis_].gate_ < kHighwayGates;
      return std::tuple{!to_highway, s.kind_, r.street_, r.first_};
    };
    std::sort(runs.begin(), runs.end(), [&](river_run const& a, river_run const& b) { return rank(a) < rank(b); });
    auto built = std::vector<double>{};
    auto dropped = std::vector<river_run>{};
    auto const apart = std::max(900.0, s_.radius_ * 0.28);
    for (auto const& r : runs) {
      auto const twin = streets[r.street_].oneway_;
      auto const taken = std::any_of(built.begin(), built.end(), [&](double const u) {
        return std::abs(u - r.u_) < apart && !(twin && std::abs(u - r.u_) < 6 * kHalfAvenue);
      });
      if (taken) {
        dropped.push_back(r);
      } else {
        built.push_back(r.u_);
      }
    }
    auto const* const first = local_.net_.streets_.data();
    keep_pieces(local_.net_, [&](street const& s, std::size_t const i) {
      return std::none_of(dropped.begin(), dropped.end(), [&](river_run const& r) {
        return &s - first == static_cast<std::ptrdiff_t>(r.street_) && i >= r.first_ && i <= r.last_;
      });
    });
  }

  bool is_corridor(ring const& r) const {
    return has_river() && std::all_of(r.begin(), r.end(),
                                      [&](spot const s) { return std::abs(w_.river_.distance(s)) < corridor() + 4; });
  }

  void fill() {
    plan_districts();
    for (auto const& face : faces_of(local_.net_)) {
      if (area(face) < kSmallestQuarter || is_corridor(face) ||
          distance(centre_of(face), s_.centre_) > s_.radius_ * 1.2) {
        continue;
      }
      auto const collector = like(street_kind::kTertiary, name_style::kStreet);
      for (auto& r : split_block(local_.net_, face, kQuarter, collector, dice_)) {
        auto const q = quarter{r, kind_at(centre_of(r)), index_};
        fill_quarter(local_, q, dice_);
        local_.quarters_.push_back(q);
      }
    }
  }

  void plan_districts() {
    using enum quarter_kind;
    constexpr auto const kKinds =
        std::array{kEstate, kHouses, kGrid, kEstate, kOrganic, kFan, kHouses, kEstate, kGrid, kHouses};
    auto const count = std::max(4.0, s_.radius_ * s_.radius_ / 3.5e6);
    for (auto i = 0.0; i < count; ++i) {
      auto const turns = i * 0.381966;  // golden angle: evenly spread
      auto const r = s_.radius_ * std::sqrt((i + 0.7) / count);
      auto const kind = dice_.below(kKinds.size());
      seeds_.push_back({s_.centre_ + towards(turns) * r, kKinds[kind]});
    }
  }

  quarter_kind kind_at(spot const p) {
    auto const off = distance(p, s_.centre_);
    if (off < radii_[0] * 1.15) {
      return quarter_kind::kCore;
    }
    auto const die = dice_.below(100);
    if (off > 0.6 * s_.radius_ && die < 9) {
      return quarter_kind::kWorks;
    }
    if (die >= 95) {
      return quarter_kind::kPark;
    }
    if (off < radii_[0] * 2.2) {
      return quarter_kind::kGrid;
    }
    auto const nearest = std::min_element(seeds_.begin(), seeds_.end(), [&](auto const& a, auto const& b) {
      return distance(a.first, p) < distance(b.first, p);
    });
    return nearest->second;
  }

  world& w_;
  world local_;
  std::uint32_t index_;
  settlement& s_;
  random_source& dice_;
  std::uint64_t shape_{0};
  std::vector<double> radii_;
  std::vector<spoke> spokes_;
  std::vector<std::vector<spot>> corners_;  // [spoke][ring]
  std::vector<std::pair<spot, quarter_kind>> seeds_;
};

}  // namespace

double ring_road_radius(settlement const& s) {
  return s.kind_ == settlement_kind::kCity && s.radius_ > 3'000 ? s.radius_ * 1.24 : 0;
}

double gate_radius(settlement const& s) {
  return s.kind_ == settlement_kind::kVillage ? 0 : std::max(s.radius_ * 1.2, ring_road_radius(s) + 900);
}

void build_town(world& w, std::uint32_t const index, settlement& s, random_source& dice) {
  town_builder{w, index, s, dice}.run();
}

}  // namespace leeward::roads::made
