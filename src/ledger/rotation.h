#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "ledger/keys.h"
#include "ledger/store.h"

namespace leeward::ledger {

// Wraps all subjects' keys by the next master key (begin_new_master), some at a time, so that commands go on between
// two steps (sequencer::between). Whoever wraps a new subject's key meanwhile uses the next one as well.
class rotation {
public:
  static constexpr auto const kKeysAtOnce = std::size_t{500};

  explicit rotation(vault::keys const& k) : keys_{k} {}

  // True: none is left that the old master key wrapped, in no file of the store; it may be ended. Errors: kStorage;
  // kInvalidInput, a subject's key cannot be opened.
  result<bool> step(store&);

  std::uint64_t seen_{0};  // subjects' keys, so far

private:
  vault::keys keys_;
  std::uint64_t from_{0};
};

// Whether the folder's master key is the one that wraps what is kept. Errors: kInvalidInput, it is another one;
// kStorage.
result<void> check_master(store&, keys const&);

// Of whom the register says that they were erased nothing may stay, also when the data are older than the erasure.
// Errors: kStorage.
result<void> erase_registered(store&, keys const&);

}  // namespace leeward::ledger
