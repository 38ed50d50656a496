#include "roads/graph/validate.h"

#include <functional>

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace leeward::roads {
namespace {

// Two segments in a row, 0 -> 1 -> 2, both ways, with a copy of the first edge:
//   edges 0: segment 0 forward, 1: backward, 2: segment 1 forward, 3: backward, 4: a copy of 0
road_graph_data good() {
  auto g = road_graph_data{};
  g.junctions_ = {{0, 0}, {0, 100}, {0, 200}};
  g.points_ = {{0, 0}, {10, 50}, {0, 100}, {0, 100}, {0, 200}};
  g.segments_ = {{{0}, {1}, {0}, 0, 1000}, {{1}, {2}, {0}, 3, 900}, {{}, {}, {}, 5, 0}};
  g.roads_ = {road{.way_ = 7, .name_ = 1}};
  g.strings_ = {'\0', 'a', '\0'};
  g.edges_ = {{0}, {1}, {2}, {3}, {0}};
  g.edge_of_ = {{0}, {1}, {2}, {3}};
  g.copy_of_ = {{0}};
  g.first_turn_ = {0, 1, 2, 3, 4, 6};
  g.turn_head_ = {{2}, {4}, {3}, {1}, {1}, {2}};
  return g;
}

TEST(validate, a_good_graph_has_no_fault) {
  auto const g = good();
  EXPECT_EQ(find_fault(view_of(g)), std::nullopt);
}

TEST(validate, every_law_is_checked) {
  struct law {
    char const* fault_;
    std::function<void(road_graph_data&)> break_;
  };
  auto const laws = std::vector<law>{
      {"segments: the sentinel is missing", [](auto& g) { g.segments_.clear(); }},
      {"edge_of: 3 entries for 2 segments", [](auto& g) { g.edge_of_.pop_back(); }},
      {"copy_of: 6 entries for 5 edges", [](auto& g) { g.copy_of_.resize(6); }},
      {"first_turn: 5 entries for 5 edges", [](auto& g) { g.first_turn_.pop_back(); }},
      {"junctions[1] of 3: outside the world", [](auto& g) { g.junctions_[1].lat_e7_ = 900'000'001; }},
      {"points[1] of 5: outside the world", [](auto& g) { g.points_[1].lon_e7_ = -1'800'000'001; }},
      {"strings: must begin and end with a NUL", [](auto& g) { g.strings_.back() = 'x'; }},
      {"strings: must begin and end with a NUL", [](auto& g) { g.strings_.front() = 'x'; }},
      {"strings: must begin and end with a NUL", [](auto& g) { g.strings_.clear(); }},
      {"roads[0] of 1: a string beyond the table", [](auto& g) { g.roads_[0].name_en_ = 3; }},
      {"roads[0] of 1: an unknown class", [](auto& g) { g.roads_[0].class_ = static_cast<road_class>(200); }},
      {"segments: their shapes do not cover the points", [](auto& g) { g.segments_[2].first_point_ = 4; }},
      {"segments: their shapes do not cover the points", [](auto& g) { g.segments_[0].first_point_ = 1; }},
      {"segments[1] of 3: a junction that is not there", [](auto& g) { g.segments_[1].to_ = {3}; }},
      {"segments[0] of 3: a road that is not there", [](auto& g) { g.segments_[0].road_ = {1}; }},
      {"segments[0] of 3: a shape of fewer than two points", [](auto& g) { g.segments_[1].first_point_ = 1; }},
      {"segments[1] of 3: a shape of fewer than two points", [](auto& g) { g.segments_[1].first_point_ = 4; }},
      {"segments[0] of 3: a shape that does not run between its junctions", [](auto& g) { g.points_[0].lat_e7_ = 1; }},
      {"segments[1] of 3: a shape that does not run between its junctions", [](auto& g) { g.points_[4].lat_e7_ = 1; }},
      {"segments[0] of 3: no length", [](auto& g) { g.segments_[0].length_mm_ = 0; }},
      {"edges[3] of 5: a segment that is not there, or out of order", [](auto& g) { g.edges_[3].code_ = 4; }},
      {"edges[1] of 5: a segment that is not there, or out of order", [](auto& g) { g.edges_[1].code_ = 0; }},
      {"edge_of[1] of 4: does not name its edge", [](auto& g) { g.edge_of_[1] = {2}; }},
      {"copy_of[0] of 1: not the original of its copy", [](auto& g) { g.copy_of_[0] = {1}; }},
      {"copy_of[0] of 1: not the original of its copy", [](auto& g) { g.copy_of_[0] = {4}; }},
      {"first_turn: does not cover the turns", [](auto& g) { g.first_turn_[5] = 5; }},
      {"first_turn[4] of 6: out of order", [](auto& g) { g.first_turn_[4] = 2; }},
      {"first_turn[2] of 6: out of order", [](auto& g) { g.first_turn_[2] = 7; }},
      {"turn_head[0] of 6: an edge that does not begin where the turn is", [](auto& g) { g.turn_head_[0] = {3}; }},
      {"turn_head[0] of 6: an edge that does not begin where the turn is", [](auto& g) { g.turn_head_[0] = {5}; }},
      {"turn_head[5] of 6: out of order", [](auto& g) { std::swap(g.turn_head_[4], g.turn_head_[5]); }},
      {"turn_head[5] of 6: out of order", [](auto& g) { g.turn_head_[5] = {1}; }},
  };
  for (auto const& law : laws) {
    auto g = good();
    law.break_(g);
    EXPECT_EQ(find_fault(view_of(g)), std::optional<std::string>{law.fault_});
  }
}

TEST(validate, an_edge_that_edge_of_does_not_name) {
  auto g = good();
  g.edges_.erase(g.edges_.begin() + 3);
  g.first_turn_.erase(g.first_turn_.begin() + 4);
  EXPECT_EQ(find_fault(view_of(g)), std::optional<std::string>{"edge_of: names 4 edges, and there are 3"});
}

TEST(validate, weights) {
  auto const g = good();
  auto const fault_of = [&](std::vector<weight> edges, std::vector<weight> turns) {
    auto w = profile_weights_data{};
    w.edge_ms_ = std::move(edges);
    w.turn_ms_ = std::move(turns);
    return find_fault(view_of(g), view_of(w)).value_or("");
  };
  EXPECT_EQ(fault_of({1, 2, 3, kNever, 5}, {0, 0, 0, 0, 0, kNever}), "");
  EXPECT_EQ(fault_of({1, 2, 3, 4}, {0, 0, 0, 0, 0, 0}), "edge_ms: 4 entries, and there are 5");
  EXPECT_EQ(fault_of({1, 2, 0, 4, 5}, {0, 0, 0, 0, 0, 0}), "edge_ms[2] of 5: 0 is not a weight");
  EXPECT_EQ(fault_of({1, 2, 3, 4, kNever + 1}, {0, 0, 0, 0, 0, 0}),
            fmt::format("edge_ms[4] of 5: {} is not a weight", kNever + 1));
  EXPECT_EQ(fault_of({1, 2, 3, 4, 5}, {0, 0, 0, 0, 0}), "turn_ms: 5 entries, and there are 6");
  EXPECT_EQ(fault_of({1, 2, 3, 4, 5}, {0, -1, 0, 0, 0, 0}), "turn_ms[1] of 6: -1 is not a weight");
}

TEST(road_graph, copies_are_found_by_their_original) {
  auto const g = good();
  EXPECT_THAT(all_copies(view_of(g), {0}), testing::ElementsAre(edge_id{0}, edge_id{4}));
  EXPECT_THAT(all_copies(view_of(g), {2}), testing::ElementsAre(edge_id{2}));
}

TEST(road_graph, ends_names_and_shapes) {
  auto const data = good();
  auto const g = view_of(data);
  EXPECT_EQ(tail(g, {1}), junction_id{1});
  EXPECT_EQ(head(g, {1}), junction_id{0});
  EXPECT_EQ(head(g, {4}), junction_id{1});
  EXPECT_EQ(text(g, 1), "a");
  EXPECT_EQ(shape(g, {0}).size(), 3U);
}

}  // namespace
}  // namespace leeward::roads
