#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/sqlite/sqlite_store.h"

struct sqlite3_file;
struct sqlite3_vfs;

// A file of a ledger as bytes, through the same layer that SQLite uses, and without opening it as a database.
namespace leeward::ledger {

class raw_file {
public:
  // Flags: SQLITE_OPEN_*. None: it cannot be opened so.
  static std::optional<raw_file> open(sqlite3_vfs*, std::string const& path, int flags);

  ~raw_file();
  raw_file(raw_file&&) noexcept = default;
  raw_file& operator=(raw_file&&) = delete;
  raw_file(raw_file const&) = delete;
  raw_file& operator=(raw_file const&) = delete;

  // Each: an SQLite result code.
  int size(std::uint64_t&);
  int read(std::uint64_t at, std::vector<std::uint8_t>& all);  // as many bytes as there is room for
  int write(std::uint64_t at, std::vector<std::uint8_t> const&);
  int flush();
  int lock_alone();  // SQLITE_BUSY: somebody else is at work in it. Until it is closed.

private:
  raw_file() = default;
  sqlite3_file* file();

  std::vector<char> name_;              // which SQLite's layers go on reading, where it is
  std::vector<std::max_align_t> room_;  // for what the layer keeps of it; empty: moved from
};

// The layer of these options and the file's full name in it. Errors: kInvalid (no such layer), kStorage.
struct ledger_path {
  sqlite3_vfs* layer_;
  std::string name_;
};
result<ledger_path> find_path(sqlite_options const&);

// That the ledger's file cannot be read.
error cannot_read(sqlite_options const&);

}  // namespace leeward::ledger
