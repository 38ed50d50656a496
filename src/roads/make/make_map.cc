#include "roads/make/make_map.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "base/time.h"
#include "roads/file/build_map.h"
#include "roads/osm/pbf_reader.h"
#include "roads/profiles/profile.h"

namespace leeward::roads {

namespace {

constexpr auto const kMaxProfilesFileBytes = std::size_t{1} << 20U;
constexpr auto const kOpenStreetMap =
    std::string_view{"© OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright"};

result<std::string> profiles_text(make_options const& o) {
  return o.profiles_.has_value() ? read_file(*o.profiles_, kMaxProfilesFileBytes)
                                 : result<std::string>{default_profiles_toml()};
}

map_meta origin_of(osm::pbf_origin const& origin, std::filesystem::path const& extract) {
  auto meta = map_meta{};
  meta.source_ = extract.filename().string();
  // A region that this program made up is nobody's data.
  auto const made_up = origin.writing_program_.starts_with("leeward") && !origin.source_.empty();
  meta.attribution_ = made_up ? origin.source_ : std::string{kOpenStreetMap};
  if (origin.data_from_unix_s_ > 0) {
    meta.data_date_ = to_string(instant{origin.data_from_unix_s_});
  }
  return meta;
}

std::string_view word_of(place_kind const kind) {
  constexpr auto const kWords = std::array<std::string_view, 5>{"city", "town", "village", "hamlet", "suburb"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::uint32_t add_string(std::string& strings, std::string_view const text) {
  if (text.empty()) {
    return 0;
  }
  auto const offset = static_cast<std::uint32_t>(strings.size());
  strings.append(text.substr(0, text.find('\0')));
  strings.push_back('\0');
  return offset;
}

void add_places(std::vector<place_name> const& places, map_to_build& to) {
  for (auto const& p : places) {
    auto& strings = to.place_strings_;
    to.places_.push_back({.where_ = p.where_,
                          .name_ = add_string(strings, p.name_),
                          .name_en_ = add_string(strings, p.name_en_),
                          .population_ = p.population_,
                          .kind_ = add_string(strings, word_of(p.kind_))});
  }
}

network_to_build to_build(network&& n) {
  auto result = network_to_build{.name_ = std::move(n.name_), .graph_ = std::move(n.graph_), .profiles_ = {}};
  for (auto i = std::size_t{0}; i != n.profile_names_.size(); ++i) {
    result.profiles_.push_back({.name_ = std::move(n.profile_names_[i]), .weights_ = std::move(n.weights_[i])});
  }
  return result;
}

}  // namespace

result<made_map> make_map(std::filesystem::path const& extract, make_options const& o) {
  auto const toml = profiles_text(o);
  if (!toml.has_value()) {
    return tl::unexpected{toml.error()};
  }
  auto profiles = parse_profiles(*toml, o.profiles_.has_value() ? o.profiles_->string() : "the default profiles");
  if (!profiles.has_value()) {
    return tl::unexpected{std::move(profiles.error())};
  }
  auto given = map_to_build{};
  {
    auto const reader = osm::pbf_reader::open(extract);
    if (!reader.has_value()) {
      return tl::unexpected{reader.error()};
    }
    given.meta_ = origin_of(reader->origin(), extract);
  }
  auto options = import_options{};
  options.profiles_ = std::move(*profiles);
  options.country_ = o.country_;
  options.progress_ = [&](std::uint64_t const done, std::uint64_t const all) {
    tell(o.watch_, "reading the extract", done, all);
  };
  auto imported = import_osm(extract, options);
  if (!imported.has_value()) {
    return tl::unexpected{std::move(imported.error())};
  }
  given.meta_.profiles_ = *toml;
  given.meta_.driving_side_ = imported->report_.drives_on_left_ ? driving_side::kLeft : driving_side::kRight;
  given.meta_.report_.text_ = print_report(imported->report_);
  given.program_version_ = o.program_version_;
  for (auto& n : imported->networks_) {
    given.networks_.push_back(to_build(std::move(n)));
  }
  add_places(imported->places_, given);
  return made_map{.map_ = build_map(std::move(given), o.watch_), .report_ = std::move(imported->report_)};
}

}  // namespace leeward::roads
