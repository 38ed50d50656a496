#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "roads/region_maker/chance.h"
#include "roads/region_maker/drawing.h"

namespace leeward::roads::made {

namespace {

constexpr auto const kFromMiddle = 15.0;  // of the street, to the house
constexpr auto const kFromCorner = 16.0;

std::int64_t people_per_house(settlement_kind const k) {
  switch (k) {
    case settlement_kind::kCity: return 10;
    case settlement_kind::kTown: return 8;
    case settlement_kind::kVillage: return 6;
  }
  return 10;
}

// Metres between two houses on one side, so that a settlement has as many as its people need.
std::vector<double> house_spacing(drawing const& d) {
  auto metres = std::vector<double>(d.c_.places_.size());
  for (auto const& s : d.w_.net_.streets_) {
    if (s.name_ != kNone) {
      metres[s.settlement_] += length(line_of(d.w_.net_, s));
    }
  }
  for (auto i = std::size_t{0}; i < metres.size(); ++i) {
    auto const& s = d.c_.places_[i];
    auto const houses = std::max<std::int64_t>(1, s.people_ / people_per_house(s.kind_));
    metres[i] = std::clamp(2 * metres[i] / static_cast<double>(houses), 20.0, 120.0);
  }
  return metres;
}

// Numbers go on from one piece of a street to the next: odd on the left, even on the right.
struct numbers {
  int odd_{1};
  int even_{2};
};

std::string number_text(int const n, random_source& dice) {
  switch (dice.below(40)) {
    case 0: return fmt::format("{}А", n);
    case 1: return fmt::format("{}/{}", n, 1 + dice.below(9));
    case 2: return fmt::format("{}к{}", n, 1 + dice.below(3));
    default: return fmt::format("{}", n);
  }
}

class house_builder {
public:
  house_builder(drawing const& d, random_source& dice)
      : d_{d},
        dice_{dice},
        spacing_{house_spacing(d)},
        numbers_(d.names_.streets_.size()),
        degree_{degrees(d.w_.net_)} {}

  void build_along(street const& s) {
    auto corners = std::vector<double>{};
    auto const l = line_of(d_.w_.net_, s);
    auto at = 0.0;
    for (auto i = std::size_t{0}; i < s.points_.size(); ++i) {
      at += i > 0 ? distance(l[i - 1], l[i]) : 0;
      if (degree_[s.points_[i]] > 2) {
        corners.push_back(at);
      }
    }
    auto const whole = at;
    auto const step = spacing_[s.settlement_];
    auto built = false;
    for (auto x = step * between(dice_, 0.3, 0.6); x < whole; x += step) {
      auto const near_corner = [&](double const c) { return std::abs(c - x) < kFromCorner; };
      if (std::none_of(corners.begin(), corners.end(), near_corner)) {
        build_pair(s, along(l, x));
        built = true;
      }
    }
    if (!built && numbers_[s.name_].even_ == 2 && whole > 8) {
      build_pair(s, along(l, whole / 2));
    }
  }

private:
  void build_pair(street const& s, place_along const& p) {
    auto& n = numbers_[s.name_];
    auto const dual = s.oneway_ && s.style_ == name_style::kAvenue;
    if (!dual) {
      build(s, p.where_ + left_of(p.direction_) * kFromMiddle, n.odd_);
      n.odd_ += 2;
    }
    build(s, p.where_ - left_of(p.direction_) * kFromMiddle, n.even_);
    n.even_ += 2;
  }

  void build(street const& s, spot const where, int const number) {
    d_.out_.add_node(where, {{"addr:city", d_.names_.settlements_[s.settlement_].local_},
                             {"addr:street", d_.names_.streets_[s.name_].local_},
                             {"addr:housenumber", number_text(number, dice_)}});
    ++d_.out_.out_.counts_.addresses_;
  }

  drawing const& d_;
  random_source& dice_;
  std::vector<double> spacing_;
  std::vector<numbers> numbers_;  // by name
  std::vector<std::uint32_t> degree_;
};

}  // namespace

void draw_addresses(drawing const& d, random_source& dice) {
  auto builder = house_builder{d, dice};
  for (auto const& s : d.w_.net_.streets_) {
    if (s.name_ != kNone && s.bridge_.front() == passing::kOnGround && s.style_ != name_style::kUnnamed) {
      builder.build_along(s);
    }
  }
}

}  // namespace leeward::roads::made
