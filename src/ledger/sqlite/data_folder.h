#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "base/folder_lock.h"
#include "base/result.h"
#include "ledger/keys.h"
#include "ledger/store.h"

// The folder that an operation's data lie in, and nothing else.
namespace leeward::ledger {

inline constexpr auto const kLedgerFile = std::string_view{"ledger.db"};
inline constexpr auto const kSocketFile = std::string_view{"control.sock"};       // of the process that owns the folder
inline constexpr auto const kRestoringFile = std::string_view{"restoring.part"};  // a backup that is not proven yet

// A folder that the caller alone works in, ready for use. What is named first goes last.
struct data_folder {
  folder_lock lock_;
  keys keys_;
  bool is_new_{false};  // it and, unless they were there already, its keys have just been made
  std::unique_ptr<store> store_;
};

enum class if_empty : std::uint8_t { kRefuse, kMake };

struct folder_options {
  std::filesystem::path folder_;
  std::optional<std::filesystem::path> keys_{};
  if_empty if_empty_{if_empty::kRefuse};
};

// Takes the folder for this process alone; kMake: makes it (0700) if it is not there. Errors: kNotFound, no such
// folder; kInvalidInput, another process has it; kStorage.
result<folder_lock> lock_folder(folder_options const&);

// Errors, with nothing touched: kNotFound, its keys or the ledger are missing; kInvalidInput, there is something else
// in it, a part of it is gone, or it is of a newer version; those of keys_folder, read_keys, make_keys and open_sqlite.
result<data_folder> open_folder(folder_lock, folder_options const&);

// Puts the ledger of a backup (of ledger/store.h) into an empty folder, once `proof` finds it good. Until then there is
// only kRestoringFile, which the next try replaces. Errors: kInvalidInput, the folder has something in it already, or
// the backup is no ledger; kNotFound; kStorage; those of `proof`.
result<void> restore_folder(folder_lock const&, std::filesystem::path const& backup,
                            std::filesystem::path const& folder, std::function<result<void>(store&)> const& proof);

}  // namespace leeward::ledger
