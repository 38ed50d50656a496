#include "roads/import/turns.h"

#include <algorithm>
#include <unordered_map>

namespace leeward::roads {

namespace {

// Remembers how much of a forbidden path has been driven. States below `edges` are edges without any past.
class automaton {
public:
  automaton(std::uint32_t const edges, std::vector<forbidden_path> const& paths) : edges_{edges} {
    for (auto const& p : paths) {
      add(p);
    }
    link();
  }

  std::uint32_t copies() const { return static_cast<std::uint32_t>(copies_.size()); }
  std::uint32_t edge_of(std::uint32_t const state) const {
    return state < edges_ ? state : copies_[state - edges_].edge_;
  }

  std::uint32_t next(std::uint32_t state, std::uint32_t const edge) const {
    for (;; state = copies_[state - edges_].shorter_) {
      if (auto const it = child_.find(key(state, edge)); it != child_.end()) {
        return it->second;
      }
      if (state < edges_) {
        return edge;
      }
    }
  }

  profile_mask forbidden(std::uint32_t state, std::uint32_t const edge) const {
    auto mask = profile_mask{0};
    for (;; state = copies_[state - edges_].shorter_) {
      if (auto const it = forbidden_.find(key(state, edge)); it != forbidden_.end()) {
        mask = static_cast<profile_mask>(mask | it->second);
      }
      if (state < edges_) {
        return mask;
      }
    }
  }

private:
  struct copy {
    std::uint32_t edge_{0};
    std::uint32_t before_{0};   // the state that it is entered from
    std::uint32_t shorter_{0};  // what is left to remember when the longest past leads nowhere
  };

  static std::uint64_t key(std::uint32_t const state, std::uint32_t const edge) {
    return (std::uint64_t{state} << 32U) | edge;
  }

  void add(forbidden_path const& p) {
    auto state = p.edges_.front();
    for (auto i = std::size_t{1}; i + 1 < p.edges_.size(); ++i) {
      auto const [it, is_new] = child_.emplace(key(state, p.edges_[i]), edges_ + copies());
      if (is_new) {
        copies_.push_back({p.edges_[i], state, p.edges_[i]});
      }
      state = it->second;
    }
    auto& mask = forbidden_[key(state, p.edges_.back())];
    mask = static_cast<profile_mask>(mask | p.for_);
  }

  // Shorter pasts first, so that each state's shorter one is already linked when it is needed.
  void link() {
    auto by_depth = std::vector<std::pair<std::uint32_t, std::uint32_t>>{};
    auto depth = std::vector<std::uint32_t>(copies_.size(), 0);
    for (auto i = std::uint32_t{0}; i != copies(); ++i) {  // a copy comes after the one that it is entered from
      auto const before = copies_[i].before_;
      depth[i] = before < edges_ ? 1 : depth[before - edges_] + 1;
      by_depth.emplace_back(depth[i], i);
    }
    std::ranges::sort(by_depth);
    for (auto const& entry : by_depth) {
      auto& c = copies_[entry.second];
      c.shorter_ = c.before_ < edges_ ? c.edge_ : next(copies_[c.before_ - edges_].shorter_, c.edge_);
    }
  }

  std::uint32_t edges_;
  std::vector<copy> copies_;
  std::unordered_map<std::uint64_t, std::uint32_t> child_;
  std::unordered_map<std::uint64_t, profile_mask> forbidden_;
};

profile_mask turning_back(network_profiles const& profiles) {
  auto mask = profile_mask{0};
  for (auto p = std::size_t{0}; p != profiles.all_.size(); ++p) {
    mask = static_cast<profile_mask>(mask | (profiles.all_[p]->u_turns_ ? 1U << p : 0U));
  }
  return mask;
}

}  // namespace

turn_table make_turns(draft const& d, network_profiles const& profiles, std::vector<forbidden_path> const& paths) {
  auto const edges = edges_of(d);
  auto const memory = automaton{edges, paths};
  auto const states = edges + memory.copies();
  auto const may_turn_back = turning_back(profiles);
  auto t = turn_table{};
  t.first_.reserve(states + 1);
  t.first_.push_back(0);
  for (auto state = std::uint32_t{0}; state != states; ++state) {
    auto const e = memory.edge_of(state);
    t.edge_of_.push_back(e);
    if (d.usable_[e] != 0) {
      auto const junction = head_of(d, e);
      for (auto const f : out_of(d, junction)) {
        auto const allowed = f == (e ^ 1U) ? may_turn_back : static_cast<profile_mask>(~d.blocked_[junction]);
        auto const mask = d.usable_[e] & d.usable_[f] & allowed & ~memory.forbidden(state, f);
        if (mask != 0) {
          t.head_.push_back(memory.next(state, f));
          t.for_.push_back(static_cast<profile_mask>(mask));
        }
      }
    }
    t.first_.push_back(static_cast<std::uint32_t>(t.head_.size()));
  }
  return t;
}

}  // namespace leeward::roads
