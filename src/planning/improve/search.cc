#include "planning/improve/search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace leeward::planning::improve {

namespace {

// No one setting is the best for all problems, or for all stages of one: each cycle draws its own. Measured on the
// public instances of the Bus Evacuation Problem.
constexpr auto const kHot = std::array{0.02, 0.04, 0.07, 0.12, 0.5};
constexpr auto const kCold = 0.002;
constexpr auto const kAmbitions = std::array{0.0, 0.001, 0.003, 0.01};
constexpr auto const kArrivals = std::array<std::int64_t, 3>{0, 0, 1};
constexpr auto const kFirstLength = 200'000.0;
constexpr auto const kPerLoad = 200.0;
constexpr auto const kGrowth = 1.2;
constexpr auto const kLongest = 50e6;
// So many of ten cycles go on from where the lane's last one ended, the others from the best: the first lane digs, the
// second looks elsewhere.
constexpr auto const kStayOf = std::array<std::uint64_t, 2>{2, 9};

cycle draw_cycle(random_source& dice, double const length) {
  return {.iterations_ = std::llround(length),
          .hot_ = kHot[dice.below(kHot.size())],
          .cold_ = kCold,
          .ambition_ = kAmbitions[dice.below(kAmbitions.size())],
          .arrival_ = kArrivals[dice.below(kArrivals.size())]};
}

}  // namespace

search::search(trips::problem const& p, trips::solution start, std::uint64_t const seed,
               std::int64_t const most_iterations)
    : p_{p},
      best_{std::move(start)},
      best_value_{trips::value_of(p, best_)},
      most_{most_iterations},
      length_{std::max(kFirstLength, kPerLoad * static_cast<double>(p.loads_.size()))} {
  auto dice = random_source{seed};
  for (auto i = std::size_t{0}; i != kLanes; ++i) {
    auto const of_annealer = dice.split();
    lanes_.push_back({annealer{p, best_, of_annealer}, dice.split(), 0});
  }
}

bool search::is_good_enough(trips::value const& v) const {
  return !p_.waiting_counts_ && v.unserved_ == 0 && v.makespan_ <= aim_;
}

bool search::is_done() const {
  return iterations_ >= most_ || is_good_enough(best_value_) || p_.loads_.empty() || p_.vehicles_.empty();
}

void search::run_lane(std::size_t const i, std::function<bool()> const& stop) {
  auto& l = lanes_[i];
  // Rounded up, without a sum that could overflow.
  auto const left = most_ - iterations_;
  auto const lanes = static_cast<std::int64_t>(kLanes);
  auto const each = left / lanes + (left % lanes == 0 ? 0 : 1);
  l.done_ = l.annealer_.run(draw_cycle(l.dice_, length_), each,
                            [&] { return is_good_enough(l.annealer_.best_value()) || stop(); });
}

void search::end_round() {
  for (auto& l : lanes_) {
    iterations_ += std::exchange(l.done_, 0);
    if (l.annealer_.best_value() < best_value_) {
      best_value_ = l.annealer_.best_value();
      best_ = l.annealer_.best();
    }
  }
  for (auto& l : lanes_) {
    if (!l.dice_.chance(kStayOf[&l == &lanes_.front() ? 0U : 1U], 10)) {
      l.annealer_.begin_from(best_, best_value_);
    }
  }
  length_ = std::min(length_ * kGrowth, kLongest);
}

void search::take(trips::solution const& found) {
  auto const v = trips::value_of(p_, found);
  if (v < best_value_) {
    best_value_ = v;
    best_ = found;
    for (auto& l : lanes_) {
      l.annealer_.begin_from(best_, best_value_);
    }
  }
}

void run_in_turn(std::vector<std::function<void()>> const& all) {
  for (auto const& one : all) {
    one();
  }
}

void run_rounds(search& s, run_all const& run, std::function<bool()> const& stop,
                std::function<void(search const&)> const& after_round) {
  while (!s.is_done() && !stop()) {
    auto lanes = std::vector<std::function<void()>>{};
    for (auto i = std::size_t{0}; i != search::kLanes; ++i) {
      lanes.emplace_back([&s, &stop, i] { s.run_lane(i, stop); });
    }
    run(lanes);
    s.end_round();
    after_round(s);
  }
}

}  // namespace leeward::planning::improve
