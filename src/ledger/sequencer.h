#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <shared_mutex>

#include "base/result.h"
#include "base/time.h"
#include "ledger/keys.h"
#include "ledger/record.h"
#include "ledger/request.h"
#include "ledger/store.h"
#include "operation/state.h"

namespace leeward::ledger {

// Takes the commands of many callers in one order: decides each, keeps the events of a batch in one durable
// transaction, and only then answers. It has no thread and no clock of its own (worker.h has); who calls work() gives
// the time.
class sequencer {
public:
  static constexpr auto const kMostWaiting = std::size_t{10'000};
  static constexpr auto const kMostInABatch = std::size_t{256};
  static constexpr auto const kTripsInASlice = std::size_t{32};
  static constexpr auto const kEventsBetweenSnapshots = std::uint64_t{200'000};

  // The operation as the store has it, everything counted again. The store and the keys outlive it. Errors: those of
  // replay(); counts that differ.
  static result<std::unique_ptr<sequencer>> begin(store&, keys const&, stream = kOperationStream);

  // From any thread; the answer comes from the thread that works, or at once when too many wait.
  void post(request, std::function<void(answer const&)>);

  // Between two batches and never in one, again and again until it returns true. From any thread.
  void between(std::function<bool(store&)> step);

  // One batch of what waits, lapsed promises included; true: there was something to do. After an error nothing is
  // answered any more, and the process ends. One thread at a time. Errors: kStorage.
  result<bool> work(instant clock);

  // What is durable, and the last event in it. From any thread; not while a batch is being kept.
  template <typename Read>
  auto read(Read&& what) const {
    auto const lock = std::shared_lock{state_lock_};
    return what(state_, head_);
  }

private:
  mutable std::shared_mutex state_lock_;
  operation::state state_;
  head head_;
};

}  // namespace leeward::ledger
