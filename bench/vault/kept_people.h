#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "ledger/store.h"
#include "ledger/vault_rows.h"
#include "temporary_folder.h"
#include "vault/vault.h"

// A vault with people in it, in a ledger on the disk.
namespace leeward::bench {

class kept_people {
public:
  static constexpr auto const kInABatch = std::size_t{256};

  kept_people();

  // Each with an event of its own, durable when it returns.
  void keep(std::vector<vault::personal> const&);

  static uuid subject(std::size_t n) { return {1, n + 1}; }

  temporary_folder folder_;
  std::unique_ptr<ledger::store> store_;
  std::unique_ptr<ledger::vault_rows> rows_;
  std::unique_ptr<vault::vault> vault_;
  std::size_t size_{0};
};

}  // namespace leeward::bench
