#include "cli/output_file.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace leeward::cli {

namespace fs = std::filesystem;

result<void> check_output(fs::path const& output, std::vector<fs::path> const& inputs) {
  auto const wrong = [&](std::string_view const why) {
    return invalid(fmt::format("cannot write \"{}\": {}", output.string(), why), output.string());
  };
  auto ec = std::error_code{};
  auto const resolved = fs::weakly_canonical(output, ec);
  auto const& path = ec ? output : resolved;
  if (output.empty()) {
    return wrong("no file is named");
  }
  auto const status = fs::status(path, ec);
  if (fs::is_directory(status)) {
    return wrong("it is a folder; name a file");
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return wrong("it is not a regular file");
  }
  auto const folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  if (!fs::is_directory(folder, ec)) {
    return wrong(fmt::format("there is no folder {}", folder.string()));
  }
  for (auto const& input : inputs) {
    if (fs::equivalent(path, input, ec)) {
      return wrong("this file is read; name another for the output");
    }
  }
  if (::access(folder.c_str(), W_OK) != 0) {
    return fail(error_kind::kStorage,
                fmt::format("cannot write {}: {}", output.string(), std::generic_category().message(errno)),
                output.string());
  }
  return {};
}

}  // namespace leeward::cli
