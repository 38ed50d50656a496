#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/ensure.h"
#include "figure.h"
#include "ledger/disk.h"
#include "ledger/made_ledger.h"
#include "ledger/parts.h"
#include "ledger/replay.h"
#include "ledger/snapshot.h"
#include "operation/conservation.h"
#include "operation/made_day.h"
#include "own_process.h"
#include "temporary_folder.h"

namespace leeward::bench {

namespace {

constexpr auto const kEvents = std::uint64_t{1'000'000};
constexpr auto const kTail = std::uint64_t{200'000};  // as far as a snapshot may lie back

struct clocks {
  double wall_{wall_seconds()};
  double cpu_{cpu_seconds()};
};

void print_since(clocks const& begun, std::string_view const name) {
  print(fmt::format("ledger.restart.{}_s", name), wall_seconds() - begun.wall_, "s");
  print(fmt::format("ledger.restart.{}_cpu_s", name), cpu_seconds() - begun.cpu_, "s");
}

// As a server starts.
double serve(std::filesystem::path const& folder) {
  auto const begun = clocks{};
  auto const store = open_ledger(folder);
  auto const r = ledger::replay(*store, ledger::kOperationStream);
  ensure(r.has_value() && r->after_.seq_ >= kEvents, "all events are there");
  auto const replayed = clocks{};
  ensure(operation::recount(r->state_).has_value(), "the counts differ");
  print_since(replayed, "recount");
  print_since(begun, "serves");
  print("ledger.restart.peak_mb", peak_megabytes(), "MB");
  return 0;
}

double read_snapshot(std::filesystem::path const& folder) {
  auto const store = open_ledger(folder);
  auto const begun = clocks{};
  auto const h = store->newest_snapshot(ledger::kOperationStream);
  ensure(h.has_value() && h->has_value(), "there is a snapshot");
  auto parts = std::vector<std::string>{};
  for (auto i = std::uint32_t{0}; i != (*h)->parts_; ++i) {
    parts.push_back(*store->snapshot_part(ledger::kOperationStream, i));
  }
  print_since(begun, "snapshot_read");
  auto const read = clocks{};
  ensure(ledger::hash_of(parts) == (*h)->hash_, "the snapshot is whole");
  print_since(read, "snapshot_hash");
  auto const hashed = clocks{};
  ensure(ledger::unpack(parts).has_value(), "the snapshot is read");
  print_since(hashed, "snapshot_unpack");
  return 0;
}

double without_snapshot(std::filesystem::path const& folder) {
  auto const store = open_ledger(folder);
  auto const begun = clocks{};
  ensure(ledger::replay(*store, ledger::kOperationStream, kDayBegins).has_value(), "all events are read");
  print_since(begun, "from_the_first_event");
  return 0;
}

}  // namespace

void measure_restart() {
  auto const folder = temporary_folder{};
  auto const where = measured_disk(folder.path_);
  print(fmt::format("ledger.{}.flush_ms", where.file_system_), where.flush_ms_, "ms");
  in_own_process([&] {
    make_ledger(*open_ledger(folder.path_), kEvents, kTail);
    return 0.0;
  });
  in_own_process([&] { return serve(folder.path_); });
  in_own_process([&] { return read_snapshot(folder.path_); });
  in_own_process([&] { return without_snapshot(folder.path_); });
}

}  // namespace leeward::bench
