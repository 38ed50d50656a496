#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "operation/households/events.h"
#include "operation/ids.h"
#include "operation/needs.h"
#include "operation/refusal.h"

// Field devices: what each may do, the seats that it may promise, and what came of its log.
namespace leeward::operation::devices {

// What a device may speak of; at least one of the two.
struct scope {
  bool operator==(scope const&) const = default;

  std::vector<trip_id> trips_;
  std::optional<centre_id> centre_;
};
BOOST_DESCRIBE_STRUCT(scope, (), (trips_, centre_))

struct invited {
  static constexpr auto const kName = std::string_view{"device_invited"};
  static constexpr auto const kCommand = std::string_view{"invite_device"};

  device_id device_;
  scope scope_;
  std::string holder_;  // a subject
  instant until_;       // of the invitation
};
BOOST_DESCRIBE_STRUCT(invited, (), (device_, scope_, holder_, until_))

// It has made its keys.
struct enrolled {
  static constexpr auto const kName = std::string_view{"device_enrolled"};
  static constexpr auto const kCommand = std::string_view{"enrol_device"};

  device_id device_;
  std::string public_key_;  // Ed25519, 64 hex digits
};
BOOST_DESCRIBE_STRUCT(enrolled, (), (device_, public_key_))

struct scope_changed {
  static constexpr auto const kName = std::string_view{"device_scope_changed"};
  static constexpr auto const kCommand = std::string_view{"change_device_scope"};

  device_id device_;
  scope scope_;
};
BOOST_DESCRIBE_STRUCT(scope_changed, (), (device_, scope_))

// Lost, stolen or handed back. What it did before stays; what comes from later is set aside.
struct revoked {
  static constexpr auto const kName = std::string_view{"device_revoked"};
  static constexpr auto const kCommand = std::string_view{"revoke_device"};

  device_id device_;
  std::string reason_;
  std::string by_;  // a subject
};
BOOST_DESCRIBE_STRUCT(revoked, (), (device_, reason_, by_))

// Seats of a trip, and the beds that go with them, which the device alone may promise until then (escrow).
struct seats_leased {
  static constexpr auto const kName = std::string_view{"seats_leased"};
  static constexpr auto const kCommand = std::string_view{"lease_seats"};

  lease_id lease_;
  device_id device_;
  trip_id trip_;
  space space_;
  beds beds_;  // in the centre that the trip goes to
  instant until_;
};
BOOST_DESCRIBE_STRUCT(seats_leased, (), (lease_, device_, trip_, space_, beds_, until_))

// One of them went to a household: the lease is for the others.
struct lease_used {
  static constexpr auto const kName = std::string_view{"lease_used"};

  lease_id lease_;
  household_id household_;
  space space_;
  beds beds_;
};
BOOST_DESCRIBE_STRUCT(lease_used, (), (lease_, household_, space_, beds_))

enum class lease_end : std::uint8_t { kLapsed, kReturned, kRevoked, kTripOver };
BOOST_DESCRIBE_ENUM(lease_end, kLapsed, kReturned, kRevoked, kTripOver)

struct lease_ended {
  static constexpr auto const kName = std::string_view{"lease_ended"};

  lease_id lease_;
  lease_end why_{lease_end::kLapsed};
};
BOOST_DESCRIBE_STRUCT(lease_ended, (), (lease_, why_))

// One operation of a device came, whatever becomes of it.
struct taken {
  static constexpr auto const kName = std::string_view{"device_operation_taken"};

  device_id device_;
  std::uint64_t seq_{0};
  uuid op_;
  std::string prev_;       // of its chain, hex: the hash of the one before
  std::string hash_;       // and its own
  instant happened_;       // by the server's clock as the device kept it (take.h)
  bool clock_off_{false};  // the device's own clock was wrong by more than kClockMayDiffer
  bool follows_{true};     // from the log as it is known; else it is of another log, and counts as no part of this one
  std::optional<household_id> registered_;  // with it
};
BOOST_DESCRIBE_STRUCT(taken, (), (device_, seq_, op_, prev_, hash_, happened_, clock_off_, follows_, registered_))

// It was taken and had no effect: a person has to look at it.
struct set_aside {
  static constexpr auto const kName = std::string_view{"device_operation_set_aside"};

  device_id device_;
  std::uint64_t seq_{0};
  uuid op_;
  case_id case_;
  refusal why_;
  std::string type_;
  std::string payload_;  // as it came; never anything personal
};
BOOST_DESCRIBE_STRUCT(set_aside, (), (device_, seq_, op_, case_, why_, type_, payload_))

// An edit that was set aside because nobody has told yet that the household was where the device is for: another device
// may tell it later. With one of needs_ and boards_.
struct edit_awaited {
  static constexpr auto const kName = std::string_view{"device_edit_awaited"};

  device_id device_;
  std::uint64_t seq_{0};
  uuid op_;
  instant happened_;
  std::map<std::string, std::uint32_t> base_;
  case_id case_;
  std::optional<households::needs_changed> needs_;
  std::optional<households::boarding_changed> boards_;
};
BOOST_DESCRIBE_STRUCT(edit_awaited, (), (device_, seq_, op_, happened_, base_, case_, needs_, boards_))

// It was told: the edit counts from now on. Or nobody waits for it any more.
struct edit_found {
  static constexpr auto const kName = std::string_view{"device_edit_found"};

  device_id device_;
  std::uint64_t seq_{0};
  bool counts_{true};
};
BOOST_DESCRIBE_STRUCT(edit_found, (), (device_, seq_, counts_))

// What more than one may edit without knowing of each other; each has versions of its own. The personal ones are the
// vault's: here is only that they were changed.
enum class field : std::uint8_t {
  kNeeds,
  kBoardingPlace,
  kName,
  kBirthYear,
  kPhone,
  kAddress,
  kText,
  kMedical,
  kDocument
};
BOOST_DESCRIBE_ENUM(field, kNeeds, kBoardingPlace, kName, kBirthYear, kPhone, kAddress, kText, kMedical, kDocument)

struct edited_field {
  field field_{field::kNeeds};
  std::uint32_t seen_{0};        // the version that whoever edits it knew; 0: as it was registered
  std::optional<case_id> case_;  // that is opened, because somebody else has said otherwise
};
BOOST_DESCRIBE_STRUCT(edited_field, (), (field_, seen_, case_))

// Of a person or a household: before what it makes of them.
struct edited {
  static constexpr auto const kName = std::string_view{"fields_edited"};

  std::optional<device_id> device_;  // none: at a desk, where all that is known is seen
  std::optional<person_id> person_;
  std::optional<household_id> household_;
  std::vector<edited_field> fields_;
  std::vector<need> needs_;  // of needs: all that are said to be
  uuid value_;               // of others: the same for the same value
};
BOOST_DESCRIBE_STRUCT(edited, (), (device_, person_, household_, fields_, needs_, value_))

// A household that was promised a place needs something else than it was promised, or waits elsewhere.
struct promise_questioned {
  static constexpr auto const kName = std::string_view{"promise_questioned"};

  household_id household_;
  case_id case_;
};
BOOST_DESCRIBE_STRUCT(promise_questioned, (), (household_, case_))

using event = std::variant<invited, enrolled, scope_changed, revoked, seats_leased, lease_used, lease_ended, taken,
                           set_aside, edit_awaited, edit_found, edited, promise_questioned>;

}  // namespace leeward::operation::devices
