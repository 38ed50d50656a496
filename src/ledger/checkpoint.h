#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "ledger/keys.h"
#include "ledger/record.h"

namespace leeward::ledger {

// "At this time, the log of this folder ended like this", signed with Ed25519. Kept elsewhere, it tells even a log that
// was made anew as a whole.
struct checkpoint {
  uuid folder_;
  std::uint32_t stream_{0};
  std::uint64_t seq_{0};
  std::string hash_;  // hex
  instant at_;
  std::string public_key_;  // hex
  std::string signature_;   // hex, over all of the above
};
BOOST_DESCRIBE_STRUCT(checkpoint, (), (folder_, stream_, seq_, hash_, at_, public_key_, signature_))

inline constexpr auto const kMostCheckpointBytes = std::size_t{4096};

checkpoint sign_checkpoint(signing_key const&, uuid const& folder, stream, head const&, instant);

// The half of the key that everybody may know, hex.
std::string public_key_of(signing_key const&);

// As a JSON document. Errors of reading: those of base/json, and a signature that does not fit.
std::string encode(checkpoint const&);
result<checkpoint> decode_checkpoint(std::string_view text, std::string_view source);

}  // namespace leeward::ledger
