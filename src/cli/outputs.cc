#include "cli/outputs.h"

#include <cstddef>
#include <system_error>

#include <fmt/format.h>

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

bool same_file(fs::path const& a, fs::path const& b) {
  auto ec = std::error_code{};
  if (fs::equivalent(a, b, ec) && !ec) {
    return true;
  }
  auto const full_a = fs::weakly_canonical(fs::absolute(a), ec);
  auto const full_b = fs::weakly_canonical(fs::absolute(b), ec);
  return !ec && full_a == full_b;
}

}  // namespace

result<void> keep_apart(std::span<output const> const outputs, std::span<fs::path const> const inputs) {
  for (auto i = std::size_t{0}; i != outputs.size(); ++i) {
    auto const& o = outputs[i];
    for (auto const& input : inputs) {
      if (same_file(o.path_, input)) {
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
