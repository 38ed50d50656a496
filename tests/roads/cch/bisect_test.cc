#include "roads/cch/bisect.h"

#include <algorithm>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leeward::roads::cch {

namespace {

using ::testing::ElementsAre;

struct pipe {
  std::uint32_t a_, b_;
  std::int32_t capacity_;
};

cell_graph cell_of(std::vector<position> where, std::vector<pipe> const& pipes) {
  auto g = cell_graph{};
  auto arcs = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::size_t>>{};  // tail, head, pipe
  for (auto i = std::size_t{0}; i != pipes.size(); ++i) {
    arcs.emplace_back(pipes[i].a_, pipes[i].b_, i);
    arcs.emplace_back(pipes[i].b_, pipes[i].a_, i);
  }
  std::sort(begin(arcs), end(arcs));
  g.first_.assign(where.size() + 1, 0);
  for (auto const& [tail, head, p] : arcs) {
    ++g.first_[tail + 1];
    g.head_.push_back(head);
    g.capacity_.push_back(pipes[p].capacity_);
    auto const other = std::find(begin(arcs), end(arcs), std::tuple{head, tail, p});
    g.mate_.push_back(static_cast<std::uint32_t>(other - begin(arcs)));
  }
  for (auto v = std::size_t{0}; v != where.size(); ++v) {
    g.first_[v + 1] += g.first_[v];
  }
  g.where_ = std::move(where);
  return g;
}

// Which nodes are on node 0's side.
std::vector<bool> with_first(std::vector<bool> sides) {
  if (!sides.front()) {
    sides.flip();
  }
  return sides;
}

// Eight nodes from west to east.
std::vector<position> in_a_row() {
  auto where = std::vector<position>{};
  for (auto i = 0; i != 8; ++i) {
    where.push_back({.lat_e7_ = 490'000'000, .lon_e7_ = 80'000'000 + 10'000 * i});
  }
  return where;
}

TEST(bisect, two_nodes_are_parted) {
  auto const g = cell_of({{0, 0}, {0, 1000}}, {{0, 1, 2}});
  EXPECT_THAT(with_first(bisect(g)), ElementsAre(true, false));
}

TEST(bisect, the_narrowest_place_between_the_ends_is_cut) {
  auto const g = cell_of(in_a_row(), {{0, 1, 4}, {1, 2, 4}, {2, 3, 4}, {3, 4, 3}, {4, 5, 1}, {5, 6, 4}, {6, 7, 4}});
  EXPECT_THAT(with_first(bisect(g)), ElementsAre(true, true, true, true, true, false, false, false));
}

// The outer two on each side stay together, however thin what holds them.
TEST(bisect, no_side_falls_below_a_quarter) {
  auto const g = cell_of(in_a_row(), {{0, 1, 1}, {1, 2, 4}, {2, 3, 3}, {3, 4, 4}, {4, 5, 4}, {5, 6, 4}, {6, 7, 1}});
  EXPECT_THAT(with_first(bisect(g)), ElementsAre(true, true, true, false, false, false, false, false));
}

// Three lines of capacity 1 from the west cluster to the east one cost less together than one of capacity 4.
TEST(bisect, what_a_cut_costs_is_summed_over_its_streets) {
  auto const g = cell_of({{0, 0}, {10'000, 0}, {20'000, 0}, {0, 100'000}, {10'000, 100'000}, {20'000, 100'000}},
                         {{0, 1, 4}, {1, 2, 4}, {3, 4, 4}, {4, 5, 4}, {0, 3, 1}, {1, 4, 1}, {2, 5, 1}});
  EXPECT_THAT(with_first(bisect(g)), ElementsAre(true, true, true, false, false, false));
}

}  // namespace

}  // namespace leeward::roads::cch
