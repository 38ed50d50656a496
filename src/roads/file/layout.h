#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// The bytes of a .roads file: docs/formats/roads.md. A header, the table of sections, then the sections themselves,
// each the memory of one array, aligned to kAlignment and padded with zeros. Little-endian.
namespace leeward::roads {

inline constexpr std::string_view kMagic = "LEEWARD.ROADS";
inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr std::size_t kAlignment = 64;

struct file_header {
  std::array<char, 16> magic_{};
  std::uint32_t format_version_{0};
  std::uint32_t section_count_{0};
  std::uint64_t file_bytes_{0};
  std::uint64_t checksum_{0};  // XXH3, 64 bits, of the whole file with this field zero
  std::array<char, 24> program_version_{};
};
static_assert(sizeof(file_header) == kAlignment);

struct section_entry {
  std::array<char, 40> name_{};  // "motor.junc"; NUL-padded
  std::uint32_t element_bytes_{0};
  std::uint32_t unused_{0};
  std::uint64_t count_{0};
  std::uint64_t offset_{0};
};
static_assert(sizeof(section_entry) == kAlignment);

inline constexpr std::uint32_t kMaxSections = 4096;

constexpr std::uint64_t aligned(std::uint64_t const offset) {
  return (offset + kAlignment - 1) / kAlignment * kAlignment;
}

// A text in a NUL-padded array.
template <std::size_t N>
std::string_view text_of(std::array<char, N> const& padded) {
  auto const all = std::string_view{padded.data(), N};
  return all.substr(0, all.find('\0'));
}

}  // namespace leeward::roads
