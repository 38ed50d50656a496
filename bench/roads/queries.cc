#include <string>

#include "base/ensure.h"
#include "figure.h"
#include "roads/cch/customize.h"
#include "roads/cch/query.h"
#include "roads/closures/way_index.h"
#include "roads/parts.h"
#include "roads/roads.h"

namespace leeward::bench {

namespace {

constexpr auto const kPairs = std::size_t{10'000};
constexpr auto const kRounds = 5;

// Mean microseconds of one pair; the median of some rounds over the same pairs.
template <typename Fn>
double mean_us(Fn&& fn) {
  return median_time(kRounds,
                     [&] {
                       for (auto i = std::size_t{0}; i != kPairs; ++i) {
                         fn(i);
                       }
                     }) *
         1e6 / static_cast<double>(kPairs);
}

roads::situation with_closures(subject const& s, profile_view const& p) {
  auto dice = random_source{6};
  auto situation = roads::situation{s.map_, p.id_};
  for (auto i = 0; i != 50; ++i) {
    auto c = roads::closure{};
    c.id_ = std::to_string(i);
    c.ways_ = {roads::way_of(p.network_.graph_, random_place(dice, p).segment_)};
    ensure(situation.close({&c, 1}).has_value(), "a road can be closed");
  }
  return situation;
}

double edge_to_edge_us(profile_view const& p, roads::situation const& situation) {
  auto dice = random_source{7};
  auto metric = roads::cch::metric{};
  auto const weights = situation.weights();
  roads::cch::customize(p.network_.hierarchy_, p.network_.graph_, weights, metric);
  auto const searched = roads::cch::searched{
      .h_ = p.network_.hierarchy_, .g_ = p.network_.graph_, .weights_ = weights, .metric_ = metric};
  auto from = std::vector<roads::cch::seed>{};
  auto to = std::vector<roads::cch::seed>{};
  for (auto i = std::size_t{0}; i != kPairs; ++i) {
    from.push_back({random_edge(dice, p), 0});
    to.push_back({random_edge(dice, p), 0});
  }
  auto query = roads::cch::query{p.network_.hierarchy_};
  return mean_us([&](std::size_t const i) { query.distance(searched, {&from[i], 1}, {&to[i], 1}); });
}

}  // namespace

// With 50 closures in force; the yardstick of one pair is one plain search.
void measure_queries(subject const& s, std::string_view const profile) {
  auto const p = profile_of(*s.map_, profile);
  auto const name = [&](std::string_view const figure) { return p.network_.name_ + "." + std::string{figure}; };
  auto const dijkstra = measure_dijkstra(p);
  auto const situation = with_closures(s, p);
  s.print(name("query_edge_us"), edge_to_edge_us(p, situation), "us", dijkstra * 1e6);
  auto dice = random_source{8};
  auto const from = random_places(dice, p, kPairs);
  auto const to = random_places(dice, p, kPairs);
  s.print(name("query_place_us"), mean_us([&](std::size_t const i) { situation.distance(from[i], to[i]); }), "us",
          dijkstra * 1e6);
  s.print(name("route_us"),
          mean_us([&](std::size_t const i) { static_cast<void>(situation.find_route(from[i], to[i])); }), "us",
          dijkstra * 1e6);
  constexpr auto const kSide = std::size_t{3'000};
  auto out = std::vector<roads::weight>(kSide * kSide);
  auto const table =
      median_time(5, [&] { situation.matrix(std::span{from}.first(kSide), std::span{to}.first(kSide), out); });
  s.print(name("matrix_3000_s"), table, "s", dijkstra * static_cast<double>(kSide));
}

}  // namespace leeward::bench
