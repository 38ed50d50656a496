#pragma once

#include <filesystem>

#include "ledger/keys.h"
#include "ledger/operation_script.h"
#include "ledger/sequencer.h"

// What the process that is killed and the one that kills it both know.
namespace leeward::ledger {

inline constexpr auto const kPaceOfKillServer =
    sequencer::pace{.trips_in_a_slice_ = 2, .events_between_snapshots_ = 300};

// The register of who was erased lies beside the ledger's file.
inline keys keys_of_kill_server(std::filesystem::path const& file) {
  return {.folder_ = file.parent_path(), .checkpoint_ = {}, .content_ = {7}};
}

inline operation_script script_of_kill_server() { return operation_script{seconds{2}}; }

}  // namespace leeward::ledger
