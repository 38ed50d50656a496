#include "roads/profiles/profile.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/ensure.h"
#include "roads/profiles/toml_section.h"

namespace leeward::roads {

std::string_view default_toml();

namespace {

constexpr auto const kKmh = number_range{0, 200};
constexpr auto const kSeconds = number_range{0, 86'400};
constexpr auto const kPercent = number_range{1, 150};
constexpr auto const kMetres = number_range{0, 100};
constexpr auto const kTonnes = number_range{0, 200};

// A table with one number for every kind of way.
per_kind<std::int32_t> read_per_kind(toml_section& from, std::string_view const key, std::string const& path,
                                     number_range const range, toml_problems& problems) {
  auto values = per_kind<std::int32_t>{};
  if (auto const* table = from.table(key)) {
    auto kinds = toml_section{*table, fmt::format("{}.{}", path, key), problems};
    for (auto i = std::size_t{0}; i != kWayKinds.size(); ++i) {
      values[i] = kinds.number(kWayKinds[i], range);
    }
    kinds.finish();
  }
  return values;
}

void read_turns(profile& p, toml_section& from, toml_problems& problems) {
  if (auto const* table = from.table("turn")) {
    auto turn = toml_section{*table, p.name_ + ".turn", problems};
    p.turn_.near_side_ms_ = turn.number("near_side_s", kSeconds, 1000);
    p.turn_.far_side_ms_ = turn.number("far_side_s", kSeconds, 1000);
    p.turn_.sharp_ms_ = turn.number("sharp_s", kSeconds, 1000);
    p.turn_.give_way_ms_ = turn.number("give_way_s", kSeconds, 1000);
    p.u_turns_ = turn.flag("u_turns");
    p.turn_.u_turn_ms_ = turn.number("u_turn_s", kSeconds, 1000);
    turn.finish();
  }
}

profile read_profile(std::string_view const name, toml::table const& table, toml_problems& problems) {
  auto p = profile{};
  p.name_ = name;
  auto from = toml_section{table, p.name_, problems};
  p.on_foot_ = from.word("moves", {"motor", "foot"}) == "foot";
  p.access_ = from.words("access");
  p.ferry_ = from.words("ferry");
  p.oneway_ = from.words("oneway");
  p.restrictions_ = from.words("restrictions");
  p.maxspeed_ = from.words("maxspeed");
  p.bus_lanes_ = from.flag("bus_lanes");
  p.barriers_open_ = from.word("barriers", {"closed", "open"}) == "open";
  p.barriers_ = from.words("barriers_except");
  p.height_cm_ = from.number("height_m", kMetres, 100);
  p.width_cm_ = from.number("width_m", kMetres, 100);
  p.length_cm_ = from.number("length_m", kMetres, 100);
  p.weight_kg_ = from.number("weight_t", kTonnes, 1000);
  p.speed_ = read_per_kind(from, "speed", p.name_, kKmh, problems);
  p.share_percent_ = read_per_kind(from, "share", p.name_, kPercent, problems);
  p.permitted_speed_ = from.number("permitted_speed", {1, kKmh.most_});
  p.top_speed_ = from.number("top_speed", {1, kKmh.most_});
  p.top_speed_elsewhere_ = from.number("top_speed_elsewhere", {1, kKmh.most_});
  p.surface_ = from.numbers("surface", kKmh);
  p.smoothness_ = from.numbers("smoothness", kKmh);
  p.tracktype_ = from.numbers("tracktype", kKmh);
  read_turns(p, from, problems);
  p.delay_ms_ = from.numbers("delay_s", kSeconds, 1000);
  p.destination_ms_ = from.number("destination_s", kSeconds, 1000);
  p.ferry_ms_ = from.number("ferry_s", kSeconds, 1000);
  from.finish();
  return p;
}

}  // namespace

result<std::vector<profile>> parse_profiles(std::string_view const text, std::string_view const source) {
  auto const root = parse_toml(text, source);
  if (!root) {
    return tl::unexpected{root.error()};
  }
  auto problems = toml_problems{std::string{source}, {}, {}};
  // The order of the file, which a TOML table does not keep by itself.
  auto tables = std::vector<std::pair<std::string, toml::table const*>>{};
  for (auto const& [name, node] : *root) {
    if (node.is_table()) {
      tables.emplace_back(name.str(), node.as_table());
    } else {
      problems.add(&node, name.str(), "is not a profile; a profile begins with a line such as [coach]");
    }
  }
  std::ranges::sort(tables, {}, [](auto const& t) { return t.second->source().begin.line; });
  auto profiles = std::vector<profile>{};
  for (auto const& [name, table] : tables) {
    profiles.push_back(read_profile(name, *table, problems));
  }
  if (profiles.empty() || profiles.size() > kMaxProfiles) {
    problems.add(nullptr,
                 "profiles:", fmt::format("there are {}, must be from 1 to {}", profiles.size(), kMaxProfiles));
  }
  if (!problems.lines_.empty()) {
    return problems.to_error();
  }
  return profiles;
}

result<std::vector<profile>> read_profiles(std::filesystem::path const& path) {
  auto in = std::ifstream{path, std::ios::binary};
  if (!in) {
    return fail(error_kind::kNotFound, fmt::format("{} cannot be read", path.string()), path.string());
  }
  auto const text = std::string{std::istreambuf_iterator<char>{in}, {}};
  return parse_profiles(text, path.string());
}

std::string_view default_profiles_toml() { return default_toml(); }

std::vector<profile> const& default_profiles() {
  static auto const profiles = [] {
    auto parsed = parse_profiles(default_toml(), "default.toml");
    ensure(parsed.has_value(), "our own default.toml is right");
    return *std::move(parsed);
  }();
  return profiles;
}

std::optional<std::int32_t> value_in(value_table const& table, std::string_view const word) {
  auto const it = std::ranges::find(table, word, [](auto const& entry) { return std::string_view{entry.first}; });
  return it == table.end() ? std::nullopt : std::optional{it->second};
}

}  // namespace leeward::roads
