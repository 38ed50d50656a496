#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/devices/desk.h"
#include "app/devices/enrolment.h"
#include "app/keeper/one_caller.h"
#include "base/crypto/hex.h"
#include "base/crypto/signing.h"
#include "base/ensure.h"
#include "device/envelope.h"
#include "device/joining.h"
#include "devices/parts.h"
#include "figure.h"
#include "ledger/codec.h"
#include "ledger/sqlite/data_folder.h"
#include "temporary_folder.h"

namespace leeward::bench {

namespace {

using namespace operation;

constexpr auto const kDevices = std::uint64_t{300};
constexpr auto const kEach = std::uint64_t{134};  // operations: 40,200 together
constexpr auto const kNow = instant{1'704'445'200};
constexpr auto const kMembers = std::uint64_t{4};

template <typename Id>
Id id(std::uint64_t const kind, std::uint64_t const n) {
  return Id{uuid{kind, n + 1}};
}

class flooded {
public:
  flooded() {
    auto const o = ledger::folder_options{
        .folder_ = folder_.path_ / "data", .keys_ = folder_.path_ / "keys", .if_empty_ = ledger::if_empty::kMake};
    std::filesystem::create_directories(o.folder_);
    auto lock = ledger::lock_folder(o);
    ensure(lock.has_value(), "a folder is locked");
    auto f = ledger::open_folder(std::move(*lock), o);
    ensure(f.has_value(), "a folder is made");
    data_.emplace(std::move(*f));
    auto k = app::one_caller::begin(*data_->store_, data_->keys_, [] { return kNow; });
    ensure(k.has_value(), "an operation begins");
    keeper_ = std::move(*k);
    people_.emplace(*keeper_, data_->keys_);
    begin();
  }

  // What a device has to send, by batch.
  std::vector<std::string> batches_of(std::uint64_t const n) const {
    auto const device = id<device_id>(1, n);
    auto const chain = app::chain_key_of(data_->keys_, device);
    auto all = std::vector<std::string>{};
    auto end = device::chain_start(chain, id<operation_id>(0, 0), device);
    for (auto seq = std::uint64_t{1}; seq <= kEach;) {
      auto b = device::batch{.operation_ = id<operation_id>(0, 0), .device_ = device, .ops_ = {}, .signature_ = {}};
      for (; seq <= kEach && b.ops_.size() != device::kMostInABatch; ++seq) {
        b.ops_.push_back(envelope_of(n, seq, end));
        end = device::hash_of(chain, b.operation_, device, b.ops_.back());
      }
      sign(key_of(n), chain, b);
      all.push_back(encode(b));
    }
    return all;
  }

  void take(std::string const& batch, std::uint64_t const up_to) {
    auto const a = app::take_batch(*keeper_, *people_, data_->keys_, batch, kNow);
    ensure(a.has_value() && a->up_to_ == up_to && a->set_aside_.empty(), "a batch is taken");
  }

private:
  static signing_key key_of(std::uint64_t const n) {
    auto k = signing_key{};
    k.seed_[0] = static_cast<std::uint8_t>(n);
    k.seed_[1] = static_cast<std::uint8_t>(n >> 8U);
    return k;
  }

  static std::vector<person_id> people_of(std::uint64_t const n) {
    auto all = std::vector<person_id>{};
    for (auto i = std::uint64_t{0}; i != kMembers; ++i) {
      all.push_back(id<person_id>(3, n * kMembers + i));
    }
    return all;
  }

  // A household comes, gets its beds, and is seen, goes out and comes back for days.
  static custody::command what(std::uint64_t const n, std::uint64_t const seq) {
    auto const centre = id<centre_id>(4, 0);
    switch (seq) {
      case 1: return custody::check_in{centre, people_of(n), {}};
      case 2: return custody::give_bed{centre, id<room_id>(5, 0), people_of(n)};
      default: break;
    }
    if (seq % 3 == 0) {
      return ask_for<custody::sighted>{
          {.people_ = people_of(n), .centre_ = centre, .point_ = std::nullopt, .by_ = "clerk"}};
    }
    return custody::set_presence{centre, seq % 3 == 1, people_of(n)};
  }

  static device::envelope envelope_of(std::uint64_t const n, std::uint64_t const seq, device::chain_hash const& end) {
    auto const c = what(n, seq);
    auto payload = ledger::encode_command(command{c});
    auto const type = payload.substr(2, payload.find('"', 2) - 2);
    return {.op_ = uuid{0x018C'D7C0'0000'7000 + n, 0x8000'0000'0000'0000 + seq},
            .seq_ = seq,
            .prev_ = to_hex(end),
            .actor_ = "clerk",
            .centre_ = std::nullopt,
            .type_ = type,
            .payload_ = std::move(payload),
            .base_ = {},
            .t_device_ = kNow,
            .t_mono_since_sync_ = seconds{0},
            .last_server_time_ = kNow - seconds{3600} + seconds{static_cast<std::int64_t>(seq)}};
  }

  void ask(command c) {
    auto all = std::vector<ledger::request>{};
    all.push_back({.op_ = uuid{9, ++asked_}, .actor_ = "staff", .what_ = std::move(c)});
    auto const a = keeper_->ask_all(std::move(all));
    ensure(a.has_value() && a->front().outcome_ == ledger::outcome::kDone, "the beginning is accepted");
  }

  void begin() {
    ask(operations::command{
        ask_for<operations::opened>{{id<operation_id>(0, 0), "a flood", operations::kind::kExercise}}});
    ask(zones::command{ask_for<zones::added>{{id<zone_id>(6, 0), "City"}}});
    auto centre = centres::added{};
    centre.centre_ = id<centre_id>(4, 0);
    centre.name_ = "Hall";
    ask(centres::command{ask_for<centres::added>{centre}});
    ask(centres::command{ask_for<centres::room_set>{{centre.centre_, id<room_id>(5, 0), {5'000, 0}, true, true}}});
    for (auto n = std::uint64_t{0}; n != kDevices; ++n) {
      auto h = households::registered{};
      h.household_ = id<household_id>(2, n);
      h.zone_ = id<zone_id>(6, 0);
      h.origin_ = households::origin::kStaff;
      for (auto const& p : people_of(n)) {
        h.members_.push_back({.person_ = p, .age_ = households::age_band::kAdult, .needs_ = {}});
      }
      ask(households::command{ask_for<households::registered>{std::move(h)}});
      join(n);
    }
  }

  void join(std::uint64_t const n) {
    auto const i = app::invite_device(*keeper_, data_->keys_,
                                      {.device_ = id<device_id>(1, n),
                                       .scope_ = {{}, id<centre_id>(4, 0)},
                                       .holder_ = "clerk",
                                       .until_ = kNow + seconds{3600}},
                                      {uuid{8, n + 1}, "staff"}, kNow);
    ensure(i.has_value(), "a device is invited");
    auto const self = device::accept(*i, key_of(n), kNow);
    ensure(app::enrol_device(*keeper_, data_->keys_, encode(device::to_join(*self)), kNow).has_value(), "it joins");
  }

  temporary_folder folder_;
  std::optional<ledger::data_folder> data_;
  std::unique_ptr<app::one_caller> keeper_;
  std::optional<app::registry> people_;
  std::uint64_t asked_{0};
};

// How many signatures a second one core verifies, one by one: the yardstick.
double verified_per_second() {
  constexpr auto const kTimes = 200;
  auto const text = std::string(200, 'x');
  auto const key = signing_key{};
  auto const signed_by = sign(key, text);
  auto const half = public_half(key);
  return kTimes / median_time(5, [&] {
           for (auto i = 0; i != kTimes; ++i) {
             ensure(fits(signed_by, text, half), "a signature fits");
           }
         });
}

}  // namespace

// 300 devices come back after days, all at once. While a batch is taken everybody else waits: the longest, and the next
// one, is what a command waits for at most.
void measure_flood() {
  auto server = flooded{};
  auto all = std::vector<std::vector<std::string>>{};
  for (auto n = std::uint64_t{0}; n != kDevices; ++n) {
    all.push_back(server.batches_of(n));
  }
  auto seconds_of_batches = std::vector<double>{};
  for (auto round = std::size_t{0}; round != all.front().size(); ++round) {
    for (auto const& of_device : all) {
      auto const up_to = std::min<std::uint64_t>(kEach, (round + 1) * device::kMostInABatch);
      seconds_of_batches.push_back(time_of([&] { server.take(of_device[round], up_to); }));
    }
  }
  auto whole = 0.0;
  for (auto const s : seconds_of_batches) {
    whole += s;
  }
  print("devices.flood.operations_per_s", static_cast<double>(kDevices * kEach) / whole, "1/s", verified_per_second());
  print("devices.flood.longest_wait_ms", 2e3 * std::ranges::max(seconds_of_batches), "ms");
}

}  // namespace leeward::bench
