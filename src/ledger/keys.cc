#include "ledger/keys.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <span>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "base/crypto/hex.h"
#include "base/file.h"
#include "vault/erasures.h"

namespace leeward::ledger {

namespace fs = std::filesystem;

namespace {

constexpr auto const kCheckpointFile = std::string_view{"checkpoint.key"};
constexpr auto const kContentFile = std::string_view{"content.key"};
constexpr auto const kTicketFile = std::string_view{"ticket.key"};
constexpr auto const kMasterFile = std::string_view{"master.key"};
constexpr auto const kIndexFile = std::string_view{"index.key"};
constexpr auto const kNextMasterFile = std::string_view{"master.key.next"};
constexpr auto const* const kCredentials = "CREDENTIALS_DIRECTORY";
constexpr auto const kMostKeyBytes = std::size_t{128};

using key_bytes = std::array<std::uint8_t, 32>;

std::optional<fs::path> from_environment(char const* const name) {
  auto const* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  return value == nullptr || *value == '\0' ? std::nullopt : std::optional{fs::path{value}};
}

tl::unexpected<error> cannot_make(fs::path const& path, int const code) {
  return fail(error_kind::kStorage,
              fmt::format("{}: the key cannot be made: {}", path.string(), std::generic_category().message(code)),
              path.string());
}

// A file that is there stays as it is.
result<void> make_key(fs::path const& path) {
  auto const fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
  if (fd < 0) {
    return errno == EEXIST ? result<void>{} : result<void>{cannot_make(path, errno)};
  }
  auto key = key_bytes{};
  randombytes_buf(key.data(), key.size());
  auto const line = to_hex(key) + "\n";
  auto const written = ::write(fd, line.data(), line.size());
  auto const good = written == static_cast<ssize_t>(line.size()) && ::fsync(fd) == 0;
  auto const code = good ? 0 : errno;
  ::close(fd);
  if (!good) {
    ::unlink(path.c_str());
    return cannot_make(path, code);
  }
  return {};
}

result<void> flush_folder(fs::path const& folder) {
  auto const fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  auto const good = fd >= 0 && (::fsync(fd) == 0 || errno == EINVAL);
  auto const code = errno;
  if (fd >= 0) {
    ::close(fd);
  }
  return good ? result<void>{} : result<void>{cannot_make(folder, code)};
}

// Who else must not read it. Where systemd gives a key to a service that is not root's, the mode says the group may:
// it stands for the service alone, by an access list.
mode_t nobody_else(fs::path const& path) { return from_environment(kCredentials) == path.parent_path() ? 007 : 077; }

result<key_bytes> read_key(fs::path const& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) {
    return fail(
        error_kind::kNotFound,
        fmt::format("{}: the key is missing; put the keys of this folder back, or name their folder with --keys",
                    path.string()),
        path.string());
  }
  if ((info.st_mode & nobody_else(path)) != 0) {
    return invalid(fmt::format("{0}: others may read the key (mode {1:o}); allow only its owner: chmod 400 {0}",
                               path.string(), info.st_mode & 0777U),
                   path.string());
  }
  auto const text = read_file(path, kMostKeyBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto key = key_bytes{};
  auto const line = std::string_view{*text}.substr(0, text->find('\n'));
  if (!from_hex(line, key)) {
    return invalid(fmt::format("{}: is no key: a key has 64 digits 0-9 a-f", path.string()), path.string());
  }
  return key;
}

result<vault::secret> read_secret(fs::path const& path) {
  return read_key(path).map([](key_bytes key) {
    auto s = vault::secret::copy_of(key);
    sodium_memzero(key.data(), key.size());
    return s;
  });
}

// The next master key is there while it takes the other's place.
result<vault::keys> read_vault_keys(fs::path const& folder) {
  auto const master = read_secret(folder / kMasterFile);
  auto const index = master.and_then([&](auto const&) { return read_secret(folder / kIndexFile); });
  if (!index) {
    return tl::unexpected{index.error()};
  }
  auto all = vault::keys{.master_ = *master, .index_ = *index, .next_ = std::nullopt};
  auto next = read_secret(folder / kNextMasterFile);
  if (!next && next.error().kind_ != error_kind::kNotFound) {
    return tl::unexpected{next.error()};
  }
  if (next) {
    all.next_ = std::move(*next);
  }
  return all;
}

}  // namespace

result<fs::path> keys_folder(std::optional<fs::path> const& wanted, uuid const& folder) {
  if (wanted) {
    return *wanted;
  }
  if (auto const credentials = from_environment(kCredentials)) {
    return *credentials;
  }
  if (auto const state = from_environment("XDG_STATE_HOME")) {
    return *state / "leeward" / to_string(folder);
  }
  if (auto const home = from_environment("HOME")) {
    return *home / ".local" / "state" / "leeward" / to_string(folder);
  }
  return invalid("there is no place for the keys: name a folder with --keys", "keys");
}

result<keys> make_keys(fs::path const& folder) {
  auto code = std::error_code{};
  if (folder.has_parent_path()) {
    fs::create_directories(folder.parent_path(), code);
  }
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return cannot_make(folder, errno);
  }
  return make_key(folder / kCheckpointFile)
      .and_then([&] { return make_key(folder / kContentFile); })
      .and_then([&] { return make_key(folder / kTicketFile); })
      .and_then([&] { return make_key(folder / kMasterFile); })
      .and_then([&] { return make_key(folder / kIndexFile); })
      .and_then([&] { return vault::make_register(folder); })
      .and_then([&] { return flush_folder(folder); })
      .and_then([&] { return read_keys(folder); });
}

result<keys> read_keys(fs::path const& folder) {
  auto const checkpoint = read_key(folder / kCheckpointFile);
  auto const content = checkpoint.and_then([&](key_bytes const&) { return read_key(folder / kContentFile); });
  auto const ticket = content.and_then([&](key_bytes const&) { return read_key(folder / kTicketFile); });
  auto const personal = ticket.and_then([&](key_bytes const&) { return read_vault_keys(folder); });
  auto const erased = personal.and_then([&](vault::keys const&) { return vault::read_register(folder); });
  if (!erased) {
    return tl::unexpected{erased.error()};
  }
  return keys{.folder_ = folder,
              .checkpoint_ = {*checkpoint},
              .content_ = *content,
              .ticket_ = {*ticket},
              .vault_ = *personal,
              .erased_ = *erased};
}

result<keys> begin_new_master(fs::path const& folder) {
  return make_key(folder / kNextMasterFile).and_then([&] { return flush_folder(folder); }).and_then([&] {
    return read_keys(folder);
  });
}

result<keys> end_new_master(fs::path const& folder) {
  if (::rename((folder / kNextMasterFile).c_str(), (folder / kMasterFile).c_str()) != 0) {
    return cannot_make(folder / kMasterFile, errno);
  }
  return flush_folder(folder).and_then([&] { return read_keys(folder); });
}

}  // namespace leeward::ledger
