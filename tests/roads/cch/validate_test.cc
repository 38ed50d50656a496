#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "roads/cch/hierarchy.h"
#include "roads/cch/random_drawing.h"

// A hierarchy from a file that somebody damaged or made up: every kind of damage is named, and nothing is followed out
// of its array on the way.
namespace leeward::roads::cch {

namespace {

using damage = std::function<void(hierarchy_data&)>;

struct wrong {
  char const* name_;
  damage do_;
  char const* said_;
};

std::ostream& operator<<(std::ostream& out, wrong const& w) { return out << w.name_; }

std::string name_of(::testing::TestParamInfo<wrong> const& w) { return w.param.name_; }

class damaged : public ::testing::TestWithParam<wrong> {};

drawn sample() {
  auto dice = random_source{11};
  return random_drawing(dice, {.width_ = 7, .height_ = 7});
}

TEST(find_fault, has_nothing_to_say_of_what_was_built) {
  auto const d = sample();
  auto const data = build(d.view());
  EXPECT_EQ(find_fault(view_of(data), d.view()), std::nullopt);
}

TEST_P(damaged, is_named) {
  auto const d = sample();
  auto data = build(d.view());
  GetParam().do_(data);
  auto const fault = find_fault(view_of(data), d.view());
  EXPECT_EQ(fault.value_or("nothing"), GetParam().said_);
}

constexpr auto const* kOrder = "the order does not have one rank for each edge";
constexpr auto const* kRanks = "ranks and edges do not match";
constexpr auto const* kTree = "the elimination tree does not rise";
constexpr auto const* kArcs = "the arcs are not sorted by their ends";
constexpr auto const* kMirror = "the arcs by their higher ends do not match the arcs";
constexpr auto const* kTurns = "the arcs' turns are not one for each arc";
constexpr auto const* kUpTurn = "an up arc has another edge's turn";
constexpr auto const* kDownTurn = "a down arc has another edge's turn";
constexpr auto const* kThird = "the lower triangles do not match the arcs";

// The first arc of a node that has two.
std::uint32_t first_of_two(std::vector<std::uint32_t> const& first) {
  auto v = std::size_t{0};
  while (first[v + 1] - first[v] < 2) {
    ++v;
  }
  return first[v];
}

std::uint32_t first_turn(hierarchy_data const& h, std::size_t const from) {
  auto a = from;
  while (h.turn_of_[a] == kNone) {
    ++a;
  }
  return static_cast<std::uint32_t>(a);
}

INSTANTIATE_TEST_SUITE_P(
    order, damaged,
    ::testing::Values(wrong{"a_rank_too_few", [](auto& h) { h.rank_of_.pop_back(); }, kOrder},
                      wrong{"an_edge_too_few", [](auto& h) { h.edge_at_.pop_back(); }, kOrder},
                      wrong{"a_parent_too_many", [](auto& h) { h.parent_.push_back(0); }, kOrder},
                      wrong{"no_ranks_at_all", [](auto& h) { h.rank_of_.clear(); }, kOrder},
                      wrong{"an_edge_beyond", [](auto& h) { h.edge_at_[3].v_ = 1'000'000; }, kRanks},
                      wrong{"a_rank_twice", [](auto& h) { h.rank_of_[0] = h.rank_of_[1]; }, kRanks},
                      wrong{"two_edges_swapped", [](auto& h) { std::swap(h.edge_at_[4], h.edge_at_[5]); }, kRanks},
                      wrong{"a_parent_below", [](auto& h) { h.parent_[9] = 8; }, kTree},
                      wrong{"a_parent_beyond", [](auto& h) { h.parent_[9] = 1'000'000; }, kTree}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    arcs, damaged,
    ::testing::Values(wrong{"up_offsets_fall", [](auto& h) { h.up_first_[5] = 1'000'000; }, kArcs},
                      wrong{"up_offsets_begin_late", [](auto& h) { h.up_first_[0] = 1; }, kArcs},
                      wrong{"up_offsets_missing", [](auto& h) { h.up_first_.clear(); }, kArcs},
                      wrong{"up_heads_cut_off", [](auto& h) { h.up_head_.pop_back(); }, kArcs},
                      wrong{"an_up_head_below", [](auto& h) { h.up_head_[first_of_two(h.up_first_)] = 0; }, kArcs},
                      wrong{"an_up_head_beyond", [](auto& h) { h.up_head_.back() = 1'000'000; }, kArcs},
                      wrong{"an_up_head_twice",
                            [](auto& h) {
                              h.up_head_[first_of_two(h.up_first_) + 1] = h.up_head_[first_of_two(h.up_first_)];
                            },
                            kArcs},
                      wrong{"an_up_head_below_the_parent", [](auto& h) { h.parent_[0] = h.parent_.back(); }, kArcs},
                      wrong{"down_offsets_fall", [](auto& h) { h.down_first_[5] = 1'000'000; }, kArcs},
                      wrong{"down_tails_cut_off", [](auto& h) { h.down_tail_.pop_back(); }, kArcs},
                      wrong{"a_down_tail_beyond", [](auto& h) { h.down_tail_.back() = 1'000'000; }, kArcs},
                      wrong{"up_mirror_offsets_fall", [](auto& h) { h.up_into_first_[7] = 1'000'000; }, kMirror},
                      wrong{"up_mirror_tail_wrong", [](auto& h) { h.up_into_tail_[0] += 1; }, kMirror},
                      wrong{"up_mirror_tail_beyond", [](auto& h) { h.up_into_tail_[0] = 1'000'000; }, kMirror},
                      wrong{"up_mirror_arc_wrong", [](auto& h) { h.up_into_arc_[0] += 1; }, kMirror},
                      wrong{"up_mirror_arc_beyond", [](auto& h) { h.up_into_arc_[0] = 1'000'000; }, kMirror},
                      wrong{"up_mirror_cut_off", [](auto& h) { h.up_into_arc_.pop_back(); }, kMirror},
                      wrong{"down_mirror_offsets_missing", [](auto& h) { h.down_from_first_.clear(); }, kMirror},
                      wrong{"down_mirror_head_beyond", [](auto& h) { h.down_from_head_.back() = 1'000'000; }, kMirror},
                      wrong{"down_mirror_arc_is_an_up_arc", [](auto& h) { h.down_from_arc_[0] = 0; }, kMirror}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    turns, damaged,
    ::testing::Values(wrong{"a_turn_too_few", [](auto& h) { h.turn_of_.pop_back(); }, kTurns},
                      wrong{"an_up_turn_of_another_edge", [](auto& h) { h.turn_of_[first_turn(h, 0)] ^= 1U; }, kUpTurn},
                      wrong{"an_up_turn_beyond", [](auto& h) { h.turn_of_[0] = 1'000'000; }, kUpTurn},
                      wrong{"a_down_turn_of_another_edge",
                            [](auto& h) { h.turn_of_[first_turn(h, h.up_head_.size())] ^= 1U; }, kDownTurn},
                      wrong{"a_down_turn_beyond", [](auto& h) { h.turn_of_.back() = 1'000'000; }, kDownTurn},
                      wrong{"a_third_too_few", [](auto& h) { h.third_.pop_back(); }, kThird},
                      wrong{"a_third_beyond", [](auto& h) { h.third_[2] = 1'000'000; }, kThird}),
    name_of);

}  // namespace

}  // namespace leeward::roads::cch
