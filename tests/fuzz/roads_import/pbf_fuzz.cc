#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/ensure.h"
#include "roads/osm/pbf_reader.h"

namespace {

using namespace leeward;

void read(std::span<char const> const bytes) {
  auto reader = roads::osm::pbf_reader::open(bytes, "fuzz");
  if (!reader) {
    ensure(!reader.error().sentence_.empty(), "an error without a sentence");
    return;
  }
  auto seen = std::uint64_t{0};
  auto to = roads::osm::sinks{};
  to.node_ = [&](roads::osm::node const& n) {
    ensure(n.where_.lat_e7_ >= -900'000'000 && n.where_.lat_e7_ <= 900'000'000, "a node outside the world");
    seen += 1 + n.tags_.size();
  };
  to.way_ = [&](roads::osm::way const& w) { seen += 1 + w.nodes_.size() + w.tags_.size(); };
  to.relation_ = [&](roads::osm::relation const& r) { seen += 1 + r.members_.size() + r.tags_.size(); };
  auto const first = reader->read(to);
  auto const seen_first = std::exchange(seen, 0);
  auto const second = reader->read(to);
  ensure(first.has_value() == second.has_value() && seen == seen_first, "two passes over a file differ");
}

}  // namespace

// The bytes as a whole file, and again as the one block of a good file: mutations then reach the entities.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  auto const* const bytes = reinterpret_cast<char const*>(data);
  read({bytes, size});
  if (size < 1U << 13U) {
    auto file = std::string{"\0\0\0\x0d\x0a\x09OSMHeader\x18\x02\x0a\0", 19};
    auto const varint = [](std::size_t const n) {
      return std::string{static_cast<char>(0x80U | (n & 0x7FU)), static_cast<char>(n >> 7U)};
    };
    file += std::string{"\0\0\0\x0c\x0a\x07OSMData\x18", 14} + varint(size + 3) + "\x0a" + varint(size);
    file.append(bytes, size);
    read(file);
  }
  return 0;
}
