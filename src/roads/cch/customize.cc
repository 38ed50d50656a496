#include "roads/cch/customize.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "roads/cch/triangles.h"

namespace leeward::roads::cch {

namespace {

// How many triangles the ancestors of what changed may have for a partial run to be no dearer than a full one, which
// goes through all. The more changes, the more of the ancestors' arcs are weighed anew, each by merging sorted
// neighbours: up to ten times a full run's time a triangle. Measured on testfeld_nds, porto_r5 and a made region.
std::size_t worthwhile_triangles(std::size_t const all, std::size_t const changed) {
  return static_cast<std::size_t>(static_cast<double>(all) /
                                  std::max(2.0, std::sqrt(static_cast<double>(changed)) / 6));
}

weight turn_weight(hierarchy const& h, profile_weights const& w, std::uint32_t const arc, std::uint32_t const tail) {
  auto const t = h.turn_of_[arc];
  return t == kNone ? kNever : std::min(w.edge_ms_[h.edge_at_[tail].v_] + w.turn_ms_[t], kNever);
}

void set_turns(hierarchy const& h, profile_weights const& w, metric& m) {
  auto const ups = up_count(h);
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    for (auto a = h.up_first_[v]; a != h.up_first_[v + 1]; ++a) {
      m[a] = turn_weight(h, w, a, v);
    }
    for (auto a = h.down_first_[v]; a != h.down_first_[v + 1]; ++a) {
      m[ups + a] = turn_weight(h, w, ups + a, h.down_tail_[a]);
    }
  }
}

// The third arc read from the stored list.
void relax_stored(hierarchy const& h, metric& m) {
  auto const ups = up_count(h);
  auto const* third = h.third_.data();
  auto* const arcs = m.data();
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    auto const up_begin = h.up_first_[v];
    auto const width = h.up_first_[v + 1] - up_begin;
    for (auto d = h.down_first_[v]; d != h.down_first_[v + 1]; ++d) {
      auto const into = arcs[ups + d];
      for (auto k = std::uint32_t{0}; k != width; ++k) {
        if (third[k] != kNone) {
          arcs[third[k]] = std::min(arcs[third[k]], into + arcs[up_begin + k]);
        }
      }
      third += width;
    }
  }
}

// The third arc found by merging the upper neighbours of v with those of its neighbour.
void relax_merging(hierarchy const& h, metric& m) {
  auto const ups = up_count(h);
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    for (auto d = h.down_first_[v]; d != h.down_first_[v + 1]; ++d) {
      auto const u = h.down_tail_[d];
      auto const into = m[ups + d];
      for_each_common(h.up_head_, h.up_first_[v], h.up_first_[v + 1], h.up_head_, h.up_first_[u], h.up_first_[u + 1],
                      [&](auto const a, auto const third) { m[third] = std::min(m[third], into + m[a]); });
    }
    for (auto a = h.up_first_[v]; a != h.up_first_[v + 1]; ++a) {
      auto const w = h.up_head_[a];
      auto const out = m[a];
      for_each_common(
          h.down_tail_, h.down_first_[v], h.down_first_[v + 1], h.down_tail_, h.down_first_[w], h.down_first_[w + 1],
          [&](auto const d, auto const third) { m[ups + third] = std::min(m[ups + third], m[ups + d] + out); });
    }
  }
}

bool is_set(std::vector<std::uint64_t> const& bits, std::uint32_t const i) { return (bits[i / 64] >> (i % 64)) & 1; }
void set_bit(std::vector<std::uint64_t>& bits, std::uint32_t const i) { bits[i / 64] |= std::uint64_t{1} << (i % 64); }
void clear_bit(std::vector<std::uint64_t>& bits, std::uint32_t const i) {
  bits[i / 64] &= ~(std::uint64_t{1} << (i % 64));
}

}  // namespace

void customize(hierarchy const& h, road_graph const&, profile_weights const& w, metric& m) {
  m.resize(arc_count(h));
  set_turns(h, w, m);
  if (h.third_.empty()) {
    relax_merging(h, m);
  } else {
    relax_stored(h, m);
  }
}

// One update: arcs are marked dirty, and weighed anew when their lower end's turn comes; an arc that changed marks the
// third arcs of its upper triangles if they rested on its old weight or gain by its new one.
struct customizer::work {
  void run(std::span<edge_id const> const changed) {
    for (auto const e : changed) {
      mark_turns_of(h_.rank_of_[e.v_]);
    }
    for (auto word = std::size_t{0}; word != c_.dirty_node_.size(); ++word) {
      while (c_.dirty_node_[word] != 0) {
        auto const v =
            static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(c_.dirty_node_[word]));
        clear_bit(c_.dirty_node_, v);
        settle(v);
      }
    }
  }

  void mark_turns_of(std::uint32_t const v) {
    for (auto a = h_.up_first_[v]; a != h_.up_first_[v + 1]; ++a) {
      if (h_.turn_of_[a] != kNone) {
        set_bit(c_.dirty_arc_, a);
        set_bit(c_.dirty_node_, v);
      }
    }
    for (auto i = h_.down_from_first_[v]; i != h_.down_from_first_[v + 1]; ++i) {
      if (h_.turn_of_[h_.down_from_arc_[i]] != kNone) {
        set_bit(c_.dirty_arc_, h_.down_from_arc_[i]);
        set_bit(c_.dirty_node_, h_.down_from_head_[i]);
      }
    }
  }

  // Weighs v's dirty arcs anew, then marks the third arcs that rested on an old sum or gain by a new one.
  void settle(std::uint32_t const v) {
    auto const up = span_of(h_.up_first_, v);
    auto const down = span_of(h_.down_first_, v);
    before_.assign(begin(m_) + up.first_, begin(m_) + up.last_);
    before_.insert(end(before_), begin(m_) + ups_ + down.first_, begin(m_) + ups_ + down.last_);
    auto const* const up_before = before_.data();
    auto const* const down_before = up_before + up.size();
    for (auto a = up.first_; a != up.last_; ++a) {
      reweigh(a, v, h_.up_head_[a]);
    }
    for (auto d = down.first_; d != down.last_; ++d) {
      reweigh(ups_ + d, h_.down_tail_[d], v);
    }
    for (auto d = std::uint32_t{0}; d != down.size(); ++d) {
      auto const changed = down_before[d] != m_[ups_ + down.first_ + d];
      for (auto a = std::uint32_t{0}; a != up.size(); ++a) {
        if (changed || up_before[a] != m_[up.first_ + a]) {
          touch(v, up.first_ + a, down.first_ + d, up_before[a] + down_before[d]);
        }
      }
    }
  }

  struct range {
    std::uint32_t size() const { return last_ - first_; }
    std::uint32_t first_, last_;
  };

  static range span_of(std::span<std::uint32_t const> const first, std::uint32_t const v) {
    return {first[v], first[v + 1]};
  }

  void reweigh(std::uint32_t const arc, std::uint32_t const tail, std::uint32_t const head) {
    if (!is_set(c_.dirty_arc_, arc)) {
      return;
    }
    clear_bit(c_.dirty_arc_, arc);
    auto least = turn_weight(h_, w_, arc, tail);
    for_each_lower_triangle(h_, tail, head, [&](auto const in, auto const out) {
      least = std::min(least, m_[in] + m_[out]);
      return true;
    });
    m_[arc] = least;
  }

  // Of the triangle u -> v -> w, by its arcs at v.
  void touch(std::uint32_t const v, std::uint32_t const up, std::uint32_t const down, weight const sum_before) {
    auto const u = h_.down_tail_[down];
    auto const w = h_.up_head_[up];
    if (u == w) {
      return;
    }
    auto const third = h_.third_.empty() ? find_arc(h_, u, w) : h_.third_[third_index(v, up, down)];
    auto const sum = m_[up] + m_[ups_ + down];
    if ((sum_before == m_[third] && sum != sum_before) || sum < m_[third]) {
      set_bit(c_.dirty_arc_, third);
      set_bit(c_.dirty_node_, std::min(u, w));
    }
  }

  std::size_t third_index(std::uint32_t const v, std::uint32_t const up, std::uint32_t const down) const {
    auto const width = std::size_t{h_.up_first_[v + 1]} - h_.up_first_[v];
    return c_.first_third_[v] + (down - h_.down_first_[v]) * width + (up - h_.up_first_[v]);
  }

  customizer& c_;
  hierarchy const& h_;
  profile_weights const& w_;
  metric& m_;
  std::uint32_t ups_{up_count(h_)};
  std::vector<weight> before_{};
};

customizer::customizer(hierarchy const& h)
    : dirty_arc_((arc_count(h) + 63) / 64), dirty_node_((node_count(h) + 63) / 64), above_(dirty_node_.size()) {}

void customizer::prepare(hierarchy const& h) {
  first_third_.resize(std::size_t{node_count(h)} + 1);
  for (auto v = std::uint32_t{0}; v != node_count(h); ++v) {
    auto const ups = std::size_t{h.up_first_[v + 1]} - h.up_first_[v];
    auto const downs = std::size_t{h.down_first_[v + 1]} - h.down_first_[v];
    first_third_[v + 1] = first_third_[v] + ups * downs;
  }
}

// A change reaches no other nodes than the ancestors of where its turns lie: counts their triangles.
bool customizer::is_worthwhile(hierarchy const& h, std::span<edge_id const> const changed) {
  auto const limit = worthwhile_triangles(first_third_.back(), changed.size());
  auto triangles = std::size_t{0};
  std::fill(begin(above_), end(above_), 0);
  auto const climb = [&](std::uint32_t v) {
    while (!is_set(above_, v) && triangles <= limit) {
      set_bit(above_, v);
      triangles += first_third_[v + 1] - first_third_[v];
      v = h.parent_[v];
    }
  };
  for (auto i = std::size_t{0}; i != changed.size() && triangles <= limit; ++i) {
    auto const v = h.rank_of_[changed[i].v_];
    climb(v);
    for (auto k = h.down_from_first_[v]; k != h.down_from_first_[v + 1]; ++k) {
      if (h.turn_of_[h.down_from_arc_[k]] != kNone) {
        climb(h.down_from_head_[k]);
      }
    }
  }
  return triangles <= limit;
}

void customizer::update(hierarchy const& h, road_graph const& g, profile_weights const& w,
                        std::span<edge_id const> const changed, metric& m) {
  if (first_third_.empty()) {
    prepare(h);
  }
  if (is_worthwhile(h, changed)) {
    work{*this, h, w, m}.run(changed);
  } else {
    customize(h, g, w, m);
  }
}

}  // namespace leeward::roads::cch
