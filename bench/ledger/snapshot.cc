#include "ledger/snapshot.h"

#include <cstddef>

#include "base/ensure.h"
#include "figure.h"
#include "ledger/disk.h"
#include "ledger/made_ledger.h"
#include "ledger/parts.h"

namespace leeward::bench {

namespace {

constexpr auto const kRuns = 7;

}  // namespace

// How long the state stands still while it is packed, in a process that holds it since it was made.
void measure_snapshot() {
  auto const state = made_state();
  auto bytes = std::size_t{0};
  auto times = std::vector<double>{};
  for (auto i = 0; i != kRuns; ++i) {
    auto const begun = wall_seconds();
    auto const parts = ledger::pack(state);
    times.push_back((wall_seconds() - begun) * 1e3);
    bytes = 0;
    for (auto const& p : parts) {
      bytes += p.size();
    }
  }
  print("ledger.snapshot.mb", static_cast<double>(bytes) / 1e6, "MB");
  print("ledger.snapshot.first_pause_ms", times.front(), "ms");
  print("ledger.snapshot.pause_ms", median(times), "ms");
  auto const parts = ledger::pack(state);
  print("ledger.snapshot.hash_ms", 1e3 * median_time(3, [&] { ledger::hash_of(parts); }), "ms");
  print("ledger.snapshot.unpack_ms",
        1e3 * median_time(3, [&] { ensure(ledger::unpack(parts).has_value(), "it is read"); }), "ms");
}

}  // namespace leeward::bench
