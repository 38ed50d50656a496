#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/time.h"
#include "operation/cases/events.h"
#include "operation/ids.h"
#include "operation/operations/events.h"
#include "operation/place.h"
#include "operation/state.h"

// Everyone is accounted for: where each person is, by what evidence, and who looks for those whom nobody has seen for
// too long. Persons are numbers.
namespace leeward::app {

struct evidence {
  static constexpr auto const kMayBeMissing = std::array{"where"};

  instant at_;
  operation::place as_{};  // what was stated with it
  std::string where_{};    // the name of the centre or point
  std::optional<operation::trip_id> trip_;
  std::optional<operation::centre_id> centre_;
  std::optional<operation::point_id> point_;
};
BOOST_DESCRIBE_STRUCT(evidence, (), (at_, as_, where_, trip_, centre_, point_))

struct open_question {
  static constexpr auto const kMayBeMissing = std::array{"to"};

  operation::case_id case_;
  operation::cases::owner owner_{};  // the desk that it lies on
  std::string to_{};                 // who has taken it
  instant since_;
  instant due_;
};
BOOST_DESCRIBE_STRUCT(open_question, (), (case_, owner_, to_, since_, due_))

struct account_of_person {
  operation::person_id person_;
  operation::household_id household_;
  operation::place place_{};
  instant since_;
  std::optional<evidence> last_;
  std::optional<instant> limit_;                 // until when nobody need have seen them
  bool overdue_{false};                          // that has passed
  std::optional<open_question> question_;        // about that
  std::optional<operation::person_id> same_as_;  // merged into this one, and not counted
};
BOOST_DESCRIBE_STRUCT(account_of_person, (),
                      (person_, household_, place_, since_, last_, limit_, overdue_, question_, same_as_))

struct totals {
  std::optional<std::string> operation_;  // none: not opened yet
  std::optional<operation::operations::kind> kind_;
  instant as_of_;
  std::uint64_t events_{0};
  std::map<std::string, std::int64_t> places_;  // persons, by the place's word
  std::int64_t registered_{0};
  std::int64_t overdue_{0};
  std::int64_t without_case_{0};  // of these
  std::int64_t open_cases_{0};    // of every kind
};
BOOST_DESCRIBE_STRUCT(totals, (),
                      (operation_, kind_, as_of_, events_, places_, registered_, overdue_, without_case_, open_cases_))

struct account {
  totals totals_;
  std::vector<account_of_person> people_;  // in the order in which they were registered
};

account_of_person account_of(operation::state const&, operation::person_row, instant now);
account account_of(operation::state const&, std::uint64_t events, instant now);

}  // namespace leeward::app
