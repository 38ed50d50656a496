#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "operation/ask_for.h"
#include "operation/custody/events.h"
#include "operation/ids.h"

namespace leeward::operation::custody {

inline constexpr auto const kMostPeopleAtOnce = std::size_t{500};

// They get on. Who was not promised a seat may, while free ones are left.
struct board {
  static constexpr auto const kName = std::string_view{"board"};

  trip_id trip_;
  std::vector<person_id> people_;
};
BOOST_DESCRIBE_STRUCT(board, (), (trip_, people_))

// They are in the centre: off a trip, or by their own means.
struct check_in {
  static constexpr auto const kName = std::string_view{"check_in"};
  static constexpr auto const kMayBeMissing = std::array{"override_reason"};

  centre_id centre_;
  std::vector<person_id> people_;
  std::string override_reason_{};  // for beds that are held for others
};
BOOST_DESCRIBE_STRUCT(check_in, (), (centre_, people_, override_reason_))

struct give_bed {
  static constexpr auto const kName = std::string_view{"give_bed"};

  centre_id centre_;
  room_id room_;
  std::vector<person_id> people_;
};
BOOST_DESCRIBE_STRUCT(give_bed, (), (centre_, room_, people_))

struct set_presence {
  static constexpr auto const kName = std::string_view{"set_presence"};

  centre_id centre_;
  bool absent_{true};
  std::vector<person_id> people_;
};
BOOST_DESCRIBE_STRUCT(set_presence, (), (centre_, absent_, people_))

// Out of a centre, for good. A child without its guardian only after it was handed over.
struct check_out {
  static constexpr auto const kName = std::string_view{"check_out"};
  static constexpr auto const kMayBeMissing = std::array{"to_where"};

  centre_id centre_;
  std::vector<person_id> people_;
  gone how_{gone::kOnward};
  std::string to_where_{};  // "will not say" is an answer
};
BOOST_DESCRIBE_STRUCT(check_out, (), (centre_, people_, how_, to_where_))

// They do not want to go (any more): seat and bed are free at once.
struct withdraw {
  static constexpr auto const kName = std::string_view{"withdraw"};

  household_id household_;
};
BOOST_DESCRIBE_STRUCT(withdraw, (), (household_))

// "We left by ourselves, we are at …"
struct left_by_themselves {
  static constexpr auto const kName = std::string_view{"left_by_themselves"};
  static constexpr auto const kMayBeMissing = std::array{"to_where"};

  household_id household_;
  std::string to_where_{};  // a reference to what they said
};
BOOST_DESCRIBE_STRUCT(left_by_themselves, (), (household_, to_where_))

// Gone, and asking again, or asking for the way home.
struct ask_again {
  static constexpr auto const kName = std::string_view{"ask_again"};

  household_id household_;
};
BOOST_DESCRIBE_STRUCT(ask_again, (), (household_))

struct record_death {
  static constexpr auto const kName = std::string_view{"record_death"};

  person_id person_;
};
BOOST_DESCRIBE_STRUCT(record_death, (), (person_))

struct void_fact {
  static constexpr auto const kName = std::string_view{"void_fact"};

  fact_id fact_;
  std::vector<person_id> people_;
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(void_fact, (), (fact_, people_, reason_))

using command =
    std::variant<board, check_in, give_bed, set_presence, check_out, withdraw, left_by_themselves, ask_again,
                 record_death, void_fact, ask_for<sighted>, ask_for<guardian_set>, ask_for<handed_over>>;

}  // namespace leeward::operation::custody
