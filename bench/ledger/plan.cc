#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ensure.h"
#include "figure.h"
#include "ledger/disk.h"
#include "ledger/made_ledger.h"
#include "ledger/parts.h"
#include "ledger/sequencer.h"
#include "operation/made_day.h"
#include "temporary_folder.h"

namespace leeward::bench {

namespace {

constexpr auto const kPlanned = std::uint64_t{36'000};
constexpr auto const kOthers = std::uint64_t{10'000};  // households that register while the plan is committed

class at_work {
public:
  explicit at_work(ledger::store& s) {
    auto q = ledger::sequencer::begin(s, keys_);
    ensure(q.has_value(), "an operation begins");
    sequencer_ = std::move(*q);
  }

  // `done` counts up when it is answered.
  void post(ledger::asked what, std::uint64_t& done) {
    sequencer_->post({.op_ = derived(uuid{7, 7}, ++posted_), .actor_ = "staff-17", .what_ = std::move(what)},
                     [&done](ledger::answer const& a) {
                       ensure(a.outcome_ == ledger::outcome::kDone, "it was refused");
                       ++done;
                     });
  }

  void work() { ensure(sequencer_->work(kDayBegins).has_value(), "a batch is kept"); }

  // All at once, answered as they come.
  void ask_all(std::vector<operation::command> const& commands) {
    auto done = std::uint64_t{0};
    for (auto i = std::size_t{0}; i != commands.size(); ++i) {
      post(commands[i], done);
      if ((i + 1) % ledger::sequencer::kMostInABatch == 0) {
        work();
      }
    }
    while (done != commands.size()) {
      work();
    }
  }

  std::uint64_t events() const {
    return sequencer_->read([](operation::state const&, ledger::head const& h) { return h.seq_; });
  }

private:
  ledger::keys keys_{};
  std::unique_ptr<ledger::sequencer> sequencer_;
  std::uint64_t posted_{0};
};

double longest_wait(std::vector<double> const& batches) {
  auto longest = 0.0;
  for (auto i = std::size_t{1}; i < batches.size(); ++i) {
    longest = std::max(longest, batches[i - 1] + batches[i]);
  }
  return longest;
}

}  // namespace

// A plan for 36,000 households is committed while others register. The longest wait is that of one who asks just when a
// batch has begun: the rest of it, and the next one.
void measure_plan() {
  auto const folder = temporary_folder{};
  auto const where = measured_disk(folder.path_);
  auto const store = open_ledger(folder.path_);
  auto a = at_work{*store};
  auto const planned = made_day{kPlanned};
  auto const day = made_day{kPlanned + kOthers};
  auto commands = std::vector<operation::command>{};
  auto const collect = [&](operation::command c) { commands.push_back(std::move(c)); };
  day.prepare(collect);
  for (auto n = std::uint64_t{0}; n != planned.trips(); ++n) {
    planned.register_trip(n, collect);
  }
  a.ask_all(commands);

  auto plan = ledger::commit_plan{.plan_ = operation::plan_id{uuid{9, 9}}, .made_from_ = a.events(), .trips_ = {}};
  for (auto n = std::uint64_t{0}; n != planned.trips(); ++n) {
    plan.trips_.push_back(planned.commit(n));
  }
  auto committed = std::uint64_t{0};
  auto wall = std::vector<double>{};
  auto cpu = std::vector<double>{};
  auto const begun = wall_seconds();
  a.post(std::move(plan), committed);
  auto h = kPlanned;
  while (committed == 0) {
    auto done = std::uint64_t{0};
    day.register_household(h, [&](operation::command c) { a.post(std::move(c), done); });
    ++h;
    auto const asked = wall_seconds();
    cpu.push_back(1e3 * time_of([&] { a.work(); }));
    wall.push_back(1e3 * (wall_seconds() - asked));
    ensure(done == 1, "it was answered in the next batch");
  }
  print("ledger.plan.committed_s", wall_seconds() - begun, "s");
  print(fmt::format("ledger.{}.flush_ms", where.file_system_), where.flush_ms_, "ms");
  print("ledger.plan.batch_ms", median(wall), "ms");
  print("ledger.plan.longest_wait_ms", longest_wait(wall), "ms");
  print("ledger.plan.longest_wait_cpu_ms", longest_wait(cpu), "ms");
}

}  // namespace leeward::bench
