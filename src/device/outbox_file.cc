#include "device/outbox_file.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/folder_lock.h"
#include "device/outbox.h"

namespace leeward::device {

namespace {

namespace fs = std::filesystem;

class file_in_folder final : public outbox_file {
public:
  file_in_folder(fs::path file, folder_lock lock) : file_{std::move(file)}, lock_{std::move(lock)} {}
  ~file_in_folder() override { close(); }
  file_in_folder(file_in_folder const&) = delete;
  file_in_folder& operator=(file_in_folder const&) = delete;

  std::string name() const override { return file_.string(); }

  result<std::optional<std::string>> read() override {
    auto ec = std::error_code{};
    if (!fs::exists(file_, ec)) {
      return std::nullopt;
    }
    return read_file(file_, outbox::kMostFileBytes).map([](std::string text) {
      return std::optional{std::move(text)};
    });
  }

  result<void> cut(std::size_t const size) override {
    open();
    if (descriptor_ < 0 || ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0 || ::fsync(descriptor_) != 0) {
      return cannot_write();
    }
    return {};
  }

  // What was written after a failure could stand behind a line that is not whole: nothing more is written.
  result<void> append(std::string_view const text) override {
    if (descriptor_ < 0) {
      return fail(error_kind::kStorage, fmt::format("{} could not be written before; open it again", name()), name());
    }
    for (auto rest = text; !rest.empty();) {
      auto const n = ::write(descriptor_, rest.data(), rest.size());
      if (n < 0 && errno != EINTR) {
        return cannot_write();
      }
      rest.remove_prefix(n < 0 ? 0 : static_cast<std::size_t>(n));
    }
    return ::fdatasync(descriptor_) == 0 ? result<void>{} : cannot_write();
  }

  result<void> replace(std::string const& content) override {
    close();
    return write_atomically(file_, content).and_then([&] {
      open();
      return descriptor_ < 0 ? cannot_write() : result<void>{};
    });
  }

private:
  void open() {
    close();
    descriptor_ = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  }
  void close() {
    if (descriptor_ >= 0) {
      ::close(std::exchange(descriptor_, -1));
    }
  }
  result<void> cannot_write() {
    auto const why = std::generic_category().message(errno);
    close();
    return fail(error_kind::kStorage, fmt::format("cannot write {}: {}", name(), why), name());
  }

  fs::path file_;
  folder_lock lock_;
  int descriptor_{-1};
};

}  // namespace

result<std::unique_ptr<outbox_file>> outbox_file_in(fs::path const& folder) {
  return folder_lock::take(folder).map([&](folder_lock lock) -> std::unique_ptr<outbox_file> {
    return std::make_unique<file_in_folder>(folder / "outbox", std::move(lock));
  });
}

}  // namespace leeward::device
