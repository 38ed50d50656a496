#include <algorithm>
#include <numeric>
#include <tuple>

#include "planning/place/allocation.h"

namespace leeward::planning::placing {

namespace {

constexpr auto const kMostUnits = std::size_t{10};        // households in one search
constexpr auto const kMostSteps = std::int64_t{200'000};  // of all searches together
constexpr auto const kStepsEach = std::int64_t{4'000};    // of a search in part of the problem
constexpr auto const kMostGroups = std::size_t{8};        // of those without beds: those who count most for theirs
constexpr auto const kMostCentres = std::size_t{16};      // that are tried for each of these
constexpr auto const kOfEach = std::size_t{3};            // households from each centre, and without beds
constexpr auto const kNowhere = static_cast<std::size_t>(-1);

struct unit {
  std::size_t group_{0};
  std::size_t at_{kNowhere};  // its centre
};

// Branch and bound over where each unit goes, if anywhere; all others stay.
class search {
public:
  search(allocation& a, std::vector<unit> units, std::vector<std::size_t> const& centres, std::int64_t const most_steps)
      : a_{a}, units_{std::move(units)}, centres_{centres}, most_steps_{most_steps} {}

  // Whether it put more weight into beds.
  bool run() {
    std::ranges::stable_sort(units_, {},
                             [&](unit const& u) { return std::tuple{-a_.group(u.group_).weight_, u.group_}; });
    rest_.assign(units_.size() + 1, 0);
    for (auto i = units_.size(); i-- != 0;) {
      rest_[i] = rest_[i + 1] + a_.group(units_[i].group_).weight_;
    }
    for (auto const& u : units_) {
      if (u.at_ != kNowhere) {
        most_ += a_.group(u.group_).weight_;
        a_.take_out(u.group_, u.at_, 1);
      }
      best_.push_back(u.at_);
    }
    auto const before = most_;
    now_.assign(units_.size(), kNowhere);
    place(0, 0);
    for (auto i = std::size_t{0}; i != units_.size(); ++i) {
      if (best_[i] != kNowhere) {
        a_.put(units_[i].group_, best_[i], 1);
      }
    }
    return most_ > before;
  }

  std::int64_t steps() const { return steps_; }

private:
  // NOLINTNEXTLINE(misc-no-recursion): as deep as there are units
  void place(std::size_t const i, std::int64_t const weight) {
    if (weight + rest_[i] <= most_ || ++steps_ > most_steps_) {
      return;
    }
    if (i == units_.size()) {
      most_ = weight;
      best_ = now_;
      return;
    }
    auto const g = units_[i].group_;
    // Of units that are alike, the first has a bed if any has.
    if (i == 0 || units_[i - 1].group_ != g || now_[i - 1] != kNowhere) {
      for (auto const c : centres_) {
        if (a_.room_for(g, c) != 0) {
          a_.put(g, c, 1);
          now_[i] = c;
          place(i + 1, weight + a_.group(g).weight_);
          a_.take_out(g, c, 1);
        }
      }
    }
    now_[i] = kNowhere;
    place(i + 1, weight);
  }

  allocation& a_;
  std::vector<unit> units_;
  std::vector<std::size_t> const& centres_;
  std::int64_t most_steps_;
  std::int64_t steps_{0};
  std::int64_t most_{0};
  std::vector<std::int64_t> rest_{};  // the weight of the units from each on
  std::vector<std::size_t> now_{};
  std::vector<std::size_t> best_{};
};

bool needs_accessible(allocation const& a, std::size_t const g) { return a.group(g).beds_.accessible_ != 0; }

// Whether the first counts less for each bed of the kind that it is short of.
bool counts_less(allocation const& a, std::size_t const x, std::size_t const y) {
  auto const per = [&](std::size_t const g) {
    auto const& b = a.group(g).beds_;
    return b.accessible_ != 0 ? b.accessible_ : b.general_;
  };
  auto const left = a.group(x).weight_ * per(y);
  auto const right = a.group(y).weight_ * per(x);
  return left != right ? left < right : x > y;
}

class last_beds {
public:
  explicit last_beds(allocation& a) : a_{a} {}

  void run() {
    if (std::ranges::none_of(a_.left_, [](std::int64_t const n) { return n != 0; })) {
      return;
    }
    if (auto all = everybody(); !all.empty()) {
      auto centres = std::vector<std::size_t>(a_.free_.size());
      std::iota(centres.begin(), centres.end(), std::size_t{0});
      search{a_, std::move(all), centres, kMostSteps}.run();
      return;
    }
    while (steps_ < kMostSteps && improve()) {
    }
  }

private:
  // Nobody if there are too many.
  std::vector<unit> everybody() const {
    auto units = std::vector<unit>{};
    for (auto g = std::size_t{0}; g != a_.left_.size(); ++g) {
      auto const n = static_cast<std::size_t>(a_.problem_.groups_[g].households_);
      if (units.size() + n > kMostUnits) {
        return {};
      }
      units.insert(units.end(), static_cast<std::size_t>(a_.left_[g]), unit{.group_ = g});
    }
    for (auto c = std::size_t{0}; c != a_.in_.size(); ++c) {
      for (auto const& [g, n] : a_.in_[c]) {
        units.insert(units.end(), static_cast<std::size_t>(n), unit{.group_ = g, .at_ = c});
      }
    }
    return units;
  }

  bool improve() {
    auto without = std::vector<std::size_t>{};
    for (auto g = std::size_t{0}; g != a_.left_.size(); ++g) {
      if (a_.left_[g] != 0) {
        without.push_back(g);
      }
    }
    std::ranges::sort(without, [&](std::size_t const x, std::size_t const y) { return counts_less(a_, y, x); });
    without.resize(std::min(without.size(), kMostGroups));
    for (auto i = std::size_t{0}; i != without.size(); ++i) {
      auto const& all = a_.best_first(without[i]);
      auto const n = std::min(all.size(), kMostCentres);
      for (auto x = std::size_t{0}; x != n; ++x) {
        for (auto y = x; y != n && steps_ < kMostSteps; ++y) {
          if (improve_in(without, i, all[x], all[y])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  bool improve_in(std::vector<std::size_t> const& without, std::size_t const first, std::size_t const c,
                  std::size_t const d) {
    auto const accessible = needs_accessible(a_, without[first]);
    auto units = std::vector<unit>{};
    for (auto i = first; i != without.size() && units.size() < kOfEach; ++i) {
      auto const n = std::min(static_cast<std::size_t>(a_.left_[without[i]]), kOfEach - units.size());
      units.insert(units.end(), n, unit{.group_ = without[i]});
    }
    auto centres = std::vector{c};
    add_least(c, accessible, units);
    if (d != c) {
      centres.push_back(d);
      add_least(d, accessible, units);
    }
    auto s = search{a_, std::move(units), centres, std::min(kStepsEach, kMostSteps - steps_)};
    auto const better = s.run();
    steps_ += s.steps() + 1;
    return better;
  }

  // Those who count least there, of the kind of beds that somebody is short of.
  void add_least(std::size_t const c, bool const accessible, std::vector<unit>& units) const {
    auto there = std::vector<std::size_t>{};
    for (auto const& [g, n] : a_.in_[c]) {
      if (!accessible || needs_accessible(a_, g)) {
        there.push_back(g);
      }
    }
    auto const some = std::min(there.size(), kOfEach);
    std::ranges::partial_sort(there, there.begin() + static_cast<std::ptrdiff_t>(some),
                              [&](std::size_t const x, std::size_t const y) { return counts_less(a_, x, y); });
    auto const most = units.size() + kOfEach;
    for (auto i = std::size_t{0}; i != some && units.size() < most; ++i) {
      auto const n = std::min(static_cast<std::size_t>(a_.in_[c].at(there[i])), most - units.size());
      units.insert(units.end(), n, unit{.group_ = there[i], .at_ = c});
    }
  }

  allocation& a_;
  std::int64_t steps_{0};
};

}  // namespace

void share_out_last_beds(allocation& a) { last_beds{a}.run(); }

}  // namespace leeward::planning::placing
