#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/quantities.h"
#include "base/result.h"

namespace leeward {

// A UTC instant in whole seconds since 1970-01-01T00:00:00Z.
struct instant {
  constexpr auto operator<=>(instant const&) const = default;

  friend constexpr instant operator+(instant const t, seconds const s) { return {t.unix_s_ + s.v_}; }
  friend constexpr instant operator-(instant const t, seconds const s) { return {t.unix_s_ - s.v_}; }
  friend constexpr seconds operator-(instant const a, instant const b) { return {a.unix_s_ - b.unix_s_}; }

  std::int64_t unix_s_{0};
};

// RFC 3339 with an offset ("2024-01-05T08:00:00+03:00", "…Z"). A time without a zone is refused: it is nobody's.
result<instant> parse_instant(std::string_view);

// "2024-01-05T05:00:00Z".
std::string to_string(instant);

}  // namespace leeward
