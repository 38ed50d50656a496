#include "planning/bound/bep_bound.h"

#include <algorithm>
#include <limits>

#include "planning/bound/cases.h"
#include "planning/bound/flow_program.h"
#include "planning/bound/relaxation.h"
#include "planning/bound/simple_bound.h"
#include "planning/bound/trips_network.h"

namespace leeward::planning {

namespace {

using namespace bound;

using found_plan = std::function<void(std::vector<bep_route> const&, std::int64_t)>;

// Prices are found by looking at every place and every time; where there are more than so many, times are coarsened.
constexpr auto const kMostSteps = std::int64_t{50'000'000};
constexpr auto const kFirstCases = std::int64_t{64};

std::int64_t choose_grain(bep_instance const& b, std::int64_t const known) {
  auto const per_time = static_cast<std::int64_t>(b.points() * b.shelters());
  return std::max<std::int64_t>(1, known / std::max<std::int64_t>(1, kMostSteps / std::max<std::int64_t>(1, per_time)));
}

class bounding {
public:
  bounding(bep_instance const& b, std::int64_t const grain, std::int64_t const proven, std::int64_t const known,
           std::function<bool()> const& stop, found_plan const& found)
      : net_{make_network(b, grain)},
        stop_{stop},
        found_{found},
        known_{known / grain},
        proven_{proven / grain},
        relaxation_{net_, known_, stop} {}

  // In units of the grain.
  std::int64_t operator()() {
    bisect();
    if (net_.grain_ == 1) {
      go_by_cases();
    }
    return proven_;
  }

private:
  bool is_over() const { return proven_ >= known_ || stop_(); }

  // Halves between what is excluded and what fractions of routes can do.
  void bisect() {
    if (!stop_()) {
      relaxation_.suggest(flow_prices(net_), known_ - 1);
    }
    auto possible = known_;
    for (auto ask = known_ - 1; proven_ < possible && !stop_(); ask = proven_ + (possible - proven_) / 2) {
      auto const answer = relaxation_.ask(ask, {});
      proven_ = std::clamp(relaxation_.shortest_left(), proven_, known_);
      if (answer != relaxation::answer::kExcluded) {
        possible = ask;
      }
    }
  }

  void go_by_cases() {
    auto step = std::max<std::int64_t>(0, (known_ - proven_) / 16);
    for (auto most_cases = kFirstCases; !is_over();) {
      auto const ask = std::min(known_ - 1, proven_ + step);
      auto const outcome = prove_by_cases(net_, relaxation_, ask, most_cases, stop_);
      if (outcome.plan_) {
        take(*outcome.plan_);
      } else if (outcome.excluded_) {
        proven_ = ask + 1;
        step *= 2;
      } else if (step > 0) {
        step /= 2;
      } else if (outcome.cases_ < most_cases) {
        return;  // these cases cannot tell
      } else {
        most_cases *= 4;
        step = (known_ - proven_) / 16;
      }
    }
  }

  void take(std::vector<route> const& plan) {
    auto makespan = std::int64_t{0};
    auto out = std::vector<bep_route>{};
    for (auto const& r : plan) {
      makespan = std::max(makespan, length(net_, r));
      auto& o = out.emplace_back(bep_route{.yard_ = r.yard_, .trips_ = {}});
      for (auto const& [p, s] : r.trips_) {
        o.trips_.push_back({.point_ = p, .shelter_ = s});
      }
    }
    known_ = makespan;
    if (found_) {
      found_(out, makespan);
    }
  }

  trips_network net_;
  std::function<bool()> const& stop_;
  found_plan const& found_;
  std::int64_t known_;
  std::int64_t proven_;
  relaxation relaxation_;
};

}  // namespace

std::int64_t bep_bound(bep_instance const& b, std::int64_t const known, std::function<bool()> const& stop,
                       found_plan const& found) {
  auto proven = std::min(known, simple_bound(b));
  if (proven >= known || !is_askable(b) || known > std::numeric_limits<std::int32_t>::max() / 4 || stop()) {
    return proven;
  }
  if (b.between_.empty() || std::all_of(begin(b.demand_), end(b.demand_), [](auto const d) { return d <= 0; })) {
    return proven;
  }
  auto const grain = choose_grain(b, known);
  if (*std::min_element(begin(b.between_), end(b.between_)) < grain) {
    return proven;
  }
  return std::max(proven, grain * bounding{b, grain, proven, known, stop, found}());
}

}  // namespace leeward::planning
