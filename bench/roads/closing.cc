#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include <fmt/core.h>

#include "base/ensure.h"
#include "figure.h"
#include "roads/cch/customize.h"
#include "roads/closures/way_index.h"
#include "roads/parts.h"
#include "roads/roads.h"

namespace leeward::bench {

namespace {

using segments = std::vector<roads::segment_id>;

// The car's metric, and roads that are closed on it and opened again.
class closing {
public:
  explicit closing(profile_view const& p)
      : p_{p},
        weights_{.edge_ms_ = {begin(p.profile_.weights_.edge_ms_), end(p.profile_.weights_.edge_ms_)},
                 .turn_ms_ = {begin(p.profile_.weights_.turn_ms_), end(p.profile_.weights_.turn_ms_)}},
        metric_{begin(p.profile_.metric_), end(p.profile_.metric_)},
        customizer_{p.network_.hierarchy_} {}

  // Seconds of closing and of opening again: the least of some runs, for the machine has other work.
  std::pair<double, double> close_and_open(segments const& roads, int const runs) {
    auto best = std::pair{std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
    auto const edges = edges_of(roads);
    for (auto i = 0; i != runs; ++i) {
      for (auto const e : edges) {
        weights_.edge_ms_[e.v_] = roads::kNever;
      }
      best.first = std::min(best.first, time_of([&] { update(edges); }));
      for (auto const e : edges) {
        weights_.edge_ms_[e.v_] = p_.profile_.weights_.edge_ms_[e.v_];
      }
      best.second = std::min(best.second, time_of([&] { update(edges); }));
    }
    return best;
  }

  // The least of some runs, like those of closing.
  double full_run(int const runs) {
    auto best = std::numeric_limits<double>::max();
    for (auto i = 0; i != runs; ++i) {
      best = std::min(best, time_of([&] {
                        roads::cch::customize(p_.network_.hierarchy_, p_.network_.graph_, view_of(weights_), metric_);
                      }));
    }
    return best;
  }

  segments scattered(random_source& dice, std::size_t const count) const {
    auto some = segments{};
    while (some.size() != count) {
      some.push_back(p_.network_.graph_.edges_[random_edge(dice, p_).v_].in());
    }
    return some;
  }

  // Those nearest to one of them, by their first points.
  segments in_an_area(random_source& dice, std::size_t const count) const {
    auto const& g = p_.network_.graph_;
    auto const centre = roads::shape(g, scattered(dice, 1).front()).front();
    auto all = std::vector<std::pair<std::int64_t, roads::segment_id>>{};
    for (auto s = std::uint32_t{0}; s != roads::segment_count(g); ++s) {
      all.emplace_back(distance_between(centre, roads::shape(g, {s}).front()).v_, roads::segment_id{s});
    }
    auto const last = begin(all) + static_cast<std::ptrdiff_t>(std::min(count, all.size()));
    std::nth_element(begin(all), last - 1, end(all));
    auto nearest = segments{};
    std::transform(begin(all), last, std::back_inserter(nearest), [](auto const& x) { return x.second; });
    return nearest;
  }

private:
  void update(std::vector<roads::edge_id> const& edges) {
    customizer_.update(p_.network_.hierarchy_, p_.network_.graph_, view_of(weights_), edges, metric_);
  }

  std::vector<roads::edge_id> edges_of(segments const& roads) const {
    auto edges = std::vector<roads::edge_id>{};
    for (auto const s : roads) {
      for (auto const d : {roads::direction::kForward, roads::direction::kBackward}) {
        if (auto const e = p_.network_.graph_.edge_of_[roads::make_edge(s, d).code_]; !e.is_none()) {
          auto const copies = roads::all_copies(p_.network_.graph_, e);
          edges.insert(end(edges), begin(copies), end(copies));
        }
      }
    }
    return edges;
  }

  profile_view const& p_;
  roads::profile_weights_data weights_;
  roads::cch::metric metric_;
  roads::cch::customizer customizer_;
};

void measure_one_road(subject const& s, closing& c, double const full_ms) {
  auto dice = random_source{2};
  auto times = std::vector<double>{};
  for (auto i = 0; i != 2000; ++i) {
    auto const [close, open] = c.close_and_open(c.scattered(dice, 1), 3);
    times.push_back(close * 1e3);
    times.push_back(open * 1e3);
  }
  s.print("close_one_road_ms", median(times), "ms", full_ms);
  s.print("close_one_road_worst_ms", *std::max_element(begin(times), end(times)), "ms", full_ms);
}

template <typename Choose>
void measure_many(subject const& s, closing& c, double const full_ms, std::string_view const figure,
                  Choose const& choose) {
  auto dice = random_source{3};
  auto times = std::vector<double>{};
  for (auto i = 0; i != 25; ++i) {
    auto const [close, open] = c.close_and_open(choose(dice), 3);
    times.push_back(close * 1e3);
    times.push_back(open * 1e3);
  }
  s.print(figure, median(times), "ms", full_ms);
}

// The update that is dearest beside a full run of the same moment, whatever its size: where the partial one gives up,
// both are paid.
void measure_dearest(subject const& s, closing& c) {
  constexpr auto const kRuns = 5;
  auto dice = random_source{4};
  auto dearest = std::pair{0.0, 1.0};  // the update, the full run
  for (auto const count : {1U, 5U, 10U, 20U, 50U, 100U, 200U, 500U, 1'000U, 2'000U, 5'000U}) {
    for (auto i = 0; i != 4; ++i) {
      for (auto const& roads : {c.scattered(dice, count), c.in_an_area(dice, count)}) {
        auto const full = c.full_run(kRuns);
        auto const [close, open] = c.close_and_open(roads, kRuns);
        if (auto const update = std::max(close, open); update / full > dearest.first / dearest.second) {
          dearest = {update, full};
        }
      }
    }
  }
  s.print("close_dearest_ms", dearest.first * 1e3, "ms", dearest.second * 1e3);
}

// As the commands do it: the closure by its way, resolved, overlaid, and the metric brought up to date.
void measure_closure(subject const& s, profile_view const& p, double const full_ms) {
  auto dice = random_source{5};
  auto situation = roads::situation{s.map_, p.id_};
  auto times = std::vector<double>{};
  for (auto i = 0; i != 500; ++i) {
    auto c = roads::closure{};
    c.id_ = "way";
    c.ways_ = {roads::way_of(p.network_.graph_, random_place(dice, p).segment_)};
    times.push_back(time_of([&] { ensure(situation.close({&c, 1}).has_value(), "a road can be closed"); }) * 1e3);
    times.push_back(time_of([&] { ensure(situation.open({&c.id_, 1}).has_value(), "and opened again"); }) * 1e3);
  }
  s.print("close_one_way_in_a_situation_ms", median(times), "ms", full_ms);
}

}  // namespace

// The yardstick is one full customization.
void measure_closing(subject const& s) {
  auto const p = profile_of(*s.map_, "car");
  auto c = closing{p};
  auto const full_ms = c.full_run(31) * 1e3;
  measure_one_road(s, c, full_ms);
  measure_many(s, c, full_ms, "close_100_scattered_ms", [&](auto& dice) { return c.scattered(dice, 100); });
  measure_many(s, c, full_ms, "close_100_in_an_area_ms", [&](auto& dice) { return c.in_an_area(dice, 100); });
  measure_many(s, c, full_ms, "close_polygon_of_1000_ms", [&](auto& dice) { return c.in_an_area(dice, 1'000); });
  measure_dearest(s, c);
  measure_closure(s, p, full_ms);
}

}  // namespace leeward::bench
