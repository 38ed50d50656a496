#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "operation/ids.h"

// Households that may be one. A person judges; nothing is merged by itself, and every merge can be undone.
namespace leeward::operation::duplicates {

enum class verdict : std::uint8_t { kSame, kDifferent, kUnsure };
BOOST_DESCRIBE_ENUM(verdict, kSame, kDifferent, kUnsure)

struct judged {
  static constexpr auto const kName = std::string_view{"duplicate_judged"};
  static constexpr auto const kCommand = std::string_view{"judge_duplicate"};

  household_id a_;
  household_id b_;
  verdict verdict_{verdict::kUnsure};
  std::string reason_;
  std::string by_;  // a subject
};
BOOST_DESCRIBE_STRUCT(judged, (), (a_, b_, verdict_, reason_, by_))

// Two entries of one person: the first is not counted any more.
struct same_person {
  bool operator==(same_person const&) const = default;

  person_id of_from_;
  person_id of_into_;
};
BOOST_DESCRIBE_STRUCT(same_person, (), (of_from_, of_into_))

struct merged {
  static constexpr auto const kName = std::string_view{"households_merged"};
  static constexpr auto const kCommand = std::string_view{"merge_households"};

  merge_id merge_;
  household_id from_;
  household_id into_;
  std::vector<same_person> same_;
  std::vector<person_id> come_over_;  // who only the first household has
  std::string by_;                    // a subject
};
BOOST_DESCRIBE_STRUCT(merged, (), (merge_, from_, into_, same_, come_over_, by_))

struct unmerged {
  static constexpr auto const kName = std::string_view{"merge_undone"};

  merge_id merge_;
  household_id from_;
  household_id into_;
  std::vector<same_person> apart_;
  std::vector<person_id> go_back_;  // who came over, less those who have left that household since by their own consent
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(unmerged, (), (merge_, from_, into_, apart_, go_back_, reason_))

using event = std::variant<judged, merged, unmerged>;

}  // namespace leeward::operation::duplicates
