#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/record.h"

// Where the ledger lies: all that the rest of it asks of a database. One caller at a time; whoever shares a store
// between threads takes turns.
namespace leeward::ledger {

struct sizes {
  std::uint64_t file_bytes_{0};
  std::uint64_t log_bytes_{0};  // written, and not yet in its final place
};

// A consistent copy that is made in steps while the store goes on.
class backup {
public:
  virtual ~backup() = default;

  // Copies some more; true: the copy is whole and on the disk. After an error it is of no use.
  virtual result<bool> step() = 0;
};

class store {
public:
  static constexpr auto const kMostReadAtOnce = std::size_t{10'000};
  static constexpr auto const kMostPartBytes = std::size_t{1} << 20U;
  static constexpr auto const kMostEventBytes = std::size_t{64} << 20U;

  virtual ~store() = default;

  // Of the folder, from when it was made, until for ever.
  virtual uuid folder() const = 0;

  virtual result<head> head_of(stream) = 0;

  // On the disk when it returns, or not there at all; the records continue their streams; of who is erased nothing is
  // left in any file, what the same batch brings of them included. Errors: kStorage. If the
  // store is then not dead(), the disk was full: nothing was written, reads go on, and it may be tried again.
  virtual result<void> append(batch const&) = 0;

  // A flush to the disk failed, or the file is damaged: what is on the disk is not known any more. Nothing more may be
  // answered; the process ends, and the next one begins from what it finds.
  virtual bool dead() const = 0;

  // Whether a batch of common size would find space; writes and gives back about that much.
  virtual result<void> try_space() = 0;

  // Events from `from` on, in order, at most kMostReadAtOnce and no more than `most`; false from `each` ends it. Gives
  // how many were handed over.
  virtual result<std::size_t> read(stream, std::uint64_t from, std::size_t most,
                                   std::function<bool(record const&)> const& each) = 0;

  virtual result<std::optional<stored_answer>> answer(uuid const& op) = 0;
  virtual result<std::optional<subject_record>> subject(uuid const&, std::uint32_t version) = 0;
  virtual result<std::optional<subject_key>> key_of(uuid const& subject) = 0;

  // All subjects' records, as they were written, without their bytes; and all their keys. Each call gives at most
  // `most`, and where the next one goes on; the first begins at 0. None: that was all.
  virtual result<std::optional<std::uint64_t>> read_tokens(std::uint64_t from, std::size_t most,
                                                           std::function<void(subject_record const&)> const& each) = 0;
  virtual result<std::optional<std::uint64_t>> read_keys(std::uint64_t from, std::size_t most,
                                                         std::function<void(subject_key const&)> const& each) = 0;

  // A snapshot is written part by part, each on the disk when it returns, so that no other write waits long; parts
  // count from 0 in order and have at most kMostPartBytes. It is there once it is finished; until then the one before
  // is.
  virtual result<void> put_snapshot_part(stream, std::uint32_t part, std::string_view bytes) = 0;
  virtual result<void> finish_snapshot(snapshot_head const&) = 0;
  virtual result<std::optional<snapshot_head>> newest_snapshot(stream) = 0;
  virtual result<std::string> snapshot_part(stream, std::uint32_t part) = 0;  // of the newest

  // Into a file that is not there yet.
  virtual result<std::unique_ptr<backup>> begin_backup(std::filesystem::path const&) = 0;

  virtual result<sizes> measure() = 0;
};

}  // namespace leeward::ledger
