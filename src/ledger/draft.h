#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "ledger/keys.h"
#include "ledger/record.h"
#include "ledger/request.h"
#include "ledger/store.h"
#include "operation/command.h"
#include "operation/context.h"
#include "operation/event.h"
#include "operation/state.h"

namespace leeward::ledger {

// Who asks that time goes on: the sequencer itself, and nobody else.
inline constexpr auto const kClock = std::string_view{"clock"};

// Who asks, under which id, and the hash of what.
struct caller {
  uuid op_;
  std::string actor_;
  content_hash content_{};
};

// A batch while it is made: each command is decided in the state that those before it left, and applied at once. If the
// batch is not kept in the end, state and head are of no use any more.
class draft {
public:
  // All of these outlive it.
  draft(store&, keys const&, stream, operation::state&, head&, instant now);

  // What was answered to the same before, here or in the store; other content under a known id is refused, and becomes
  // a case. None: the id is new. Errors: kStorage; counts that differ.
  result<std::optional<answer>> known(caller const&);

  // The id was given before, for other content.
  result<std::optional<answer>> refuse_reused(caller const&, content_hash const& first);

  // Decides what is new: a command, or a device's operation. Errors: the same.
  result<answer> decide(caller const&, asked const&, std::vector<operation::candidate> candidates = {},
                        std::vector<subject_record> subjects = {});

  // One of these two.
  result<answer> take(caller const&, operation::command const&);

  // What the clock brings; true: something. Errors: counts that differ.
  result<bool> advance_clock();

  // The answer is kept with the batch. So is a refusal: whoever was refused has done something else since, and the same
  // command must not succeed when it comes again.
  void remember(caller const&, answer const&);

  batch const& made() const { return batch_; }

private:
  result<std::optional<stored_answer>> stored(uuid const& op);
  result<operation::check> subjects_are_new(std::vector<subject_record> const&);
  result<bool> is_with_key(uuid const& subject);
  result<void> add(caller const&, operation::events const&);

  store& store_;
  keys const& keys_;
  stream stream_;
  operation::state& state_;
  head& head_;
  instant now_;
  batch batch_;
  std::unordered_map<uuid, std::size_t> answered_;  // where in the batch
  std::set<std::pair<uuid, std::uint32_t>> subjects_;
  std::set<uuid> with_new_keys_;
};

// The answer that was stored. Errors: those of base/json.
result<answer> read_answer(stored_answer const&);

answer refused(operation::refusal, std::uint64_t after);

}  // namespace leeward::ledger
