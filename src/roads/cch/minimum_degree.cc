#include "roads/cch/minimum_degree.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace leeward::roads::cch {

namespace {

// A square bit matrix: row v holds v's neighbours.
class adjacency {
public:
  explicit adjacency(std::size_t const n) : words_{(n + 63) / 64}, bits_(n * words_) {}

  std::span<std::uint64_t> row(std::size_t const v) { return std::span{bits_}.subspan(v * words_, words_); }

  void connect(std::size_t const v, std::size_t const w) {
    if (v != w) {
      row(v)[w / 64] |= std::uint64_t{1} << (w % 64);
      row(w)[v / 64] |= std::uint64_t{1} << (v % 64);
    }
  }

  int degree(std::size_t const v) {
    auto n = 0;
    for (auto const word : row(v)) {
      n += std::popcount(word);
    }
    return n;
  }

  // Joins the neighbours of v with each other and takes v away.
  void eliminate(std::size_t const v) {
    auto const mine = row(v);
    for (auto i = std::size_t{0}; i != words_; ++i) {
      for (auto word = mine[i]; word != 0; word &= word - 1) {
        auto const w = i * 64 + static_cast<std::size_t>(std::countr_zero(word));
        auto const theirs = row(w);
        for (auto k = std::size_t{0}; k != words_; ++k) {
          theirs[k] |= mine[k];
        }
        theirs[w / 64] &= ~(std::uint64_t{1} << (w % 64));
        theirs[v / 64] &= ~(std::uint64_t{1} << (v % 64));
      }
    }
  }

private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace

std::vector<edge_id> minimum_degree(road_graph const& g, std::span<edge_id const> inner,
                                    std::span<edge_id const> outer) {
  auto all = std::vector<edge_id>(begin(inner), end(inner));
  all.insert(end(all), begin(outer), end(outer));
  auto number = std::vector<std::pair<edge_id, std::size_t>>(all.size());
  for (auto v = std::size_t{0}; v != all.size(); ++v) {
    number[v] = {all[v], v};
  }
  std::sort(begin(number), end(number));
  auto near = adjacency{all.size()};
  for (auto const& [e, v] : number) {
    for (auto t = g.first_turn_[e.v_]; t != g.first_turn_[e.v_ + 1]; ++t) {
      auto const it = std::lower_bound(begin(number), end(number), std::pair{g.turn_head_[t], std::size_t{0}});
      if (it != end(number) && it->first == g.turn_head_[t]) {
        near.connect(v, it->second);
      }
    }
  }

  auto order = std::vector<edge_id>{};
  auto left = std::vector<std::size_t>(inner.size());
  auto degree = std::vector<int>(inner.size());
  for (auto v = std::size_t{0}; v != inner.size(); ++v) {
    left[v] = v;
  }
  while (!left.empty()) {
    for (auto const v : left) {
      degree[v] = near.degree(v);
    }
    auto const next = std::min_element(begin(left), end(left), [&](auto const a, auto const b) {
      return std::pair{degree[a], a} < std::pair{degree[b], b};
    });
    near.eliminate(*next);
    order.push_back(all[*next]);
    left.erase(next);
  }
  return order;
}

}  // namespace leeward::roads::cch
