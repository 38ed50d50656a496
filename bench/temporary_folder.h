#pragma once

#include <cstdlib>
#include <filesystem>

#include "base/ensure.h"

namespace leeward::bench {

struct temporary_folder {
  temporary_folder() {
    auto name = (std::filesystem::temp_directory_path() / "leeward-bench-XXXXXX").string();
    ensure(mkdtemp(name.data()) != nullptr, "there is room for temporary files");
    path_ = name;
  }
  ~temporary_folder() { std::filesystem::remove_all(path_); }
  temporary_folder(temporary_folder const&) = delete;
  temporary_folder& operator=(temporary_folder const&) = delete;

  std::filesystem::path path_;
};

}  // namespace leeward::bench
