#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "base/uuid.h"

// What the ledger keeps, as plain data.
namespace leeward::ledger {

// One totally ordered log of the several that a folder can hold: each operation's, and that of accounts and reads.
using stream = index_id<struct stream_tag>;

inline constexpr auto const kOperationStream = stream{1};

using digest = std::array<std::uint8_t, 32>;  // SHA-256; of a snapshot BLAKE2b
using content_hash = std::array<std::uint8_t, 16>;

// One event. `seq_` counts from 1 in its stream, without a gap.
struct record {
  bool operator==(record const&) const = default;

  stream stream_;
  std::uint64_t seq_{0};
  instant at_;
  uuid op_;            // of the command that it comes from
  std::string actor_;  // who asked
  std::string event_;  // as codec.h writes it
  digest chain_{};     // over the one before and all of the above (chain.h)
};

// What is personal, opaque here; an event names subject and version.
struct subject_record {
  bool operator==(subject_record const&) const = default;

  uuid subject_;
  std::uint32_t version_{0};
  std::string bytes_;
  std::string tokens_{};   // by which it is found
  std::string new_key_{};  // wrapped; of a subject that has none yet. The store has it as a subject_key
};

// The key of all versions of a subject, wrapped.
struct subject_key {
  bool operator==(subject_key const&) const = default;

  uuid subject_;
  std::string wrapped_;
};

// What was answered to a command, so that a repeat gets the same.
struct stored_answer {
  bool operator==(stored_answer const&) const = default;

  uuid op_;
  content_hash content_{};  // of what was asked
  std::string answer_;
};

// The last event of a stream; seq_ 0 and the stream's own beginning (chain.h) when there is none.
struct head {
  bool operator==(head const&) const = default;

  std::uint64_t seq_{0};
  digest chain_{};
};

// Kept together or not at all.
struct batch {
  bool empty() const {
    return records_.empty() && subjects_.empty() && keys_.empty() && answers_.empty() && erased_.empty();
  }

  std::vector<record> records_;
  std::vector<subject_record> subjects_;
  std::vector<subject_key> keys_;  // takes the place of the one before
  std::vector<stored_answer> answers_;
  std::vector<uuid> erased_;  // subjects of whom nothing stays: no record, no token, no key
};

// A packed state as it was after an event of its stream (snapshot.h).
struct snapshot_head {
  bool operator==(snapshot_head const&) const = default;

  stream stream_;
  head after_{};
  instant at_{};            // the clock's last time
  std::uint64_t shape_{0};  // of the types that were packed
  digest hash_{};           // of the parts together
  std::uint32_t parts_{0};
};

}  // namespace leeward::ledger
