#include "roads/cch/query.h"

#include <algorithm>
#include <numeric>

namespace leeward::roads::cch {

namespace {

bool is_open(searched const& s, seed const& at) { return s.weights_.edge_ms_[at.edge_.v_] < kNever; }

// The least time between two places on one edge, going straight on; kNever if `to` holds none ahead of `from`.
std::pair<weight, std::optional<edge_id>> straight_on(searched const& s, std::span<seed const> const from,
                                                      std::span<seed const> const to) {
  auto best = std::pair<weight, std::optional<edge_id>>{kNever, std::nullopt};
  for (auto const& f : from) {
    for (auto const& t : to) {
      auto const ahead = t.along_ms_ - f.along_ms_;
      if (f.edge_ == t.edge_ && ahead >= 0 && ahead < best.first && is_open(s, f)) {
        best = {ahead, f.edge_};
      }
    }
  }
  return best;
}

bool lies_behind(seed const& f, std::span<seed const> const to) {
  return std::any_of(begin(to), end(to),
                     [&](seed const& t) { return t.edge_ == f.edge_ && t.along_ms_ < f.along_ms_; });
}

// Times count from `shift` before the start, so that none is negative.
void add_starts(searched const& s, seed const& f, std::span<seed const> const to, weight const shift,
                std::vector<start>& starts) {
  if (!is_open(s, f)) {
    return;
  }
  if (!lies_behind(f, to)) {
    starts.push_back({s.h_.rank_of_[f.edge_.v_], shift - f.along_ms_, std::nullopt});
    return;
  }
  auto const rest = s.weights_.edge_ms_[f.edge_.v_] - f.along_ms_;
  for (auto t = s.g_.first_turn_[f.edge_.v_]; t != s.g_.first_turn_[f.edge_.v_ + 1]; ++t) {
    if (s.weights_.turn_ms_[t] < kNever) {
      starts.push_back({s.h_.rank_of_[s.g_.turn_head_[t].v_], shift + rest + s.weights_.turn_ms_[t], f.edge_});
    }
  }
}

void open_node(std::vector<std::uint32_t>& open, std::uint32_t const v) {
  auto const it = std::lower_bound(begin(open), end(open), v, std::greater<>{});
  if (it == end(open) || *it != v) {
    open.insert(it, v);
  }
}

// Replaces the lowest open node by its parent.
void move_up(std::vector<std::uint32_t>& open, std::uint32_t const parent) {
  if (auto const v = open.back(); open.size() == 1 && parent != v) {
    open.back() = parent;
  } else {
    open.pop_back();
    if (parent != v) {
      open_node(open, parent);
    }
  }
}

// Arcs first … last of a list, with the nodes at their far ends.
void relax(std::vector<weight>& label, weight const at, std::span<std::uint32_t const> const ends,
           std::uint32_t const first, std::uint32_t const last, weight const* const arcs) {
  auto const* const heads = ends.data();
  auto* const labels = label.data();
  for (auto a = first; a != last; ++a) {
    labels[heads[a]] = std::min(labels[heads[a]], at + arcs[a]);
  }
}

// The arcs between each node and those below it: into it, or out of it.
struct lower_arcs {
  std::span<std::uint32_t const> first_, end_, arc_;
};

struct step_down {
  std::uint32_t node_, arc_;
};

// From where a search reached v; nothing where it began there.
std::optional<step_down> reached_from(lower_arcs const& arcs, std::span<weight const> const metric,
                                      std::vector<weight> const& label, std::uint32_t const v) {
  for (auto i = arcs.first_[v]; i != arcs.first_[v + 1]; ++i) {
    if (label[arcs.end_[i]] + metric[arcs.arc_[i]] == label[v]) {
      return step_down{arcs.end_[i], arcs.arc_[i]};
    }
  }
  return std::nullopt;
}

// The highest triangle below u -> w that `is_wanted`. Merged from the top: most shortcuts were last improved by a
// separator that is not far below them.
template <typename Predicate>
std::optional<triangle> find_highest(hierarchy const& h, std::uint32_t const u, std::uint32_t const w,
                                     Predicate&& is_wanted) {
  auto i = h.down_from_first_[u + 1];
  auto k = h.up_into_first_[w + 1];
  auto const i_end = h.down_from_first_[u];
  auto const k_end = h.up_into_first_[w];
  while (i != i_end && k != k_end) {
    auto const x = h.down_from_head_[i - 1];
    auto const y = h.up_into_tail_[k - 1];
    if (x == y) {
      auto const t = triangle{x, h.down_from_arc_[i - 1], h.up_into_arc_[k - 1]};
      if (is_wanted(t)) {
        return t;
      }
    }
    i -= x >= y ? 1 : 0;
    k -= y >= x ? 1 : 0;
  }
  return std::nullopt;
}

// The tree is climbed once more: the labels that a search left are all on the way.
void clean_from(hierarchy const& h, std::uint32_t v, std::vector<weight>& labels) {
  for (; h.parent_[v] != v; v = h.parent_[v]) {
    labels[v] = kNever;
  }
  labels[v] = kNever;
}

}  // namespace

triangle const* triangle_memory::highest_below(hierarchy const& h, std::uint32_t const u, std::uint32_t const w,
                                               std::uint32_t const arc) {
  auto& last = entries_[arc & (entries_.size() - 1)];
  if (last.arc_ != arc) {
    auto const found = find_highest(h, u, w, [](triangle const&) { return true; });
    if (!found.has_value()) {
      return nullptr;
    }
    last = {arc, *found};
  }
  return &last.below_;
}

query::query(hierarchy const& h) {
  forward_.label_.assign(node_count(h), kNever);
  backward_.label_.assign(node_count(h), kNever);
}

// Both sides climb to the root together, lowest node first; what is no nearer than the best meeting is not followed.
query::meeting query::climb(searched const& s) {
  auto& forward = forward_;
  auto& backward = backward_;
  auto best = meeting{};
  while (!forward.open_.empty() || !backward.open_.empty()) {
    auto const f = forward.open_.empty() ? kNone : forward.open_.back();
    auto const b = backward.open_.empty() ? kNone : backward.open_.back();
    auto const v = std::min(f, b);
    auto const f_time = f == v ? forward.label_[v] : kNever;
    auto const b_time = b == v ? backward.label_[v] : kNever;
    if (f_time + b_time < best.total_) {
      best = {f_time + b_time, v, std::nullopt};
    }
    if (f_time < best.total_) {
      relax(forward.label_, f_time, s.h_.up_head_, s.h_.up_first_[v], s.h_.up_first_[v + 1], s.metric_.data());
    }
    if (b_time < best.total_) {
      relax(backward.label_, b_time, s.h_.down_tail_, s.h_.down_first_[v], s.h_.down_first_[v + 1],
            s.metric_.data() + up_count(s.h_));
    }
    if (f == v) {
      move_up(forward.open_, s.h_.parent_[v]);
    }
    if (b == v) {
      move_up(backward.open_, s.h_.parent_[v]);
    }
  }
  return best;
}

query::meeting query::search(searched const& s, std::span<seed const> const from, std::span<seed const> const to) {
  auto const begin_at = [](side& on, std::uint32_t const node, weight const at) {
    on.label_[node] = std::min(on.label_[node], at);
    open_node(on.open_, node);
  };
  auto shift = weight{0};
  for (auto const& f : from) {
    shift = std::max(shift, f.along_ms_);
  }
  starts_.clear();
  for (auto const& f : from) {
    add_starts(s, f, to, shift, starts_);
  }
  for (auto const& at : starts_) {
    begin_at(forward_, at.node_, at.at_ms_);
  }
  for (auto const& t : to) {
    if (is_open(s, t)) {
      begin_at(backward_, s.h_.rank_of_[t.edge_.v_], t.along_ms_);
    }
  }
  auto best = climb(s);
  best.total_ = best.node_ == kNone ? kNever : best.total_ - shift;
  auto const [straight, edge] = straight_on(s, from, to);
  if (edge.has_value() && straight <= best.total_) {
    best = {straight, kNone, edge};
  }
  return best;
}

void query::clean(searched const& s, std::span<seed const> const to) {
  for (auto const& at : starts_) {
    clean_from(s.h_, at.node_, forward_.label_);
  }
  for (auto const& t : to) {
    clean_from(s.h_, s.h_.rank_of_[t.edge_.v_], backward_.label_);
  }
}

weight query::distance(searched const& s, std::span<seed const> const from, std::span<seed const> const to) {
  auto const met = search(s, from, to);
  clean(s, to);
  return met.total_;
}

std::vector<edge_id> query::path(searched const& s, std::span<seed const> const from, std::span<seed const> const to) {
  auto const met = search(s, from, to);
  auto path = std::vector<edge_id>{};
  if (met.straight_.has_value()) {
    path.push_back(*met.straight_);
  } else if (met.node_ != kNone) {
    path = trace(s, met.node_);
  }
  clean(s, to);
  return path;
}

std::vector<edge_id> query::trace(searched const& s, std::uint32_t const met) {
  auto const first_node = add_pieces(s, met);
  auto const first = std::min_element(begin(starts_), end(starts_), [&](start const& a, start const& b) {
    return std::pair{a.node_ != first_node, a.at_ms_} < std::pair{b.node_ != first_node, b.at_ms_};
  });
  auto const last_node = pieces_.empty() ? met : pieces_.back().head_;
  auto const first_piece = pieces_.empty() ? kNone : 0U;
  if (!unpack(s)) {
    return {};
  }
  auto path = std::vector<edge_id>{};
  path.reserve(pieces_.size() + 2);
  if (first->left_.has_value()) {
    path.push_back(*first->left_);
  }
  for (auto i = first_piece; i != kNone; i = pieces_[i].next_) {
    path.push_back(s.h_.edge_at_[pieces_[i].tail_]);
  }
  path.push_back(s.h_.edge_at_[last_node]);
  return path;
}

// From the labels: down to the start, up again to the meeting node, and on to the end. Returns where the search began.
std::uint32_t query::add_pieces(searched const& s, std::uint32_t const met) {
  auto const up_into = lower_arcs{s.h_.up_into_first_, s.h_.up_into_tail_, s.h_.up_into_arc_};
  auto const down_from = lower_arcs{s.h_.down_from_first_, s.h_.down_from_head_, s.h_.down_from_arc_};
  pieces_.clear();
  auto first_node = met;
  while (auto const below = reached_from(up_into, s.metric_, forward_.label_, first_node)) {
    pieces_.push_back({below->node_, first_node, below->arc_, kNone});
    first_node = below->node_;
  }
  std::reverse(begin(pieces_), end(pieces_));
  auto last_node = met;
  while (auto const below = reached_from(down_from, s.metric_, backward_.label_, last_node)) {
    pieces_.push_back({last_node, below->node_, below->arc_, kNone});
    last_node = below->node_;
  }
  for (auto i = std::uint32_t{1}; i < pieces_.size(); ++i) {
    pieces_[i - 1].next_ = i;
  }
  return first_node;
}

// Splits the pieces down their lower triangles until each is a turn. False if an arc is neither its turn nor the sum of
// two lower arcs, as in a file that was tampered with. First come, first split: what a piece needs is on its way from
// memory while the others are split.
bool query::unpack(searched const& s) {
  highest_.prepare(s.h_);
  open_pieces_.resize(pieces_.size());
  std::iota(begin(open_pieces_), end(open_pieces_), 0U);
  for (auto done = std::size_t{0}; done != open_pieces_.size(); ++done) {
    auto const i = open_pieces_[done];
    auto& whole = pieces_[i];
    if (is_turn(s, whole)) {
      continue;
    }
    auto const* const below = find_triangle(s, whole);
    if (below == nullptr) {
      return false;
    }
    auto const k = static_cast<std::uint32_t>(pieces_.size());
    auto const rest = piece{below->middle_, whole.head_, below->out_, whole.next_};
    whole.head_ = below->middle_;
    whole.arc_ = below->in_;
    whole.next_ = k;
    pieces_.push_back(rest);
    open_pieces_.push_back(i);
    open_pieces_.push_back(k);
    prefetch(s, pieces_[i]);
    prefetch(s, pieces_[k]);
  }
  return true;
}

bool query::is_turn(searched const& s, piece const& p) const {
  auto const t = s.h_.turn_of_[p.arc_];
  return t != kNone && s.weights_.edge_ms_[s.h_.edge_at_[p.tail_].v_] + s.weights_.turn_ms_[t] == s.metric_[p.arc_];
}

// The highest triangle below an arc that takes as long as the arc; null if there is none. By pointer: with copies in an
// optional a route took a quarter longer.
triangle const* query::find_triangle(searched const& s, piece const& p) {
  auto const takes_as_long = [&, total = s.metric_[p.arc_]](triangle const& t) {
    return s.metric_[t.in_] + s.metric_[t.out_] == total;
  };
  auto const* const highest = highest_.highest_below(s.h_, p.tail_, p.head_, p.arc_);
  if (highest == nullptr || takes_as_long(*highest)) {
    return highest;
  }
  found_ = find_highest(s.h_, p.tail_, p.head_, takes_as_long);
  return found_.has_value() ? &*found_ : nullptr;
}

void query::prefetch(searched const& s, piece const& p) const {
  __builtin_prefetch(&s.h_.turn_of_[p.arc_]);
  __builtin_prefetch(&s.h_.edge_at_[p.tail_]);
  highest_.prefetch(p.arc_);
}

}  // namespace leeward::roads::cch
