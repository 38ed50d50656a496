#pragma once

#include <filesystem>

#include "base/result.h"

namespace leeward::cli {

// A folder that one process at a time works in, for as long as this lives; a process that ends in any way lets go.
class folder_lock {
public:
  // Errors: another process has it (kInvalidInput), it cannot be opened (kStorage).
  static result<folder_lock> take(std::filesystem::path const&);

  folder_lock(folder_lock&&) noexcept;
  folder_lock& operator=(folder_lock&&) = delete;
  ~folder_lock();

private:
  explicit folder_lock(int descriptor);

  int descriptor_;
};

}  // namespace leeward::cli
