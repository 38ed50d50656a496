#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/ids.h"
#include "operation/needs.h"

// What happens to households and who is in them. Nothing personal: a name is the vault's.
namespace leeward::operation::households {

enum class age_band : std::uint8_t { kUnknown, kUnder3, kChild, kAdult, kOver75 };
BOOST_DESCRIBE_ENUM(age_band, kUnknown, kUnder3, kChild, kAdult, kOver75)

// Who entered it: a household that nobody but itself has spoken for is unconfirmed.
enum class origin : std::uint8_t { kSelf, kStaff, kSchool, kHome, kAtPoint };
BOOST_DESCRIBE_ENUM(origin, kSelf, kStaff, kSchool, kHome, kAtPoint)

enum class joined : std::uint8_t { kAsked, kBorn };
BOOST_DESCRIBE_ENUM(joined, kAsked, kBorn)

struct member {
  static constexpr auto const kMayBeMissing = std::array{"age"};

  person_id person_;
  age_band age_{age_band::kUnknown};
  std::vector<need> needs_;
  std::optional<std::uint32_t> described_{};  // the version of what the vault keeps about them; none: nothing
};
BOOST_DESCRIBE_STRUCT(member, (), (person_, age_, needs_, described_))

struct registered {
  static constexpr auto const kName = std::string_view{"household_registered"};
  static constexpr auto const kCommand = std::string_view{"register_household"};
  static constexpr auto const kMayBeMissing = std::array{"at_door"};

  household_id household_;
  zone_id zone_;
  std::optional<point_id> point_;  // where it boards, if that is settled
  bool at_door_{false};            // cannot walk to a point
  origin origin_{origin::kSelf};
  std::vector<member> members_;
  std::optional<instant> ready_from_;
};
BOOST_DESCRIBE_STRUCT(registered, (), (household_, zone_, point_, at_door_, origin_, members_, ready_from_))

// Somebody who knows spoke for them; undone as one.
struct confirmed {
  static constexpr auto const kName = std::string_view{"households_confirmed"};

  batch_id batch_;
  origin by_{origin::kStaff};
  std::vector<household_id> households_;
};
BOOST_DESCRIBE_STRUCT(confirmed, (), (batch_, by_, households_))

struct confirmation_undone {
  static constexpr auto const kName = std::string_view{"confirmation_undone"};
  static constexpr auto const kCommand = std::string_view{"undo_confirmation"};

  batch_id batch_;
};
BOOST_DESCRIBE_STRUCT(confirmation_undone, (), (batch_))

struct person_joined {
  static constexpr auto const kName = std::string_view{"person_joined"};
  static constexpr auto const kCommand = std::string_view{"add_person"};

  household_id household_;
  member member_;
  joined why_{joined::kAsked};
};
BOOST_DESCRIBE_STRUCT(person_joined, (), (household_, member_, why_))

struct needs_changed {
  static constexpr auto const kName = std::string_view{"needs_changed"};
  static constexpr auto const kCommand = std::string_view{"change_needs"};

  person_id person_;
  std::vector<need> needs_;  // all of them now
};
BOOST_DESCRIBE_STRUCT(needs_changed, (), (person_, needs_))

// What the vault keeps of a person. The words themselves are in no event.
enum class detail : std::uint8_t { kName, kBirthYear, kPhone, kAddress, kText, kMedical, kDocument };
BOOST_DESCRIBE_ENUM(detail, kName, kBirthYear, kPhone, kAddress, kText, kMedical, kDocument)

// The vault has another version of what is kept about them.
struct person_described {
  static constexpr auto const kName = std::string_view{"person_described"};
  static constexpr auto const kCommand = std::string_view{"describe_person"};

  person_id person_;
  std::uint32_t version_{0};    // from 1
  std::vector<detail> fields_;  // that are other than in the version before
};
BOOST_DESCRIBE_STRUCT(person_described, (), (person_, version_, fields_))

struct boarding_changed {
  static constexpr auto const kName = std::string_view{"boarding_place_changed"};
  static constexpr auto const kCommand = std::string_view{"change_boarding_place"};
  static constexpr auto const kMayBeMissing = std::array{"at_door"};

  household_id household_;
  zone_id zone_;
  std::optional<point_id> point_;
  bool at_door_{false};
};
BOOST_DESCRIBE_STRUCT(boarding_changed, (), (household_, zone_, point_, at_door_))

// By their own recorded consent, and never otherwise.
struct split {
  static constexpr auto const kName = std::string_view{"household_split"};
  static constexpr auto const kCommand = std::string_view{"split_household"};

  household_id household_;
  household_id into_;
  std::vector<person_id> persons_;  // who leave it
  std::string consent_;             // where the consent is kept: a subject and its version
};
BOOST_DESCRIBE_STRUCT(split, (), (household_, into_, persons_, consent_))

struct disclosure_set {
  static constexpr auto const kName = std::string_view{"disclosure_set"};
  static constexpr auto const kCommand = std::string_view{"set_disclosure"};

  household_id household_;
  bool secret_{true};  // where they are is told to nobody who enquires
};
BOOST_DESCRIBE_STRUCT(disclosure_set, (), (household_, secret_))

// Gone, and asking once more: its place in the queue is a new one.
struct asked_again {
  static constexpr auto const kName = std::string_view{"asked_again"};

  household_id household_;
};
BOOST_DESCRIBE_STRUCT(asked_again, (), (household_))

// Ahead of everybody whom the order rule puts first: a person has decided that, with a reason.
struct order_overridden {
  static constexpr auto const kName = std::string_view{"order_overridden"};
  static constexpr auto const kCommand = std::string_view{"override_order"};

  household_id household_;
  std::string reason_;
  std::string by_;  // a subject
};
BOOST_DESCRIBE_STRUCT(order_overridden, (), (household_, reason_, by_))

using event = std::variant<registered, confirmed, confirmation_undone, person_joined, needs_changed, boarding_changed,
                           split, disclosure_set, asked_again, order_overridden, person_described>;

}  // namespace leeward::operation::households
