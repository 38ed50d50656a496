#include "vault/erasures.h"

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "base/file.h"

namespace leeward::vault {

namespace fs = std::filesystem;

namespace {

constexpr auto const kLine = std::size_t{37};
constexpr auto const kMostBytes = kLine * 10'000'000;

tl::unexpected<error> cannot_write(fs::path const& file, int const code) {
  return fail(error_kind::kStorage,
              fmt::format("{}: cannot be written: {}; nobody is erased until it can. {}", file.string(),
                          std::generic_category().message(code),
                          code == EROFS || code == EACCES || code == EPERM
                              ? "Credentials of systemd are read-only: keep the keys in a folder of their own (--keys)."
                              : "Make space, or mend its folder."),
              file.string());
}

tl::unexpected<error> is_missing(fs::path const& file) {
  return fail(error_kind::kNotFound,
              fmt::format("{0}: is missing; without it people who were erased could come back: put it back. If nobody "
                          "was ever erased here, make an empty one: touch {0}",
                          file.string()),
              file.string());
}

}  // namespace

result<void> make_register(fs::path const& keys_folder) {
  auto const file = keys_folder / kRegisterFile;
  auto const fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    return cannot_write(file, errno);
  }
  auto const good = ::fsync(fd) == 0;
  auto const code = errno;
  ::close(fd);
  return good ? result<void>{} : cannot_write(file, code);
}

result<std::vector<uuid>> read_register(fs::path const& keys_folder) {
  auto const file = keys_folder / kRegisterFile;
  auto const text = read_file(file, kMostBytes);
  if (!text) {
    return text.error().kind_ == error_kind::kNotFound ? is_missing(file) : tl::unexpected{text.error()};
  }
  auto all = std::vector<uuid>{};
  // A line that was cut off was never answered.
  for (auto at = std::size_t{0}; at + kLine <= text->size(); at += kLine) {
    auto const id = parse_uuid(std::string_view{*text}.substr(at, kLine - 1));
    if (!id || (*text)[at + kLine - 1] != '\n') {
      return invalid(fmt::format("{}: line {} is no number of a subject; put the file back as it was", file.string(),
                                 all.size() + 1),
                     file.string());
    }
    all.push_back(*id);
  }
  return all;
}

result<void> check_register(fs::path const& keys_folder) {
  auto const file = keys_folder / kRegisterFile;
  auto const fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) {
    return errno == ENOENT ? result<void>{is_missing(file)} : result<void>{cannot_write(file, errno)};
  }
  ::close(fd);
  return {};
}

result<void> add_to_register(fs::path const& keys_folder, std::span<uuid const> const all) {
  auto const file = keys_folder / kRegisterFile;
  auto const fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) {
    return errno == ENOENT ? result<void>{is_missing(file)} : result<void>{cannot_write(file, errno)};
  }
  auto lines = std::string{};
  for (auto const& id : all) {
    lines += to_string(id) + '\n';
  }
  struct stat info{};
  auto good = ::fstat(fd, &info) == 0;
  // Over a line that was cut off.
  auto const end = info.st_size - info.st_size % static_cast<off_t>(kLine);
  good =
      good && ::pwrite(fd, lines.data(), lines.size(), end) == static_cast<ssize_t>(lines.size()) && ::fsync(fd) == 0;
  auto const code = errno;
  ::close(fd);
  return good ? result<void>{} : cannot_write(file, code);
}

}  // namespace leeward::vault
