#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/json/decode.h"
#include "roads/file/checksum.h"
#include "roads/file/layout.h"
#include "roads/file/map_file.h"
#include "roads/file/mapped_file.h"
#include "roads/file/sections.h"
#include "roads/graph/first_where.h"
#include "roads/graph/validate.h"

namespace leeward::roads {

namespace {

using bytes = std::span<std::byte const>;

// One file being opened; the first thing wrong with it ends everything.
class opening {
public:
  opening(bytes const file, std::string_view const source) : file_{file}, source_{source} {}

  result<void> read_header() {
    if (file_.size() < sizeof(file_header)) {
      return no_such_file();
    }
    std::memcpy(&header_, file_.data(), sizeof(header_));
    if (text_of(header_.magic_) != kMagic) {
      return no_such_file();
    }
    if (header_.format_version_ != kFormatVersion) {
      auto const older = header_.format_version_ < kFormatVersion;
      return wrong(fmt::format(
          "is of {} format {} (written by Leeward {}), and this program reads format {}: {}",
          older ? "the older" : "the newer", header_.format_version_, text_of(header_.program_version_), kFormatVersion,
          older ? "import the extract again" : "use a newer Leeward, or import the extract again"));
    }
    if (header_.file_bytes_ != file_.size()) {
      return wrong(fmt::format("is {}: it has {} bytes and should have {}",
                               header_.file_bytes_ > file_.size() ? "cut off" : "too long", file_.size(),
                               header_.file_bytes_));
    }
    return check_sum();
  }

  result<void> read_table() {
    auto const room = (file_.size() - sizeof(file_header)) / sizeof(section_entry);
    if (header_.section_count_ > std::min<std::size_t>(room, kMaxSections)) {
      return damaged(fmt::format("{} sections", header_.section_count_));
    }
    for (auto i = std::size_t{0}; i != header_.section_count_; ++i) {
      auto entry = section_entry{};
      std::memcpy(&entry, file_.data() + sizeof(file_header) + i * sizeof(entry), sizeof(entry));
      auto name = std::string{text_of(entry.name_)};
      auto const fits = entry.offset_ % kAlignment == 0 && entry.offset_ <= file_.size() && entry.element_bytes_ > 0 &&
                        entry.count_ <= (file_.size() - entry.offset_) / entry.element_bytes_;
      if (!fits || !sections_.emplace(name, entry).second) {
        return damaged(fmt::format("section \"{}\" does not lie in the file, or comes twice", name));
      }
    }
    return {};
  }

  result<void> read_meta(road_map& m) {
    auto text = std::span<char const>{};
    if (auto found = read(std::string{kMetaSection}, text); !found.has_value()) {
      return found;
    }
    auto meta = json::decode<map_meta>({text.data(), text.size()}, fmt::format("{}: {}", source_, kMetaSection));
    if (!meta.has_value()) {
      return tl::unexpected{std::move(meta.error())};
    }
    m.meta_ = std::move(*meta);
    m.program_version_ = text_of(header_.program_version_);
    m.bytes_ = file_.size();
    return {};
  }

  result<void> read_places(road_map& m) {
    for_each_map_array(m, [&](std::string const& name, auto& span) { read_into(name, span); });
    auto const& strings = m.place_strings_;
    if (!strings.empty() && strings.back() != '\0') {
      return damaged("the names of places do not end");
    }
    for (auto const& p : m.places_) {
      if (std::max({p.name_, p.name_en_, p.kind_}) >= strings.size()) {
        return damaged("a place's name lies beyond the table");
      }
    }
    return state_;
  }

  result<void> read_networks(road_map& m) {
    auto names = std::set<std::string_view>{};
    for (auto const& n : m.meta_.networks_) {
      m.networks_.push_back({.name_ = n.name_});
      read_network(m.networks_.back());
      for (auto const& p : n.profiles_) {
        if (!names.insert(p).second) {
          return damaged(fmt::format("profile \"{}\" comes twice", p));
        }
        m.profiles_.push_back(
            {.name_ = p, .network_ = static_cast<std::uint32_t>(m.networks_.size() - 1), .weights_ = {}});
        read_profile(m.networks_.back(), m.profiles_.back());
      }
      if (!state_.has_value()) {
        return state_;
      }
    }
    return m.profiles_.empty() ? damaged("it has no profile") : state_;
  }

private:
  result<void> wrong(std::string const& what) const {
    return invalid(fmt::format("{}: {}.", source_, what), std::string{source_});
  }
  result<void> no_such_file() const {
    return wrong("is no .roads file: make one with `leeward roads import REGION.osm.pbf -o REGION.roads`");
  }
  result<void> damaged(std::string const& what) const {
    return wrong(fmt::format("is damaged ({}): import the extract again", what));
  }

  result<void> check_sum() const {
    auto blank = header_;
    blank.checksum_ = 0;
    auto const pieces = std::array{std::as_bytes(std::span{&blank, 1}), file_.subspan(sizeof(file_header))};
    auto const sum = xxh3(pieces);
    return sum == header_.checksum_
               ? result<void>{}
               : damaged(fmt::format("its checksum is {:016x}, not {:016x}", sum, header_.checksum_));
  }

  template <typename T>
  result<void> read(std::string const& name, std::span<T const>& into) const {
    auto const found = sections_.find(name);
    if (found == end(sections_)) {
      return damaged(fmt::format("section \"{}\" is missing", name));
    }
    auto const& s = found->second;
    if (s.element_bytes_ != sizeof(T)) {
      return damaged(fmt::format("section \"{}\" has elements of {} bytes, not {}", name, s.element_bytes_, sizeof(T)));
    }
    into = {reinterpret_cast<T const*>(file_.data() + s.offset_), s.count_};
    return {};
  }

  template <typename T>
  void read_into(std::string const& name, std::span<T const>& into) {
    if (state_.has_value()) {
      state_ = read(name, into);
    }
  }

  // Each check trusts what the ones before have found good.
  template <typename Fn>
  void check(std::string const& of, Fn&& find) {
    if (state_.has_value()) {
      if (auto const fault = find(); fault.has_value()) {
        state_ = damaged(fmt::format("{}: {}", of, *fault));
      }
    }
  }

  void read_network(map_network& n) {
    for_each_network_array(n, [&](std::string const& name, auto& span) { read_into(name, span); });
    check(n.name_, [&] { return find_fault(n.graph_); });
    check(n.name_, [&] { return cch::find_fault(n.hierarchy_, n.graph_); });
    check(n.name_, [&] { return find_fault(n.segments_, n.graph_); });
    check(n.name_, [&] { return find_fault(n.ways_, n.graph_); });
  }

  void read_profile(map_network const& n, map_profile& p) {
    for_each_profile_array(p, [&](std::string const& name, auto& span) { read_into(name, span); });
    check(p.name_, [&] { return find_fault(n.graph_, p.weights_); });
    check(p.name_, [&] { return find_metric_fault(n, p); });
  }

  static std::optional<std::string> find_metric_fault(map_network const& n, map_profile const& p) {
    if (p.metric_.size() != cch::arc_count(n.hierarchy_)) {
      return fmt::format("{} times for {} arcs", p.metric_.size(), cch::arc_count(n.hierarchy_));
    }
    auto const is_none = [&](std::size_t const a) {
      return static_cast<std::uint32_t>(p.metric_[a]) > static_cast<std::uint32_t>(kNever);
    };
    return holds_anywhere(p.metric_.size(), is_none) ? std::optional{std::string{"a time out of range"}} : std::nullopt;
  }

  bytes file_;
  std::string_view source_;
  file_header header_;
  std::map<std::string, section_entry, std::less<>> sections_;
  result<void> state_;
};

}  // namespace

result<std::shared_ptr<road_map const>> open_map(bytes const file, std::shared_ptr<void const> owner,
                                                 std::string_view const source) {
  auto map = std::make_shared<road_map>();
  map->memory_ = std::move(owner);
  auto o = opening{file, source};
  auto done = o.read_header()
                  .and_then([&] { return o.read_table(); })
                  .and_then([&] { return o.read_meta(*map); })
                  .and_then([&] { return o.read_places(*map); })
                  .and_then([&] { return o.read_networks(*map); });
  if (!done.has_value()) {
    return tl::unexpected{std::move(done.error())};
  }
  return map;
}

result<std::shared_ptr<road_map const>> open_map(std::filesystem::path const& path) {
  auto file = map_file(path);
  if (!file.has_value()) {
    return tl::unexpected{std::move(file.error())};
  }
  return open_map(file->bytes_, std::move(file->owner_), path.string());
}

}  // namespace leeward::roads
