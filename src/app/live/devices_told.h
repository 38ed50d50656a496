#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/time.h"
#include "device/acknowledgement.h"
#include "device/briefing.h"
#include "ledger/request.h"
#include "operation/devices/events.h"
#include "operation/ids.h"

// What is asked about field devices from outside, and told of them; and any other command.
namespace leeward::app {

struct about_devices {
  static constexpr auto const kMayBeMissing = std::array{"by", "text"};

  std::string by_{};                              // ask, invite: who asks
  std::string text_{};                            // the command, the joining or the batch, as it was written
  std::optional<uuid> op_{};                      // ask: the same again is the same
  std::optional<operation::device_id> device_{};  // brief
};
BOOST_DESCRIBE_STRUCT(about_devices, (), (by_, text_, op_, device_))

struct invitation_made {
  operation::device_id device_;
  instant until_;
  std::string text_;  // of the QR code: a secret
};
BOOST_DESCRIBE_STRUCT(invitation_made, (), (device_, until_, text_))

// What is known of a device. `missing_`: operations before its last that never came.
struct device_line {
  operation::device_id device_;
  std::string holder_;
  operation::devices::scope scope_;
  std::optional<instant> enrolled_;
  std::optional<instant> revoked_;
  std::uint64_t last_{0};
  std::optional<instant> last_happened_;
  std::uint64_t missing_{0};
  std::uint64_t set_aside_{0};
  std::uint64_t leases_{0};
};
BOOST_DESCRIBE_STRUCT(device_line, (),
                      (device_, holder_, scope_, enrolled_, revoked_, last_, last_happened_, missing_, set_aside_,
                       leases_))

// One of these.
struct told_of_devices {
  std::optional<ledger::answer> answer_{};
  std::optional<invitation_made> invitation_{};
  std::optional<device::acknowledgement> acknowledgement_{};
  std::optional<device::briefing> briefing_{};
  std::optional<device_line> device_{};
};
BOOST_DESCRIBE_STRUCT(told_of_devices, (), (answer_, invitation_, acknowledgement_, briefing_, device_))

}  // namespace leeward::app
