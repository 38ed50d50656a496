#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "operation/refusal.h"
#include "operation/table.h"

namespace leeward::operation {

// The row of what a command names, or a refusal that says that it is not there. `what` with its article: "a trip".
template <typename Tag, typename Thing>
tl::expected<index_id<Tag>, refusal> known(table<Tag, Thing> const& t, entity_id<Tag> const& id,
                                           std::string_view const what, std::string_view const field) {
  if (auto const r = t.find(id); !r.is_none()) {
    return r;
  }
  return refuse(refusal_code::kUnknown, fmt::format("There is not {} with the number {}.", what, to_string(id)),
                std::string{field}, fmt::format("the number of {} of this operation", what));
}

// That an id is still free.
template <typename Tag, typename Thing>
check is_new(table<Tag, Thing> const& t, entity_id<Tag> const& id, std::string_view const what,
             std::string_view const field) {
  if (id.is_none()) {
    return refuse(refusal_code::kInvalid, fmt::format("{} needs a number of its own.", what), std::string{field},
                  "a number that is not all zeros");
  }
  if (t.has(id)) {
    return refuse(refusal_code::kTaken, fmt::format("The number {} belongs to {} already.", to_string(id), what),
                  std::string{field}, "a new number");
  }
  return {};
}

// Text that somebody types: at most so many bytes.
inline check is_short_enough(std::string_view const text, std::size_t const most, std::string_view const field) {
  if (text.size() <= most) {
    return {};
  }
  return refuse(refusal_code::kInvalid, fmt::format("The text is too long: {} bytes.", text.size()), std::string{field},
                fmt::format("at most {} bytes", most));
}

inline constexpr auto const kMostName = std::size_t{200};
inline constexpr auto const kMostText = std::size_t{2'000};

}  // namespace leeward::operation
