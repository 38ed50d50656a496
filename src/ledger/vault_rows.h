#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "base/uuid.h"
#include "ledger/record.h"
#include "ledger/store.h"
#include "vault/vault.h"

// The vault's rows in the ledger's store.
namespace leeward::ledger {

// Only while the store may be used by the caller of the vault.
class vault_rows final : public vault::rows {
public:
  explicit vault_rows(store& s) : store_{s} {}

  result<std::optional<std::string>> wrapped_key(uuid const& subject) override {
    return store_.key_of(subject).map(
        [](auto k) { return k ? std::optional{std::move(k->wrapped_)} : std::optional<std::string>{}; });
  }
  result<std::optional<std::string>> sealed(uuid const& subject, std::uint32_t const version) override {
    return store_.subject(subject, version).map([](auto r) {
      return r ? std::optional{std::move(r->bytes_)} : std::optional<std::string>{};
    });
  }

private:
  store& store_;
};

inline subject_record record_of(vault::sealed_version v) {
  return {.subject_ = v.subject_,
          .version_ = v.version_,
          .bytes_ = std::move(v.bytes_),
          .tokens_ = std::move(v.tokens_),
          .new_key_ = std::move(v.wrapped_key_).value_or("")};
}

// Everybody who can be found, as the store has them. Errors: kStorage; kInvalidInput, tokens that are damaged.
result<void> fill_index(vault::vault&, store&);

// The same in steps; the first begins at 0. Gives where the next one goes on; none: that was all.
result<std::optional<std::uint64_t>> fill_index(vault::vault&, store&, std::uint64_t from);

}  // namespace leeward::ledger
