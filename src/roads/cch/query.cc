#include "roads/cch/query.h"

#include <algorithm>

#include "roads/cch/triangles.h"

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

template <typename Label>
constexpr auto const kUnreached = Label{kNever};
template <>
constexpr auto const kUnreached<std::uint64_t> = std::uint64_t{kNever} << 32;

weight time_of(weight const label) { return label; }
weight time_of(std::uint64_t const label) { return static_cast<weight>(label >> 32); }
std::uint32_t arc_of(std::uint64_t const label) { return static_cast<std::uint32_t>(label); }

weight make_label(weight const time, std::uint32_t, weight) { return time; }
std::uint64_t make_label(weight const time, std::uint32_t const arc, std::uint64_t) {
  return (std::uint64_t{static_cast<std::uint32_t>(time)} << 32) | arc;
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

template <typename Side>
void begin_at(Side& s, std::uint32_t const node, weight const at) {
  s.label_[node] = std::min(s.label_[node], make_label(at, kNone, s.label_[node]));
  open_node(s.open_, node);
}

// Arcs first … last of a list whose far ends are `ends` and whose first arc has number `base`.
template <typename Label>
void relax(std::vector<Label>& label, weight const at, std::span<std::uint32_t const> const ends,
           std::uint32_t const first, std::uint32_t const last, std::span<weight const> const metric,
           std::uint32_t const base) {
  auto const* const arcs = metric.data() + base;
  auto const* const heads = ends.data();
  auto* const labels = label.data();
  for (auto a = first; a != last; ++a) {
    labels[heads[a]] = std::min(labels[heads[a]], make_label(at + arcs[a], base + a, Label{}));
  }
}

// The node below whose arcs, up or down, the number `a` falls.
std::uint32_t lower_end(std::span<std::uint32_t const> const first, std::uint32_t const a) {
  return static_cast<std::uint32_t>(std::upper_bound(begin(first), end(first), a) - begin(first) - 1);
}

struct middle_node {
  std::uint32_t node_, in_, out_;
};

// A node below both u and w over which the way from one to the other takes `total`, with its arcs. From the top: most
// shortcuts were last improved by a separator that is not far below them.
std::optional<middle_node> find_middle(searched const& s, std::uint32_t const u, std::uint32_t const w,
                                       weight const total) {
  auto const& h = s.h_;
  auto i = h.down_from_first_[u + 1];
  auto k = h.up_into_first_[w + 1];
  auto const i_end = h.down_from_first_[u];
  auto const k_end = h.up_into_first_[w];
  while (i != i_end && k != k_end) {
    auto const x = h.down_from_head_[i - 1];
    auto const y = h.up_into_tail_[k - 1];
    if (x == y) {
      auto const in = h.down_from_arc_[i - 1];
      auto const out = h.up_into_arc_[k - 1];
      if (s.metric_[in] + s.metric_[out] == total) {
        return middle_node{x, in, out};
      }
    }
    i -= x >= y ? 1 : 0;
    k -= y >= x ? 1 : 0;
  }
  return std::nullopt;
}

// The tree is climbed once more: the labels that a search left are all on the way.
template <typename Label>
void clean_from(hierarchy const& h, std::uint32_t v, std::vector<Label>& labels) {
  for (; h.parent_[v] != v; v = h.parent_[v]) {
    labels[v] = kUnreached<Label>;
  }
  labels[v] = kUnreached<Label>;
}

}  // namespace

query::query(hierarchy const& h) {
  for (auto* const s : {&distances_.forward_, &distances_.backward_}) {
    s->label_.assign(node_count(h), kUnreached<weight>);
  }
  for (auto* const s : {&paths_.forward_, &paths_.backward_}) {
    s->label_.assign(node_count(h), kUnreached<std::uint64_t>);
  }
}

// Both sides climb to the root together, lowest node first; what is no nearer than the best meeting is not followed.
template <typename Label>
query::meeting query::climb(both_sides<Label>& sides, searched const& s) {
  auto& [forward, backward] = sides;
  auto best = meeting{};
  while (!forward.open_.empty() || !backward.open_.empty()) {
    auto const f = forward.open_.empty() ? kNone : forward.open_.back();
    auto const b = backward.open_.empty() ? kNone : backward.open_.back();
    auto const v = std::min(f, b);
    auto const f_time = f == v ? time_of(forward.label_[v]) : kNever;
    auto const b_time = b == v ? time_of(backward.label_[v]) : kNever;
    if (f_time + b_time < best.total_) {
      best = {f_time + b_time, v, std::nullopt};
    }
    if (f_time < best.total_) {
      relax(forward.label_, f_time, s.h_.up_head_, s.h_.up_first_[v], s.h_.up_first_[v + 1], s.metric_, 0);
    }
    if (b_time < best.total_) {
      relax(backward.label_, b_time, s.h_.down_tail_, s.h_.down_first_[v], s.h_.down_first_[v + 1], s.metric_,
            up_count(s.h_));
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

template <typename Label>
query::meeting query::search(both_sides<Label>& sides, searched const& s, std::span<seed const> const from,
                             std::span<seed const> const to) {
  auto shift = weight{0};
  for (auto const& f : from) {
    shift = std::max(shift, f.along_ms_);
  }
  starts_.clear();
  for (auto const& f : from) {
    add_starts(s, f, to, shift, starts_);
  }
  for (auto const& at : starts_) {
    begin_at(sides.forward_, at.node_, at.at_ms_);
  }
  for (auto const& t : to) {
    if (is_open(s, t)) {
      begin_at(sides.backward_, s.h_.rank_of_[t.edge_.v_], t.along_ms_);
    }
  }
  auto best = climb(sides, s);
  best.total_ = best.node_ == kNone ? kNever : best.total_ - shift;
  auto const [straight, edge] = straight_on(s, from, to);
  if (edge.has_value() && straight <= best.total_) {
    best = {straight, kNone, edge};
  }
  return best;
}

template <typename Label>
void query::clean(both_sides<Label>& sides, searched const& s, std::span<seed const> const to) {
  for (auto const& at : starts_) {
    clean_from(s.h_, at.node_, sides.forward_.label_);
  }
  for (auto const& t : to) {
    clean_from(s.h_, s.h_.rank_of_[t.edge_.v_], sides.backward_.label_);
  }
}

weight query::distance(searched const& s, std::span<seed const> const from, std::span<seed const> const to) {
  auto const met = search(distances_, s, from, to);
  clean(distances_, s, to);
  return met.total_;
}

std::vector<edge_id> query::path(searched const& s, std::span<seed const> const from, std::span<seed const> const to) {
  auto const met = search(paths_, s, from, to);
  auto path = std::vector<edge_id>{};
  if (met.straight_.has_value()) {
    path.push_back(*met.straight_);
  } else if (met.node_ != kNone) {
    path = trace(s, met.node_);
  }
  clean(paths_, s, to);
  return path;
}

// From the labels: down to the start, up again to the meeting node, and on to the end.
std::vector<edge_id> query::trace(searched const& s, std::uint32_t const met) {
  auto const& forward = paths_.forward_.label_;
  auto const& backward = paths_.backward_.label_;
  auto chain = std::vector<std::uint32_t>{met};
  for (auto a = arc_of(forward[met]); a != kNone; a = arc_of(forward[chain.back()])) {
    chain.push_back(lower_end(s.h_.up_first_, a));
  }
  auto const first = std::min_element(begin(starts_), end(starts_), [&](start const& a, start const& b) {
    return std::pair{a.node_ != chain.back(), a.at_ms_} < std::pair{b.node_ != chain.back(), b.at_ms_};
  });
  auto path = std::vector<edge_id>{};
  if (first->left_.has_value()) {
    path.push_back(*first->left_);
  }
  for (auto i = chain.size() - 1; i != 0; --i) {
    if (!unpack(s, chain[i], chain[i - 1], arc_of(forward[chain[i - 1]]), path)) {
      return {};
    }
  }
  auto v = met;
  for (auto a = arc_of(backward[v]); a != kNone; a = arc_of(backward[v])) {
    auto const next = lower_end(s.h_.down_first_, a - up_count(s.h_));
    if (!unpack(s, v, next, a, path)) {
      return {};
    }
    v = next;
  }
  path.push_back(s.h_.edge_at_[v]);
  return path;
}

// Appends u and the edges between u and w: from the arc down its lower triangles, on a stack. False if an arc is
// neither its turn nor the sum of two lower arcs, as in a file that was tampered with.
bool query::unpack(searched const& s, std::uint32_t const from, std::uint32_t const to, std::uint32_t const first_arc,
                   std::vector<edge_id>& path) {
  open_arcs_.assign(1, {from, to, first_arc});
  while (!open_arcs_.empty()) {
    auto const [u, w, arc] = open_arcs_.back();
    open_arcs_.pop_back();
    auto const e = s.h_.edge_at_[u];
    auto const t = s.h_.turn_of_[arc];
    if (t != kNone && s.weights_.edge_ms_[e.v_] + s.weights_.turn_ms_[t] == s.metric_[arc]) {
      path.push_back(e);
      continue;
    }
    auto const middle = find_middle(s, u, w, s.metric_[arc]);
    if (!middle.has_value()) {
      return false;
    }
    auto const [v, in, out] = *middle;
    open_arcs_.push_back({v, w, out});
    open_arcs_.push_back({u, v, in});
  }
  return true;
}

}  // namespace leeward::roads::cch
