#include "roads/region_maker/connect.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace leeward::roads::made {

namespace {

constexpr auto const kRounds = 4;

struct arcs {
  std::vector<std::uint32_t> first_;
  std::vector<point_id> head_;
};

// Every piece in the directions that may be driven, or against them.
arcs arcs_of(network const& n, bool const backwards) {
  auto pairs = std::vector<std::pair<point_id, point_id>>{};
  for (auto const& s : n.streets_) {
    for (auto i = std::size_t{0}; i + 1 < s.points_.size() && s.kind_ != street_kind::kPedestrian; ++i) {
      auto a = s.points_[i];
      auto b = s.points_[i + 1];
      if (backwards) {
        std::swap(a, b);
      }
      pairs.emplace_back(a, b);
      if (!s.oneway_) {
        pairs.emplace_back(b, a);
      }
    }
  }
  auto out = arcs{std::vector<std::uint32_t>(n.points_.size() + 1), std::vector<point_id>(pairs.size())};
  for (auto const& [a, b] : pairs) {
    ++out.first_[a + 1];
  }
  for (auto i = std::size_t{1}; i < out.first_.size(); ++i) {
    out.first_[i] += out.first_[i - 1];
  }
  auto next = out.first_;
  for (auto const& [a, b] : pairs) {
    out.head_[next[a]++] = b;
  }
  return out;
}

std::vector<bool> reached(arcs const& a, point_id const from) {
  auto seen = std::vector<bool>(a.first_.size() - 1);
  auto todo = std::vector<point_id>{from};
  seen[from] = true;
  while (!todo.empty()) {
    auto const p = todo.back();
    todo.pop_back();
    for (auto i = a.first_[p]; i < a.first_[p + 1]; ++i) {
      if (!seen[a.head_[i]]) {
        seen[a.head_[i]] = true;
        todo.push_back(a.head_[i]);
      }
    }
  }
  return seen;
}

// A point of the longest primary or secondary street: the heart of the network.
point_id heart(network const& n) {
  auto const longest = std::max_element(n.streets_.begin(), n.streets_.end(), [](street const& a, street const& b) {
    auto const weight = [](street const& s) {
      return s.kind_ == street_kind::kPrimary || s.kind_ == street_kind::kSecondary ? s.points_.size() : 0;
    };
    return weight(a) < weight(b);
  });
  return longest->points_.front();
}

std::vector<bool> strongly_joined(network const& n) {
  auto const from = heart(n);
  auto out = reached(arcs_of(n, false), from);
  auto const back = reached(arcs_of(n, true), from);
  for (auto i = std::size_t{0}; i < out.size(); ++i) {
    out[i] = out[i] && back[i];
  }
  return out;
}

}  // namespace

std::size_t connect(network& n) {
  for (auto round = 0; round < kRounds; ++round) {
    auto const in = strongly_joined(n);
    auto changed = false;
    for (auto& s : n.streets_) {
      auto const off = [&](point_id const p) { return !in[p]; };
      if (s.oneway_ && s.level_ == level::kGround && std::any_of(s.points_.begin(), s.points_.end(), off)) {
        s.oneway_ = false;
        changed = true;
      }
    }
    if (!changed) {
      break;
    }
  }
  auto const in = strongly_joined(n);
  auto dropped = std::size_t{0};
  keep_pieces(n, [&](street const& s, std::size_t const i) {
    auto const keep = s.kind_ == street_kind::kPedestrian || (in[s.points_[i]] && in[s.points_[i + 1]]);
    dropped += keep ? 0 : 1;
    return keep;
  });
  return dropped;
}

}  // namespace leeward::roads::made
