#include "roads/import/components.h"

#include <algorithm>

#include "roads/import/strong_components.h"

namespace leeward::roads {

namespace {

// Parts of the map between which one can go and return, if one may turn back anywhere. By junction.
void find_parts(draft const& d, profile_mask const bit, strong_components& parts) {
  parts.find(
      static_cast<std::uint32_t>(d.junctions_.size()),
      [&](std::uint32_t const j) { return std::pair{d.first_out_[j], d.first_out_[j + 1]}; },
      [&](std::uint32_t const arc) {
        auto const e = d.out_[arc];
        return (d.usable_[e] & bit) == 0 ? strong_components::kNone : head_of(d, e);
      },
      [](std::uint32_t) { return true; });
}

// What leads on from a junction, and also back again: nothing, one edge, or more.
struct ways_on {
  static constexpr std::uint32_t kMany = kNoIndex - 1;

  bool any_but(std::uint32_t const edge) const { return edge_ != kNoIndex && edge_ != edge; }

  std::uint32_t edge_{kNoIndex};
};

std::vector<ways_on> find_ways_on(draft const& d, profile_mask const bit, strong_components const& parts) {
  auto on = std::vector<ways_on>(d.junctions_.size());
  for (auto j = std::uint32_t{0}; j != on.size(); ++j) {
    if ((d.blocked_[j] & bit) != 0) {
      continue;
    }
    for (auto const f : out_of(d, j)) {
      if ((d.usable_[f] & bit) != 0 && parts.of(head_of(d, f)) == parts.of(j)) {
        on[j].edge_ = on[j].edge_ == kNoIndex ? f : ways_on::kMany;
      }
    }
  }
  return on;
}

struct turn_back {
  std::uint32_t turn_{0};
  std::uint32_t state_{0};
};

std::vector<turn_back> turns_back(turn_table const& t) {
  auto all = std::vector<turn_back>{};
  for (auto s = std::uint32_t{0}; s != t.edge_of_.size(); ++s) {
    for (auto turn = t.first_[s]; turn != t.first_[s + 1]; ++turn) {
      if (is_turn_back(t, s, turn)) {
        all.push_back({turn, s});
      }
    }
  }
  return all;
}

void settle_turns_back(draft const& d, turn_table& t, std::vector<turn_back> const& back, profile_mask const bit,
                       strong_components const& parts) {
  auto const on = find_ways_on(d, bit, parts);
  for (auto const& b : back) {
    auto const edge = t.edge_of_[b.state_];
    if (on[head_of(d, edge)].any_but(edge ^ 1U)) {
      t.for_[b.turn_] = static_cast<profile_mask>(t.for_[b.turn_] & ~bit);
    }
  }
}

// The parts of the turn graph; returns their lengths of road in millimetres.
std::vector<std::uint64_t> find_components(draft const& d, turn_table const& t, profile_mask const bit,
                                           strong_components& components) {
  auto const count = components.find(
      static_cast<std::uint32_t>(t.edge_of_.size()),
      [&](std::uint32_t const s) { return std::pair{t.first_[s], t.first_[s + 1]}; },
      [&](std::uint32_t const turn) { return (t.for_[turn] & bit) == 0 ? strong_components::kNone : t.head_[turn]; },
      [&](std::uint32_t const s) { return (d.usable_[t.edge_of_[s]] & bit) != 0; });
  auto lengths = std::vector<std::uint64_t>(count, 0);
  for (auto s = std::size_t{0}; s != t.edge_of_.size(); ++s) {
    if (components.of(s) != strong_components::kNone) {
      lengths[components.of(s)] += d.segments_[t.edge_of_[s] >> 1U].length_mm_;
    }
  }
  return lengths;
}

}  // namespace

std::vector<profile_mask> settle(draft const& d, network_profiles const& profiles,
                                 std::optional<metres> const keep_islands_from, turn_table& t) {
  auto usable = std::vector<profile_mask>(edges_of(d), 0);
  auto parts = strong_components{};
  auto const back = turns_back(t);
  for (auto p = std::size_t{0}; p != profiles.all_.size(); ++p) {
    auto const bit = static_cast<profile_mask>(1U << p);
    find_parts(d, bit, parts);
    settle_turns_back(d, t, back, bit, parts);
    auto const lengths = find_components(d, t, bit, parts);
    if (lengths.empty()) {
      continue;
    }
    // Of two parts of the same length the first one, always the same.
    auto const longest = static_cast<std::uint32_t>(std::ranges::max_element(lengths) - lengths.begin());
    for (auto s = std::size_t{0}; s != t.edge_of_.size(); ++s) {  // an edge stays if any of its copies does
      auto const c = parts.of(s);
      if (c != strong_components::kNone &&
          (c == longest ||
           (keep_islands_from && lengths[c] >= static_cast<std::uint64_t>(keep_islands_from->v_) * 1000))) {
        auto& who = usable[t.edge_of_[s]];
        who = static_cast<profile_mask>(who | bit);
      }
    }
  }
  return usable;
}

}  // namespace leeward::roads
