#include "cli/bytes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

namespace leeward::cli {

namespace {

struct unit {
  std::string_view name_;
  double bytes_;
};

constexpr auto const kUnits =
    std::array{unit{"", 1},         unit{"B", 1},        unit{"kB", 1e3},    unit{"KB", 1e3},
               unit{"MB", 1e6},     unit{"GB", 1e9},     unit{"TB", 1e12},   unit{"KiB", 0x1p10},
               unit{"MiB", 0x1p20}, unit{"GiB", 0x1p30}, unit{"TiB", 0x1p40}};
constexpr auto const kMost = 0x1p62;

}  // namespace

result<std::uint64_t> parse_bytes(std::string_view const text) {
  auto number = 0.0;
  auto const* const last = text.data() + text.size();
  auto const [end, ec] = std::from_chars(text.data(), last, number);
  auto rest = std::string_view{end, static_cast<std::size_t>(last - end)};
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  auto const* const found =
      std::find_if(begin(kUnits), std::end(kUnits), [&](unit const& u) { return u.name_ == rest; });
  if (ec != std::errc{} || found == std::end(kUnits) || !(number >= 0) || number * found->bytes_ > kMost) {
    return invalid(fmt::format("is \"{}\", must be a size such as 500MB or 4GiB", text));
  }
  return static_cast<std::uint64_t>(number * found->bytes_);
}

}  // namespace leeward::cli
