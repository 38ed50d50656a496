#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "app/live/errand.h"
#include "base/result.h"
#include "base/uuid.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "device/home.h"

// What the commands about field devices share.
namespace leeward::cli {

// A file, or the standard input for "-". Errors: those of read_file.
result<std::string> read_text(std::string const& file_or_dash, std::size_t limit);

// Errors: kInvalidInput, with the option's name.
result<uuid> parse_id(std::string const& text, std::string const& option);

// Sends the device's text and prints what the server says to it.
result<exit_code> pass_on(data_folder_options const&, app::errand_kind, std::string text, console const&);

device::monotonic_time monotonic_now();

// The outbox of the device in this folder.
struct opened_device {
  device::identity self_;
  device::outbox outbox_;
};
result<opened_device> open_device(std::filesystem::path const& folder);

}  // namespace leeward::cli
