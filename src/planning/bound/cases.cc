#include "planning/bound/cases.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace leeward::planning::bound {

namespace {

using kind = restriction::kind;

constexpr auto const kWhole = 1e-5;

// What is used by few routes decides little: the wider a use, the better a split on it.
constexpr auto const kWeight = std::array{1.0, 0.8, 1.2, 0.9, 1.3, 1.5, 1.0};

using use = std::tuple<kind, std::size_t, std::size_t, std::size_t>;  // kind, point, shelter, yard or lateness

std::map<use, double> count_uses(std::vector<route_program::used> const& solution) {
  auto all = std::map<use, double>{};
  for (auto const& [r, times] : solution) {
    auto const& trips = r->trips_;
    auto const first = trips.front().point_;
    for (auto i = std::size_t{0}; i != trips.size(); ++i) {
      all[{kind::kTrip, trips[i].point_, trips[i].shelter_, 0}] += times;
      if (i != 0) {
        all[{kind::kBack, trips[i].point_, trips[i - 1].shelter_, 0}] += times;
      }
    }
    all[{kind::kFirst, first, 0, 0}] += times;
    all[{kind::kFirstOfYard, first, 0, r->yard_}] += times;
    all[{kind::kLast, 0, trips.back().shelter_, 0}] += times;
    all[{kind::kBuses, 0, 0, r->yard_}] += times;
  }
  return all;
}

// Where all else is whole: trips begun after so much driving, for every time at which one begins.
std::map<use, double> count_late_uses(trips_network const& n, std::vector<route_program::used> const& solution) {
  auto begun = std::map<use, double>{};
  for (auto const& [r, times] : solution) {
    auto driven = std::int64_t{0};
    auto const& trips = r->trips_;
    for (auto i = std::size_t{0}; i != trips.size(); ++i) {
      auto const [p, s] = trips[i];
      driven += i == 0 ? n.first(r->yard_, p) : n.leg(p, trips[i - 1].shelter_);
      begun[{kind::kLate, p, s, static_cast<std::size_t>(driven)}] += times;
      driven += n.leg(p, s);
    }
  }
  auto all = std::map<use, double>{};
  for (auto const& [what, ignored] : begun) {
    auto const& [k, point, shelter, after] = what;
    auto const end = begun.upper_bound({k, point, shelter, std::numeric_limits<std::size_t>::max()});
    for (auto later = begun.find(what); later != end; ++later) {
      all[what] += later->second;
    }
  }
  return all;
}

// At least as often as the fraction rounded up, of what is the farthest from whole.
std::optional<restriction> split(std::map<use, double> const& all) {
  auto best = std::optional<restriction>{};
  auto best_score = 0.0;
  for (auto const& [what, times] : all) {
    auto const& [k, point, shelter, last] = what;
    auto const part = times - std::floor(times);
    auto const score = std::min(part, 1 - part) * kWeight.at(static_cast<std::size_t>(k));
    if (std::min(part, 1 - part) > kWhole && score > best_score) {
      best_score = score;
      best = restriction{.kind_ = k,
                         .point_ = point,
                         .shelter_ = shelter,
                         .yard_ = k == kind::kLate ? 0 : last,
                         .after_ = k == kind::kLate ? static_cast<std::int64_t>(last) : 0,
                         .at_least_ = true,
                         .count_ = static_cast<std::int64_t>(std::ceil(times))};
    }
  }
  return best;
}

std::optional<std::vector<route>> whole_plan(trips_network const& n, std::vector<route_program::used> const& solution) {
  auto all = std::vector<route>{};
  for (auto const& [r, times] : solution) {
    auto const whole = std::llround(times);
    if (std::fabs(times - static_cast<double>(whole)) > kWhole) {
      return std::nullopt;
    }
    all.insert(end(all), static_cast<std::size_t>(whole), *r);
  }
  return is_plan(n, all) ? std::optional{std::move(all)} : std::nullopt;
}

}  // namespace

bool is_plan(trips_network const& n, std::vector<route> const& all) {
  auto buses = n.buses_;
  auto room = n.room_;
  auto loads = n.loads_;
  for (auto const& r : all) {
    --buses[r.yard_];
    for (auto const& [p, s] : r.trips_) {
      --loads[p];
      --room[s];
    }
  }
  auto const none_below = [](auto const& list) {
    return std::all_of(begin(list), end(list), [](auto const x) { return x >= 0; });
  };
  return none_below(buses) && none_below(room) && std::all_of(begin(loads), end(loads), [](auto x) { return x <= 0; });
}

case_outcome prove_by_cases(trips_network const& n, relaxation& r, std::int64_t const length,
                            std::int64_t const most_cases, std::function<bool()> const& stop) {
  auto out = case_outcome{};
  auto open = std::vector<std::vector<restriction>>{{}};
  while (!open.empty()) {
    if (out.cases_ == most_cases || stop()) {
      return out;
    }
    ++out.cases_;
    auto const now = std::move(open.back());
    open.pop_back();
    auto const answer = r.ask(length, now);
    if (answer == relaxation::answer::kExcluded) {
      continue;
    }
    auto const solution = r.solution();
    if (answer == relaxation::answer::kPossible) {
      out.plan_ = whole_plan(n, solution);
      if (out.plan_) {
        return out;
      }
    }
    auto more = split(count_uses(solution));
    if (!more) {
      more = split(count_late_uses(n, solution));
    }
    if (!more) {
      return out;  // nothing is left to split on
    }
    open.push_back(now);
    open.back().push_back(*more);
    open.back().back().at_least_ = false;
    --open.back().back().count_;
    open.push_back(now);
    open.back().push_back(*more);
  }
  out.excluded_ = true;
  return out;
}

}  // namespace leeward::planning::bound
