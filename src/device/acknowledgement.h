#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/json/uuid.h"
#include "base/result.h"
#include "base/time.h"
#include "device/outbox.h"

namespace leeward::device {

inline constexpr auto const kMostAcknowledgementBytes = std::size_t{512} << 10U;

// An operation that had no effect: a person at the headquarters looks at it.
struct looked_at {
  bool operator==(looked_at const&) const = default;

  std::uint64_t seq_{0};
  std::string sentence_;
};
BOOST_DESCRIBE_STRUCT(looked_at, (), (seq_, sentence_))

// "Everything of yours up to this one is on my disk", signed. The same again says no more.
struct acknowledgement {
  bool operator==(acknowledgement const&) const = default;

  operation::operation_id operation_;
  device_id device_;
  std::uint64_t up_to_{0};  // 0: it is enrolled, and nothing came yet
  std::string hash_;        // hex, of that operation; of none: of the chain's start
  instant server_time_;
  std::vector<looked_at> set_aside_{};  // of the batch that is answered
  std::string signature_;               // hex, over all of the above
};
BOOST_DESCRIBE_STRUCT(acknowledgement, (), (operation_, device_, up_to_, hash_, server_time_, set_aside_, signature_))

// Sets the signature.
void sign(signing_key const& server, acknowledgement&);

// As a JSON document. Errors of reading: those of base/json; kTooLarge.
std::string encode(acknowledgement const&);
result<acknowledgement> decode_acknowledgement(std::string_view text, std::string_view source);

// What is acknowledged leaves the outbox. Errors: kInvalidInput, it is for another device, its signature does not fit,
// or it is of another log than this one; kStorage.
result<void> take(outbox&, acknowledgement const&);

}  // namespace leeward::device
