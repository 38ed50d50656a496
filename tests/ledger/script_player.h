#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "base/time.h"
#include "ledger/fault_disk.h"
#include "ledger/keys.h"
#include "ledger/keys_of_tests.h"
#include "ledger/operation_script.h"
#include "ledger/sequencer.h"
#include "ledger/sqlite/sqlite_store.h"

// The ledger as it is, on a disk that fails as it is told, and those who ask it what stands in a script.
namespace leeward::ledger {

struct script_player {
  static constexpr auto const kRequests = std::size_t{140};
  static constexpr auto const kPace = sequencer::pace{.trips_in_a_slice_ = 2, .events_between_snapshots_ = 25};

  script_player(std::uint64_t seed, operation_script& script) : disk_{"disk", seed}, script_{script} {}

  // False: it said why not.
  bool open();
  void close();

  // From the first request on, also those that were answered before: true, all are answered, and nothing was refused
  // for want of space.
  bool ask_all(std::size_t requests = kRequests);

  // Until there is nothing to do. False: the ledger ended.
  bool work(instant clock);

  // Opens what the disk holds, which counts everybody again, and closes it.
  reckoning judge();

  fault_disk disk_;
  operation_script& script_;
  durability durability_{durability::kFull};
  std::size_t restart_every_{0};  // requests; 0: never
  seconds late_{0};               // of the clock
  keys keys_{keys_of_tests::get()};
  std::unique_ptr<store> store_;
  std::unique_ptr<sequencer> sequencer_;
  std::map<std::size_t, std::string> answered_;
  std::uint64_t snapshot_{0};  // the last that was finished
  int changed_{0};             // answers to repeats that were not the first one's
  int no_space_{0};
  std::string said_;
};

}  // namespace leeward::ledger
