#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "roads/cch/plain_search.h"
#include "roads/cch/prepared.h"
#include "roads/cch/random_drawing.h"

// What holds on every network; a failure shrinks to the smallest grid, and names the seed.
namespace leeward::roads::cch {

namespace {

grid some_grid() { return {*rc::gen::inRange<std::uint32_t>(1, 9), *rc::gen::inRange<std::uint32_t>(1, 9)}; }
random_source some_dice() { return random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())}; }

std::vector<seeds> some_places(random_source& dice, drawn const& d, std::size_t const count) {
  auto places = std::vector<seeds>{};
  for (auto i = std::size_t{0}; i != count; ++i) {
    places.push_back(random_seeds(dice, d));
  }
  return places;
}

void assert_agrees(prepared const& p, seeds const& from, seeds const& to, query& q) {
  auto const expected = plain_distance(p.d_.view(), p.d_.weights(), from, to);
  RC_ASSERT(q.distance(p.view(), from, to) == expected);
  auto const path = q.path(p.view(), from, to);
  RC_ASSERT(path.empty() == (expected == kNever));
  RC_ASSERT(time_of_path(p.d_.view(), p.d_.weights(), path, from, to) == expected);
}

RC_GTEST_PROP(cch_law, distances_and_paths_equal_dijkstra, ()) {
  auto const size = some_grid();
  auto dice = some_dice();
  auto const p = prepared{random_drawing(dice, size)};
  auto q = query{p.h()};
  for (auto i = 0; i != 25; ++i) {
    assert_agrees(p, random_seeds(dice, p.d_), random_seeds(dice, p.d_), q);
  }
}

// More sources than a batch has lanes, so that batches are full, part full and follow each other; some tables have so
// many that they are searched backward.
RC_GTEST_PROP(cch_law, tables_equal_dijkstra, ()) {
  auto const size = some_grid();
  auto dice = some_dice();
  auto const p = prepared{random_drawing(dice, size)};
  auto const from = some_places(dice, p.d_, static_cast<std::size_t>(dice.between(1, 100)));
  auto const to = some_places(dice, p.d_, 6);
  auto const table = p.table(from, to);
  for (auto i = std::size_t{0}; i != from.size(); ++i) {
    for (auto k = std::size_t{0}; k != to.size(); ++k) {
      RC_ASSERT(table[i * to.size() + k] == plain_distance(p.d_.view(), p.d_.weights(), from[i], to[k]));
    }
  }
}

// Closed, reopened, slower, faster, one edge or many, in any order.
RC_GTEST_PROP(cch_law, an_update_equals_a_full_customization, ()) {
  auto const size = some_grid();
  auto dice = some_dice();
  auto p = prepared{random_drawing(dice, size)};
  auto c = customizer{p.h()};
  for (auto round = 0; round != 8; ++round) {
    auto const changed = change_some(dice, p.d_.weights_, dice.chance(1, 4) ? 40 : dice.below(4));
    c.update(p.h(), p.d_.view(), p.d_.weights(), changed, p.m_);
    auto full = metric{};
    customize(p.h(), p.d_.view(), p.d_.weights(), full);
    RC_ASSERT(p.m_ == full);
  }
  auto q = query{p.h()};
  for (auto i = 0; i != 10; ++i) {
    assert_agrees(p, random_seeds(dice, p.d_), random_seeds(dice, p.d_), q);
  }
}

// As on maps too large to store the third arcs.
RC_GTEST_PROP(cch_law, without_stored_thirds_all_is_the_same, ()) {
  auto const size = some_grid();
  auto dice = some_dice();
  auto p = prepared{random_drawing(dice, size)};
  auto merging = p;
  merging.data_.third_.clear();
  merging.m_.clear();
  customize(merging.h(), merging.d_.view(), merging.d_.weights(), merging.m_);
  RC_ASSERT(merging.m_ == p.m_);
  RC_ASSERT(!find_fault(merging.h(), merging.d_.view()).has_value());
  auto c = customizer{merging.h()};
  auto const changed = change_some(dice, merging.d_.weights_, 3);
  c.update(merging.h(), merging.d_.view(), merging.d_.weights(), changed, merging.m_);
  auto full = metric{};
  customize(p.h(), p.d_.view(), merging.d_.weights(), full);
  RC_ASSERT(merging.m_ == full);
}

RC_GTEST_PROP(cch_law, a_hierarchy_is_sound_and_always_the_same, ()) {
  auto const size = some_grid();
  auto dice = some_dice();
  auto const d = random_drawing(dice, size);
  auto const first = build(d.view());
  auto const second = build(d.view());
  RC_ASSERT(!find_fault(view_of(first), d.view()).has_value());
  auto arrays = std::vector<std::vector<std::uint32_t>>{};
  auto const keep = [&](std::string_view, auto const& array) {
    auto& kept = arrays.emplace_back();
    for (auto const x : array) {
      if constexpr (std::is_same_v<decltype(x), edge_id const>) {
        kept.push_back(x.v_);
      } else {
        kept.push_back(x);
      }
    }
  };
  for_each_array(first, keep);
  for_each_array(second, keep);
  auto const half = arrays.size() / 2;
  RC_ASSERT(half == 15U);
  for (auto i = std::size_t{0}; i != half; ++i) {
    RC_ASSERT(arrays[i] == arrays[half + i]);
  }
}

}  // namespace

}  // namespace leeward::roads::cch
