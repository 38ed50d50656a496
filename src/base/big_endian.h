#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "base/uuid.h"

// Short binary texts, as they go into a QR code: numbers with the greatest byte first.
namespace leeward {

inline void put(std::vector<std::uint8_t>& out, std::uint64_t const n, std::size_t const bytes) {
  for (auto i = bytes; i-- != 0;) {
    out.push_back(static_cast<std::uint8_t>(n >> (8 * i)));
  }
}

inline void put(std::vector<std::uint8_t>& out, uuid const& id) {
  put(out, id.high_, 8);
  put(out, id.low_, 8);
}

// Bytes that are not there are 0, and `good_` is false.
struct byte_scanner {
  std::uint64_t number(std::size_t const bytes) {
    auto n = std::uint64_t{0};
    for (auto const b : take(bytes)) {
      n = n << 8U | b;
    }
    return n;
  }

  uuid id() {
    auto const high = number(8);
    return {high, number(8)};
  }

  instant time() { return {static_cast<std::int64_t>(number(4))}; }

  void bytes(std::span<std::uint8_t> const into) {
    auto const from = take(into.size());
    std::copy(from.begin(), from.end(), into.begin());
  }

  std::span<std::uint8_t const> rest_;
  bool good_{true};

private:
  std::span<std::uint8_t const> take(std::size_t const n) {
    if (rest_.size() < n) {
      good_ = false;
      return {};
    }
    auto const taken = rest_.first(n);
    rest_ = rest_.subspan(n);
    return taken;
  }
};

}  // namespace leeward
