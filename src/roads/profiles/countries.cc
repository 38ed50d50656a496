#include "roads/profiles/countries.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ensure.h"
#include "roads/profiles/toml_section.h"
#include "roads/profiles/values.h"

namespace leeward::roads {

std::string_view countries_toml();

namespace {

struct country_file {
  std::vector<country> countries_;  // by code
  country unknown_;
  value_table zones_;
};

country read_country(std::string code, toml::table const& table, toml_problems& problems) {
  constexpr auto const kKmh = number_range{0, 200};
  auto from = toml_section{table, code, problems};
  auto c = country{};
  c.name_ = table["name"].value_or(std::string{});
  c.drives_on_left_ = from.word("drives", {"left", "right"}) == "left";
  c.urban_ = from.number("urban", kKmh);
  c.rural_ = from.number("rural", kKmh);
  c.motorway_ = from.number("motorway", kKmh);
  c.living_street_ = from.number("living_street", kKmh);
  c.code_ = std::move(code);
  return c;
}

country_file read_file() {
  auto const root = parse_toml(countries_toml(), "countries.toml");
  ensure(root.has_value(), "our own countries.toml is TOML");
  auto problems = toml_problems{"countries.toml", {}, {}};
  auto top = toml_section{*root, "countries", problems};
  auto file = country_file{};
  for (auto const& [code, node] : *top.table("country")) {
    file.countries_.push_back(read_country(std::string{code.str()}, *node.as_table(), problems));
  }
  std::ranges::sort(file.countries_, {}, &country::code_);
  file.unknown_ = read_country({}, *top.table("unknown"), problems);
  file.zones_ = top.numbers("zone", {1, 200});
  top.finish();
  ensure(problems.lines_.empty(), "our own countries.toml is right");
  return file;
}

country_file const& file() {
  static auto const f = read_file();
  return f;
}

std::string_view after_colon(std::string_view const s) {
  auto const colon = s.find(':');
  return colon == std::string_view::npos ? s : s.substr(colon + 1);
}

}  // namespace

country const* find_country(std::string_view const code) {
  if (code.size() != 2) {
    return nullptr;
  }
  auto upper = std::array<char, 2>{};
  std::ranges::transform(code, upper.begin(), [](unsigned char const c) { return static_cast<char>(std::toupper(c)); });
  auto const& all = file().countries_;
  auto const name = std::string_view{upper.data(), upper.size()} == "UK" ? "GB" : std::string_view{upper.data(), 2};
  auto const it = std::ranges::lower_bound(all, name, {}, [](country const& c) { return std::string_view{c.code_}; });
  return it != all.end() && it->code_ == name ? &*it : nullptr;
}

country const& unknown_country() { return file().unknown_; }

std::vector<country> const& all_countries() { return file().countries_; }

country const* country_of_zone(std::string_view const value) {
  return value.size() > 3 && value[2] == ':' ? find_country(value.substr(0, 2)) : nullptr;
}

std::optional<std::int32_t> zone_limit(std::string_view const value, country const& here) {
  if (auto const listed = value_in(file().zones_, value)) {
    return listed;
  }
  auto const* named = country_of_zone(value);
  auto const& where = named == nullptr ? here : *named;
  auto zone = after_colon(value);
  if (zone == "urban") {
    return where.urban_;
  }
  if (zone == "rural") {
    return where.rural_;
  }
  if (zone == "motorway") {
    return where.motorway_;
  }
  if (zone == "living_street") {
    return where.living_street_;
  }
  for (auto const prefix : {"zone:", "zone"}) {
    if (zone.starts_with(prefix)) {
      zone.remove_prefix(std::string_view{prefix}.size());
    }
  }
  return parse_speed(zone);
}

std::int32_t general_limit(country const& c, way_kind const kind) {
  switch (kind) {
    case way_kind::kMotorway:
    case way_kind::kMotorwayLink: return c.motorway_;
    case way_kind::kLivingStreet: return c.living_street_;
    case way_kind::kResidential:
    case way_kind::kAlley: return c.urban_;
    default: return c.rural_;
  }
}

}  // namespace leeward::roads
