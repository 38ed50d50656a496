#pragma once

#include <filesystem>

#include "base/result.h"

namespace leeward {

// A folder that one process at a time works in, for as long as this lives; a process that ends in any way lets go, and
// nothing is left behind. File systems that cannot lock give one that locks nothing.
class folder_lock {
public:
  // Errors: kNotFound, no such folder; kInvalidInput, another program works in it.
  static result<folder_lock> take(std::filesystem::path const& folder);

  // For reading, changing and writing a file again, so that of two programs that do so at once neither loses the
  // other's change: waits up to half a minute for its folder (an atomic_file replaces the file itself). Errors: the
  // same.
  static result<folder_lock> await_around(std::filesystem::path const& file);

  ~folder_lock();
  folder_lock(folder_lock&&) noexcept;
  folder_lock& operator=(folder_lock&&) noexcept;

private:
  static result<folder_lock> take(std::filesystem::path const& folder, int attempts);

  explicit folder_lock(int descriptor);

  int descriptor_{-1};
};

}  // namespace leeward
