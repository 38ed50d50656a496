#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/crypto/signing.h"
#include "base/json/uuid.h"
#include "base/quantities.h"
#include "base/result.h"
#include "base/time.h"
#include "device/keys.h"
#include "operation/ids.h"

// What a field device sends: one signed log a device, in batches. docs/formats/envelope.md.
namespace leeward::device {

using operation::device_id;

inline constexpr auto const kMostInABatch = std::size_t{100};
inline constexpr auto const kMostBatchBytes = std::size_t{256} << 10U;
inline constexpr auto const kMostPayloadBytes = std::size_t{32} << 10U;
inline constexpr auto const kMostBaseFields = std::size_t{64};
inline constexpr auto const kMostWordBytes = std::size_t{200};  // of the other texts
inline constexpr auto const kLastSeq = std::uint64_t{10'000'000};

// One thing that somebody did with the device.
struct envelope {
  static constexpr auto const kMayBeMissing = std::array{"base"};

  bool operator==(envelope const&) const = default;

  uuid op_;                                      // any; the time that one may carry is never used
  std::uint64_t seq_{0};                         // 1 … kLastSeq, without a gap
  std::string prev_;                             // hex: the hash of the one before
  std::string actor_;                            // a subject
  std::optional<operation::centre_id> centre_;   // where
  std::string type_;                             // the name of the command in the payload
  std::string payload_;                          // the command as docs/formats/ledger.md writes it
  std::map<std::string, std::uint32_t> base_{};  // of what it changes: field, and the version that the device had seen
  instant t_device_;                             // by the device's clock: what it claims, never an order
  seconds t_mono_since_sync_{0};                 // by a clock that nobody can set, since it last heard of the server
  std::optional<instant> last_server_time_;      // none: never heard
};
BOOST_DESCRIBE_STRUCT(envelope, (),
                      (op_, seq_, prev_, actor_, centre_, type_, payload_, base_, t_device_, t_mono_since_sync_,
                       last_server_time_))

// What follows each other in the log of one device. One that is exported alone is a batch of one.
struct batch {
  bool operator==(batch const&) const = default;

  operation::operation_id operation_;
  device_id device_;
  std::vector<envelope> ops_;
  std::string signature_;  // hex, over the hash of the last
};
BOOST_DESCRIBE_STRUCT(batch, (), (operation_, device_, ops_, signature_))

// What the first operation of a device follows.
chain_hash chain_start(chain_key const&, operation::operation_id const&, device_id const&);

chain_hash hash_of(chain_key const&, operation::operation_id const&, device_id const&, envelope const&);

// Sets the signature; there is at least one operation.
void sign(signing_key const&, chain_key const&, batch&);

// As a JSON document. Errors of reading: those of base/json; kTooLarge; kInvalidInput, a field that no device writes.
std::string encode(batch const&);
result<batch> decode_batch(std::string_view text, std::string_view source);

// The hash of each operation, once all of them follow from each other and the device has signed the last. That the
// first follows from what came before it is for the receiver to say. Errors: kInvalidInput, with the field.
result<std::vector<chain_hash>> verify(batch const&, public_key const&, chain_key const&);

// What can be wrong with one operation by itself: kInvalidInput or kTooLarge, with the field.
result<void> is_sound(envelope const&);

}  // namespace leeward::device
