#include "planning/bound/claim.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/ensure.h"

namespace leeward::planning::bound {

namespace {

using kind = restriction::kind;

void add(tariff& t, restriction const& x, std::int64_t const price, std::int64_t const length, trips_network const& n) {
  auto const gain = x.at_least_ ? price : -price;
  switch (x.kind_) {
    case kind::kTrip: t.trip_[x.point_ * n.shelters_ + x.shelter_] += gain; break;
    case kind::kBack: t.back_[x.point_ * n.shelters_ + x.shelter_] += gain; break;
    case kind::kFirst:
      for (auto y = std::size_t{0}; y != n.yards_; ++y) {
        t.first_[y * n.points_ + x.point_] += gain;
      }
      break;
    case kind::kFirstOfYard: t.first_[x.yard_ * n.points_ + x.point_] += gain; break;
    case kind::kLast: t.last_[x.shelter_] += gain; break;
    case kind::kBuses:
      for (auto p = std::size_t{0}; p != n.points_; ++p) {
        t.first_[x.yard_ * n.points_ + p] += gain;
      }
      break;
    case kind::kLate:
      if (x.after_ <= length) {
        t.late_.push_back({.point_ = x.point_, .shelter_ = x.shelter_, .left_ = length - x.after_, .earned_ = gain});
      }
      break;
  }
}

tariff tariff_of(claim const& c, std::span<restriction const> const restrictions, std::int64_t const length,
                 trips_network const& n) {
  auto t = tariff{.first_ = std::vector<std::int64_t>(n.yards_ * n.points_),
                  .trip_ = std::vector<std::int64_t>(n.points_ * n.shelters_),
                  .back_ = std::vector<std::int64_t>(n.points_ * n.shelters_),
                  .last_ = std::vector<std::int64_t>(n.shelters_)};
  for (auto p = std::size_t{0}; p != n.points_; ++p) {
    for (auto s = std::size_t{0}; s != n.shelters_; ++s) {
      t.trip_[p * n.shelters_ + s] = c.load_[p] - c.room_[s];
    }
  }
  for (auto i = std::size_t{0}; i != restrictions.size(); ++i) {
    add(t, restrictions[i], c.restricted_[i], length, n);
  }
  return t;
}

bool are_prices(std::vector<std::int64_t> const& all, std::size_t const how_many) {
  return all.size() == how_many &&
         std::all_of(begin(all), end(all), [](std::int64_t const x) { return x >= 0 && x < kMostEarned; });
}

}  // namespace

claim rounded(route_program::prices const& p, std::int64_t const most_trips) {
  auto widest = 0.0;
  auto restricted = 0.0;
  for (auto const* const all : {&p.load_, &p.room_}) {
    widest =
        std::accumulate(begin(*all), end(*all), widest, [](double const a, double const b) { return std::max(a, b); });
  }
  restricted = std::accumulate(begin(p.restricted_), end(p.restricted_), 0.0);
  auto const most = static_cast<double>(kMostEarned) / (2.0 * static_cast<double>(most_trips + 1)) - 1e3;
  auto const scale = most / std::max(1e-9, widest + restricted);
  auto const whole = [&](std::vector<double> const& all) {
    auto out = std::vector<std::int64_t>{};
    for (auto const x : all) {
      out.push_back(std::llround(std::max(0.0, x) * scale));
    }
    return out;
  };
  return {.load_ = whole(p.load_), .room_ = whole(p.room_), .restricted_ = whole(p.restricted_)};
}

judge::judge(trips_network const& n, std::int64_t const horizon)
    : net_{n},
      horizon_{horizon},
      most_trips_{bound::most_trips(n, horizon)},
      routes_{n, static_cast<std::int32_t>(horizon)} {}

bool judge::hear(claim const& c, std::span<restriction const> const restrictions, std::int64_t const length) {
  heard_ = false;
  heard_for_ = length;
  is_about_lateness_ =
      std::any_of(begin(restrictions), end(restrictions), [](restriction const& x) { return x.kind_ == kind::kLate; });
  if (!are_prices(c.load_, net_.points_) || !are_prices(c.room_, net_.shelters_) ||
      !are_prices(c.restricted_, restrictions.size())) {
    return false;
  }
  auto const t = tariff_of(c, restrictions, length, net_);
  if (!is_narrow(t, most_trips_)) {
    return false;
  }
  routes_.price(t);
  base_ = 0;
  for (auto p = std::size_t{0}; p != net_.points_; ++p) {
    base_ += c.load_[p] * net_.loads_[p];
  }
  for (auto s = std::size_t{0}; s != net_.shelters_; ++s) {
    base_ -= c.room_[s] * net_.room_[s];
  }
  for (auto i = std::size_t{0}; i != restrictions.size(); ++i) {
    auto const& x = restrictions[i];
    base_ += (x.at_least_ ? c.restricted_[i] : -c.restricted_[i]) * x.count_;
  }
  heard_ = true;
  return true;
}

std::int64_t judge::buses_earn(std::int64_t const length) const {
  auto sum = std::int64_t{0};
  for (auto y = std::size_t{0}; y != net_.yards_; ++y) {
    if (net_.buses_[y] > 0) {
      sum += net_.buses_[y] * routes_.earns(y, length);
    }
  }
  return sum;
}

bool judge::excludes(std::int64_t const length) const {
  ensure(length <= horizon_, "a judge knows routes up to its horizon");
  ensure(!is_about_lateness_ || length == heard_for_, "how late a trip is depends on the length");
  return heard_ && base_ > buses_earn(length);
}

std::int64_t judge::shortest_left(std::int64_t const from) const {
  // The longer the routes, the more they earn.
  auto low = from;
  for (auto high = horizon_ + 1; low < high;) {
    auto const middle = low + (high - low) / 2;
    (excludes(middle) ? low : high) = excludes(middle) ? middle + 1 : middle;
  }
  return low;
}

double judge::share(std::int64_t const length) const {
  auto const earned = buses_earn(length);
  return heard_ && earned > 0 ? static_cast<double>(base_) / static_cast<double>(earned) : 0;
}

}  // namespace leeward::planning::bound
