#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leeward {

// The whole file (or pipe). Errors: kNotFound; kInvalidInput, it is a folder; kTooLarge above `limit` bytes;
// kStorage (no permission, …).
result<std::string> read_file(std::filesystem::path const&, std::size_t limit);

// A file that is there whole or not at all: written beside its place as NAME.tmp-PID-N, flushed to the disk, then
// renamed. Unless committed it leaves nothing behind, and what was there before stays as it was.
// Errors: kStorage, with the file's name and why (no such folder, no permission, disk full, not a regular file).
class atomic_file {
public:
  static result<atomic_file> create(std::filesystem::path const&);

  ~atomic_file();
  atomic_file(atomic_file&&) noexcept;
  atomic_file& operator=(atomic_file&&) noexcept;

  result<void> append(std::string_view);
  result<void> commit();  // once, last

private:
  explicit atomic_file(std::filesystem::path path);

  result<void> flush();
  void discard();

  std::filesystem::path path_;  // where it goes, links followed
  std::filesystem::path temporary_;
  int descriptor_{-1};
  std::string buffer_;
};

// What was written to this file, or renamed in this folder, is on the disk when it returns. Errors: kStorage.
result<void> flush(std::filesystem::path const&);

result<void> write_atomically(std::filesystem::path const&, std::string_view content);

}  // namespace leeward
