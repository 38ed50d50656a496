#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/json/description.h"
#include "base/json/uuid.h"
#include "base/quantities.h"
#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "operation/command.h"
#include "operation/context.h"
#include "operation/place.h"
#include "operation/refusal.h"

// A day of an evacuation as data: what is asked of the operation, and when. docs/formats/day.md.
namespace leeward::app {

inline constexpr auto const kDayFormat = std::string_view{"leeward-day-1"};
inline constexpr auto const kMostDayBytes = std::size_t{16} << 20U;
inline constexpr auto const kMostSteps = std::size_t{20'000};
inline constexpr auto const kMostDescribed = std::size_t{20'000};  // people
inline constexpr auto const kMostNamed = std::size_t{2'000};       // in a list of a step
inline constexpr auto const kLongestDay = seconds{std::int64_t{14} * 24 * 3600};

// The roads, as `leeward region make` makes them up.
struct day_region {
  std::int64_t people_{0};
  std::int64_t seed_{0};
};
BOOST_DESCRIBE_STRUCT(day_region, (), (people_, seed_))

// Zones, points, depots, fleet, crews and centres of the scenario, less the centres named.
struct set_up {
  std::vector<std::string> less_centres_;
};
BOOST_DESCRIBE_STRUCT(set_up, (), (less_centres_))

// The households of the scenario ask for help as the day goes on, less those named, who do so in steps of their own.
struct all_ask {
  static constexpr auto const kMayBeMissing = std::array{"before_ready_s", "by_themselves_every"};

  instant until_;
  seconds before_ready_s_{1800};         // so long before it is ready each of them asks
  std::int64_t by_themselves_every_{0};  // each so-many-th enters itself on the web and is unconfirmed; 0: none does
  std::vector<std::string> less_households_;
};
BOOST_DESCRIBE_STRUCT(all_ask, (), (until_, before_ready_s_, by_themselves_every_, less_households_))

// A call-taker has spoken to everybody who entered themselves so far: one list, confirmed at once.
struct confirm_all {
  static constexpr auto const kMayBeMissing = std::array{"by", "less_last"};

  operation::households::origin by_{operation::households::origin::kStaff};
  std::int64_t less_last_{0};  // of the list, who could not be reached
};
BOOST_DESCRIBE_STRUCT(confirm_all, (), (by_, less_last_))

// A plan is made for those who wait, and committed. What is lost then is the reason for planning again.
struct plan_now {
  static constexpr auto const kMayBeMissing = std::array{"loses_fullest_bus", "loses_busiest_bridge"};

  std::string name_;
  bool loses_fullest_bus_{false};  // of those that have brought nobody yet: another one takes its people over
  bool loses_busiest_bridge_{false};
};
BOOST_DESCRIBE_STRUCT(plan_now, (), (name_, loses_fullest_bus_, loses_busiest_bridge_))

// A household that is promised a place does not come to the bus.
struct stays_away {
  std::string household_;
};
BOOST_DESCRIBE_STRUCT(stays_away, (), (household_))

// On the trip on which this household leaves, the steward counts so many heads more (less, below 0) than are entered.
struct miscount {
  std::string household_;
  std::int32_t more_{0};
  std::string reason_;
};
BOOST_DESCRIBE_STRUCT(miscount, (), (household_, more_, reason_))

enum class in_centre : std::uint8_t { kGoesOut, kComesBack, kLeaves };
BOOST_DESCRIBE_ENUM(in_centre, kGoesOut, kComesBack, kLeaves)

// Something that a household does in whichever centre it lives in; of its persons all, or one (from 1).
struct centre_life {
  static constexpr auto const kMayBeMissing = std::array{"to_where"};

  std::string household_;
  in_centre does_{in_centre::kGoesOut};
  std::optional<std::int64_t> person_;
  std::optional<operation::gone> how_;  // leaves: how
  std::string to_where_{};
};
BOOST_DESCRIBE_STRUCT(centre_life, (), (household_, does_, person_, how_, to_where_))

enum class told_kind : std::uint8_t { kMeasure, kGuidance, kIncident, kClaim };
BOOST_DESCRIBE_ENUM(told_kind, kMeasure, kGuidance, kIncident, kClaim)

enum class told_status : std::uint8_t {
  kInForce,
  kClaimed,
  kUnderExamination,
  kConfirmed,
  kRefuted,
  kUnverifiable,
  kWithdrawn
};
BOOST_DESCRIBE_ENUM(told_status, kInForce, kClaimed, kUnderExamination, kConfirmed, kRefuted, kUnverifiable, kWithdrawn)

// What the public is told, or somebody says. It stands in the script and is not played yet.
struct told {
  told_kind kind_{told_kind::kMeasure};
  std::string text_;
  std::string source_;
  told_status status_{told_status::kInForce};
};
BOOST_DESCRIBE_STRUCT(told, (), (kind_, text_, source_, status_))

// What somebody says of themselves. Words, which go to the vault: no command and no event has them.
struct words_of {
  uuid subject_;  // "#h27 again/1": a person; "#h27/appeal-2": an appeal
  std::optional<std::string> name_{};
  std::optional<std::uint16_t> birth_year_{};
  std::optional<std::string> phone_{};
  std::optional<std::string> address_{};
  std::optional<std::string> text_{};
};
BOOST_DESCRIBE_STRUCT(words_of, (), (subject_, name_, birth_year_, phone_, address_, text_))

// The same of a person of a household of the scenario, when it asks for help. The text is its appeal, word for word.
struct day_person {
  std::string household_;
  std::int64_t person_{1};  // from 1
  std::optional<std::string> name_{};
  std::optional<std::uint16_t> birth_year_{};
  std::optional<std::string> phone_{};
  std::optional<std::string> address_{};
  std::optional<std::string> text_{};
};
BOOST_DESCRIBE_STRUCT(day_person, (), (household_, person_, name_, birth_year_, phone_, address_, text_))

// Exactly one thing, after `at_` and its note.
struct day_step {
  static constexpr auto const kMayBeMissing = std::array{"note"};

  instant at_;
  std::string note_{};                                // for people
  std::optional<json::raw> ask_{};                    // a command, as docs/formats/ledger.md has it; "#h12" is a number
  std::vector<operation::candidate> candidates_{};    // of ask: households that may be the same, and why
  std::vector<words_of> about_{};                     // of ask: of whom it speaks, in words
  std::optional<operation::refusal_code> refused_{};  // of ask: the script expects this
  std::optional<set_up> set_up_{};
  std::optional<all_ask> all_ask_{};
  std::optional<confirm_all> confirm_all_{};
  std::optional<plan_now> plan_{};
  std::optional<stays_away> stays_away_{};
  std::optional<miscount> miscount_{};
  std::optional<centre_life> centre_life_{};
  std::optional<told> told_{};
};
BOOST_DESCRIBE_STRUCT(day_step, (),
                      (at_, note_, ask_, candidates_, about_, refused_, set_up_, all_ask_, confirm_all_, plan_,
                       stays_away_, miscount_, centre_life_, told_))

struct day_script {
  static constexpr auto const kMayBeMissing = std::array{"utc_offset_s"};

  std::string format_;  // kDayFormat
  std::string name_;
  std::string scenario_;                // a file, relative to the script's own folder
  std::optional<day_region> region_{};  // else the scenario's roads are there
  std::int64_t utc_offset_s_{0};        // in which people read the times
  instant end_;
  std::vector<day_person> people_{};
  std::vector<day_step> steps_;  // in the order of time
};
BOOST_DESCRIBE_STRUCT(day_script, (), (format_, name_, scenario_, region_, utc_offset_s_, end_, people_, steps_))

struct readable_day {
  day_script script_;
  std::vector<std::optional<operation::command>> asked_;  // of each step that asks
};

// Names in commands are numbers by then. All that is wrong comes back at once, each with its path.
result<readable_day> read_day(std::string_view json, std::string_view source);

}  // namespace leeward::app
