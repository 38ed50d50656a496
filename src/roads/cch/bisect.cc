#include "roads/cch/bisect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace leeward::roads::cch {

namespace {

constexpr auto const kDirections = 4;

// Maximum flow between two sets by Dinic's blocking flows, given up once it is no better than what is known.
class flow {
public:
  explicit flow(cell_graph const& g)
      : g_{g}, rest_(g.head_.size()), level_(g.size()), next_(g.size()), side_(g.size()) {}

  struct cut {
    std::int32_t value_{0};
    std::uint32_t size_{0};  // nodes on the source's side
    std::vector<bool> first_side_;
  };

  // Stops with the flow so far, and no sides, when it reaches `limit`.
  cut run(std::span<std::uint32_t const> sources, std::span<std::uint32_t const> sinks, std::int32_t const limit) {
    rest_ = g_.capacity_;
    std::fill(begin(side_), end(side_), kNeither);
    for (auto const s : sources) {
      side_[s] = kSource;
    }
    for (auto const t : sinks) {
      side_[t] = kSink;
    }
    auto value = std::int32_t{0};
    while (value < limit && levels(sources)) {
      std::copy(begin(g_.first_), end(g_.first_) - 1, begin(next_));
      for (auto const s : sources) {
        while (auto const pushed = push(s)) {
          value += pushed;
        }
      }
    }
    return value < limit ? smaller_side(value, sinks) : cut{value, 0, {}};
  }

private:
  enum end_kind : std::uint8_t { kNeither, kSource, kSink };

  // Breadth first from the sources; false if no sink is reached.
  bool levels(std::span<std::uint32_t const> sources) {
    std::fill(begin(level_), end(level_), -1);
    queue_.assign(begin(sources), end(sources));
    for (auto const s : sources) {
      level_[s] = 0;
    }
    auto found = false;
    for (auto i = std::size_t{0}; i != queue_.size() && !found; ++i) {
      auto const v = queue_[i];
      for (auto a = g_.first_[v]; a != g_.first_[v + 1]; ++a) {
        auto const w = g_.head_[a];
        if (rest_[a] == 0 || level_[w] >= 0) {
          continue;
        }
        level_[w] = level_[v] + 1;
        found = found || side_[w] == kSink;
        queue_.push_back(w);
      }
    }
    return found;
  }

  // One augmenting path from a source along the levels, depth first without recursion; 0 if there is none.
  std::int32_t push(std::uint32_t const source) {
    path_.clear();
    auto v = source;
    while (side_[v] != kSink) {
      if (auto const a = advance(v); a != g_.first_[v + 1]) {
        path_.push_back(a);
        v = g_.head_[a];
        continue;
      }
      level_[v] = -1;
      if (path_.empty()) {
        return 0;
      }
      v = g_.head_[g_.mate_[path_.back()]];
      path_.pop_back();
    }
    auto pushed = std::numeric_limits<std::int32_t>::max();
    for (auto const a : path_) {
      pushed = std::min(pushed, rest_[a]);
    }
    for (auto const a : path_) {
      rest_[a] -= pushed;
      rest_[g_.mate_[a]] += pushed;
    }
    return path_.empty() ? 0 : pushed;
  }

  std::uint32_t advance(std::uint32_t const v) {
    auto& a = next_[v];
    while (a != g_.first_[v + 1] && (rest_[a] == 0 || level_[g_.head_[a]] != level_[v] + 1)) {
      ++a;
    }
    return a;
  }

  // The cut next to the sources or the one next to the sinks, whichever leaves the better balance.
  cut smaller_side(std::int32_t const value, std::span<std::uint32_t const> sinks) {
    auto const source_size = static_cast<std::uint32_t>(
        std::count_if(begin(level_), end(level_), [](std::int32_t const l) { return l >= 0; }));
    auto from_source = std::vector<bool>(g_.size());
    for (auto const v : queue_) {
      from_source[v] = true;
    }
    auto to_sink = std::vector<bool>(g_.size());
    auto const sink_size = reach_backwards(sinks, to_sink);
    if (std::min(source_size, g_.size() - source_size) >= std::min(sink_size, g_.size() - sink_size)) {
      return {value, source_size, std::move(from_source)};
    }
    to_sink.flip();
    return {value, g_.size() - sink_size, std::move(to_sink)};
  }

  std::uint32_t reach_backwards(std::span<std::uint32_t const> sinks, std::vector<bool>& seen) {
    queue_.assign(begin(sinks), end(sinks));
    for (auto const t : sinks) {
      seen[t] = true;
    }
    for (auto i = std::size_t{0}; i != queue_.size(); ++i) {
      auto const v = queue_[i];
      for (auto a = g_.first_[v]; a != g_.first_[v + 1]; ++a) {
        if (rest_[g_.mate_[a]] != 0 && !seen[g_.head_[a]]) {
          seen[g_.head_[a]] = true;
          queue_.push_back(g_.head_[a]);
        }
      }
    }
    return static_cast<std::uint32_t>(queue_.size());
  }

  cell_graph const& g_;
  std::vector<std::int32_t> rest_;
  std::vector<std::int32_t> level_;
  std::vector<std::uint32_t> next_;
  std::vector<end_kind> side_;
  std::vector<std::uint32_t> queue_;
  std::vector<std::uint32_t> path_;
};

// Nodes sorted along one of the directions; ties by number, so that the result does not depend on the sort.
std::vector<std::uint32_t> sorted_along(cell_graph const& g, int const direction) {
  auto const lon_scale = std::cos(g.where_.front().lat() * 3.14159265358979 / 180.0);
  auto const steps = std::array<std::pair<int, int>, kDirections>{{{1, 0}, {0, 1}, {1, 1}, {1, -1}}};
  auto const [dy, dx] = steps[static_cast<std::size_t>(direction)];
  auto keys = std::vector<std::pair<std::int64_t, std::uint32_t>>(g.size());
  for (auto v = std::uint32_t{0}; v != g.size(); ++v) {
    auto const x = std::llround(g.where_[v].lon_e7_ * lon_scale);
    keys[v] = {std::int64_t{g.where_[v].lat_e7_} * dy + x * dx, v};
  }
  std::sort(begin(keys), end(keys));
  auto order = std::vector<std::uint32_t>(g.size());
  std::transform(begin(keys), end(keys), begin(order), [](auto const& k) { return k.second; });
  return order;
}

}  // namespace

std::vector<bool> bisect(cell_graph const& g) {
  auto const end_size = std::max(1U, g.size() / 4);
  auto search = flow{g};
  auto best = flow::cut{std::numeric_limits<std::int32_t>::max(), 0, {}};
  for (auto d = 0; d != kDirections; ++d) {
    auto const order = sorted_along(g, d);
    auto const sources = std::span{order}.first(end_size);
    auto const sinks = std::span{order}.last(end_size);
    auto const found = search.run(sources, sinks, best.value_);
    if (found.value_ < best.value_) {
      best = found;
    }
  }
  return best.first_side_;
}

}  // namespace leeward::roads::cch
