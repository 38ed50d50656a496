#pragma once

#include <cstdint>
#include <filesystem>

#include "app/registry/registry.h"
#include "base/result.h"
#include "ledger/rotation.h"
#include "ledger/store.h"

namespace leeward::app {

// A new master key for a folder, while commands go on. Cut off, it goes on from where the keys folder says that it was.
class new_master {
public:
  // Makes the key, unless one was begun with, and has it used from now on. Errors: those of ledger::begin_new_master.
  static result<new_master> begin(registry&, std::filesystem::path const& keys);

  // The keys were read with one that was begun with.
  new_master(registry&, std::filesystem::path keys, vault::keys);

  // True: the old key opens nothing any more, and is gone. Errors: those of ledger::rotation and end_new_master.
  result<bool> step(ledger::store&);

  std::uint64_t done() const { return rotation_.seen_; }  // subjects' keys, so far

private:
  registry& registry_;
  std::filesystem::path keys_;
  ledger::rotation rotation_;
};

}  // namespace leeward::app
