#include "planning/bound/plan/brought_by.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace leeward::planning::bound {

namespace {

constexpr auto const kStep = std::int64_t{600};
// What a second of driving costs besides a second of time, in quarters: any mixture of the two limits is a limit.
constexpr auto const kMixtures = std::array<std::int64_t, 5>{0, 1, 2, 3, 4};
constexpr auto const kWhole = std::int64_t{4};
constexpr auto const kUnit = std::int64_t{1'000'000};  // of a seat, in prices
constexpr auto const kFarAway = std::numeric_limits<std::int64_t>::max();

// To a centre and back to where somebody boards, by what is the least for all vehicles and points.
struct round_trip {
  std::int64_t driving_{kFarAway};
  std::int64_t standing_{0};  // besides, whoever travels
  std::int64_t beds_{0};
  std::int64_t back_{0};  // of it, after the arrival, at most
};

// Vehicles of one size in all their shifts.
struct size_class {
  std::int64_t seats_{0};
  std::vector<duty_group const*> shifts_{};
  std::vector<std::int64_t> vehicles_{};  // of each
};

class capacity {
public:
  capacity(problem const& p, fleet_network const& n) : rules_{p.scenario_.crew_rules_}, n_{n} {
    for (auto c = std::size_t{0}; c != n.centres_; ++c) {
      auto r = least_round(c);
      r.beds_ =
          std::max<std::int64_t>(0, n.beds_[c].general_.v_) + std::max<std::int64_t>(0, n.beds_[c].accessible_.v_);
      for (auto const& d : n.drives_) {
        r.back_ = d.back_[c] < kFar ? std::max(r.back_, std::int64_t{d.back_[c]} + n.unloading_) : r.back_;
      }
      if (r.driving_ != kFarAway && r.beds_ != 0) {
        rounds_.push_back(r);
      }
    }
    for (auto const& g : n.groups_) {
      auto at = std::ranges::find(sizes_, g.like_.seats_, &size_class::seats_);
      if (at == sizes_.end()) {
        at = sizes_.insert(sizes_.end(), {.seats_ = g.like_.seats_});
      }
      at->shifts_.push_back(&g.like_);
      at->vehicles_.push_back(std::ssize(g.vehicles_));
    }
  }

  // Seats that can have been brought by then, at most.
  std::int64_t by(std::int64_t const t) const {
    auto most = std::int64_t{0};
    for (auto const& r : rounds_) {
      most += r.beds_;
    }
    for (auto const mixture : kMixtures) {
      auto const used = resources(t, mixture);
      for (auto const& last : rounds_) {
        most = std::min(most, at_prices(used, mixture, last));
      }
    }
    return most;
  }

private:
  round_trip least_round(std::size_t const c) const {
    auto least = round_trip{};
    auto least_sum = kFarAway;
    for (auto const& d : n_.drives_) {
      for (auto const* const l : {&d.points_, &d.doors_}) {
        for (auto q = std::size_t{0}; q != l->first_.size(); ++q) {
          auto const driving = std::int64_t{l->loaded_[c * n_.points_ + q]} + d.back_[c];
          auto const standing = std::int64_t{n_.unloading_} + (l == &d.doors_ ? n_.door_stop_ : n_.loading_[q]);
          if (driving < kFar) {
            least.driving_ = std::min(least.driving_, driving);
            least_sum = std::min(least_sum, driving + standing);
          }
        }
      }
    }
    least.standing_ = least.driving_ == kFarAway ? 0 : least_sum - least.driving_;
    return least;
  }

  // Vehicles' time by then with their crews' driving, mixed, and how many vehicles are on their way then.
  struct resource {
    std::int64_t sum_{0};
    std::int64_t under_way_{0};
  };

  std::vector<resource> resources(std::int64_t const t, std::int64_t const mixture) const {
    auto all = std::vector<resource>{};
    for (auto const& size : sizes_) {
      auto& made = all.emplace_back();
      for (auto i = std::size_t{0}; i != size.shifts_.size(); ++i) {
        auto const& s = *size.shifts_[i];
        auto const time = std::max<std::int64_t>(0, std::min<std::int64_t>(t, s.until_) - s.from_);
        auto const driving = std::min(time, rules_.driving_per_shift_s_.v_);
        made.sum_ += size.vehicles_[i] * ((kWhole - mixture) * time + mixture * driving);
        made.under_way_ += s.from_ <= t && t < s.until_ ? size.vehicles_[i] : 0;
      }
    }
    return all;
  }

  // What a seat in a vehicle of that size takes of them, in fractions of `seats` seats.
  std::int64_t takes(round_trip const& r, std::int64_t const seats, std::int64_t const mixture) const {
    auto const of_all = (kWhole - mixture) * (r.driving_ + r.standing_) + mixture * r.driving_;
    return of_all + (kWhole - mixture) * seats * (n_.boarding_ + n_.leaving_);
  }

  // A bed costs what it saves against the last centre that would be needed, the rest pays for vehicles: weak duality.
  std::int64_t at_prices(std::vector<resource> const& used, std::int64_t const mixture, round_trip const& last) const {
    auto sum = std::int64_t{0};
    auto const mean = mean_seats();
    auto const full = std::max<std::int64_t>(1, takes(last, mean, mixture));
    auto rest = std::vector<std::int64_t>{};  // of a seat, what is left after the bed's price
    for (auto const& r : rounds_) {
      auto const mine = std::min(full, takes(r, mean, mixture));
      rest.push_back(kUnit * mine / full);
      sum += (kUnit - rest.back()) * r.beds_;
    }
    for (auto k = std::size_t{0}; k != sizes_.size(); ++k) {
      // The best centre for such a vehicle.
      auto best_rest = std::int64_t{0};
      auto best_takes = std::int64_t{1};
      for (auto c = std::size_t{0}; c != rounds_.size(); ++c) {
        auto const cost = std::max<std::int64_t>(1, takes(rounds_[c], sizes_[k].seats_, mixture));
        if (static_cast<__int128_t>(rest[c]) * best_takes > static_cast<__int128_t>(best_rest) * cost) {
          best_rest = rest[c];
          best_takes = cost;
        }
      }
      auto const seats = sizes_[k].seats_;
      auto const worth = [&](std::int64_t const n) {
        return static_cast<std::int64_t>((static_cast<__int128_t>(n) * seats * best_rest + best_takes - 1) /
                                         best_takes);
      };
      sum += worth(used[k].sum_) + used[k].under_way_ * last_trip(rest, seats, mixture, worth);
    }
    return (sum + kUnit - 1) / kUnit;
  }

  // What the last trip of a vehicle may be worth above what it takes: its way back need not be over.
  template <typename Worth>
  std::int64_t last_trip(std::vector<std::int64_t> const& rest, std::int64_t const seats, std::int64_t const mixture,
                         Worth const& worth) const {
    auto most = std::int64_t{0};
    for (auto c = std::size_t{0}; c != rounds_.size(); ++c) {
      // Of driving a part is over all the same: that counts in full only at the end of the shift.
      auto const less = kWhole * rounds_[c].back_;
      auto const paid = std::max<std::int64_t>(0, takes(rounds_[c], seats, mixture) - less);
      most = std::max(most, seats * rest[c] - (paid == 0 ? 0 : worth(paid) - 1));
    }
    return most;
  }

  std::int64_t mean_seats() const {
    auto seats = std::int64_t{0};
    auto vehicles = std::int64_t{0};
    for (auto const& size : sizes_) {
      for (auto const n : size.vehicles_) {
        seats += n * size.seats_;
        vehicles += n;
      }
    }
    return vehicles == 0 ? 1 : seats / vehicles;
  }

  crew_rules const& rules_;
  fleet_network const& n_;
  std::vector<round_trip> rounds_{};
  std::vector<size_class> sizes_{};
};

// Whom a seat brings.
struct waiting_party {
  std::int64_t weight_{0};
  std::int64_t seats_{0};
  std::int64_t earliest_{0};
};

// A seat less brings in proportion less of a household's weight.
std::int64_t most_weight(std::vector<waiting_party> const& by_worth, std::int64_t const t, std::int64_t seats) {
  auto sum = std::int64_t{0};
  for (auto const& w : by_worth) {
    if (w.earliest_ > t) {
      continue;
    }
    if (w.seats_ <= seats) {
      sum += w.weight_;
      seats -= w.seats_;
    } else {
      return sum + (w.weight_ * seats + w.seats_ - 1) / w.seats_;
    }
  }
  return sum;
}

}  // namespace

std::int64_t most_saved(problem const& p, fleet_network const& n, who_can_go const& who) {
  auto all = std::vector<waiting_party>{};
  for (auto i = std::size_t{0}; i != who.households_.size(); ++i) {
    auto const& h = p.households_[who.households_[i].v_];
    all.push_back({h.weight_, std::min(h.takes_.seats_.v_, h.persons_.v_), who.earliest_[i]});
  }
  std::ranges::stable_sort(
      all, [](waiting_party const& a, waiting_party const& b) { return a.weight_ * b.seats_ > b.weight_ * a.seats_; });
  auto const fleet = capacity{p, n};
  auto sum = std::int64_t{0};
  for (auto t = std::int64_t{0}; t < n.end_; t += kStep) {
    auto const then = std::min<std::int64_t>(t + kStep, n.end_);
    sum += (then - t) * most_weight(all, then, fleet.by(then));
  }
  return sum;
}

}  // namespace leeward::planning::bound
