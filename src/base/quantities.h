#pragma once

#include <compare>
#include <cstdint>

namespace leeward {

// A whole number with a unit: adds and compares with its own kind only.
template <typename Unit>
struct quantity {
  constexpr auto operator<=>(quantity const&) const = default;

  constexpr quantity& operator+=(quantity const o) {
    v_ += o.v_;
    return *this;
  }
  constexpr quantity& operator-=(quantity const o) {
    v_ -= o.v_;
    return *this;
  }
  friend constexpr quantity operator+(quantity const a, quantity const b) { return {a.v_ + b.v_}; }
  friend constexpr quantity operator-(quantity const a, quantity const b) { return {a.v_ - b.v_}; }
  friend constexpr quantity operator*(quantity const a, std::int64_t const n) { return {a.v_ * n}; }
  friend constexpr quantity operator*(std::int64_t const n, quantity const a) { return {a.v_ * n}; }

  std::int64_t v_{0};
};

using milliseconds = quantity<struct milliseconds_unit>;
using seconds = quantity<struct seconds_unit>;
using millimetres = quantity<struct millimetres_unit>;
using metres = quantity<struct metres_unit>;
using persons = quantity<struct persons_unit>;

// Rounded up: nobody is promised an earlier arrival than the road allows.
constexpr seconds to_seconds_up(milliseconds const ms) { return {(ms.v_ + 999) / 1000}; }
constexpr metres to_metres(millimetres const mm) { return {(mm.v_ + 500) / 1000}; }

}  // namespace leeward
