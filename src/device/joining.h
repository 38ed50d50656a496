#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/result.h"
#include "device/invitation.h"
#include "device/outbox.h"

namespace leeward::device {

inline constexpr auto const kMostJoiningBytes = std::size_t{4096};

// The answer of an invited device: the public half of the key that it has made.
struct joining {
  operation::operation_id operation_;
  device_id device_;
  std::string public_key_;  // hex
  std::string proof_;       // hex, keyed with the chain's key: it has the invitation
  std::string signature_;   // hex: it has the key
};
BOOST_DESCRIBE_STRUCT(joining, (), (operation_, device_, public_key_, proof_, signature_))

// Errors: kInvalidInput, the invitation is not good any more.
result<identity> accept(invitation const&, signing_key const&, instant now);

joining to_join(identity const&);

// As a JSON document. Errors of reading: those of base/json; kTooLarge.
std::string encode(joining const&);
result<joining> decode_joining(std::string_view text, std::string_view source);

// The device's public key. Errors: kInvalidInput, it was made without the invitation, or changed since.
result<public_key> verify(joining const&, chain_key const&);

}  // namespace leeward::device
