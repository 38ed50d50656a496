#include "roads/cch/drawing.h"

#include <algorithm>

#include "base/ensure.h"
#include "roads/graph/validate.h"

namespace leeward::roads::cch {

std::vector<edge_id> drawn::copies_of(edge const e) const {
  auto copies = all_copies(view(), at(e));
  copies.erase(begin(copies));
  return copies;
}

std::uint32_t drawing::junction(int const east, int const north) {
  junctions_.push_back({.lat_e7_ = north * 90, .lon_e7_ = east * 90});
  return static_cast<std::uint32_t>(junctions_.size() - 1);
}

edge drawing::street(std::uint32_t const a, std::uint32_t const b, weight const ms, weight const back_ms) {
  pieces_.push_back({a, b, ms, back_ms, true});
  return make_edge({static_cast<std::uint32_t>(pieces_.size() - 1)}, direction::kForward);
}

edge drawing::one_way(std::uint32_t const a, std::uint32_t const b, weight const ms) {
  pieces_.push_back({a, b, ms, 0, false});
  return make_edge({static_cast<std::uint32_t>(pieces_.size() - 1)}, direction::kForward);
}

void drawing::cost(edge const from, edge const to, weight const ms) { costs_[{from.code_, to.code_}] = ms; }
void drawing::forbid(edge const from, edge const to) { forbidden_.insert({from.code_, to.code_}); }
void drawing::forbid_after(edge const from, edge const via, edge const to) { restrictions_.push_back({from, via, to}); }

void drawing::add_segments(road_graph_data& g) const {
  g.junctions_ = junctions_;
  g.roads_.resize(1);
  g.strings_ = {'\0'};
  for (auto const& p : pieces_) {
    g.segments_.push_back({.from_ = {p.a_},
                           .to_ = {p.b_},
                           .road_ = {0},
                           .first_point_ = static_cast<std::uint32_t>(g.points_.size()),
                           .length_mm_ = 1000});
    g.points_.push_back(junctions_[p.a_]);
    g.points_.push_back(junctions_[p.b_]);
  }
  g.segments_.push_back({{}, {}, {}, static_cast<std::uint32_t>(g.points_.size()), 0});
}

void drawing::add_edges(drawn& d) const {
  auto& g = d.graph_;
  g.edge_of_.resize(2 * pieces_.size());
  for (auto s = std::uint32_t{0}; s != pieces_.size(); ++s) {
    for (auto const towards : {direction::kForward, direction::kBackward}) {
      if (towards == direction::kForward || pieces_[s].both_) {
        auto const e = make_edge({s}, towards);
        g.edge_of_[e.code_] = {static_cast<std::uint32_t>(g.edges_.size())};
        g.edges_.push_back(e);
        d.weights_.edge_ms_.push_back(towards == direction::kForward ? pieces_[s].ms_ : pieces_[s].back_ms_);
      }
    }
  }
}

// Heads by edge, with those of the copies.
std::vector<std::vector<edge_id>> drawing::turns_of(drawn& d) const {
  auto& g = d.graph_;
  auto const view = d.view();
  auto turns = std::vector<std::vector<edge_id>>(g.edges_.size());
  auto leaving = std::vector<std::vector<edge_id>>(junctions_.size());
  for (auto e = std::uint32_t{0}; e != turns.size(); ++e) {
    leaving[tail(view, {e}).v_].push_back({e});
  }
  for (auto e = std::uint32_t{0}; e != turns.size(); ++e) {
    turns[e] = leaving[head(view, {e}).v_];
    std::erase_if(turns[e], [&](edge_id const to) { return g.edges_[to.v_].code_ == (g.edges_[e].code_ ^ 1U); });
    if (auto const round = g.edge_of_[g.edges_[e].code_ ^ 1U]; turns[e].empty() && !round.is_none()) {
      turns[e].push_back(round);
    }
    std::erase_if(turns[e],
                  [&](edge_id const to) { return forbidden_.contains({g.edges_[e].code_, g.edges_[to.v_].code_}); });
  }
  auto in_order = restrictions_;
  std::stable_sort(begin(in_order), end(in_order),
                   [](restriction const& a, restriction const& b) { return a.via_.code_ < b.via_.code_; });
  for (auto const& r : in_order) {
    auto const via = d.at(r.via_);
    auto const copy = edge_id{static_cast<std::uint32_t>(g.edges_.size())};
    g.edges_.push_back(r.via_);
    g.copy_of_.push_back(via);
    d.weights_.edge_ms_.push_back(d.weights_.edge_ms_[via.v_]);
    turns.push_back(turns[via.v_]);
    std::erase(turns.back(), d.at(r.to_));
    auto& into = turns[d.at(r.from_).v_];
    std::replace(begin(into), end(into), via, copy);
  }
  return turns;
}

drawn drawing::finish() const {
  auto d = drawn{};
  auto& g = d.graph_;
  add_segments(g);
  add_edges(d);
  auto turns = turns_of(d);
  g.first_turn_.push_back(0);
  for (auto e = std::uint32_t{0}; e != g.edges_.size(); ++e) {
    std::sort(begin(turns[e]), end(turns[e]));
    for (auto const to : turns[e]) {
      auto const cost = costs_.find({g.edges_[e].code_, g.edges_[to.v_].code_});
      g.turn_head_.push_back(to);
      d.weights_.turn_ms_.push_back(cost == costs_.end() ? 0 : cost->second);
    }
    g.first_turn_.push_back(static_cast<std::uint32_t>(g.turn_head_.size()));
  }
  ensure(!roads::find_fault(d.view()).has_value(), "a drawing is a sound road graph");
  return d;
}

}  // namespace leeward::roads::cch
