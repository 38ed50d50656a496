#include "vault/index.h"

#include <algorithm>
#include <array>
#include <bit>

namespace leeward::vault {

namespace {

// Beyond so many rows the more common tokens are left out: they tell least and cost most.
constexpr auto const kMostRowsLookedAt = std::size_t{600'000};

// By kind: a whole word says more than a part of one.
constexpr auto const kWeights = std::array<std::uint32_t, 6>{6, 4, 2, 1, 1, 2};

}  // namespace

void blind_index::put(uuid const& subject, std::uint32_t const version, std::vector<token> const& all) {
  auto const [at, is_new] = by_subject_.try_emplace(subject, static_cast<std::uint32_t>(rows_.size()));
  if (!is_new) {
    auto& before = rows_[at->second];
    if (before.version_ > version) {
      return;
    }
    before.subject_ = {};
    at->second = static_cast<std::uint32_t>(rows_.size());
  }
  rows_.push_back({subject, version});
  for (auto const t : all) {
    by_token_[t.v_].push_back(at->second);
  }
}

void blind_index::erase(uuid const& subject) {
  if (auto const at = by_subject_.find(subject); at != by_subject_.end()) {
    rows_[at->second] = {};
    by_subject_.erase(at);
  }
}

std::uint32_t blind_index::newest(uuid const& subject) const {
  auto const at = by_subject_.find(subject);
  return at == by_subject_.end() ? 0 : rows_[at->second].version_;
}

std::size_t blind_index::count(token const t) const {
  auto const at = by_token_.find(t.v_);
  return at == by_token_.end() ? 0 : at->second.size();
}

std::vector<blind_index::hit> blind_index::best(std::vector<token> const& wanted, std::size_t const most) const {
  struct list {
    std::vector<std::uint32_t> const* rows_;
    std::uint32_t weight_;
  };
  auto lists = std::vector<list>{};
  for (auto const t : wanted) {
    if (auto const at = by_token_.find(t.v_); at != by_token_.end()) {
      auto const rarity = std::bit_width(rows_.size() / at->second.size());
      lists.push_back({&at->second, static_cast<std::uint32_t>(rarity) * kWeights[static_cast<std::size_t>(t.kind())]});
    }
  }
  std::ranges::sort(lists, {}, [](list const& l) { return l.rows_->size(); });
  thread_local auto weights = std::vector<std::uint32_t>{};
  weights.resize(std::max(weights.size(), rows_.size()));
  auto seen = std::vector<std::uint32_t>{};
  auto looked_at = std::size_t{0};
  for (auto const& l : lists) {
    looked_at += l.rows_->size();
    if (looked_at > kMostRowsLookedAt && !seen.empty()) {
      break;
    }
    for (auto const r : *l.rows_) {
      if (weights[r] == 0) {
        seen.push_back(r);
      }
      weights[r] += l.weight_;
    }
  }
  auto hits = std::vector<hit>{};
  auto const heavier = [&](std::uint32_t const a, std::uint32_t const b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  };
  std::erase_if(seen, [&](std::uint32_t const r) {
    auto const gone = rows_[r].subject_.is_none();
    weights[r] = gone ? 0 : weights[r];
    return gone;
  });
  auto const end = seen.begin() + static_cast<std::ptrdiff_t>(std::min(most, seen.size()));
  std::ranges::partial_sort(seen, end, heavier);
  for (auto i = seen.begin(); i != end; ++i) {
    hits.push_back({rows_[*i].subject_, rows_[*i].version_, weights[*i]});
  }
  for (auto const r : seen) {
    weights[r] = 0;
  }
  return hits;
}

}  // namespace leeward::vault
