#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/json/uuid.h"
#include "base/uuid.h"
#include "ledger/record.h"
#include "operation/command.h"
#include "operation/context.h"
#include "operation/devices/take.h"
#include "operation/ids.h"
#include "operation/refusal.h"

// What is asked of an operation, and what it answers.
namespace leeward::ledger {

// Every trip of a plan that nothing has touched since the plan was made is committed; the others are refused one by
// one. Each is a command of its own, whose id derives from this one's.
struct commit_plan {
  static constexpr auto const kName = std::string_view{"commit_plan"};

  operation::plan_id plan_;
  std::uint64_t made_from_{0};  // the state after so many events of the operation
  std::vector<operation::trips::commit_trip> trips_;
};
BOOST_DESCRIBE_STRUCT(commit_plan, (), (plan_, made_from_, trips_))

// One operation of a field device. Another with the same content is a repeat, whatever it was read as.
struct device_operation {
  static constexpr auto const kName = std::string_view{"device_operation"};

  operation::devices::arrival from_;
  std::optional<operation::command> what_;        // none: it could not be read
  std::optional<operation::refusal> unreadable_;  // and why
};

using asked = std::variant<operation::command, commit_plan, device_operation>;

struct request {
  uuid op_;            // made by who asks; a repeat has the same. Of a device: its operation's
  std::string actor_;  // a subject
  asked what_;
  std::vector<operation::candidate> candidates_{};
  std::vector<subject_record> subjects_{};  // kept together with its events; not if it is refused or set aside

  // By what a repeat is known again; none: by what is asked. Where records come with it, what they say counts too, and
  // not which version they are.
  std::optional<content_hash> content_{};
};

// kNotKept: nothing was done, for want of space or because too many wait; it is safe to ask again.
enum class outcome : std::uint8_t { kDone, kRefused, kNotKept };
BOOST_DESCRIBE_ENUM(outcome, kDone, kRefused, kNotKept)

struct trip_answer {
  bool operator==(trip_answer const&) const = default;

  operation::trip_id trip_;
  std::optional<operation::refusal> refusal_;  // none: it is committed
};
BOOST_DESCRIBE_STRUCT(trip_answer, (), (trip_, refusal_))

struct answer {
  bool operator==(answer const&) const = default;

  outcome outcome_{outcome::kDone};
  std::uint64_t events_{0};                      // that it led to
  std::uint64_t after_{0};                       // the operation's last event when it was answered first
  std::optional<operation::refusal> refusal_{};  // with kDone: a device's operation was taken, and set aside for this
  std::vector<trip_answer> trips_{};             // of a commit_plan, in its order
};
BOOST_DESCRIBE_STRUCT(answer, (), (outcome_, events_, after_, refusal_, trips_))

}  // namespace leeward::ledger
