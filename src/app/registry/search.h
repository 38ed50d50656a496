#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/time.h"
#include "base/uuid.h"
#include "operation/ids.h"
#include "operation/place.h"
#include "operation/state.h"
#include "vault/vault.h"

namespace leeward::app {

// Where somebody is, with the place named for people.
struct whereabouts {
  static constexpr auto const kMayBeMissing = std::array{"where"};

  operation::place place_{};
  instant since_;
  std::string where_{};  // the centre; before they leave, the pickup point
  std::optional<operation::trip_id> trip_{};
};
BOOST_DESCRIBE_STRUCT(whereabouts, (), (place_, since_, where_, trip_))

whereabouts where_is(operation::state const&, operation::person_row);

// A person, an appeal, or a subject of another kind.
struct found_one {
  uuid subject_;
  std::optional<operation::person_id> person_{};
  std::optional<operation::appeal_id> appeal_{};
  std::optional<operation::household_id> household_{};
  vault::personal what_;                           // the newest that is known
  bool exact_{false};                              // all that is asked for stands there
  bool secret_{false};                             // nobody who enquires is told
  std::optional<whereabouts> now_{};               // of a person
  std::optional<operation::person_id> same_as_{};  // merged into this one
};
BOOST_DESCRIBE_STRUCT(found_one, (), (subject_, person_, appeal_, household_, what_, exact_, secret_, now_, same_as_))

struct found_people {
  std::vector<found_one> found_;  // best first
  std::size_t unreadable_{0};     // more whose record is damaged
};
BOOST_DESCRIBE_STRUCT(found_people, (), (found_, unreadable_))

}  // namespace leeward::app
