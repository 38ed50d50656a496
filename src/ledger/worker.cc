#include "ledger/worker.h"

#include <chrono>
#include <utility>

namespace leeward::ledger {

namespace {

constexpr auto const kTick = std::chrono::milliseconds{1'000};

}  // namespace

worker::worker(sequencer& s, std::function<instant()> clock, std::function<void(error const&)> failed)
    : sequencer_{s}, clock_{std::move(clock)}, failed_{std::move(failed)}, thread_{[this] { run(); }} {}

worker::~worker() {
  ends_ = true;
  sequencer_.wake();
}

void worker::run() {
  while (true) {
    auto const last = ends_.load();
    auto const worked = sequencer_.work(clock_());
    if (!worked) {
      failed_(worked.error());
      return;
    }
    if (*worked) {
      continue;
    }
    if (last) {
      return;
    }
    sequencer_.wait(kTick);
  }
}

}  // namespace leeward::ledger
