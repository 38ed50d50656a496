#include "app/devices/enrolment.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/crypto/hex.h"
#include "device/joining.h"
#include "ledger/content.h"
#include "operation/devices/commands.h"

namespace leeward::app {

using namespace operation;

namespace {

result<void> ask(keeper& k, ledger::request r) {
  auto all = std::vector<ledger::request>{};
  all.push_back(std::move(r));
  return k.ask_all(std::move(all)).and_then([](std::vector<ledger::answer> const& answers) -> result<void> {
    auto const& no = answers.front().refusal_;
    if (answers.front().outcome_ == ledger::outcome::kDone) {
      return {};
    }
    auto const sentence = fmt::format("{} Accepted would be: {}.", no->sentence_, no->accepted_);
    return answers.front().outcome_ == ledger::outcome::kNotKept ? fail(error_kind::kStorage, sentence)
                                                                 : invalid(sentence, no->field_);
  });
}

struct known_device {
  operation_id operation_;
  std::string holder_;
};

result<known_device> find(keeper const& k, device_id const& id) {
  auto found = result<known_device>{
      fail(error_kind::kNotFound, fmt::format("device: {} was not invited", to_string(id)), "device")};
  k.see([&](state const& s, ledger::head const&) {
    auto const row = s.devices_.devices_.find(id);
    if (s.operations_.what_ && !row.is_none()) {
      found = known_device{s.operations_.what_->operation_, s.devices_.devices_.at(row).holder_};
    }
  });
  return found;
}

}  // namespace

device::chain_key chain_key_of(ledger::keys const& k, device_id const& d) {
  return {ledger::secret_bytes(k, "the chain of a device", d.v_)};
}

result<device::invitation> invite_device(keeper& k, ledger::keys const& keys, devices::invited const& what,
                                         asker const& who, instant const now) {
  return ask(k, {.op_ = who.op_,
                 .actor_ = who.actor_,
                 .what_ = command{devices::command{ask_for<devices::invited>{what}}}})
      .and_then([&] { return find(k, what.device_); })
      .map([&](known_device const& d) {
        return device::invitation{.operation_ = d.operation_,
                                  .device_ = what.device_,
                                  .chain_ = chain_key_of(keys, what.device_),
                                  .server_ = public_half(keys.ticket_),
                                  .now_ = now,
                                  .until_ = what.until_};
      });
}

result<device::acknowledgement> enrol_device(keeper& k, ledger::keys const& keys, std::string_view const text,
                                             instant const now) {
  auto const j = device::decode_joining(text, "joining");
  if (!j) {
    return tl::unexpected{j.error()};
  }
  auto const d = find(k, j->device_);
  if (!d) {
    return tl::unexpected{d.error()};
  }
  if (d->operation_ != j->operation_) {
    return invalid(fmt::format("operation: is {}, must be {}: the device was invited elsewhere",
                               to_string(j->operation_), to_string(d->operation_)),
                   "operation");
  }
  auto const chain = chain_key_of(keys, j->device_);
  return device::verify(*j, chain)
      .and_then([&](public_key const& key) {
        return ask(k, {.op_ = ledger::secret_id(keys, "a device joins with " + to_string(key), j->device_.v_),
                       .actor_ = d->holder_,
                       .what_ = command{devices::command{
                           ask_for<devices::enrolled>{{.device_ = j->device_, .public_key_ = to_string(key)}}}}});
      })
      .map([&] {
        auto a = device::acknowledgement{.operation_ = d->operation_,
                                         .device_ = j->device_,
                                         .up_to_ = 0,
                                         .hash_ = to_hex(device::chain_start(chain, d->operation_, j->device_)),
                                         .server_time_ = now,
                                         .set_aside_ = {},
                                         .signature_ = {}};
        sign(keys.ticket_, a);
        return a;
      });
}

}  // namespace leeward::app
