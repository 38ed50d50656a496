#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "base/geo.h"
#include "base/time.h"
#include "base/utf8.h"

// The small readers: times, positions, characters.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  using namespace leeward;
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  if (auto const t = parse_instant(text)) {
    ensure(parse_instant(to_string(*t)) == *t, "a time is not written as it was read");
  }
  if (auto const p = parse_position(text)) {
    ensure(make_position(p->lat(), p->lon()) == *p, "a position is not kept");
  }
  for (auto i = std::size_t{0}; i < text.size();) {
    auto const n = utf8_length_at(text, i);
    ensure(n <= text.size() - i, "a character reaches beyond the text");
    i += n == 0 ? 1 : n;
  }
  return 0;
}
