#include "app/devices/desk.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/devices/enrolment.h"
#include "app/devices/read_operation.h"
#include "base/crypto/hex.h"
#include "device/envelope.h"
#include "operation/appeals/commands.h"

namespace leeward::app {

using namespace operation;

namespace {

// The key of the device that a batch says it is from.
result<public_key> key_of(keeper const& k, device::batch const& b) {
  auto key = std::string{};
  auto of = std::optional<operation_id>{};
  k.see([&](state const& s, ledger::head const&) {
    auto const row = s.devices_.devices_.find(b.device_);
    if (s.operations_.what_) {
      of = s.operations_.what_->operation_;
    }
    if (!row.is_none()) {
      key = s.devices_.devices_.at(row).public_key_;
    }
  });
  if (of != b.operation_) {
    return invalid(fmt::format("operation: is {}, must be {}: the batch is of another operation",
                               to_string(b.operation_), of ? to_string(*of) : "one that is open"),
                   "operation");
  }
  if (key.empty()) {
    return fail(error_kind::kNotFound, fmt::format("device: {} is not enrolled", to_string(b.device_)), "device");
  }
  return parse_public_key(key);
}

// Words of an operation that has no effect: nothing that somebody said is lost. `known`: how far the operation is; its
// time never goes back, so that the same words again are the same.
people_request as_appeal(device::envelope const& e, std::string words, instant const known) {
  auto const appeal = appeal_id{derived(e.op_, 1)};
  auto const heard = e.last_server_time_.value_or(instant{});
  return {.what_ = {.op_ = derived(e.op_, 2),
                    .actor_ = e.actor_,
                    .what_ = command{appeals::command{
                        ask_for<appeals::taken>{{.appeal_ = appeal,
                                                 .channel_ = appeals::channel::kInTheField,
                                                 .text_ = {.subject_ = to_string(appeal), .version_ = 0},
                                                 .taken_at_ = heard <= known ? heard : instant{}}}}}},
          .about_ = {{appeal.v_, {.text_ = std::move(words)}}}};
}

bool is_kept(ledger::answer const& a) { return a.outcome_ != ledger::outcome::kNotKept; }

result<void> keep_words(registry& r, device::batch const& b, std::vector<std::string>& words,
                        std::vector<ledger::answer>& answers) {
  auto known = instant{};
  r.see([&](state const& s, ledger::head const&) { known = s.now_; });
  auto all = std::vector<people_request>{};
  auto of = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != answers.size(); ++i) {
    if (answers[i].refusal_ && is_kept(answers[i]) && !words[i].empty()) {
      all.push_back(as_appeal(b.ops_[i], std::move(words[i]), known));
      of.push_back(i);
    }
  }
  if (all.empty()) {
    return {};
  }
  return r.ask_all(std::move(all)).map([&](std::vector<ledger::answer> const& kept) {
    for (auto n = std::size_t{0}; n != kept.size(); ++n) {
      answers[of[n]].outcome_ = is_kept(kept[n]) ? answers[of[n]].outcome_ : ledger::outcome::kNotKept;
    }
  });
}

// Up to the first that was not kept, for want of space.
device::acknowledgement acknowledge(device::batch const& b, std::vector<device::chain_hash> const& hashes,
                                    std::vector<ledger::answer> const& answers, instant const now) {
  auto a = device::acknowledgement{.operation_ = b.operation_,
                                   .device_ = b.device_,
                                   .up_to_ = b.ops_.front().seq_ - 1,
                                   .hash_ = b.ops_.front().prev_,
                                   .server_time_ = now,
                                   .set_aside_ = {},
                                   .signature_ = {}};
  for (auto i = std::size_t{0}; i != answers.size() && is_kept(answers[i]); ++i) {
    a.up_to_ = b.ops_[i].seq_;
    a.hash_ = to_hex(hashes[i]);
    if (answers[i].refusal_) {
      a.set_aside_.push_back({b.ops_[i].seq_, answers[i].refusal_->sentence_});
    }
  }
  return a;
}

}  // namespace

result<device::acknowledgement> take_batch(keeper& k, registry& r, ledger::keys const& keys,
                                           std::string_view const text, instant const now) {
  auto const b = device::decode_batch(text, "batch");
  auto const key = b.and_then([&](device::batch const& of) { return key_of(k, of); });
  auto const hashes =
      key.and_then([&](public_key const& by) { return verify(*b, by, chain_key_of(keys, b->device_)); });
  if (!hashes) {
    return tl::unexpected{hashes.error()};
  }
  auto all = std::vector<people_request>{};
  auto words = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i != b->ops_.size(); ++i) {
    auto one = read(*b, i, (*hashes)[i]);
    all.push_back(std::move(one.what_));
    words.push_back(std::move(one.words_));
  }
  return r.ask_all(std::move(all)).and_then([&](std::vector<ledger::answer> answers) {
    return keep_words(r, *b, words, answers).map([&] {
      auto a = acknowledge(*b, *hashes, answers, now);
      sign(keys.ticket_, a);
      return a;
    });
  });
}

}  // namespace leeward::app
