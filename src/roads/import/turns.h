#pragma once

#include <cstdint>
#include <vector>

#include "roads/import/draft.h"
#include "roads/import/restrictions.h"

namespace leeward::roads {

// The turn graph of a draft. A state is an edge, or a copy of one that is entered only after certain edges: what an
// automaton over the forbidden paths must remember (Aho and Corasick, 1975).
struct turn_table {
  std::vector<std::uint32_t> edge_of_;  // [states] the edges themselves first, then the copies
  std::vector<std::uint32_t> first_;    // [states + 1]
  std::vector<std::uint32_t> head_;     // states
  std::vector<profile_mask> for_;       // [turns] who may take it; for turns back, who may if there is no other way
};

turn_table make_turns(draft const&, network_profiles const&, std::vector<forbidden_path> const&);

inline bool is_turn_back(turn_table const& t, std::uint32_t const from_state, std::uint32_t const turn) {
  return t.edge_of_[t.head_[turn]] == (t.edge_of_[from_state] ^ 1U);
}

}  // namespace leeward::roads
