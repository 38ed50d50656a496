#include "roads/oracle/updates.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "roads/cch/customize.h"

namespace leeward::roads::oracle {

namespace {

struct live_profile {
  live_profile(map_network const& n, map_profile const& p)
      : n_{n},
        p_{p},
        weights_{.edge_ms_ = {begin(p.weights_.edge_ms_), end(p.weights_.edge_ms_)},
                 .turn_ms_ = {begin(p.weights_.turn_ms_), end(p.weights_.turn_ms_)}},
        metric_{begin(p.metric_), end(p.metric_)},
        customizer_{n.hierarchy_} {}

  bool equals_full_run() const {
    auto full = cch::metric{};
    cch::customize(n_.hierarchy_, n_.graph_, view_of(weights_), full);
    return metric_ == full;
  }

  // Closes or slows what is open among them, and reopens what is not.
  void turn_over(random_source& dice, std::span<edge_id const> const edges) {
    for (auto const e : edges) {
      auto const open = p_.weights_.edge_ms_[e.v_];
      auto& now = weights_.edge_ms_[e.v_];
      now = now != open ? open : dice.chance(1, 2) ? kNever : std::min(open, kNever / 3) * 3;
    }
    customizer_.update(n_.hierarchy_, n_.graph_, view_of(weights_), edges, metric_);
  }

  std::vector<edge_id> changed() const {
    auto edges = std::vector<edge_id>{};
    for (auto e = std::uint32_t{0}; e != weights_.edge_ms_.size(); ++e) {
      if (weights_.edge_ms_[e] != p_.weights_.edge_ms_[e]) {
        edges.push_back({e});
      }
    }
    return edges;
  }

  map_network const& n_;
  map_profile const& p_;
  profile_weights_data weights_;
  cch::metric metric_;
  cch::customizer customizer_;
};

}  // namespace

void expect_updates_to_equal_full_runs(road_map const& m) {
  auto dice = random_source{17};
  for (auto const& p : m.profiles_) {
    auto live = live_profile{m.networks_[p.network_], p};
    ASSERT_TRUE(live.equals_full_run()) << "the stored metric of " << p.name_;
    for (auto const count : {1U, 1U, 20U, 1U, 300U, 5'000U, 2U}) {
      auto edges = std::vector<edge_id>{};
      for (auto i = 0U; i != count; ++i) {
        edges.push_back({static_cast<std::uint32_t>(dice.below(live.weights_.edge_ms_.size()))});
      }
      live.turn_over(dice, edges);
      ASSERT_TRUE(live.equals_full_run()) << count << " edges of " << p.name_;
    }
    live.turn_over(dice, live.changed());
    ASSERT_TRUE(std::ranges::equal(live.metric_, p.metric_)) << "all of " << p.name_ << " reopened";
  }
}

}  // namespace leeward::roads::oracle
