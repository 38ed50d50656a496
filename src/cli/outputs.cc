#include "cli/outputs.h"

#include <cerrno>
#include <cstddef>
#include <string_view>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

fs::path resolve(fs::path const& path) {
  auto ec = std::error_code{};
  auto full = fs::weakly_canonical(fs::absolute(path), ec);
  return ec ? path : full;
}

bool same_file(fs::path const& a, fs::path const& b) {
  auto ec = std::error_code{};
  return fs::equivalent(a, b, ec) || resolve(a) == resolve(b);
}

result<void> check_place(output const& o) {
  auto const wrong = [&](std::string_view const why) {
    return invalid(fmt::format("{}: cannot write \"{}\": {}", o.option_, o.path_.string(), why), o.option_);
  };
  if (o.path_.empty()) {
    return wrong("no file is named");
  }
  auto ec = std::error_code{};
  auto const path = resolve(o.path_);
  auto const status = fs::status(path, ec);
  if (fs::is_directory(status)) {
    return wrong("it is a folder; name a file");
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return wrong("it is not a regular file");
  }
  auto const folder = path.parent_path();
  if (!fs::is_directory(folder, ec)) {
    return wrong(fmt::format("there is no folder {}", folder.string()));
  }
  if (::access(folder.c_str(), W_OK) != 0) {
    return fail(
        error_kind::kStorage,
        fmt::format("{}: cannot write {}: {}", o.option_, o.path_.string(), std::generic_category().message(errno)),
        o.option_);
  }
  return {};
}

}  // namespace

result<void> check_outputs(std::span<output const> const outputs, std::vector<fs::path> const& inputs) {
  for (auto i = std::size_t{0}; i != outputs.size(); ++i) {
    auto const& o = outputs[i];
    if (auto good = check_place(o); !good) {
      return good;
    }
    for (auto const& input : inputs) {
      if (!input.empty() && same_file(o.path_, input)) {
        return invalid(fmt::format("{}: {} is read by this command and would be lost; name another file", o.option_,
                                   o.path_.string()),
                       o.option_);
      }
    }
    for (auto const& earlier : outputs.first(i)) {
      if (same_file(o.path_, earlier.path_)) {
        return invalid(fmt::format("{}: is the same file as {}, {}; name another one", o.option_, earlier.option_,
                                   earlier.path_.string()),
                       o.option_);
      }
    }
  }
  return {};
}

}  // namespace leeward::cli
