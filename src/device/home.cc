#include "device/home.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <system_error>

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/file.h"
#include "base/json/decode.h"
#include "base/json/encode.h"

namespace leeward::device {

namespace fs = std::filesystem;

// As the files have them.
struct home_file {
  operation::operation_id operation_;
  device_id device_;
  std::string seed_;  // hex, as the next ones
  std::string chain_;
  std::string server_;
};
BOOST_DESCRIBE_STRUCT(home_file, (), (operation_, device_, seed_, chain_, server_))

struct heard_file {
  instant server_time_;
  seconds since_;      // at least, when this was written
  std::string start_;  // of the machine, and how long after it
  seconds since_start_;
};
BOOST_DESCRIBE_STRUCT(heard_file, (), (server_time_, since_, start_, since_start_))

namespace {

constexpr auto const kMostFileBytes = std::size_t{4096};

fs::path key_file(fs::path const& folder) { return folder / "device.key"; }
fs::path heard_at(fs::path const& folder) { return folder / "heard"; }

result<void> write(fs::path const& folder, heard_file const& h) {
  return write_atomically(heard_at(folder), json::encode(h) + "\n");
}

}  // namespace

result<void> make_home(fs::path const& folder, identity const& self, instant const server_now,
                       monotonic_time const& now) {
  auto ec = std::error_code{};
  if (fs::exists(key_file(folder), ec)) {
    return invalid(fmt::format("{}: a device is there already; name another folder", folder.string()), folder.string());
  }
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return fail(error_kind::kStorage,
                fmt::format("{}: cannot be made: {}", folder.string(), std::generic_category().message(errno)),
                folder.string());
  }
  auto const text = json::encode(home_file{.operation_ = self.operation_,
                                           .device_ = self.device_,
                                           .seed_ = to_hex(self.signs_.seed_),
                                           .chain_ = to_hex(self.chain_.bytes_),
                                           .server_ = to_string(self.server_)});
  return write_atomically(key_file(folder), text + "\n").and_then([&]() -> result<void> {
    if (::chmod(key_file(folder).c_str(), 0600) != 0) {
      return fail(error_kind::kStorage,
                  fmt::format("{}: cannot be kept from others: {}", key_file(folder).string(),
                              std::generic_category().message(errno)),
                  key_file(folder).string());
    }
    return hear(folder, server_now, now);
  });
}

result<identity> read_home(fs::path const& folder) {
  auto const file = key_file(folder);
  struct stat info{};
  if (::stat(file.c_str(), &info) != 0) {
    return fail(error_kind::kNotFound,
                fmt::format("{}: no device was made there; `leeward device join` makes one", folder.string()),
                folder.string());
  }
  if ((info.st_mode & 077U) != 0) {
    return invalid(fmt::format("{0}: others may read the keys (mode {1:o}); allow only their owner: chmod 600 {0}",
                               file.string(), info.st_mode & 0777U),
                   file.string());
  }
  return read_file(file, kMostFileBytes)
      .and_then([&](std::string const& text) { return json::decode<home_file>(text, file.string()); })
      .and_then([&](home_file const& h) -> result<identity> {
        auto self =
            identity{.operation_ = h.operation_, .device_ = h.device_, .signs_ = {}, .chain_ = {}, .server_ = {}};
        if (!from_hex(h.seed_, self.signs_.seed_) || !from_hex(h.chain_, self.chain_.bytes_) ||
            !from_hex(h.server_, self.server_.bytes_)) {
          return invalid(fmt::format("{}: a key in it has other than 64 digits 0-9 a-f", file.string()), file.string());
        }
        return self;
      });
}

result<heard> how_long_ago(fs::path const& folder, monotonic_time const& now) {
  auto const file = heard_at(folder);
  return read_file(file, kMostFileBytes)
      .and_then([&](std::string const& text) { return json::decode<heard_file>(text, file.string()); })
      .and_then([&](heard_file h) {
        auto const further = h.start_ == now.start_ ? now.since_start_ - h.since_start_ : now.since_start_;
        h.since_ = h.since_ + std::max(further, seconds{0});
        h.start_ = now.start_;
        h.since_start_ = now.since_start_;
        return write(folder, h).map([&] { return heard{h.server_time_, h.since_}; });
      });
}

// An answer that was on its way for long tells nothing newer.
result<void> hear(fs::path const& folder, instant const server_now, monotonic_time const& now) {
  auto const file = heard_at(folder);
  auto const before = read_file(file, kMostFileBytes).and_then([&](std::string const& text) {
    return json::decode<heard_file>(text, file.string());
  });
  if (before && before->server_time_ >= server_now) {
    return {};
  }
  return write(
      folder,
      {.server_time_ = server_now, .since_ = seconds{0}, .start_ = now.start_, .since_start_ = now.since_start_});
}

}  // namespace leeward::device
