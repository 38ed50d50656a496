#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "base/quantities.h"
#include "base/time.h"
#include "base/uuid.h"
#include "operation/command.h"
#include "operation/context.h"
#include "operation/decision.h"
#include "operation/ids.h"
#include "operation/refusal.h"
#include "operation/state.h"

// What comes from a field device, often late and in any order between devices (docs/formats/envelope.md).
namespace leeward::operation::devices {

inline constexpr auto const kClockMayDiffer = seconds{300};

// An envelope whose signature and chain were verified by who received it.
struct arrival {
  device_id device_;
  std::uint64_t seq_{0};
  uuid op_;
  std::string prev_;                           // hex
  std::string hash_;                           // hex
  instant claimed_;                            // by the device's clock: never used for rules
  std::optional<instant> heard_;               // of the server last, by the server's clock; none: not since enrolment
  seconds since_heard_{0};                     // by a clock that nobody can set
  std::map<std::string, std::uint32_t> base_;  // field → version seen (fields.h); one that is not there: 0
  std::string type_;
  std::string payload_;  // for a person to read, if it is set aside; nothing personal
};
BOOST_DESCRIBE_STRUCT(arrival, (),
                      (device_, seq_, op_, prev_, hash_, claimed_, heard_, since_heard_, base_, type_, payload_))

// What becomes of it. Of a device that has its keys everything is taken; what cannot have an effect is set aside, as a
// case. `what`: none, it could not be read (`unreadable` says why). What all devices say leads to the same places, open
// cases and facts in whatever order they come, as long as each device's own order is kept. The same operation again is
// for who keeps the answers: here its number is taken. Refused: only what is not of a device with keys.
decision take(operation::state const&, arrival const&, std::optional<operation::command> const& what,
              std::optional<refusal> const& unreadable, context const&);

// None: what was taken has its effect.
std::optional<refusal> why_set_aside(events const&);

}  // namespace leeward::operation::devices
