#pragma once

#include <string_view>

namespace leeward::operation {

// A command that asks for exactly what its event says; in JSON the two have the same fields.
template <typename Event>
struct ask_for {
  static constexpr auto const kName = std::string_view{Event::kCommand};

  Event what_;
};

}  // namespace leeward::operation
