#pragma once

#include <cstddef>
#include <vector>

#include "base/time.h"
#include "ledger/keys.h"
#include "operation/command.h"

// What is there before anybody asks for anything.
namespace leeward::simulation {

struct world {
  instant begins_;
  std::size_t vehicles_{0};
  std::vector<operation::command> frame_;
};

// That of operation::small_world without its households, with as many vehicles ("bus 1", …), a crew for each, and an
// accepted offer of another region. Made once for each number; at least four.
world const& world_with(std::size_t vehicles);

// Keys that are the same in every run, with a register of who was erased that is empty again.
ledger::keys keys_of_runs();

}  // namespace leeward::simulation
