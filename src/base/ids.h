#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace leeward {

// An index into one kind of array, so that a junction can never be used as a segment.
template <typename Tag>
struct index_id {
  static constexpr auto const kNone = std::numeric_limits<std::uint32_t>::max();

  constexpr auto operator<=>(index_id const&) const = default;
  constexpr bool is_none() const { return v_ == kNone; }

  std::uint32_t v_{kNone};
};

}  // namespace leeward

template <typename Tag>
struct std::hash<leeward::index_id<Tag>> {
  std::size_t operator()(leeward::index_id<Tag> const id) const noexcept { return id.v_; }
};
