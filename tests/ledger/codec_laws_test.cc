#include <cstddef>
#include <cstdint>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/random.h"
#include "ledger/codec.h"
#include "operation/digest.h"
#include "operation/random_command.h"

// Whatever is asked and whatever comes of it is the same after it was text.
namespace leeward::ledger {

namespace {

constexpr auto const kCommands = std::size_t{120};

operation::event as_read(operation::event const& e) {
  auto const text = encode_event(e);
  auto const again = decode_event(text, "event");
  RC_ASSERT(again.has_value());
  RC_ASSERT(encode_event(*again) == text);
  return *again;
}

}  // namespace

RC_GTEST_PROP(codec_laws, events_as_text_give_the_same_state, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  auto r = operation::small_world(dice);
  for (auto i = std::size_t{0}; i != kCommands; ++i) {
    r.wait(seconds{dice.between(0, 600)});
    r.attempt(operation::random_command(dice, r));
  }
  auto again = operation::state{};
  for (auto i = std::size_t{0}; i != r.log_.size(); ++i) {
    apply(again, r.at_[i], as_read(r.log_[i]));
  }
  RC_ASSERT(operation::digest_of(again) == operation::digest_of(r.state_));
}

// Two operations, and one of them is told everything as text.
RC_GTEST_PROP(codec_laws, commands_as_text_are_answered_the_same, ()) {
  auto dice = random_source{*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())};
  auto r = operation::small_world(dice);
  auto other = r;
  for (auto i = std::size_t{0}; i != kCommands; ++i) {
    auto const wait = seconds{dice.between(0, 600)};
    r.wait(wait);
    other.wait(wait);
    auto const c = operation::random_command(dice, r);
    auto const text = encode_command(c);
    auto const read = decode_command(text, "command");
    RC_ASSERT(read.has_value());
    RC_ASSERT(encode_command(*read) == text);
    auto const refused = r.attempt(c);
    auto const other_refused = other.attempt(*read);
    RC_ASSERT(refused.has_value() == other_refused.has_value());
    RC_ASSERT((!refused || refused->sentence_ == other_refused->sentence_));  // the macro would look behind the ||
  }
  RC_ASSERT(operation::digest_of(other.state_) == operation::digest_of(r.state_));
}

}  // namespace leeward::ledger
