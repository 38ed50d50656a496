#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/uuid.h"
#include "vault/tokens.h"

namespace leeward::vault {

// From tokens to the subjects whose newest version has them, in memory. Made anew at each start from what the store
// has.
class blind_index {
public:
  // How many of the tokens that are looked for a subject has, by kind, and above these their weight: one number, so
  // that one addition adds all.
  struct score {
    static constexpr auto const kBitsOfAKind = std::size_t{8};
    static constexpr auto const kWeightAt = kBitsOfAKind * kTokenKinds;

    std::uint8_t of(token_kind const k) const {
      return static_cast<std::uint8_t>(v_ >> (kBitsOfAKind * static_cast<std::size_t>(k)));
    }
    std::uint32_t weight() const { return static_cast<std::uint32_t>(v_ >> kWeightAt); }

    std::uint64_t v_{0};
  };

  struct hit {
    uuid subject_;
    std::uint32_t version_{0};
    std::uint32_t weight_{0};
  };

  void put(uuid const& subject, std::uint32_t version, std::vector<token> const&);
  void erase(uuid const& subject);

  // Those that share most with what is looked for, rare tokens counting more, at most `most`, best first. Of all, or of
  // those that share enough.
  std::vector<hit> best(std::vector<token> const&, std::size_t most, bool (*is_enough)(score) = nullptr) const;

  // 0: nothing is kept about the subject.
  std::uint32_t newest(uuid const& subject) const;

  // How many subjects have this token.
  std::size_t count(token) const;

  std::size_t size() const { return by_subject_.size(); }

private:
  struct row {
    uuid subject_;
    std::uint32_t version_{0};
  };

  // Who has a token, and what that adds to their score.
  struct list {
    std::vector<std::uint32_t> const* rows_{nullptr};
    score adds_;
  };

  void let_go(std::uint32_t at);
  std::vector<list> lists_of(std::vector<token> const&) const;

  std::vector<row> rows_;
  std::vector<bool> is_gone_;  // of each row: erased, or there is a newer version
  std::unordered_map<uuid, std::uint32_t> by_subject_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_token_;
};

}  // namespace leeward::vault
