#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "operation/ask_for.h"
#include "operation/households/events.h"

// What may be asked of households.
namespace leeward::operation::households {

inline constexpr auto const kMostMembers = std::size_t{40};
inline constexpr auto const kMostConfirmedAtOnce = std::size_t{2'000};

// All of a list that a person has looked through; undone as one.
struct confirm {
  static constexpr auto const kName = std::string_view{"confirm_households"};
  static constexpr auto const kMayBeMissing = std::array{"by"};

  origin by_{origin::kStaff};
  std::vector<household_id> households_;
};
BOOST_DESCRIBE_STRUCT(confirm, (), (by_, households_))

using command = std::variant<ask_for<registered>, confirm, ask_for<confirmation_undone>, ask_for<person_joined>,
                             ask_for<needs_changed>, ask_for<boarding_changed>, ask_for<split>, ask_for<disclosure_set>,
                             ask_for<order_overridden>, ask_for<person_described>>;

}  // namespace leeward::operation::households
