#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "roads/oracle/answers.h"
#include "roads/oracle/closures.h"
#include "roads/oracle/maps.h"
#include "roads/oracle/updates.h"
#include "roads/roads.h"

// Every answer of a situation equals a plain Dijkstra's, on every extract and made region, for every profile, before
// and after closures and reopenings: 100 % of 8 maps × 4 profiles × 4 closure sets × 10 sources × 110 targets, which
// is 140,800 pairs, 105,600 of them on real extracts. LEEWARD_ORACLE_SOURCES=N asks from N sources instead of 10.
namespace leeward::roads::oracle {

namespace {

constexpr auto const kTargets = std::size_t{110};
constexpr auto const kProfiles = std::size_t{4};
constexpr auto const kClosureSets = std::size_t{4};

std::size_t sources() {
  auto const* const asked = std::getenv("LEEWARD_ORACLE_SOURCES");
  return asked == nullptr ? 10 : std::strtoull(asked, nullptr, 10);
}

// One profile of a map, whose closures come and go.
struct day {
  day(std::shared_ptr<road_map const> map, profile_id const p, std::uint64_t const seed)
      : map_{std::move(map)}, situation_{map_, p}, dice_{seed} {}

  void close(std::size_t const count) {
    auto added = std::vector<closure>{};
    for (auto i = std::size_t{0}; i != count; ++i) {
      added.push_back(
          random_closure(dice_, *map_, situation_.profile(), "closure " + std::to_string(++closures_made_)));
    }
    auto const done = situation_.close(added);
    ASSERT_TRUE(done.has_value()) << done.error().sentence_;
    in_force_.insert(end(in_force_), begin(added), end(added));
  }

  void reopen(std::size_t const count) {
    dice_.shuffle(in_force_);
    for (auto i = std::size_t{0}; i != count; ++i) {
      auto const done = situation_.open(std::vector{in_force_.back().id_});
      ASSERT_TRUE(done.has_value()) << done.error().sentence_;
      in_force_.pop_back();
    }
  }

  // All pairs of new random places.
  void compare() {
    auto from = std::vector<place_on_road>{};
    auto to = std::vector<place_on_road>{};
    for (auto i = std::size_t{0}; i != sources(); ++i) {
      from.push_back(random_place(dice_, *map_, situation_.profile()));
    }
    for (auto i = std::size_t{0}; i != kTargets; ++i) {
      to.push_back(random_place(dice_, *map_, situation_.profile()));
      if (i < from.size()) {
        to.back().segment_ = from[i].segment_;  // ahead of a source or behind it, on the same road
        to.back().along_mm_ = from[i].along_mm_ / 2 + (i % 2 == 0 ? 0 : from[i].along_mm_ / 2);
      }
    }
    auto reference = dijkstra::create(map_, situation_.profile(), in_force_);
    EXPECT_TRUE(reference.has_value());
    auto const found = oracle::compare(*map_, situation_, *reference, from, to);
    EXPECT_EQ(found.wrong_, 0U) << in_force_.size() << " closures";
    all_.pairs_ += found.pairs_;
    all_.reached_ += found.reached_;
  }

  std::shared_ptr<road_map const> map_;
  situation situation_;
  random_source dice_;
  std::vector<closure> in_force_{};
  std::size_t closures_made_{0};
  tally all_{};
};

class answers : public ::testing::TestWithParam<source> {};

TEST_P(answers, equal_dijkstra) {
  auto const map = map_of(GetParam());
  if (map == nullptr) {
    GTEST_SKIP() << "../shared is not there";
  }
  auto pairs = std::size_t{0};
  auto reached = std::size_t{0};
  for (auto const* const name : {"coach", "minibus", "car", "foot"}) {
    SCOPED_TRACE(name);
    auto const p = find_profile(*map, name);
    ASSERT_TRUE(p.has_value()) << p.error().sentence_;
    auto d = day{map, *p, p->v_};
    d.compare();
    d.close(50);
    d.compare();
    d.reopen(25);
    d.close(10);
    d.compare();
    d.reopen(35);
    d.compare();
    EXPECT_TRUE(std::ranges::equal(d.situation_.weights().edge_ms_, map->profiles_[p->v_].weights_.edge_ms_))
        << "all is open again";
    pairs += d.all_.pairs_;
    reached += d.all_.reached_;
  }
  expect_updates_to_equal_full_runs(*map);
  EXPECT_EQ(pairs, kProfiles * kClosureSets * sources() * kTargets);
  EXPECT_GT(reached, pairs / 2) << "most pairs have a way, or little was compared";
  std::cout << pairs << " pairs equal Dijkstra on " << GetParam().name_ << ", " << reached << " with a way\n";
}

std::string name_of(::testing::TestParamInfo<source> const& s) { return s.param.name_; }

INSTANTIATE_TEST_SUITE_P(extracts, answers,
                         ::testing::Values(source{"heidelberg"}, source{"iom"}, source{"malta"}, source{"milan"},
                                           source{"porto_r5"}, source{"testfeld_nds"}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(made, answers, ::testing::Values(source{"village", 2'000}, source{"town", 30'000}), name_of);

}  // namespace

}  // namespace leeward::roads::oracle
