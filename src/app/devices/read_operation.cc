#include "app/devices/read_operation.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "base/json/decode.h"
#include "base/json/encode.h"
#include "ledger/codec.h"
#include "operation/households/events.h"
#include "vault/personal.h"

namespace leeward::app {

using namespace operation;

// What a device says of a person, in words.
struct described_in_words {
  person_id person_;
  vault::personal what_;
};
BOOST_DESCRIBE_STRUCT(described_in_words, (), (person_, what_))

struct describe_in_words {
  described_in_words describe_person_;
};
BOOST_DESCRIBE_STRUCT(describe_in_words, (), (describe_person_))

namespace {

constexpr auto const kDescribe = ask_for<households::person_described>::kName;

refusal unreadable(std::string sentence, std::string field) {
  return {.code_ = refusal_code::kInvalid,
          .sentence_ = std::move(sentence),
          .field_ = std::move(field),
          .accepted_ = "an operation as this version of the program reads it"};
}

devices::arrival arrival_of(device::batch const& b, device::envelope const& e, device::chain_hash const& hash) {
  return {.device_ = b.device_,
          .seq_ = e.seq_,
          .op_ = e.op_,
          .prev_ = e.prev_,
          .hash_ = to_hex(hash),
          .claimed_ = e.t_device_,
          .heard_ = e.last_server_time_,
          .since_heard_ = e.t_mono_since_sync_,
          .base_ = e.base_,
          .type_ = e.type_,
          .payload_ = {}};
}

// The words go to the vault; what the rules see names the person and no word.
result<command> read_words(device::envelope const& e, read_operation& out) {
  return json::decode<describe_in_words>(e.payload_, kDescribe).and_then([&](describe_in_words d) -> result<command> {
    auto& of = d.describe_person_;
    if (auto const fits = vault::check(of.what_); !fits) {
      return tl::unexpected{fits.error()};
    }
    out.what_.about_ = {{of.person_.v_, std::move(of.what_)}};
    return command{households::command{
        ask_for<households::person_described>{{.person_ = of.person_, .version_ = 0, .fields_ = {}}}}};
  });
}

result<command> read_payload(device::envelope const& e, read_operation& out) {
  if (type_of(e.payload_) != e.type_) {
    return invalid("The type of the operation and what it contains are not the same.", "type");
  }
  return e.type_ == kDescribe ? read_words(e, out) : ledger::decode_command(e.payload_, "payload");
}

}  // namespace

std::string_view type_of(std::string_view const payload) {
  auto rest = payload;
  for (auto const wanted : {'{', '"'}) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \n\r\t"), rest.size()));
    if (!rest.starts_with(wanted)) {
      return {};
    }
    rest.remove_prefix(1);
  }
  return rest.substr(0, rest.find('"'));
}

result<void> is_readable(device::envelope const& e) {
  auto out = read_operation{};
  return read_payload(e, out).map([](command const&) {});
}

read_operation read(device::batch const& b, std::size_t const number, device::chain_hash const& hash) {
  auto const& e = b.ops_[number];
  auto out = read_operation{};
  auto op = ledger::device_operation{.from_ = arrival_of(b, e, hash), .what_ = {}, .unreadable_ = {}};
  auto what = read_payload(e, out);
  if (what) {
    op.from_.payload_ = ledger::encode_command(*what);
    op.what_ = std::move(*what);
  } else {
    // A sentence about what cannot be read may repeat some of it.
    op.unreadable_ = unreadable(
        "The operation cannot be read: it may be of another version of the program. What it says "
        "is kept as an appeal.",
        "payload");
  }
  if (!what || !out.what_.about_.empty()) {
    out.words_ = e.payload_;
  }
  out.what_.what_ = {.op_ = e.op_, .actor_ = e.actor_, .what_ = std::move(op)};
  return out;
}

}  // namespace leeward::app
