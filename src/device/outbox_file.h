#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leeward::device {

// What an outbox lies in: one file, for one program at a time. After an error nothing more can be written to it, as
// nobody knows what is there; it is opened again. Errors of all: kStorage.
class outbox_file {
public:
  virtual ~outbox_file() = default;

  virtual std::string name() const = 0;  // for sentences

  // None: there is none yet. Errors also: kTooLarge.
  virtual result<std::optional<std::string>> read() = 0;

  // The first so many bytes stay. On the disk when it returns; so are the others.
  virtual result<void> cut(std::size_t) = 0;
  virtual result<void> append(std::string_view) = 0;

  // Instead of what is there: all of it or nothing.
  virtual result<void> replace(std::string const&) = 0;
};

// The file `outbox` in that folder. Errors: those of folder_lock::take.
result<std::unique_ptr<outbox_file>> outbox_file_in(std::filesystem::path const& folder);

}  // namespace leeward::device
