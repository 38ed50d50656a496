#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "operation/running.h"

// A field device in a test of the rules: it counts, and each operation names the one before.
namespace leeward::operation {

struct field_device {
  // The next operation of its log, done now.
  devices::arrival next(instant const at) {
    auto a = devices::arrival{};
    a.device_ = named<device_id>(name_);
    a.seq_ = ++seq_;
    a.op_ = uuid_of_name(fmt::format("{} {}", name_, seq_));
    a.prev_ = std::exchange(hash_, fmt::format("hash of {} {}", name_, seq_));
    a.hash_ = hash_;
    a.claimed_ = at;
    a.heard_ = at;
    a.type_ = "type";
    a.payload_ = "payload";
    return a;
  }

  // Does it now, knowing these versions, and it comes at once.
  std::optional<refusal> does(running& r, command const& c, std::map<std::string, std::uint32_t> base = {}) {
    auto a = next(r.now_);
    a.base_ = std::move(base);
    return r.take(a, c);
  }

  std::string name_;
  std::uint64_t seq_{0};
  std::string hash_{};
};

inline devices::device const& state_of(running const& r, field_device const& d) {
  return r.state_.devices_.devices_.at(named<device_id>(d.name_));
}

// Invited for these and with its keys.
inline field_device enrolled(running& r, std::string_view const name, devices::scope const& scope) {
  auto const id = named<device_id>(name);
  r.must(ask_for<devices::invited>{{id, scope, "staff 1", r.now_ + seconds{3'600}}});
  auto const key = fmt::format("{:016x}{:016x}", id.v_.high_, id.v_.low_);
  r.must(ask_for<devices::enrolled>{{id, key + key}});
  return {.name_ = std::string{name}};
}

inline std::size_t open_cases(state const& s, cases::kind const k) {
  return static_cast<std::size_t>(std::ranges::count_if(
      s.cases_.cases_.all(), [k](cases::open_case const& c) { return c.what_.kind_ == k && !c.settled_; }));
}

}  // namespace leeward::operation
