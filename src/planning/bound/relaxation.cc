#include "planning/bound/relaxation.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace leeward::planning::bound {

namespace {

constexpr auto const kRoutesOfYard = std::size_t{12};  // learnt a round
constexpr auto const kRounds = 5'000;                  // of one question
constexpr auto const kHold = 0.5;                      // how far prices stay with the best ones so far
constexpr auto const kEnough = 1 + 1e-9;               // share of the fleet

using prices = route_program::prices;

// Prices jump from corner to corner of the linear program; half way to the best so far they settle sooner (Wentges).
prices between(prices const& now, prices const& best) {
  auto out = now;
  auto const mix = [](std::vector<double>& x, std::vector<double> const& y) {
    for (auto i = std::size_t{0}; i != x.size(); ++i) {
      x[i] = kHold * y[i] + (1 - kHold) * x[i];
    }
  };
  mix(out.load_, best.load_);
  mix(out.room_, best.room_);
  mix(out.restricted_, best.restricted_);
  return out;
}

}  // namespace

relaxation::relaxation(trips_network const& n, std::int64_t const horizon, std::function<bool()> const& stop)
    : net_{n}, stop_{stop}, judge_{n, horizon}, program_{n}, most_trips_{most_trips(n, horizon)} {}

void relaxation::suggest(prices p, std::int64_t const length) {
  if (!hear(p, length, {}) || judge_.share(length) <= 0) {
    return;
  }
  learn(length);
  // As the linear program counts: all buses together earn 1.
  auto const earned = std::inner_product(begin(p.load_), end(p.load_), begin(net_.loads_), 0.0) -
                      std::inner_product(begin(p.room_), end(p.room_), begin(net_.room_), 0.0);
  for (auto* const all : {&p.load_, &p.room_}) {
    for (auto& x : *all) {
      x *= judge_.share(length) / earned;
    }
  }
  held_ = std::move(p);
}

bool relaxation::hear(prices const& p, std::int64_t const length, std::span<restriction const> const restrictions) {
  if (!judge_.hear(rounded(p, most_trips_), restrictions, length)) {
    return false;
  }
  if (restrictions.empty() && judge_.excludes(shortest_left_)) {
    shortest_left_ = judge_.shortest_left(shortest_left_ + 1);
  }
  return true;
}

relaxation::answer relaxation::ask(std::int64_t const length, std::span<restriction const> const restrictions) {
  auto restricted = std::optional<prices>{};
  auto& best = restrictions.empty() ? held_ : restricted;
  auto best_share = 0.0;
  for (auto round = 0; round != kRounds; ++round) {
    auto const now = program_.solve(length, restrictions);
    if (now.share_ <= kEnough) {
      return answer::kPossible;
    }
    auto learnt = std::size_t{0};
    auto const tried = best ? std::vector{between(now, *best), now} : std::vector{now};
    for (auto i = std::size_t{0}; i != tried.size() && learnt == 0; ++i) {
      if (stop_()) {
        return answer::kUnclear;
      }
      if (!hear(tried[i], length, restrictions)) {
        continue;
      }
      if (judge_.excludes(length)) {
        return answer::kExcluded;
      }
      if (auto const share = judge_.share(length); !best || share > best_share) {
        best_share = share;
        best = tried[i];
      }
      learnt = learn(length);
    }
    if (learnt == 0) {
      return answer::kUnclear;
    }
  }
  return answer::kUnclear;
}

std::size_t relaxation::learn(std::int64_t const length) {
  auto const& routes = judge_.routes();
  auto all = std::vector<route>{};
  auto starts = std::vector<std::pair<std::int32_t, std::size_t>>{};
  for (auto y = std::size_t{0}; y != net_.yards_; ++y) {
    if (net_.buses_[y] == 0) {
      continue;
    }
    starts.clear();
    for (auto p = std::size_t{0}; p != net_.points_; ++p) {
      if (auto const earned = routes.earns(y, p, length); earned > 0) {
        starts.emplace_back(-earned, p);
      }
    }
    std::sort(begin(starts), end(starts));
    starts.resize(std::min(starts.size(), kRoutesOfYard));
    for (auto const& [earned, p] : starts) {
      all.push_back(routes.trace(y, p, length));
    }
  }
  return program_.add(all);
}

}  // namespace leeward::planning::bound
