#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/uuid.h"
#include "ledger/store.h"

// The store in one SQLite file: write-ahead log, every commit flushed, one connection that has the file to itself.
namespace leeward::ledger {

// kNormal loses at a power cut what was acknowledged; it is there for the test that shows so.
enum class durability : std::uint8_t { kFull, kNormal };

struct sqlite_options {
  std::filesystem::path file_;
  uuid new_folder_{};       // what the folder will be called if there is no ledger yet
  std::string vfs_name_{};  // of SQLite's file layer; empty: the system's
  durability durability_{durability::kFull};
};

// Opens it, or makes it where there is none. Errors, with nothing touched: kInvalidInput, the file is of another
// program, of a newer version, damaged, half deleted or open elsewhere; kStorage, it may not be written.
result<std::unique_ptr<store>> open_sqlite(sqlite_options const&);

}  // namespace leeward::ledger
