#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

// A disk in memory under the real SQLite, which fails when and how it is told, the same way each time for a seed.
namespace leeward::ledger {

// From the first to the last of a kind of call, counted from 1 at the time of fault_disk::plan.
struct span_of_calls {
  static constexpr auto const kForEver = ~std::uint64_t{0};

  bool holds(std::uint64_t const n) const { return first_ <= n && n <= last_; }

  std::uint64_t first_{1};
  std::uint64_t last_{0};
};

struct disk_faults {
  static constexpr auto const kNoLimit = ~std::uint64_t{0};

  std::uint64_t cut_at_{0};       // the change (see fault_disk::changes) at which the power goes; 0: it stays
  span_of_calls flush_errors_{};  // of the flushes: some of what was to be flushed is lost, and readers still see it
  span_of_calls write_errors_{};  // of the writes
  span_of_calls read_errors_{};   // of the reads
  span_of_calls short_reads_{};   // of the reads: the second half of what was asked for does not come
  std::uint64_t most_bytes_{kNoLimit};  // of all files together: a write beyond finds the disk full
  bool ignores_flushes_{false};         // says that it has flushed and has not: tests of the tests
};

struct fault_layer;

class fault_disk {
public:
  // Registers a file layer of that name with SQLite, which no other may have while this lives.
  fault_disk(std::string name, std::uint64_t seed);
  fault_disk(fault_disk const&) = delete;
  fault_disk& operator=(fault_disk const&) = delete;
  ~fault_disk();

  std::string const& name() const;

  // Replaces the plan before it and begins to count anew.
  void plan(disk_faults);

  // Calls since then that change the disk: write, resize, flush, create, delete. Only these are cut points: between two
  // of them a cut leaves the same disk. The one at which the power goes is done in part or not at all, like those
  // since the last flush (disk_model.h).
  std::uint64_t changes() const;

  // Every call fails, until restart().
  bool is_cut() const;

  // The power goes if it has not, and comes back: the disk as disk_model.h says, no plan, and what was open before can
  // only be closed.
  void restart();

  std::map<std::string, std::string> contents() const;
  void put(std::map<std::string, std::string> const&);  // in place of all that is there; nothing may be open

private:
  std::unique_ptr<fault_layer> layer_;
};

}  // namespace leeward::ledger
