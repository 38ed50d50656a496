#pragma once

#include <filesystem>
#include <vector>

#include "ledger/record.h"

namespace leeward::bench {

// CPU seconds in which SQLite by itself takes these batches, each in a transaction, into a file that is not there yet:
// the tables and settings of src/ledger/sqlite, and nothing around them.
double bare_seconds(std::filesystem::path const& file, std::vector<ledger::batch> const&);

}  // namespace leeward::bench
