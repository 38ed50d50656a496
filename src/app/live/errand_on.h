#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "app/live/errand.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/checkpoint.h"
#include "ledger/sqlite/data_folder.h"

namespace leeward::app {

// Has the errand run by the process that owns the folder; if there is none, opens the folder for it. Waits up to
// kPatience for a process that is just beginning, or for another errand. Errors: those of both.
result<void> run_errand_on(ledger::folder_options const&, errand const&, std::function<instant()> clock,
                           each_line const&);

struct restored {
  uuid folder_;
  std::uint64_t events_{0};
  std::string hash_;  // of the last one
};
BOOST_DESCRIBE_STRUCT(restored, (), (folder_, events_, hash_))

// A backup into an empty folder, once it is proven: its chain holds, also against the checkpoint if there is one, every
// event can be read, the counts agree, and the keys of the folder are there. Errors, with the folder as empty as it
// was: kInvalidInput; kNotFound, the backup or the keys; kStorage.
result<restored> restore(std::filesystem::path const& backup, ledger::folder_options const&,
                         std::optional<ledger::checkpoint> const& outside, each_line const&);

}  // namespace leeward::app
