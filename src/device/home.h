#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <boost/describe/class.hpp>

#include "base/quantities.h"
#include "base/result.h"
#include "base/time.h"
#include "device/outbox.h"

namespace leeward::device {

// By a clock that nobody can set and that begins anew with each start of the machine.
struct monotonic_time {
  std::string start_;  // which start
  seconds since_start_{0};
};

// When the device last heard of the server, and how long ago that is: at least, where the machine was off between.
struct heard {
  instant server_time_;
  seconds since_{0};
};

// What a device keeps in its folder beside its outbox: who it is, with its keys, in `device.key` (0600), and in `heard`
// when it last heard of the server. Errors of all: kStorage.

// Makes the folder (0700). Errors: kInvalidInput, a device is there already.
result<void> make_home(std::filesystem::path const&, identity const&, instant server_now, monotonic_time const&);

// Errors: kNotFound, no device was made there; kInvalidInput, others may read the keys, or they were changed.
result<identity> read_home(std::filesystem::path const&);

// Kept at once, so that the time until now is not lost with the next start.
result<heard> how_long_ago(std::filesystem::path const&, monotonic_time const&);

result<void> hear(std::filesystem::path const&, instant server_now, monotonic_time const&);

}  // namespace leeward::device
