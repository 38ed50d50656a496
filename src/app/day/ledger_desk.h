#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "app/day/desk.h"
#include "app/live/live.h"

namespace leeward::app {

// The time of a day that is played, for the ledger in which it is kept.
using played_clock = std::shared_ptr<std::atomic<std::int64_t>>;  // seconds since 1970

// The desk of a folder at work. What it knows it reads from the events, up to the last answer: a day that was stopped
// and is played again gets its old answers, and sees the operation as it was after each of them.
class ledger_desk : public desk {
public:
  // `l` outlives it and is asked by nobody else; its clock is this one.
  ledger_desk(live& l, played_clock clock) : live_{l}, clock_{std::move(clock)} {}

  result<std::vector<ledger::answer>> ask(instant, std::vector<people_request>) override;
  operation::state const& known() const override { return known_; }
  std::uint64_t events() const override { return events_; }

private:
  result<void> catch_up(std::uint64_t until);

  live& live_;
  played_clock clock_;
  operation::state known_{};
  std::uint64_t events_{0};
};

}  // namespace leeward::app
