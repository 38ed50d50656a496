#include "cli/utc_offset.h"

#include <fmt/format.h>

#include "base/time.h"

namespace leeward::cli {

result<seconds> parse_utc_offset(std::string const& text) {
  auto const t = parse_instant("1970-01-02T00:00:00" + text);
  if (!t) {
    return invalid(fmt::format("--utc-offset: is \"{}\", must be an offset such as +03:00", text), "--utc-offset");
  }
  return instant{86400} - *t;
}

}  // namespace leeward::cli
