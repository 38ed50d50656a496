#pragma once

#include <cstdint>
#include <vector>

#include "app/registry/people_request.h"
#include "base/result.h"
#include "base/time.h"
#include "operation/state.h"

namespace leeward::app {

// Where a day's requests are answered.
class desk {
public:
  virtual ~desk() = default;

  // At this time and in this order; the answers come when all of it is kept. Errors: kStorage.
  virtual result<std::vector<ledger::answer>> ask(instant, std::vector<people_request>) = 0;

  // The operation just after the last answer, also where it has gone on since: a day that is played again sees what it
  // saw the first time.
  virtual operation::state const& known() const = 0;

  // That state's last event.
  virtual std::uint64_t events() const = 0;
};

}  // namespace leeward::app
