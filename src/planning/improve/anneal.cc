#include "planning/improve/anneal.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "planning/improve/drop.h"
#include "planning/improve/exchange.h"
#include "planning/improve/insert.h"
#include "planning/improve/recentre.h"
#include "planning/improve/relocate.h"
#include "planning/improve/segments.h"
#include "planning/improve/tails.h"

namespace leeward::planning::improve {

namespace {

constexpr auto const kLate = std::int64_t{16};
// Above all that a single trip can cost otherwise.
constexpr auto const kUnserved = std::int64_t{1} << 40U;
// Times are whole: in problems of short trips, nothing is gained by being cooler than this share of a unit.
constexpr auto const kLeastHot = 1.0;
constexpr auto const kLeastCold = 0.3;
constexpr auto const kBlock = std::int64_t{1024};

objective objective_for(trips::problem const& p, trips::value const& best, cycle const& c) {
  if (p.waiting_counts_) {
    return {.limit_ = trips::kNoEnd, .target_ = trips::kNoEnd, .waiting_ = 1, .unserved_ = kUnserved};
  }
  auto const limit = best.makespan_ - 1;
  return {.limit_ = limit,
          .target_ = limit - static_cast<std::int64_t>(c.ambition_ * static_cast<double>(best.makespan_)),
          .late_ = kLate,
          .arrival_ = c.arrival_,
          .waiting_ = 0,
          .unserved_ = kUnserved};
}

// −ln of even steps between 0 and 1.
std::array<double, 4096> make_logarithms() {
  auto out = std::array<double, 4096>{};
  for (auto i = std::size_t{0}; i != out.size(); ++i) {
    out[i] = -std::log((static_cast<double>(i) + 0.5) / static_cast<double>(out.size()));
  }
  return out;
}

}  // namespace

annealer::annealer(trips::problem const& p, trips::solution start, random_source dice)
    : p_{p},
      near_{p},
      dice_{dice},
      now_{p, start, {}},
      best_{std::move(start)},
      best_value_{trips::value_of(p, best_)} {
  has_optional_ = std::ranges::any_of(p.loads_, &trips::load::optional_);
  auto driven = std::int64_t{0};
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    auto const& stops = now_.route_of({v}).stops_;
    driven += stops.back().driven_ - stops.front().driven_;
  }
  auto const loads = static_cast<double>(std::max<std::size_t>(1, p.loads_.size()));
  mean_trip_ = std::max(1.0, static_cast<double>(driven) / loads);
  auto weight = std::int64_t{0};
  for (auto const& l : p.loads_) {
    weight += l.weight_;
  }
  unit_ = p.waiting_counts_ ? std::max(1.0, static_cast<double>(weight) / loads) : static_cast<double>(kLate);
}

void annealer::begin_from(trips::solution const& s, trips::value const& v) {
  if (v < best_value_) {
    best_ = s;
    best_value_ = v;
  }
  now_.begin_from(s, {});
}

void annealer::judge() { now_.judge_by(objective_for(p_, best_value_, cycle_)); }

std::int64_t annealer::threshold(double const temperature) {
  static auto const logarithms = make_logarithms();
  return static_cast<std::int64_t>(temperature * logarithms[dice_.next() >> 52U]);
}

std::int64_t annealer::run(cycle const& c, std::int64_t const most, std::function<bool()> const& stop) {
  cycle_ = c;
  judge();
  auto const hot = std::max(c.hot_ * mean_trip_, kLeastHot);
  auto const cold = std::max(c.cold_ * mean_trip_, kLeastCold);
  auto const cooling = std::pow(cold / hot, static_cast<double>(kBlock) / static_cast<double>(c.iterations_));
  auto temperature = hot * unit_;
  auto done = std::int64_t{0};
  auto const end = std::min(c.iterations_, most);
  while (done < end && !stop()) {
    for (auto const until = std::min(end, done + kBlock); done != until; ++done) {
      step(threshold(temperature));
    }
    temperature *= cooling;
  }
  return done;
}

namespace {

template <typename Move>
bool try_move(state& s, std::optional<Move> const& m, std::int64_t const threshold) {
  if (!m) {
    return false;
  }
  auto const delta = evaluate(s, *m);
  if (!delta || *delta > threshold) {
    return false;
  }
  apply(s, *m);
  return true;
}

}  // namespace

void annealer::step(std::int64_t const limit) {
  auto const taken = [&] {
    switch (dice_.below(now_.unserved().empty() && !has_optional_ ? 16 : 18)) {
      case 0:
      case 1:
      case 2:
      case 3: return try_move(now_, draw_relocate(now_, near_, dice_), limit);
      case 4:
      case 5:
      case 6:
      case 7:
      case 8:
      case 9: return try_move(now_, draw_exchange(now_, near_, dice_), limit);
      case 10:
      case 11: return try_move(now_, draw_tails(now_, near_, dice_), limit);
      case 12:
      case 13: return try_move(now_, draw_segments(now_, near_, dice_), limit);
      case 14:
      case 15: return try_move(now_, draw_recentre(now_, near_, dice_), limit);
      case 16: return try_move(now_, draw_insert(now_, near_, dice_), limit);
      default: return try_move(now_, draw_drop(now_, dice_), limit);
    }
  }();
  if (taken && now_.is_in_time()) {
    look();
  }
}

void annealer::look() {
  auto const v = now_.value();
  if (v < best_value_) {
    best_ = now_.copy();
    best_value_ = v;
    judge();
  }
}

}  // namespace leeward::planning::improve
