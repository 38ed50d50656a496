#include "ledger/disk.h"

#include <array>
#include <chrono>
#include <fcntl.h>
#include <stdexcept>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ensure.h"
#include "figure.h"

namespace leeward::bench {

namespace {

constexpr auto const kFlushes = 200;

// https://man7.org/linux/man-pages/man2/statfs.2.html
std::string file_system_of(std::filesystem::path const& folder) {
  struct statfs about{};
  ensure(::statfs(folder.c_str(), &about) == 0, "the folder is there");
  for (auto const& [magic, name] : {std::pair{0xEF53U, "ext4"},
                                    {0x58465342U, "xfs"},
                                    {0x9123683EU, "btrfs"},
                                    {0x2FC12FC1U, "zfs"},
                                    {0x794C7630U, "overlay"},
                                    {0x01021994U, "tmpfs"}}) {
    if (static_cast<std::uint32_t>(about.f_type) == magic) {
      return name;
    }
  }
  return fmt::format("{:x}", about.f_type);
}

double flush_ms(std::filesystem::path const& folder) {
  auto const file = open((folder / "flush").c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
  ensure(file >= 0, "there is room for a file");
  auto const page = std::array<char, 4096>{};
  auto times = std::vector<double>{};
  for (auto i = 0; i != kFlushes; ++i) {
    auto const begun = wall_seconds();
    ensure(write(file, page.data(), page.size()) == std::ssize(page) && fdatasync(file) == 0, "the disk takes a page");
    times.push_back((wall_seconds() - begun) * 1e3);
  }
  close(file);
  return median(std::move(times));
}

}  // namespace

disk measured_disk(std::filesystem::path const& folder) {
  auto d = disk{.file_system_ = file_system_of(folder), .flush_ms_ = 0};
  if (d.file_system_ == "tmpfs") {
    throw std::runtime_error{
        fmt::format("{} is kept in memory: set TMPDIR to a folder on the disk to be measured", folder.string())};
  }
  d.flush_ms_ = flush_ms(folder);
  return d;
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace leeward::bench
