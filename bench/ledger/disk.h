#pragma once

#include <filesystem>
#include <string>

// What is durable is measured on a real disk, and each figure says on which.
namespace leeward::bench {

struct disk {
  std::string file_system_;
  double flush_ms_{0};  // writing 4 KB and an fdatasync, median
};

// Of the folder for temporary files. Errors: throws if that is kept in memory (TMPDIR chooses another).
disk measured_disk(std::filesystem::path const& folder);

double wall_seconds();

}  // namespace leeward::bench
