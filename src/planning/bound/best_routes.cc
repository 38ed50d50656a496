#include "planning/bound/best_routes.h"

#include <algorithm>
#include <cstdlib>

#include "base/ensure.h"

namespace leeward::planning::bound {

namespace {

std::int64_t widest(std::vector<std::int64_t> const& all) {
  auto most = std::int64_t{0};
  for (auto const x : all) {
    most = std::max(most, std::abs(x));
  }
  return most;
}

std::vector<std::int32_t> narrowed(std::vector<std::int64_t> const& all) { return {begin(all), end(all)}; }

}  // namespace

std::int64_t most_trips(trips_network const& n, std::int64_t const horizon) {
  ensure(shortest_leg(n) > 0, "a route cannot go on for ever");
  return 1 + horizon / (2 * std::int64_t{shortest_leg(n)});
}

bool is_narrow(tariff const& t, std::int64_t const most_trips) {
  auto const most = kMostEarned / (2 * (most_trips + 1));
  auto late = std::int64_t{0};
  for (auto const& x : t.late_) {
    late += std::abs(x.earned_);
  }
  return widest(t.first_) < most && widest(t.trip_) + late < most && widest(t.back_) < most && widest(t.last_) < most;
}

best_routes::best_routes(trips_network const& n, std::int32_t const horizon)
    : net_{n}, most_trips_{most_trips(n, horizon)}, width_{static_cast<std::size_t>(horizon) + 1} {
  block_ = static_cast<std::size_t>(shortest_leg(n));
  at_point_.resize(n.points_ * width_);
  at_shelter_.resize(n.shelters_ * width_);
  next_point_.resize(n.shelters_ * width_);
  second_best_.resize(n.shelters_ * width_);
}

void best_routes::price(tariff const& t) {
  ensure(is_narrow(t, most_trips_), "what a route earns fits 32 bits");
  tariff_ = {narrowed(t.first_), narrowed(t.trip_), narrowed(t.back_), narrowed(t.last_), t.late_};
  std::fill(begin(at_point_), end(at_point_), kNothing);
  for (auto s = std::size_t{0}; s != net_.shelters_; ++s) {
    auto const row = static_cast<std::ptrdiff_t>(s * width_);
    auto const next = static_cast<std::ptrdiff_t>((s + 1) * width_);
    std::fill(begin(at_shelter_) + row, begin(at_shelter_) + next, tariff_.last_[s]);
    std::fill(begin(second_best_) + row, begin(second_best_) + next, tariff_.last_[s]);
  }
  std::fill(begin(next_point_), end(next_point_), -1);
  for (auto from = std::size_t{0}; from < width_; from += block_) {
    auto const to = std::min(width_, from + block_);
    price_points(from, to);
    price_shelters(from, to);
  }
}

best_routes::stretch best_routes::trip(std::size_t const point, std::size_t const shelter,
                                       std::size_t const left) const {
  auto out = stretch{tariff_.trip_[point * net_.shelters_ + shelter], width_};
  for (auto const& x : tariff_.late_) {
    if (x.point_ == point && x.shelter_ == shelter && static_cast<std::int64_t>(left) <= x.left_) {
      out.earned_ += static_cast<std::int32_t>(x.earned_);
      out.end_ = std::min(out.end_, static_cast<std::size_t>(x.left_) + 1);
    }
  }
  return out;
}

void best_routes::price_points(std::size_t const from, std::size_t const to) {
  for (auto p = std::size_t{0}; p != net_.points_; ++p) {
    auto* const out = &at_point_[p * width_];
    auto const single = net_.loads_[p] <= 1;
    auto const me = single ? static_cast<std::int32_t>(p) : -2;
    for (auto s = std::size_t{0}; s != net_.shelters_; ++s) {
      auto const d = static_cast<std::size_t>(net_.leg(p, s));
      for (auto start = std::max(from, d); start < to;) {
        auto const [gain, end] = trip(p, s, start);
        auto const* const best = &at_shelter_[s * width_ + start - d];
        auto const* const next = &next_point_[s * width_ + start - d];
        auto const* const second = &second_best_[s * width_ + start - d];
        auto* const o = out + start;
        for (auto i = std::size_t{0}, n = std::min(to, end) - start; i < n; ++i) {
          auto const b = next[i] == me ? second[i] : best[i];
          o[i] = std::max(o[i], b + gain);
        }
        start = std::min(to, end);
      }
    }
  }
}

void best_routes::price_shelters(std::size_t const from, std::size_t const to) {
  for (auto s = std::size_t{0}; s != net_.shelters_; ++s) {
    for (auto p = std::size_t{0}; p != net_.points_; ++p) {
      auto const d = static_cast<std::size_t>(net_.leg(p, s));
      if (d >= to) {
        continue;
      }
      auto const start = std::max(from, d);
      auto const me = static_cast<std::int32_t>(p);
      auto const gain = tariff_.back_[p * net_.shelters_ + s];
      auto const* const in = &at_point_[p * width_ + start - d];
      auto* const best = &at_shelter_[s * width_ + start];
      auto* const next = &next_point_[s * width_ + start];
      auto* const second = &second_best_[s * width_ + start];
      for (auto i = std::size_t{0}, n = to - start; i < n; ++i) {
        auto const x = in[i] + gain;
        auto const b = best[i];
        auto const better = x > b;
        second[i] = better ? b : std::max(second[i], x);
        next[i] = better ? me : next[i];
        best[i] = better ? x : b;
      }
    }
  }
}

std::int32_t best_routes::at_shelter(std::size_t const s, std::size_t const last, std::int64_t const left) const {
  if (left < 0) {
    return kNothing;
  }
  auto const i = s * width_ + static_cast<std::size_t>(left);
  return net_.loads_[last] <= 1 && next_point_[i] == static_cast<std::int32_t>(last) ? second_best_[i] : at_shelter_[i];
}

std::int32_t best_routes::earns(std::size_t const yard, std::size_t const point, std::int64_t const length) const {
  auto const left = length - net_.first(yard, point);
  if (left < 0) {
    return kNothing;
  }
  return at_point(point, left) + tariff_.first_[yard * net_.points_ + point];
}

std::int32_t best_routes::earns(std::size_t const yard, std::int64_t const length) const {
  auto best = std::int32_t{0};
  for (auto p = std::size_t{0}; p != net_.points_; ++p) {
    best = std::max(best, earns(yard, p, length));
  }
  return best;
}

route best_routes::trace(std::size_t const yard, std::size_t point, std::int64_t const length) const {
  auto r = route{.yard_ = yard, .trips_ = {}};
  auto left = length - net_.first(yard, point);
  for (auto going = true; going;) {
    auto const earned = at_point(point, left);
    auto s = std::size_t{0};
    while (s != net_.shelters_ &&
           at_shelter(s, point, left - net_.leg(point, s)) + trip(point, s, static_cast<std::size_t>(left)).earned_ !=
               earned) {
      ++s;
    }
    ensure(s != net_.shelters_, "what a route earns comes from its trips");
    r.trips_.push_back({static_cast<std::uint32_t>(point), static_cast<std::uint32_t>(s)});
    left -= net_.leg(point, s);
    auto const then = at_shelter(s, point, left);
    going = then != tariff_.last_[s];
    for (auto next = std::size_t{0}; going; ++next) {
      ensure(next != net_.points_, "a route that earns more goes on somewhere");
      auto const repeats = next == point && net_.loads_[point] <= 1;
      if (!repeats && at_point(next, left - net_.leg(next, s)) + tariff_.back_[next * net_.shelters_ + s] == then) {
        left -= net_.leg(next, s);
        point = next;
        break;
      }
    }
  }
  return r;
}

}  // namespace leeward::planning::bound
