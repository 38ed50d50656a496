#include "roads/import/assemble.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "base/ensure.h"
#include "roads/profiles/turn_cost.h"

namespace leeward::roads {

namespace {

std::uint16_t capped(std::int32_t const v) { return static_cast<std::uint16_t>(std::clamp(v, 0, 0xFFFF)); }

class assembler {
public:
  assembler(collected const& c, draft const& d, tag_sets const& sets, network_profiles const& profiles,
            turn_table const& turns, std::vector<profile_mask> const& usable, bool const drives_on_left)
      : c_{c}, d_{d}, sets_{sets}, profiles_{profiles}, turns_{turns}, usable_{usable}, left_{drives_on_left} {}

  network assemble();

private:
  void number_segments();
  void number_states();
  road_id road_of(std::uint32_t way);
  std::uint32_t junction_of(std::uint32_t draft_junction);
  void add_turns();
  void describe_junctions();
  turn_view view(std::uint32_t from_edge, std::uint32_t to_edge) const;
  weight cost(std::uint32_t from_edge, std::uint32_t to_edge, turn_view const&, std::size_t profile) const;
  bool is_destination(std::uint32_t const edge, std::size_t const p) const {
    return (rule_of(d_, edge >> 1U).destination_[edge & 1U] >> p & 1U) != 0;
  }

  struct junction_view {
    std::uint32_t arms_{0};
    way_kind biggest_{way_kind::kSteps};
    bool signals_{false};
  };

  collected const& c_;
  draft const& d_;
  tag_sets const& sets_;
  network_profiles const& profiles_;
  turn_table const& turns_;
  std::vector<profile_mask> const& usable_;
  bool left_;

  network out_;
  std::vector<std::uint32_t> road_of_way_;
  std::vector<std::uint32_t> new_junction_;
  std::vector<std::uint32_t> segment_of_;  // new segment -> draft segment
  std::vector<std::uint32_t> state_of_;    // new edge -> state
  std::vector<std::uint32_t> new_edge_;    // state -> new edge
  std::vector<junction_view> junctions_;   // by draft junction
  std::vector<std::int16_t> leaving_;      // bearing, by draft edge
};

std::uint32_t assembler::junction_of(std::uint32_t const draft_junction) {
  auto& j = new_junction_[draft_junction];
  if (j == kNoIndex) {
    j = static_cast<std::uint32_t>(out_.graph_.junctions_.size());
    out_.graph_.junctions_.push_back(c_.where_[d_.junctions_[draft_junction]]);
  }
  return j;
}

road_id assembler::road_of(std::uint32_t const way) {
  auto& known = road_of_way_[way];
  if (known == kNoIndex) {
    known = static_cast<std::uint32_t>(out_.graph_.roads_.size());
    auto const& w = c_.ways_[way];
    auto const& rule = d_.rules_[w.tags_];
    auto& r = out_.graph_.roads_.emplace_back();
    r.way_ = w.id_;
    r.name_ = w.name_;
    r.name_en_ = w.name_en_;
    r.ref_ = w.ref_;
    r.destination_ = w.destination_;
    r.max_weight_kg_ = static_cast<std::uint32_t>(rule.limits_.weight_kg_);
    r.max_height_cm_ = capped(rule.limits_.height_cm_);
    r.max_width_cm_ = capped(rule.limits_.width_cm_);
    r.max_length_cm_ = capped(rule.limits_.length_cm_);
    r.flags_ = rule.flags_;
    r.class_ = class_of(rule.kind_);
  }
  return {known};
}

void assembler::number_segments() {
  auto& g = out_.graph_;
  road_of_way_.assign(c_.ways_.size(), kNoIndex);
  new_junction_.assign(d_.junctions_.size(), kNoIndex);
  for (auto s = std::uint32_t{0}; s + 1 != d_.segments_.size(); ++s) {
    auto const edge = 2 * s;
    if (usable_[edge] == 0 && usable_[edge + 1U] == 0) {
      continue;
    }
    auto const& from = d_.segments_[s];
    auto const a = junction_of(from.from_);
    auto const b = junction_of(from.to_);
    g.segments_.push_back(
        {{a}, {b}, road_of(from.way_), static_cast<std::uint32_t>(g.points_.size()), from.length_mm_});
    for (auto const n : points_of(d_, s)) {
      g.points_.push_back(c_.where_[n]);
    }
    segment_of_.push_back(s);
  }
  auto sentinel = segment{};
  sentinel.first_point_ = static_cast<std::uint32_t>(g.points_.size());
  g.segments_.push_back(sentinel);
}

// Edges in the order of their segments, then copies in the order of their originals; copies that nothing enters go.
void assembler::number_states() {
  auto& g = out_.graph_;
  auto const states = static_cast<std::uint32_t>(turns_.edge_of_.size());
  new_edge_.assign(states, kNoIndex);
  g.edge_of_.resize(2 * segment_of_.size());
  for (auto s = std::uint32_t{0}; s != segment_of_.size(); ++s) {
    for (auto dir = std::uint32_t{0}; dir != 2; ++dir) {
      auto const e = 2 * segment_of_[s] + dir;
      if (usable_[e] != 0) {
        new_edge_[e] = static_cast<std::uint32_t>(g.edges_.size());
        auto const code = 2 * s + dir;
        g.edge_of_[code] = {new_edge_[e]};
        g.edges_.push_back({code});
        state_of_.push_back(e);
      }
    }
  }
  auto entered = std::vector<bool>(states, false);
  for (auto s = std::uint32_t{0}; s != states; ++s) {
    for (auto t = turns_.first_[s]; t != turns_.first_[s + 1]; ++t) {
      auto const who = turns_.for_[t] & usable_[turns_.edge_of_[s]] & usable_[turns_.edge_of_[turns_.head_[t]]];
      entered[turns_.head_[t]] = entered[turns_.head_[t]] || who != 0;
    }
  }
  auto copies = std::vector<std::uint32_t>{};
  for (auto s = edges_of(d_); s != states; ++s) {
    if (usable_[turns_.edge_of_[s]] != 0 && entered[s]) {
      copies.push_back(s);
    }
  }
  std::ranges::sort(copies, {}, [&](std::uint32_t const s) { return std::pair{turns_.edge_of_[s], s}; });
  for (auto const s : copies) {
    auto const original = new_edge_[turns_.edge_of_[s]];
    new_edge_[s] = static_cast<std::uint32_t>(g.edges_.size());
    g.edges_.push_back(g.edges_[original]);
    g.copy_of_.push_back({original});
    state_of_.push_back(s);
  }
}

void assembler::describe_junctions() {
  leaving_.resize(edges_of(d_));
  for (auto const s : segment_of_) {
    for (auto const e : {2 * s, 2 * s + 1}) {
      leaving_[e] = static_cast<std::int16_t>(leaving_bearing(d_, c_, e));
    }
  }
  junctions_.resize(d_.junctions_.size());
  for (auto j = std::size_t{0}; j != junctions_.size(); ++j) {
    auto const tags = d_.junction_tags_[j];
    junctions_[j].signals_ = tags != kNoIndex && osm::value_of(sets_.at(tags), "highway") == "traffic_signals";
  }
  for (auto const s : segment_of_) {
    for (auto const j : {d_.segments_[s].from_, d_.segments_[s].to_}) {
      ++junctions_[j].arms_;
      junctions_[j].biggest_ = std::min(junctions_[j].biggest_, rule_of(d_, s).kind_);
    }
  }
}

turn_view assembler::view(std::uint32_t const from, std::uint32_t const to) const {
  auto const& at = junctions_[head_of(d_, from)];
  auto const& from_rule = rule_of(d_, from >> 1U);
  auto const& to_rule = rule_of(d_, to >> 1U);
  auto t = turn_view{};
  t.angle_ = angle_between(leaving_[from ^ 1U] + 180, leaving_[to]);
  t.from_ = from_rule.kind_;
  t.to_ = to_rule.kind_;
  t.biggest_ = at.biggest_;
  t.roundabout_ = ((from_rule.flags_ | to_rule.flags_) & road_flag::kRoundabout) != 0;
  t.crossing_ = at.arms_ > 2;
  t.signals_ = at.signals_ || d_.signals_on_[from];
  t.u_turn_ = to == (from ^ 1U);
  return t;
}

weight assembler::cost(std::uint32_t const from, std::uint32_t const to, turn_view const& view,
                       std::size_t const p) const {
  auto const& profile = *profiles_.all_[p];
  if (profile.on_foot_) {
    return 0;
  }
  auto ms = std::int64_t{turn_cost(profile, view, left_)};
  auto const tags = d_.junction_tags_[head_of(d_, from)];
  if (tags != kNoIndex && !view.u_turn_) {
    auto const& use = d_.node_uses_[tags][p];
    ms += (from & 1U) == 0 ? use.forward_ms_ : use.backward_ms_;
  }
  if (!is_destination(from, p) && is_destination(to, p)) {
    ms += profile.destination_ms_;
  }
  return static_cast<weight>(std::min<std::int64_t>(ms, kNever - 1));
}

void assembler::add_turns() {
  auto& g = out_.graph_;
  struct turn {
    std::uint32_t head_;
    std::uint32_t edge_;
    profile_mask who_;
  };
  auto turns = std::vector<turn>{};
  g.first_turn_.push_back(0);
  for (auto const s : state_of_) {
    auto const from = turns_.edge_of_[s];
    turns.clear();
    for (auto t = turns_.first_[s]; t != turns_.first_[s + 1]; ++t) {
      auto const to = turns_.edge_of_[turns_.head_[t]];
      auto const who = static_cast<profile_mask>(turns_.for_[t] & usable_[from] & usable_[to]);
      if (who != 0) {
        turns.push_back({new_edge_[turns_.head_[t]], to, who});
      }
    }
    std::ranges::sort(turns, {}, &turn::head_);
    for (auto const& t : turns) {
      g.turn_head_.push_back({t.head_});
      auto const how = profiles_.all_.front()->on_foot_ ? turn_view{} : view(from, t.edge_);
      for (auto p = std::size_t{0}; p != profiles_.all_.size(); ++p) {
        out_.weights_[p].turn_ms_.push_back((t.who_ >> p & 1U) != 0 ? cost(from, t.edge_, how, p) : kNever);
      }
    }
    g.first_turn_.push_back(static_cast<std::uint32_t>(g.turn_head_.size()));
  }
}

network assembler::assemble() {
  out_.weights_.resize(profiles_.all_.size());
  for (auto const* p : profiles_.all_) {
    out_.profile_names_.push_back(p->name_);
  }
  number_segments();
  number_states();
  if (!profiles_.all_.front()->on_foot_) {
    describe_junctions();
  }
  add_turns();
  for (auto p = std::size_t{0}; p != profiles_.all_.size(); ++p) {
    for (auto const s : state_of_) {
      auto const e = turns_.edge_of_[s];
      out_.weights_[p].edge_ms_.push_back((usable_[e] >> p & 1U) != 0 ? d_.edge_ms_[p][e] : kNever);
    }
  }
  out_.graph_.strings_ = c_.names_.bytes_;  // all names of the map, though a few belong to the other network only
  return std::move(out_);
}

}  // namespace

network assemble(collected const& c, draft const& d, tag_sets const& sets, network_profiles const& profiles,
                 turn_table const& turns, std::vector<profile_mask> const& usable, bool const drives_on_left) {
  return assembler{c, d, sets, profiles, turns, usable, drives_on_left}.assemble();
}

}  // namespace leeward::roads
