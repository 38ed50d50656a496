#pragma once

#include <filesystem>

#include "base/result.h"

namespace leeward {

// Held while a file is read, changed and written again, so that of two programs that edit it at once neither loses the
// other's change. It stands on the file's folder: an atomic_file replaces the file itself, and nothing is left behind.
// File systems that cannot lock give one that locks nothing.
class edit_lock {
public:
  // Waits up to half a minute. Errors: kNotFound, no such folder; kStorage, another program keeps the lock.
  static result<edit_lock> take(std::filesystem::path const& file);

  ~edit_lock();
  edit_lock(edit_lock&&) noexcept;
  edit_lock& operator=(edit_lock&&) noexcept;

private:
  explicit edit_lock(int descriptor);

  int descriptor_{-1};
};

}  // namespace leeward
