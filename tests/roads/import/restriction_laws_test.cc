#include <algorithm>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "roads/import/snippet.h"

// Random restrictions on a grid of streets, against the plain reading of what they forbid: walk by walk.
namespace leeward::roads::test {
namespace {

constexpr auto kSide = 4;

using walk = std::vector<osm::osm_id>;

struct rule {
  bool only_{false};
  walk nodes_;
};

osm::osm_id way_between(osm::osm_id const a, osm::osm_id const b) { return std::min(a, b) * 100 + std::max(a, b); }

std::vector<osm::osm_id> neighbours(osm::osm_id const n) {
  auto all = std::vector<osm::osm_id>{};
  auto const x = n % kSide;
  auto const y = n / kSide;
  if (x > 0) {
    all.push_back(n - 1);
  }
  if (x + 1 < kSide) {
    all.push_back(n + 1);
  }
  if (y > 0) {
    all.push_back(n - kSide);
  }
  if (y + 1 < kSide) {
    all.push_back(n + kSide);
  }
  return all;
}

walk random_walk(std::mt19937& random, std::size_t const length) {
  auto w = walk{static_cast<osm::osm_id>(random() % (kSide * kSide))};
  while (w.size() != length) {
    auto next = neighbours(w.back());
    if (w.size() > 1) {
      std::erase(next, w[w.size() - 2]);
    }
    w.push_back(next[random() % next.size()]);
  }
  return w;
}

bool goes_along(walk const& w, std::size_t const from, walk const& rule, std::size_t const n) {
  return from + n <= w.size() && std::equal(rule.begin(), rule.begin() + static_cast<std::ptrdiff_t>(n),
                                            w.begin() + static_cast<std::ptrdiff_t>(from));
}

bool is_allowed(walk const& w, std::vector<rule> const& rules) {
  for (auto const& r : rules) {
    for (auto i = std::size_t{0}; i != w.size(); ++i) {
      if (!r.only_ && goes_along(w, i, r.nodes_, r.nodes_.size())) {
        return false;
      }
      for (auto n = std::size_t{2}; r.only_ && n != r.nodes_.size(); ++n) {  // come so far, one must go on along it
        if (goes_along(w, i, r.nodes_, n) && i + n < w.size() && w[i + n] != r.nodes_[n]) {
          return false;
        }
      }
    }
  }
  return true;
}

snippet grid() {
  auto s = snippet{};
  for (auto n = osm::osm_id{0}; n != kSide * kSide; ++n) {
    s.node(n, static_cast<double>(n % kSide) * 100, static_cast<double>(n / kSide) * 100);
  }
  for (auto n = osm::osm_id{0}; n != kSide * kSide; ++n) {
    for (auto const other : neighbours(n)) {
      if (other > n) {
        s.way(way_between(n, other), {n, other}, {{"highway", "residential"}});
      }
    }
  }
  return s;
}

void add(snippet& to, osm::osm_id const id, rule const& r) {
  auto members = std::vector<std::string>{};
  for (auto i = std::size_t{1}; i != r.nodes_.size(); ++i) {
    auto const* const role = i == 1 ? "from" : i + 1 == r.nodes_.size() ? "to" : "via";
    members.push_back(fmt::format("{} {}", role, way_between(r.nodes_[i - 1], r.nodes_[i])));
  }
  if (r.nodes_.size() == 3) {
    members.push_back(fmt::format("via node {}", r.nodes_[1]));
  }
  to.restriction(id, members, {{"restriction", r.only_ ? "only_straight_on" : "no_straight_on"}});
}

TEST(restriction_laws, a_walk_is_forbidden_exactly_if_a_restriction_says_so) {
  auto random = std::mt19937{42};
  auto forbidden = 0;
  for (auto map = 0; map != 60; ++map) {
    auto s = grid();
    auto rules = std::vector<rule>{};
    for (auto i = 0; i != 12; ++i) {
      rules.push_back({random() % 4 == 0, random_walk(random, 3 + random() % 4)});
      add(s, 1000 + i, rules.back());
    }
    auto const d = drawn{s};
    for (auto i = 0; i != 300; ++i) {
      auto w = random_walk(random, 2 + random() % 7);
      if (i % 2 == 0) {  // one that follows a rule for a while
        auto const& along = rules[random() % rules.size()].nodes_;
        w.assign(along.begin(), along.begin() + static_cast<std::ptrdiff_t>(2 + random() % (along.size() - 1)));
        while (w.size() < 8) {
          auto next = neighbours(w.back());
          std::erase(next, w[w.size() - 2]);
          w.push_back(next[random() % next.size()]);
        }
      }
      auto const allowed = is_allowed(w, rules);
      forbidden += allowed ? 0 : 1;
      ASSERT_EQ(d.drives("car", w), allowed) << fmt::format("map {}: {}", map, fmt::join(w, " "));
    }
  }
  EXPECT_GT(forbidden, 2'000);  // so that the law is not an empty one
}

}  // namespace
}  // namespace leeward::roads::test
