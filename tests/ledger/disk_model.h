#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

// A disk as a power cut leaves it. What was flushed is there. Of what was not, each 512-byte sector, each file's length
// and each name in the folder is as it was at some moment since the last flush, whatever the order of the writes; the
// sector that was being written may be torn. Bytes that a file grew by and that never arrived are zero or junk.
namespace leeward::ledger {

struct stored_file {
  // A write, or (without bytes) the end of the file moved to `at_`.
  struct change {
    std::uint64_t at_{0};
    std::string bytes_;
  };

  std::string now_;      // what a reader sees
  std::string durable_;  // what the last flush put down
  std::vector<change> unflushed_;
};

class disk_model {
public:
  using file = std::shared_ptr<stored_file>;

  static constexpr auto const kSectorBytes = std::uint64_t{512};

  file find(std::string const& name) const;  // null: there is none
  file create(std::string const& name);
  void remove(std::string const& name);
  void flush_folder();

  static void write(stored_file&, std::uint64_t at, std::string_view bytes);
  static void resize(stored_file&, std::uint64_t size);
  static void flush(stored_file&);

  // A flush that failed: some of it may have arrived, and no later flush brings the rest, although readers still see it
  // (Rebello and others, "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
  static void fail_flush(stored_file&, random_source&);

  void cut_power(random_source&);

  std::uint64_t used_bytes() const;

  std::map<std::string, std::string> contents() const;
  void put(std::map<std::string, std::string> const&);  // in place of all that is there, and durable

private:
  // A name that was given to a file, or (null) taken away.
  struct folder_change {
    std::string name_;
    file file_;
  };

  std::map<std::string, file> now_;
  std::map<std::string, file> durable_;
  std::vector<folder_change> unflushed_;
};

}  // namespace leeward::ledger
