#include "vault/index.h"

#include <algorithm>
#include <array>
#include <bit>

namespace leeward::vault {

namespace {

// Beyond so many rows the more common tokens are left out: they tell least and cost most.
constexpr auto const kMostRowsLookedAt = std::size_t{600'000};

// By kind: a whole word says more than a part of one.
constexpr auto const kWeights = std::array<std::uint64_t, kTokenKinds>{6, 4, 2, 1, 1, 2};

constexpr auto const kMostOfAKind = std::size_t{255};

// Weights stay below their 16 bits: at most kMostTokens, each at most 6 by 32.
static_assert(kMostTokens * 6 * 32 < std::size_t{1} << (64 - blind_index::score::kWeightAt));

}  // namespace

void blind_index::put(uuid const& subject, std::uint32_t const version, std::vector<token> const& all) {
  auto const [at, is_new] = by_subject_.try_emplace(subject, static_cast<std::uint32_t>(rows_.size()));
  if (!is_new) {
    if (rows_[at->second].version_ > version) {
      return;
    }
    let_go(at->second);
    at->second = static_cast<std::uint32_t>(rows_.size());
  }
  rows_.push_back({subject, version});
  is_gone_.push_back(false);
  for (auto const t : all) {
    by_token_[t.v_].push_back(at->second);
  }
}

void blind_index::erase(uuid const& subject) {
  if (auto const at = by_subject_.find(subject); at != by_subject_.end()) {
    let_go(at->second);
    by_subject_.erase(at);
  }
}

void blind_index::let_go(std::uint32_t const at) {
  rows_[at] = {};
  is_gone_[at] = true;
}

std::uint32_t blind_index::newest(uuid const& subject) const {
  auto const at = by_subject_.find(subject);
  return at == by_subject_.end() ? 0 : rows_[at->second].version_;
}

std::size_t blind_index::count(token const t) const {
  auto const at = by_token_.find(t.v_);
  return at == by_token_.end() ? 0 : at->second.size();
}

std::vector<blind_index::hit> blind_index::best(std::vector<token> const& wanted, std::size_t const most,
                                                bool (*const is_enough)(score)) const {
  auto const lists = lists_of(wanted);
  thread_local auto scores = std::vector<score>{};
  scores.resize(std::max(scores.size(), rows_.size()));
  auto seen = std::vector<std::uint32_t>(rows_.size() + 1);
  auto n_seen = std::size_t{0};
  auto looked_at = std::size_t{0};
  for (auto const& l : lists) {
    looked_at += l.rows_->size();
    if (looked_at > kMostRowsLookedAt && n_seen != 0) {
      break;
    }
    for (auto const r : *l.rows_) {
      seen[n_seen] = r;  // without a branch, which nobody could predict
      n_seen += scores[r].v_ == 0 ? 1U : 0U;
      scores[r].v_ += l.adds_.v_;
    }
  }
  seen.resize(n_seen);
  std::erase_if(seen, [&](std::uint32_t const r) {
    auto const no = is_gone_[r] || (is_enough != nullptr && !is_enough(scores[r]));
    scores[r].v_ = no ? 0 : scores[r].v_;
    return no;
  });
  auto const end = seen.begin() + static_cast<std::ptrdiff_t>(std::min(most, seen.size()));
  std::ranges::partial_sort(seen, end, [&](std::uint32_t const a, std::uint32_t const b) {
    auto const of_a = scores[a].weight();
    auto const of_b = scores[b].weight();
    return of_a != of_b ? of_a > of_b : a < b;
  });
  auto hits = std::vector<hit>{};
  for (auto i = seen.begin(); i != end; ++i) {
    hits.push_back({rows_[*i].subject_, rows_[*i].version_, scores[*i].weight()});
  }
  for (auto const r : seen) {
    scores[r] = {};
  }
  return hits;
}

// The rarest first.
std::vector<blind_index::list> blind_index::lists_of(std::vector<token> const& wanted) const {
  auto lists = std::vector<list>{};
  auto of_kind = std::array<std::size_t, kTokenKinds>{};
  for (auto const t : wanted) {
    auto const kind = static_cast<std::size_t>(t.kind());
    auto const at = by_token_.find(t.v_);
    if (at != by_token_.end() && of_kind[kind]++ < kMostOfAKind) {
      auto const rarity = static_cast<std::uint64_t>(std::bit_width(rows_.size() / at->second.size()));
      auto const weight = rarity * kWeights[kind];
      lists.push_back({&at->second, {weight << score::kWeightAt | std::uint64_t{1} << (score::kBitsOfAKind * kind)}});
    }
  }
  std::ranges::sort(lists, {}, [](list const& l) { return l.rows_->size(); });
  return lists;
}

}  // namespace leeward::vault
