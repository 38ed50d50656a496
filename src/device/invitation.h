#pragma once

#include <string>
#include <string_view>

#include "base/crypto/signing.h"
#include "base/result.h"
#include "base/time.h"
#include "device/keys.h"
#include "operation/ids.h"

namespace leeward::device {

using operation::device_id;

// What a device is given to be enrolled: a QR code that is shown to it at the headquarters. Whoever has it first is the
// device; a second one is refused. docs/formats/envelope.md.
struct invitation {
  operation::operation_id operation_;
  device_id device_;
  chain_key chain_;
  public_key server_;  // that signs what the device is told
  instant now_;        // by the server's clock; 0 … in 2106, as the next
  instant until_;      // the first second at which it is not good any more
};

// "LWD1:" and base45.
std::string to_text(invitation const&);

// Errors: kInvalidInput, it is none, or one of a later version of this program.
result<invitation> read_invitation(std::string_view);

}  // namespace leeward::device
