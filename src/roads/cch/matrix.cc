#include "roads/cch/matrix.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <numeric>
#include <optional>

#include "base/ensure.h"

namespace leeward::roads::cch {

namespace {

constexpr auto const kLanes = std::size_t{16};

// One time for each source of a batch; a plain array so that the compiler makes vector instructions of the loops.
struct alignas(64) lanes {
  void relax(lanes const& from, weight const arc) {
    for (auto i = std::size_t{0}; i != kLanes; ++i) {
      v_[i] = std::min(v_[i], from.v_[i] + arc);
    }
  }

  std::array<weight, kLanes> v_;
};

constexpr auto const kAllNever = [] {
  auto l = lanes{};
  l.v_.fill(kNever);
  return l;
}();

}  // namespace

// The time to a place on the same road by the edge on which it lies ahead, if no other way can be quicker: whoever
// leaves an edge drives the rest of it, and enters another one at its start.
std::optional<weight> straight_on(seeds const& from, seeds const& to, std::span<weight const> const edge_ms) {
  auto best = kNever;
  auto enter = kNever;
  for (auto const& t : to) {
    enter = std::min(enter, t.along_ms_);
  }
  auto others = kNever;
  for (auto const& f : from) {
    auto ahead = kNever;
    for (auto const& t : to) {
      if (t.edge_ == f.edge_ && t.along_ms_ >= f.along_ms_ && edge_ms[f.edge_.v_] < kNever) {
        ahead = std::min(ahead, t.along_ms_ - f.along_ms_);
      }
    }
    best = std::min(best, ahead);
    if (ahead == kNever && edge_ms[f.edge_.v_] < kNever) {
      others = std::min(others, edge_ms[f.edge_.v_] - f.along_ms_ + enter);
    }
  }
  return best < kNever && best <= others ? std::optional{best} : std::nullopt;
}

// Between two tables every label is kNever, every node has no number, and nothing is to be done.
struct table_space::impl {
  explicit impl(hierarchy const& h)
      : h_{h.rank_of_.data()},
        up_(node_count(h), kAllNever),
        number_(node_count(h), kNone),
        to_do_((up_.size() + 63) / 64),
        search_{h} {}

  void const* h_;  // whose it is
  std::vector<lanes> up_;
  std::vector<std::uint32_t> number_;  // of a node among a table's, or none
  std::vector<std::uint64_t> to_do_;
  query search_;
};

table_space::table_space() = default;
table_space::~table_space() = default;
table_space::table_space(table_space&&) noexcept = default;
table_space& table_space::operator=(table_space&&) noexcept = default;

table_space::impl& table_space::of(hierarchy const& h) {
  if (!impl_ || impl_->h_ != h.rank_of_.data() || impl_->number_.size() != node_count(h)) {
    impl_ = std::make_unique<impl>(h);
  }
  return *impl_;
}

// The arcs of one search way: up from its rows, and down to the others.
struct arcs {
  arcs(searched const& s, bool const ups)
      : first_{ups ? s.h_.up_first_ : s.h_.down_first_},
        other_{ups ? s.h_.up_head_ : s.h_.down_tail_},
        metric_{s.metric_.subspan(ups ? 0 : up_count(s.h_))} {}

  std::span<std::uint32_t const> first_;
  std::span<std::uint32_t const> other_;
  std::span<weight const> metric_;
};

table_targets::table_targets(searched const& s, std::span<seeds const> const to, table_space& space,
                             search_way const way)
    : s_{s}, to_{to}, space_{space.of(s.h_)}, way_{way} {
  auto& number = space_.number_;
  for (auto i = std::uint32_t{0}; i != to.size(); ++i) {
    for (auto const& t : to[i]) {
      on_edge_.emplace_back(t.edge_, i);
      for (auto v = s.h_.rank_of_[t.edge_.v_]; number[v] == kNone; v = s.h_.parent_[v]) {
        number[v] = 0;
        nodes_.push_back(v);
      }
    }
  }
  std::sort(begin(on_edge_), end(on_edge_));
  std::sort(begin(nodes_), end(nodes_), std::greater{});
  for (auto i = std::uint32_t{0}; i != nodes_.size(); ++i) {
    number[nodes_[i]] = i;
  }
  prepare_arcs();
}

void table_targets::prepare_arcs() {
  auto const down = arcs{s_, way_ == search_way::kBackward};
  first_.push_back(0);
  for (auto const v : nodes_) {
    for (auto d = down.first_[v]; d != down.first_[v + 1]; ++d) {
      // What lies above a node is its ancestor, but in a file made to deceive.
      if (auto const tail = space_.number_[down.other_[d]]; down.metric_[d] < kNever && tail != kNone) {
        tail_.push_back(tail);
        weight_.push_back(down.metric_[d]);
      }
    }
    first_.push_back(static_cast<std::uint32_t>(tail_.size()));
  }
}

table_targets::~table_targets() {
  for (auto const v : nodes_) {
    space_.number_[v] = kNone;
  }
}

// Sixteen sources at a time: up from all of them together, then down over the targets' ancestors.
struct table_targets::batch {
  explicit batch(table_targets const& t) : t_{t}, up_{t.space_.up_}, down_(t.nodes_.size()), to_do_{t.space_.to_do_} {}

  // `sources`: at most 16 indices into `from`.
  void run(std::span<seeds const> const from, std::span<std::uint32_t const> const sources) {
    for (auto& l : down_) {
      l = kAllNever;
    }
    for (auto lane = std::size_t{0}; lane != sources.size(); ++lane) {
      begin_at(from[sources[lane]], lane);
    }
    climb();
    for (auto i = std::size_t{0}; i != down_.size(); ++i) {
      auto here = down_[i];
      for (auto a = t_.first_[i]; a != t_.first_[i + 1]; ++a) {
        here.relax(down_[t_.tail_[a]], t_.weight_[a]);
      }
      down_[i] = here;
    }
  }

  bool is_forward() const { return t_.way_ == search_way::kForward; }

  static weight farthest(seeds const& place) {
    auto along = weight{0};
    for (auto const& s : place) {
      along = std::max(along, s.along_ms_);
    }
    return along;
  }

  // Times are counted from the start of an edge, so a start lies before it: no label may be less than nothing.
  void begin_at(seeds const& place, std::size_t const lane) {
    shift_.v_[lane] = is_forward() ? farthest(place) : 0;
    for (auto const& f : place) {
      if (t_.s_.weights_.edge_ms_[f.edge_.v_] < kNever) {
        auto const v = t_.s_.h_.rank_of_[f.edge_.v_];
        auto const label = is_forward() ? shift_.v_[lane] - f.along_ms_ : f.along_ms_;
        up_[v].v_[lane] = std::min(up_[v].v_[lane], label);
        open(v);
      }
    }
  }

  void open(std::uint32_t const v) { to_do_[v / 64] |= std::uint64_t{1} << (v % 64); }

  // Every ancestor of a source once, lowest first; what the targets share is handed down.
  void climb() {
    auto const& h = t_.s_.h_;
    auto const up = arcs{t_.s_, is_forward()};
    for (auto word = std::size_t{0}; word != to_do_.size(); ++word) {
      while (to_do_[word] != 0) {
        auto const v =
            static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(to_do_[word]));
        to_do_[word] &= to_do_[word] - 1;
        auto const here = up_[v];
        for (auto a = up.first_[v]; a != up.first_[v + 1]; ++a) {
          up_[up.other_[a]].relax(here, up.metric_[a]);
        }
        if (t_.space_.number_[v] != kNone) {
          down_[t_.space_.number_[v]] = here;
        }
        up_[v] = kAllNever;
        if (h.parent_[v] != v) {
          open(h.parent_[v]);
        }
      }
    }
  }

  // The batch's times to one target, or from one source.
  lanes to(seeds const& target) const {
    auto best = kAllNever;
    auto const shift = is_forward() ? 0 : farthest(target);
    for (auto const& t : target) {
      if (t_.s_.weights_.edge_ms_[t.edge_.v_] < kNever) {
        auto const along = is_forward() ? t.along_ms_ : shift - t.along_ms_;
        best.relax(down_[t_.space_.number_[t_.s_.h_.rank_of_[t.edge_.v_]]], along);
      }
    }
    for (auto i = std::size_t{0}; i != kLanes; ++i) {
      best.v_[i] = best.v_[i] < kNever ? best.v_[i] - shift_.v_[i] - shift : kNever;
    }
    return best;
  }

  table_targets const& t_;
  std::vector<lanes>& up_;
  std::vector<lanes> down_;
  std::vector<std::uint64_t>& to_do_;
  lanes shift_{};
};

void table_targets::fill_rows(std::span<seeds const> const from, std::span<weight> const out) const {
  ensure(out.size() == from.size() * to_.size(), "a table has a place for every pair");
  // Sources that lie together share most of their way up.
  auto order = std::vector<std::uint32_t>(from.size());
  std::iota(begin(order), end(order), 0U);
  auto const first_rank = [&](std::uint32_t const i) {
    return from[i].empty() ? 0U : s_.h_.rank_of_[from[i].front().edge_.v_];
  };
  std::sort(begin(order), end(order),
            [&](auto const a, auto const b) { return std::pair{first_rank(a), a} < std::pair{first_rank(b), b}; });
  auto work = batch{*this};
  auto const width = to_.size();
  auto block = std::array<lanes, kLanes>{};  // some columns, so that a row is written a cache line at a time
  for (auto first = std::size_t{0}; first < order.size(); first += kLanes) {
    auto const sources = std::span{order}.subspan(first, std::min(kLanes, order.size() - first));
    work.run(from, sources);
    for (auto t = std::size_t{0}; t < width; t += kLanes) {
      auto const columns = std::min(kLanes, width - t);
      for (auto i = std::size_t{0}; i != columns; ++i) {
        block[i] = work.to(to_[t + i]);
      }
      for (auto lane = std::size_t{0}; lane != sources.size(); ++lane) {
        auto* const row = out.data() + sources[lane] * width + t;
        for (auto i = std::size_t{0}; i != columns; ++i) {
          row[i] = block[i].v_[lane];
        }
      }
    }
  }
  if (way_ == search_way::kForward) {
    go_round(from, out);
  }
}

void table_targets::go_round(std::span<seeds const> const from, std::span<weight> const out) const {
  for (auto i = std::size_t{0}; i != from.size(); ++i) {
    for (auto const& f : from[i]) {
      auto it = std::lower_bound(begin(on_edge_), end(on_edge_), std::pair{f.edge_, 0U});
      for (; it != end(on_edge_) && it->first == f.edge_; ++it) {
        auto const& target = to_[it->second];
        auto const behind = [&](seed const& t) { return t.edge_ == f.edge_ && t.along_ms_ < f.along_ms_; };
        if (std::any_of(begin(target), end(target), behind)) {
          if (auto const direct = straight_on(from[i], target, s_.weights_.edge_ms_)) {
            out[i * to_.size() + it->second] = *direct;
            continue;
          }
          out[i * to_.size() + it->second] = space_.search_.distance(s_, from[i], target);
        }
      }
    }
  }
}

void fill_table(searched const& s, std::span<seeds const> const from, std::span<seeds const> const to,
                table_space& space, std::span<weight> const out) {
  constexpr auto const kMany = std::size_t{4};  // times as many
  if (from.size() < kMany * std::max(to.size(), kLanes)) {
    table_targets{s, to, space}.fill_rows(from, out);
    return;
  }
  auto turned = std::vector<weight>(out.size());
  table_targets{s, from, space, search_way::kBackward}.fill_rows(to, turned);
  for (auto f = std::size_t{0}; f != from.size(); ++f) {
    for (auto t = std::size_t{0}; t != to.size(); ++t) {
      out[f * to.size() + t] = turned[t * from.size() + f];
    }
  }
  table_targets{s, to, space}.go_round(from, out);
}

}  // namespace leeward::roads::cch
