#pragma once

#include <array>
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
#include "operation/place.h"

// Where people are: legs, the facts stated of them, and sightings.
namespace leeward::operation::custody {

// A person and which of its legs, from 0.
struct on_leg {
  bool operator==(on_leg const&) const = default;

  person_id person_;
  std::uint16_t leg_{0};
};
BOOST_DESCRIBE_STRUCT(on_leg, (), (person_, leg_))

// A fact of these people's legs; it opens a leg that is not there yet.
struct moved {
  static constexpr auto const kName = std::string_view{"people_moved"};
  static constexpr auto const kMayBeMissing = std::array{"to_where"};

  fact_id fact_;
  place to_{place::kWaiting};
  std::vector<on_leg> people_;
  std::optional<trip_id> trip_;        // the leg's; none: they came or went by their own means
  std::optional<centre_id> centre_;    // where the leg ends, or is stayed
  std::optional<room_id> room_;        // sheltered: which
  std::optional<gone> how_;            // gone: how
  std::string to_where_{};             // gone: a reference to what they said
  std::optional<instant> happened_{};  // none: when it was entered
};
BOOST_DESCRIBE_STRUCT(moved, (), (fact_, to_, people_, trip_, centre_, room_, how_, to_where_, happened_))

// A fact from the field that changes nothing where these people are: something higher or later is known of them, or the
// next event says where it puts them. It counts whenever their facts are put in order (fold.h).
struct noted {
  static constexpr auto const kName = std::string_view{"fact_noted"};
  static constexpr auto const kMayBeMissing = std::array{"to_where"};

  fact_id fact_;
  place to_{place::kBoarded};  // absent; sheltered without a room: back
  std::vector<person_id> people_;
  std::optional<trip_id> trip_;      // boarded: which
  std::optional<centre_id> centre_;  // all else: where
  std::optional<room_id> room_;      // sheltered: which
  std::optional<gone> how_;          // gone: how
  std::string to_where_{};           // gone: a reference to what they said
  instant happened_;
};
BOOST_DESCRIBE_STRUCT(noted, (), (fact_, to_, people_, trip_, centre_, room_, how_, to_where_, happened_))

// A fact from the field about people whom nobody has registered so far (a family got its ticket from a device that was
// not heard yet): it counts once they are registered. To waiting: they were seen, no more.
struct awaited {
  static constexpr auto const kName = std::string_view{"fact_awaited"};

  noted what_;
};
BOOST_DESCRIBE_STRUCT(awaited, (), (what_))

// These people are registered now; what comes with it says what follows from the fact.
struct found {
  static constexpr auto const kName = std::string_view{"fact_found"};

  fact_id fact_;
  std::vector<person_id> people_;
};
BOOST_DESCRIBE_STRUCT(found, (), (fact_, people_))

enum class leg_end : std::uint8_t { kNoShow, kLapsed, kReleased, kAborted, kReturned, kTransferred, kWithdrawn };
BOOST_DESCRIBE_ENUM(leg_end, kNoShow, kLapsed, kReleased, kAborted, kReturned, kTransferred, kWithdrawn)

// The leg does not count any more: they are where they were before it.
struct leg_closed {
  static constexpr auto const kName = std::string_view{"leg_closed"};

  std::vector<on_leg> people_;
  leg_end why_{leg_end::kNoShow};
};
BOOST_DESCRIBE_STRUCT(leg_closed, (), (people_, why_))

// The fact was wrong. It never counts again, whatever comes after.
struct voided {
  static constexpr auto const kName = std::string_view{"fact_voided"};

  fact_id fact_;
  std::vector<on_leg> people_;
  place was_{place::kWaiting};  // what the leg said, and what it says without the fact; the same for all of them
  place now_{place::kWaiting};
  std::optional<trip_id> trip_;      // of the leg
  std::optional<centre_id> centre_;  // of the leg
  std::optional<room_id> room_;      // now sheltered: which
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(voided, (), (fact_, people_, was_, now_, trip_, centre_, room_, reason_))

// Of people who live in a centre. `order_` is that centre's own count of such statements: the later counts.
struct presence {
  static constexpr auto const kName = std::string_view{"presence_changed"};

  centre_id centre_;
  std::uint32_t order_{0};
  bool absent_{true};
  std::vector<on_leg> people_;
  std::optional<instant> happened_{};  // none: when it was entered
};
BOOST_DESCRIBE_STRUCT(presence, (), (centre_, order_, absent_, people_, happened_))

// Seen, with nothing else changed: at a census, at a meal, at the counter.
struct sighted {
  static constexpr auto const kName = std::string_view{"people_sighted"};
  static constexpr auto const kCommand = std::string_view{"sight"};

  std::vector<person_id> people_;
  std::optional<centre_id> centre_;
  std::optional<point_id> point_;
  std::string by_;                     // who saw them: a subject
  std::optional<instant> happened_{};  // none: when it was entered
};
BOOST_DESCRIBE_STRUCT(sighted, (), (people_, centre_, point_, by_, happened_))

// A child without its guardian goes with an adult: two of staff were there and saw a document.
struct handed_over {
  static constexpr auto const kName = std::string_view{"child_handed_over"};
  static constexpr auto const kCommand = std::string_view{"hand_over_child"};

  person_id child_;
  std::string to_;        // a subject
  std::string document_;  // a reference to what was seen
  std::string first_of_staff_;
  std::string second_of_staff_;
};
BOOST_DESCRIBE_STRUCT(handed_over, (), (child_, to_, document_, first_of_staff_, second_of_staff_))

struct guardian_set {
  static constexpr auto const kName = std::string_view{"guardian_set"};
  static constexpr auto const kCommand = std::string_view{"set_guardian"};

  person_id child_;
  std::vector<person_id> guardians_;  // none: it travels without
  std::vector<std::string> barred_;   // subjects to whom it is never handed over
};
BOOST_DESCRIBE_STRUCT(guardian_set, (), (child_, guardians_, barred_))

using event =
    std::variant<moved, noted, awaited, found, leg_closed, voided, presence, sighted, handed_over, guardian_set>;

}  // namespace leeward::operation::custody
