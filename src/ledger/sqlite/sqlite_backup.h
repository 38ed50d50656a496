#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "ledger/store.h"

struct sqlite3;

namespace leeward::ledger {

// Copies what this connection sees, its own later writes included. Errors: kInvalidInput, the file is there already;
// kStorage.
result<std::unique_ptr<backup>> begin_sqlite_backup(sqlite3* from, std::filesystem::path const& into,
                                                    std::string const& vfs_name);

}  // namespace leeward::ledger
