#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "roads/osm/osm.h"

namespace leeward::roads::osm {

// Who is told of what a file holds; kinds with an empty function are not even decoded.
struct sinks {
  std::function<void(node const&)> node_;
  std::function<void(way const&)> way_;
  std::function<void(relation const&)> relation_;
};

// Anything that can hand over its entities again and again: a PBF file, or a test's list.
using entity_source = std::function<result<void>(sinks const&)>;

// What an OSMHeader says of its file; empty where it says nothing.
struct pbf_origin {
  std::string writing_program_;
  std::string source_;
  std::int64_t data_from_unix_s_{0};
};

// Bounds of https://wiki.openstreetmap.org/wiki/PBF_Format.
inline constexpr std::uint32_t kMaxBlobHeaderBytes = 64U << 10U;
inline constexpr std::uint32_t kMaxBlobBytes = 32U << 20U;

// An .osm.pbf of raw or zlib blobs, read one blob at a time. Errors name the byte where reading stopped.
class pbf_reader {
public:
  // Reads the header block and checks that every feature it requires is one we have.
  static result<pbf_reader> open(std::filesystem::path const&);
  // The same over bytes in memory, which must outlive the reader; `name` stands in errors.
  static result<pbf_reader> open(std::span<char const> bytes, std::string name);

  ~pbf_reader();
  pbf_reader(pbf_reader&&) noexcept;
  pbf_reader& operator=(pbf_reader&&) noexcept;

  // One pass over the whole file in its own order. `progress` is told the bytes read so far, out of `size()`.
  result<void> read(sinks const&, std::function<void(std::uint64_t)> const& progress = {});

  pbf_origin const& origin() const;
  std::uint64_t size() const;

private:
  struct impl;
  explicit pbf_reader(std::unique_ptr<impl>);
  static result<pbf_reader> start(std::unique_ptr<impl>);
  std::unique_ptr<impl> impl_;
};

}  // namespace leeward::roads::osm
