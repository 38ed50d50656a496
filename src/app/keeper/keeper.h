#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "ledger/record.h"
#include "ledger/request.h"
#include "ledger/store.h"
#include "operation/state.h"

namespace leeward::app {

// Who keeps what is asked: a data folder at work (live.h), or a ledger in the hands of a test.
class keeper {
public:
  virtual ~keeper() = default;

  // In this order, and all of it answered on the disk when it returns. Errors: kStorage, the ledger stopped: what was
  // kept is not known, and all of it may be asked again.
  virtual result<std::vector<ledger::answer>> ask_all(std::vector<ledger::request>) = 0;

  // What is on the disk, and the last event in it.
  virtual void see(std::function<void(operation::state const&, ledger::head const&)> const&) const = 0;

  // The store, lent between two batches for a short step. Errors: kStorage; those of the step.
  virtual result<void> with_store(std::function<result<void>(ledger::store&)> const&) = 0;
};

}  // namespace leeward::app
