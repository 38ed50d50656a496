#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ensure.h"
#include "figure.h"
#include "ledger/bare.h"
#include "ledger/disk.h"
#include "ledger/made_ledger.h"
#include "ledger/parts.h"
#include "ledger/sequencer.h"
#include "operation/made_day.h"
#include "temporary_folder.h"

namespace leeward::bench {

namespace {

constexpr auto const kDurableHouseholds = std::uint64_t{20'000};
constexpr auto const kRuns = 3;

std::vector<operation::command> commands_of_a_day() {
  auto all = std::vector<operation::command>{};
  auto const ask = [&](operation::command c) { all.push_back(std::move(c)); };
  auto const day = made_day{kDurableHouseholds};
  day.prepare(ask);
  for (auto n = std::uint64_t{0}; n != day.trips(); ++n) {
    day.register_trip(n, ask);
    ask(day.commit(n));
    day.travel(n, ask);
  }
  return all;
}

uuid op(std::uint64_t const n) { return derived(uuid{7, 7}, n); }

// CPU seconds, from when a command is posted until it is answered.
double sequenced_seconds(ledger::store& s, std::vector<operation::command> const& commands) {
  auto const keys = ledger::keys{};
  auto q = ledger::sequencer::begin(s, keys);
  ensure(q.has_value(), "an operation begins");
  auto answered = std::size_t{0};
  auto seconds = 0.0;
  for (auto i = std::size_t{0}; i != commands.size();) {
    auto requests = std::vector<ledger::request>{};
    for (; i != commands.size() && requests.size() != ledger::sequencer::kMostInABatch; ++i) {
      requests.push_back({.op_ = op(i), .actor_ = "staff-17", .what_ = commands[i]});
    }
    seconds += time_of([&] {
      for (auto& r : requests) {
        (*q)->post(std::move(r), [&](ledger::answer const& a) {
          ensure(a.outcome_ == ledger::outcome::kDone, "a command of the day was refused");
          ++answered;
        });
      }
      ensure((*q)->work(kDayBegins).has_value(), "a batch is kept");
    });
    ensure(answered == i, "each command was answered in its batch");
  }
  return seconds;
}

// What the sequencer wrote, batch by batch.
std::vector<ledger::batch> batches_of(ledger::store& s, std::size_t const commands) {
  auto all = std::vector<ledger::batch>((commands - 1) / ledger::sequencer::kMostInABatch + 1);
  auto batch_of = std::map<uuid, std::size_t>{};
  for (auto i = std::size_t{0}; i != commands; ++i) {
    auto& b = all[i / ledger::sequencer::kMostInABatch];
    batch_of[op(i)] = i / ledger::sequencer::kMostInABatch;
    auto const answer = s.answer(op(i));
    ensure(answer.has_value() && answer->has_value(), "an answer was kept");
    b.answers_.push_back(**answer);
  }
  auto const end = s.head_of(ledger::kOperationStream);
  for (auto seq = std::uint64_t{1}; seq <= end->seq_;) {
    seq += *s.read(ledger::kOperationStream, seq, ledger::store::kMostReadAtOnce, [&](ledger::record const& r) {
      all[batch_of.at(r.op_)].records_.push_back(r);
      return true;
    });
  }
  return all;
}

}  // namespace

// Commands as they come in a day, 256 to a batch, beside SQLite alone with the same rows in the same batches.
void measure_durable() {
  auto const commands = commands_of_a_day();
  auto ours = std::vector<double>{};
  auto bare = std::vector<double>{};
  auto where = disk{};
  for (auto i = 0; i != kRuns; ++i) {
    auto const folder = temporary_folder{};
    where = measured_disk(folder.path_);
    auto const store = open_ledger(folder.path_);
    ours.push_back(sequenced_seconds(*store, commands));
    bare.push_back(bare_seconds(folder.path_ / "bare.sqlite", batches_of(*store, commands.size())));
  }
  auto const us = 1e6 / static_cast<double>(commands.size());
  print(fmt::format("ledger.{}.flush_ms", where.file_system_), where.flush_ms_, "ms");
  print("ledger.durable_command_us", median(ours) * us, "us", median(bare) * us);
}

}  // namespace leeward::bench
