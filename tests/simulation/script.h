#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"

// What is going to happen in one run, drawn from its seed before anything does. Each step brings its own dice, so that
// one that is left out changes no other's: that is how a run that fails is made smaller (shrink.h).
namespace leeward::simulation {

enum class actor : std::uint8_t {
  kResident,     // asks for help, again in another spelling, or wants it no longer
  kCallTaker,    // confirms, links appeals, looks at duplicates
  kDispatcher,   // commits trips and plans, and lets them go
  kSteward,      // at the vehicle, online
  kClerk,        // at the desk of a reception centre, online
  kMistaken,     // an operator who does anything: the wrong trip, the wrong person, too late
  kForgetful,    // sends under a number that stood for something else
  kAuditor,      // erases, closes the day
  kCoordinator,  // asks for what is asked seldom
  kPowerCut,     // of the server, in the middle of a write that is still to come
  kKill,         // of the server's process
  kFullDisk,
  kFlushError,
  kClockJump,     // of the server
  kPartition,     // somebody hears nothing of the server for hours or days
  kHeadquarters,  // makes a phone a device for a trip or a centre; leases it seats
  kField,         // somebody with a phone does something and writes it down
  kSync,          // a phone finds the network and sends what it has
  kLoss,          // a phone is lost, with what it has not sent
  kTheft,         // somebody else has a copy of a phone, and both go on
  kRevocation,
  kForger  // sends in the name of a device
};
BOOST_DESCRIBE_ENUM(actor, kResident, kCallTaker, kDispatcher, kSteward, kClerk, kMistaken, kForgetful, kAuditor,
                    kCoordinator, kPowerCut, kKill, kFullDisk, kFlushError, kClockJump, kPartition, kHeadquarters,
                    kField, kSync, kLoss, kTheft, kRevocation, kForger)

struct step {
  bool operator==(step const&) const = default;

  instant at_;
  actor who_{actor::kResident};
  std::uint64_t dice_{0};
};

struct size {
  std::size_t devices_{0};
  std::size_t steps_{200};
  std::size_t at_a_time_{1};  // so many things are done with a phone in one step, in the same second, and so
                              // many phones are made devices
};

struct script {
  std::uint64_t seed_{0};
  size size_;
  bool orderly_{false};      // nobody makes a mistake that is not counted: the end has to be what really happened
  std::vector<step> steps_;  // in order
};

inline constexpr auto const kBegins = instant{1'704'430'800};  // 5 January 2024, 05:00 UTC

script draw(std::uint64_t seed, size);

// One line a step.
std::string in_words(script const&);

}  // namespace leeward::simulation
