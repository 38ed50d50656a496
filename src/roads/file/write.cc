#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "roads/file/checksum.h"
#include "roads/file/layout.h"
#include "roads/file/map_file.h"
#include "roads/file/sections.h"

namespace leeward::roads {

namespace {

using bytes = std::span<std::byte const>;

constexpr auto const kPadding = std::array<std::byte, kAlignment>{};

// The file as pieces of memory, in order, padding included; `own_` holds those that no array holds.
struct plan_of_file {
  file_header header_;
  std::vector<section_entry> table_;
  std::string meta_;
  std::vector<bytes> pieces_;
};

template <typename T>
void add_section(plan_of_file& file, std::string_view const name, std::span<T const> const array) {
  auto entry = section_entry{.element_bytes_ = sizeof(T), .count_ = array.size()};
  name.copy(entry.name_.data(), entry.name_.size());
  file.table_.push_back(entry);
  file.pieces_.push_back(std::as_bytes(array));
}

result<void> check_names(road_map const& m) {
  constexpr auto const kLongest = sizeof(section_entry::name_) - std::string_view{".junc"}.size();
  auto const fits = [](std::string const& name) { return !name.empty() && name.size() <= kLongest; };
  for (auto const& p : m.profiles_) {
    if (!fits(p.name_)) {
      return fail(error_kind::kTooLarge,
                  fmt::format("The profile's name \"{}\" has {} bytes; a .roads file takes 1 to {}.", p.name_,
                              p.name_.size(), kLongest));
    }
  }
  return {};
}

// Puts offsets into the table and padding between the sections.
void lay_out(plan_of_file& file) {
  auto offset = aligned(sizeof(file_header) + file.table_.size() * sizeof(section_entry));
  auto padded = std::vector<bytes>{};
  for (auto i = std::size_t{0}; i != file.table_.size(); ++i) {
    file.table_[i].offset_ = offset;
    auto const piece = file.pieces_[i];
    auto const next = aligned(offset + piece.size());
    padded.push_back(piece);
    padded.push_back(bytes{kPadding}.first(next - offset - piece.size()));
    offset = next;
  }
  file.header_.file_bytes_ = offset;
  file.pieces_ = std::move(padded);
}

plan_of_file plan(road_map const& m) {
  auto file = plan_of_file{};
  file.meta_ = json::encode(m.meta_);
  add_section(file, kMetaSection, std::span<char const>{file.meta_});
  auto const add = [&](std::string const& name, auto const& span) { add_section(file, name, span); };
  for_each_map_array(m, add);
  for (auto const& n : m.networks_) {
    for_each_network_array(n, add);
  }
  for (auto const& p : m.profiles_) {
    for_each_profile_array(p, add);
  }
  kMagic.copy(file.header_.magic_.data(), file.header_.magic_.size());
  file.header_.format_version_ = kFormatVersion;
  file.header_.section_count_ = static_cast<std::uint32_t>(file.table_.size());
  m.program_version_.copy(file.header_.program_version_.data(), file.header_.program_version_.size() - 1);
  lay_out(file);
  return file;
}

result<void> write(road_map const& m, std::function<result<void>(bytes)> const& to) {
  if (auto good = check_names(m); !good.has_value()) {
    return good;
  }
  auto file = plan(m);
  auto all = std::vector<bytes>{std::as_bytes(std::span{&file.header_, 1}), std::as_bytes(std::span{file.table_})};
  all.insert(end(all), begin(file.pieces_), end(file.pieces_));
  file.header_.checksum_ = xxh3(all);  // over the field while it is still zero
  for (auto const piece : all) {
    if (auto written = to(piece); !written.has_value()) {
      return written;
    }
  }
  return {};
}

std::string_view as_text(bytes const b) { return {reinterpret_cast<char const*>(b.data()), b.size()}; }

}  // namespace

result<void> write_map(road_map const& m, std::filesystem::path const& path) {
  auto file = atomic_file::create(path);
  if (!file.has_value()) {
    return tl::unexpected{file.error()};
  }
  auto written = write(m, [&](bytes const piece) { return file->append(as_text(piece)); });
  return written.has_value() ? file->commit() : written;
}

result<std::string> print_map(road_map const& m) {
  auto text = std::string{};
  auto written = write(m, [&](bytes const piece) {
    text += as_text(piece);
    return result<void>{};
  });
  if (!written.has_value()) {
    return tl::unexpected{written.error()};
  }
  return text;
}

}  // namespace leeward::roads
