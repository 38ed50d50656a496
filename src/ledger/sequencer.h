#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "ledger/draft.h"
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
  static constexpr auto const kMostWaiting = std::size_t{10'000};  // for their answer
  static constexpr auto const kMostBytesWaiting = std::size_t{256} << 20U;
  static constexpr auto const kMostBytesEach = std::size_t{32} << 20U;  // a plan for 300,000 people takes half of it
  static constexpr auto const kMostInABatch = std::size_t{256};
  static constexpr auto const kTripsInASlice = std::size_t{32};
  static constexpr auto const kEventsBetweenSnapshots = std::uint64_t{200'000};

  // What is done in pieces; tests take smaller ones.
  struct pace {
    std::size_t trips_in_a_slice_{kTripsInASlice};
    std::uint64_t events_between_snapshots_{kEventsBetweenSnapshots};
  };

  // The operation as the store has it, everything counted again. The store and the keys outlive it. Errors: those of
  // replay(); counts that differ.
  static result<std::unique_ptr<sequencer>> begin(store&, keys const&, stream = kOperationStream,
                                                  std::optional<pace> = std::nullopt);

  // From any thread. The answer comes from the thread that works; or at once when no state would accept the request, or
  // too many wait.
  void post(request, std::function<void(answer const&)>);

  // Between two batches and never in one, again and again until it returns true. From any thread.
  void between(std::function<bool(store&)> step);

  // One batch of what waits, lapsed promises included; true: there was something to do. After an error nothing is
  // answered any more, and the process ends. One thread at a time. Errors: kStorage; counts that differ.
  result<bool> work(instant clock);

  // Until there is something to do, wake() is called, or the time is over.
  void wait(std::chrono::milliseconds most);
  void wake();

  // What is durable, and the last event in it. From any thread, but not from within another read; not while a batch is
  // being kept.
  template <typename Read>
  auto read(Read&& what) const {
    auto const lock = lock_to_read();
    return what(state_, head_);
  }

private:
  // Who waits for an answer, and how much is kept for it until then.
  struct waiter {
    std::function<void(answer const&)> reply_;
    std::size_t bytes_{0};
  };

  struct posted {
    caller from_;
    request what_;
    waiter waiter_;
  };

  // A plan whose trips are committed slice by slice.
  struct plan_at_work {
    caller from_;
    commit_plan plan_;
    std::vector<waiter> waiters_;  // the first, and who asked the same since
    std::size_t next_{0};          // of its trips
    answer so_far_{};
  };

  struct answered {
    waiter waiter_;
    answer answer_;
  };

  struct snapshot_at_work {
    snapshot_head head_;
    std::vector<std::string> parts_;
    std::uint32_t next_{0};
  };

  sequencer(store&, keys const&, stream, pace);

  std::shared_lock<std::shared_mutex> lock_to_read() const;
  std::unique_lock<std::shared_mutex> lock_to_write();
  result<void> load();
  result<bool> turn();
  std::vector<posted> take();
  void reply(std::vector<answered> const&);
  result<bool> keep_batch(std::vector<answered>&);
  result<void> decide_all(draft&, std::vector<posted>&, std::vector<answered>&);
  result<void> decide(draft&, posted&, std::vector<answered>&);
  result<void> commit_slice(draft&, std::vector<answered>&);
  result<void> give_up(error const&, std::vector<answered>&);
  result<void> take_back(std::string_view why, std::vector<answered>&);
  result<void> try_space();
  result<void> refuse_all(std::vector<posted>&, std::vector<answered>&);
  result<bool> snapshot();
  result<void> begin_snapshot();
  bool run_steps();

  store& store_;
  keys const& keys_;
  stream stream_;
  pace pace_;

  mutable std::mutex next_;  // who takes the state's lock next
  mutable std::shared_mutex state_lock_;
  operation::state state_;
  head head_;

  std::mutex waiting_lock_;
  std::condition_variable arrived_;
  std::deque<posted> waiting_;
  std::size_t unanswered_{0};
  std::size_t unanswered_bytes_{0};
  std::vector<std::function<bool(store&)>> steps_;
  bool is_woken_{false};

  // Of the thread that works.
  instant time_;
  instant advanced_;         // when the clock's command was last decided
  bool more_lapses_{false};  // it led to events, and may again
  std::deque<plan_at_work> plans_;
  std::optional<snapshot_at_work> snapshot_;
  std::uint64_t last_snapshot_{0};  // the event
  bool is_full_{false};             // the disk
  instant tried_space_;
  std::optional<error> failed_;
};

}  // namespace leeward::ledger
