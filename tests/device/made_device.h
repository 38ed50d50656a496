#pragma once

#include <cstdint>

#include <fmt/format.h>

#include "device/envelope.h"
#include "device/outbox.h"

// A steward's phone on 5 January.
namespace leeward::device {

inline constexpr auto const kOperation = operation::operation_id{{0x018C'D7A1'0C00'7000, 0x8000'0000'0000'0001}};

// Of the operation.
inline constexpr auto const kServerOfTests = signing_key{{6, 6, 6}};

inline identity made_device() {
  return {.operation_ = kOperation,
          .device_ = {uuid_of_name("phone 7")},
          .signs_ = {{1, 2, 3, 4, 5}},
          .chain_ = {{9, 8, 7}},
          .server_ = public_half(kServerOfTests)};
}

// The n-th thing that is done with it.
inline envelope made_envelope(std::uint64_t const n) {
  return {.op_ = uuid_of_name(fmt::format("op {}", n)),
          .seq_ = 0,
          .prev_ = {},
          .actor_ = "steward 2",
          .centre_ = {},
          .type_ = "board",
          .payload_ = fmt::format(R"({{"board":{{"trip":"{}"}}}})", n),
          .base_ = {},
          .t_device_ = {1'704'445'200 + static_cast<std::int64_t>(n)},
          .t_mono_since_sync_ = {static_cast<std::int64_t>(n)},
          .last_server_time_ = instant{1'704'445'200}};
}

}  // namespace leeward::device
