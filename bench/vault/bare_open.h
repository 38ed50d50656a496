#pragma once

namespace leeward::bench {

// The yardstick of the vault: microseconds in which libsodium alone opens a record of 200 bytes.
double bare_open_us();

}  // namespace leeward::bench
