#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"

// What a person must settle.
namespace leeward::operation::cases {

enum class kind : std::uint8_t {
  kNotSighted,      // no evidence of a person for longer than its limit
  kSeparated,       // a household of which not all came along
  kHeadCount,       // counted and manifest differ
  kOverbooked,      // a centre has fewer beds than it promised
  kUnfitting,       // a trip that its vehicle, crew or point does not serve any more
  kTwoPlaces,       // facts put a person in two places
  kContradiction,   // two values of one field
  kDuplicate,       // two households may be one
  kReusedId,        // one op_id with two contents
  kPromiseChanged,  // a household changed after it was promised places
  kCalledOff,       // people go with a trip that was called off
  kUnregistered,    // somebody was seen whom nobody has registered
  kChildAlone,
  kOverride,  // a rule was set aside, with a reason
  kSetAside   // what a device sent had no effect
};
BOOST_DESCRIBE_ENUM(kind, kNotSighted, kSeparated, kHeadCount, kOverbooked, kUnfitting, kTwoPlaces, kContradiction,
                    kDuplicate, kReusedId, kPromiseChanged, kCalledOff, kUnregistered, kChildAlone, kOverride,
                    kSetAside)

// Whose desk it lies on until somebody takes it.
enum class owner : std::uint8_t { kCallTaker, kDispatcher, kCentreClerk, kCoordinator, kAuditor };
BOOST_DESCRIBE_ENUM(owner, kCallTaker, kDispatcher, kCentreClerk, kCoordinator, kAuditor)

struct about {
  std::vector<person_id> persons_;
  std::vector<household_id> households_;
  std::optional<trip_id> trip_;
  std::optional<centre_id> centre_;
};
BOOST_DESCRIBE_STRUCT(about, (), (persons_, households_, trip_, centre_))

struct opened {
  static constexpr auto const kName = std::string_view{"case_opened"};

  case_id case_;
  kind kind_{kind::kNotSighted};
  about about_;
  owner owner_{owner::kDispatcher};
  instant due_;
  std::string sentence_;
  std::optional<fact_id> fact_{};  // from the field, that made it so: it is settled once facts say otherwise
};
BOOST_DESCRIBE_STRUCT(opened, (), (case_, kind_, about_, owner_, due_, sentence_, fact_))

struct assigned {
  static constexpr auto const kName = std::string_view{"case_assigned"};
  static constexpr auto const kCommand = std::string_view{"assign_case"};

  case_id case_;
  owner owner_{owner::kDispatcher};
  std::string to_;  // a subject; empty: to the desk
  instant due_;
};
BOOST_DESCRIBE_STRUCT(assigned, (), (case_, owner_, to_, due_))

struct settled {
  static constexpr auto const kName = std::string_view{"case_settled"};
  static constexpr auto const kCommand = std::string_view{"settle_case"};

  case_id case_;
  std::string how_;
  std::string by_;  // a subject; empty: by what happened
};
BOOST_DESCRIBE_STRUCT(settled, (), (case_, how_, by_))

using event = std::variant<opened, assigned, settled>;

}  // namespace leeward::operation::cases
