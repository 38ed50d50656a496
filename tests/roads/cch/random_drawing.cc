#include "roads/cch/random_drawing.h"

namespace leeward::roads::cch {

namespace {

weight some_time(random_source& dice) { return static_cast<weight>(dice.between(1, 1000)); }

void draw_streets(random_source& dice, drawing& d, std::vector<edge>& edges, std::uint32_t const a,
                  std::uint32_t const b) {
  auto const kind = dice.below(10);
  if (kind == 0) {
    return;
  }
  if (kind < 3) {
    edges.push_back(kind == 1 ? d.one_way(a, b, some_time(dice)) : d.one_way(b, a, some_time(dice)));
    return;
  }
  for (auto i = 0; i != (kind == 3 ? 2 : 1); ++i) {
    edges.push_back(d.street(a, b, some_time(dice), some_time(dice)));
    edges.push_back(back(edges.back()));
  }
}

void add_rules(random_source& dice, drawing& d, std::vector<edge> const& edges) {
  auto const plain = d.finish();
  auto const g = plain.view();
  auto leaving = std::vector<std::vector<edge>>(g.junctions_.size());
  for (auto const e : edges) {
    leaving[tail(g, plain.at(e)).v_].push_back(e);
  }
  for (auto const from : edges) {
    for (auto const via : leaving[head(g, plain.at(from)).v_]) {
      if (from.in() == via.in()) {
        continue;
      }
      d.cost(from, via, dice.chance(1, 20) ? kNever : static_cast<weight>(dice.below(60)));
      if (dice.chance(1, 15)) {
        d.forbid(from, via);
      } else if (auto const& next = leaving[head(g, plain.at(via)).v_]; !next.empty() && dice.chance(1, 12)) {
        d.forbid_after(from, via, dice.pick(next));
      }
    }
  }
}

}  // namespace

drawn random_drawing(random_source& dice, grid const size) {
  auto d = drawing{};
  auto edges = std::vector<edge>{};
  for (auto y = std::uint32_t{0}; y != size.height_; ++y) {
    for (auto x = std::uint32_t{0}; x != size.width_; ++x) {
      d.junction(static_cast<int>(x * 100 + dice.below(60)), static_cast<int>(y * 100 + dice.below(60)));
    }
  }
  for (auto y = std::uint32_t{0}; y != size.height_; ++y) {
    for (auto x = std::uint32_t{0}; x != size.width_; ++x) {
      auto const here = y * size.width_ + x;
      if (x + 1 != size.width_) {
        draw_streets(dice, d, edges, here, here + 1);
      }
      if (y + 1 != size.height_) {
        draw_streets(dice, d, edges, here, here + size.width_);
      }
      if (dice.chance(1, 25)) {
        edges.push_back(d.street(here, here, some_time(dice), some_time(dice)));
      }
    }
  }
  if (edges.empty()) {
    edges.push_back(d.street(0, 0, some_time(dice)));
  }
  add_rules(dice, d, edges);
  auto result = d.finish();
  for (auto& ms : result.weights_.edge_ms_) {
    ms = dice.chance(1, 20) ? kNever : ms;
  }
  return result;
}

std::vector<seed> random_seeds(random_source& dice, drawn const& d) {
  auto seeds = std::vector<seed>{};
  auto const count = dice.between(1, 3);
  for (auto i = std::int64_t{0}; i != count; ++i) {
    auto const e = edge_id{static_cast<std::uint32_t>(dice.below(d.graph_.edges_.size()))};
    auto const ms = d.weights_.edge_ms_[e.v_];
    seeds.push_back({e, ms == kNever ? 0 : static_cast<weight>(dice.between(0, ms))});
  }
  return seeds;
}

std::vector<edge_id> change_some(random_source& dice, profile_weights_data& w, std::size_t const how_many) {
  auto changed = std::vector<edge_id>{};
  for (auto i = std::size_t{0}; i != how_many; ++i) {
    auto const e = static_cast<std::uint32_t>(dice.below(w.edge_ms_.size()));
    w.edge_ms_[e] = dice.chance(1, 3) ? kNever : some_time(dice);
    changed.push_back({e});
  }
  return changed;
}

}  // namespace leeward::roads::cch
