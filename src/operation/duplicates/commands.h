#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include <boost/describe/class.hpp>

#include "operation/ask_for.h"
#include "operation/duplicates/events.h"
#include "operation/ids.h"

// What may be asked about households that may be one.
namespace leeward::operation::duplicates {

// Somebody noticed it: a case for a person to judge.
struct suggest {
  static constexpr auto const kName = std::string_view{"suggest_duplicate"};

  household_id a_;
  household_id b_;
  std::string reasons_;
};
BOOST_DESCRIBE_STRUCT(suggest, (), (a_, b_, reasons_))

struct undo_merge {
  static constexpr auto const kName = std::string_view{"undo_merge"};

  merge_id merge_;
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(undo_merge, (), (merge_, reason_))

using command = std::variant<suggest, ask_for<judged>, ask_for<merged>, undo_merge>;

}  // namespace leeward::operation::duplicates
