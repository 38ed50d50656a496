#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/keeper/keeper.h"
#include "base/time.h"
#include "ledger/keys.h"
#include "ledger/sequencer.h"

namespace leeward::app {

// A ledger in the hands of one caller, without a thread: what is asked is worked on until it is answered. For a folder
// that no process is at work in.
class one_caller final : public keeper {
public:
  // The store and the keys outlive it. Errors: those of sequencer::begin.
  static result<std::unique_ptr<one_caller>> begin(ledger::store&, ledger::keys const&, std::function<instant()> clock);

  result<std::vector<ledger::answer>> ask_all(std::vector<ledger::request>) override;
  void see(std::function<void(operation::state const&, ledger::head const&)> const&) const override;
  result<void> with_store(std::function<result<void>(ledger::store&)> const&) override;

private:
  one_caller(ledger::store&, std::unique_ptr<ledger::sequencer>, std::function<instant()> clock);

  ledger::store& store_;
  std::unique_ptr<ledger::sequencer> sequencer_;
  std::function<instant()> clock_;
};

}  // namespace leeward::app
