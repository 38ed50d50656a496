#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leeward {

// 128 bits, written as RFC 9562 does: "0190a6b2-7c3e-7a10-9f00-0123456789ab". Any version is read; nothing is taken
// from the time that one may carry.
struct uuid {
  constexpr auto operator<=>(uuid const&) const = default;
  constexpr bool is_none() const { return high_ == 0 && low_ == 0; }

  std::uint64_t high_{0};
  std::uint64_t low_{0};
};

// Lower or upper case. Errors: kInvalidInput.
result<uuid> parse_uuid(std::string_view);

std::string to_string(uuid const&);

// The same name gives the same id, on every machine (version 8 of RFC 9562: bits of our own).
uuid uuid_of_name(std::string_view name);

// The n-th of the ids that belong to this one.
uuid derived(uuid const& of, std::uint64_t n);

// One kind of thing's id, so that a trip can never be used as a household.
template <typename Tag>
struct entity_id {
  constexpr auto operator<=>(entity_id const&) const = default;
  constexpr bool is_none() const { return v_.is_none(); }

  uuid v_;
};

template <typename Tag>
std::string to_string(entity_id<Tag> const& id) {
  return to_string(id.v_);
}

}  // namespace leeward

template <>
struct std::hash<leeward::uuid> {
  std::size_t operator()(leeward::uuid const& id) const noexcept {
    return static_cast<std::size_t>((id.high_ * 0x9E3779B97F4A7C15ULL) ^ (id.low_ + (id.high_ >> 32U)));
  }
};

template <typename Tag>
struct std::hash<leeward::entity_id<Tag>> {
  std::size_t operator()(leeward::entity_id<Tag> const& id) const noexcept { return std::hash<leeward::uuid>{}(id.v_); }
};
