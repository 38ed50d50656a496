#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "base/result.h"
#include "base/time.h"
#include "ledger/sequencer.h"

namespace leeward::ledger {

// The thread in which a sequencer works: at once when something was posted, and once a second for the clock.
class worker {
public:
  // `failed` is called in the thread when the sequencer cannot go on: the process has to end then.
  worker(sequencer&, std::function<instant()> clock, std::function<void(error const&)> failed);
  worker(worker const&) = delete;
  worker& operator=(worker const&) = delete;

  // What waits is answered first. Nobody posts any more.
  ~worker();

private:
  void run();

  sequencer& sequencer_;
  std::function<instant()> clock_;
  std::function<void(error const&)> failed_;
  std::atomic<bool> ends_{false};
  std::jthread thread_;
};

}  // namespace leeward::ledger
