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

// How long the state stands still while it is packed, in a process that holds it since it was made. The first time the
// memory for the parts is new to the process, as it is in a server.
void measure_snapshot() {
  auto const state = made_state();
  auto bytes = std::size_t{0};
  auto wall = std::vector<double>{};
  auto cpu = std::vector<double>{};
  for (auto i = 0; i != kRuns; ++i) {
    auto const begun = wall_seconds();
    auto parts = std::vector<std::string>{};
    cpu.push_back(1e3 * time_of([&] { parts = ledger::pack(state); }));
    wall.push_back(1e3 * (wall_seconds() - begun));
    bytes = 0;
    for (auto const& p : parts) {
      bytes += p.size();
    }
  }
  print("ledger.snapshot.mb", static_cast<double>(bytes) / 1e6, "MB");
  print("ledger.snapshot.first_pause_cpu_ms", cpu.front(), "ms");
  print("ledger.snapshot.pause_cpu_ms", median(cpu), "ms");
  print("ledger.snapshot.pause_ms", median(wall), "ms");
  auto const parts = ledger::pack(state);
  print("ledger.snapshot.hash_ms", 1e3 * median_time(3, [&] { ledger::hash_of(parts); }), "ms");
  print("ledger.snapshot.unpack_ms",
        1e3 * median_time(3, [&] { ensure(ledger::unpack(parts).has_value(), "it is read"); }), "ms");
}

}  // namespace leeward::bench
