#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/folder_lock.h"
#include "base/json/encode.h"
#include "cli/closure_effect.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/points_file.h"
#include "roads/closures/closures_file.h"
#include "roads/roads.h"

namespace leeward::cli {

namespace {

struct close_options {
  std::filesystem::path file_;
  std::filesystem::path closures_;
  std::vector<std::string> ways_;
  std::optional<std::string> name_;
  std::optional<std::string> near_;
  std::optional<std::string> area_;
  std::string direction_{"both"};
  std::string vehicles_;
  std::optional<std::string> from_;
  std::optional<std::string> to_;
  std::string speed_{"0%"};
  std::string reason_;
  std::optional<std::string> id_;
};

struct close_answer {
  roads::closure closure_;
  std::vector<touched_network> touched_;
  std::vector<std::int64_t> unknown_ways_;
  std::vector<unreachable_places> unreachable_;
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(close_answer, (), (closure_, touched_, unknown_ways_, unreachable_, attribution_))

std::vector<option> declare(close_options& o) {
  return {
      {"file", &o.file_, "The .roads file", need::kRequired},
      {"--closures", &o.closures_, "The closures file to add to; made if it is not there", need::kRequired},
      {"--way", &o.ways_, "Close these OSM ways, by id"},
      {"--name", &o.name_, "Close every road of this name or reference, in any case"},
      {"--near", &o.near_, "Close the one piece of road nearest to LAT,LON"},
      {"--area", &o.area_, "Close what lies in or crosses \"LAT,LON LAT,LON LAT,LON …\" or a GeoJSON polygon's file"},
      {"--direction", &o.direction_, "both, forward or backward, as the OSM way is drawn [both]"},
      {"--vehicles", &o.vehicles_, "Only for these profiles: coach,car; by default for all"},
      {"--from", &o.from_, "From this time on, as 2024-01-05T08:00:00+03:00"},
      {"--to", &o.to_, "Until before this time"},
      {"--speed", &o.speed_, "Slow down to this share of the usual speed instead: 30%"},
      {"--reason", &o.reason_, "Why, in your words"},
      {"--id", &o.id_, "How it is called in `open`; by default closure-1, closure-2, …"}};
}

result<std::int64_t> whole_number(std::string_view const text, std::string_view const option) {
  auto value = std::int64_t{0};
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size()) {
    return invalid(fmt::format("{}: is \"{}\", must be a whole number", option, text), std::string{option});
  }
  return value;
}

result<void> set_place(close_options const& o, roads::closure& c) {
  if (!o.ways_.empty()) {
    c.ways_.emplace();
    for (auto const& way : o.ways_) {
      auto const id = whole_number(way, "--way");
      if (!id.has_value()) {
        return tl::unexpected{id.error()};
      }
      c.ways_->push_back(*id);
    }
  }
  c.name_ = o.name_;
  if (o.near_.has_value()) {
    auto const p = parse_position(*o.near_);
    if (!p.has_value()) {
      return invalid(fmt::format("--near: {}", p.error().sentence_), "--near");
    }
    c.near_ = *p;
  }
  if (o.area_.has_value()) {
    auto area = read_polygon(*o.area_);
    if (!area.has_value()) {
      return tl::unexpected{std::move(area.error())};
    }
    c.area_ = std::move(*area);
  }
  auto const given =
      int{c.ways_.has_value()} + int{c.name_.has_value()} + int{c.near_.has_value()} + int{c.area_.has_value()};
  return given == 1 ? result<void>{}
                    : invalid(fmt::format("{} of --way, --name, --near and --area given, must be one", given));
}

result<void> set_direction(close_options const& o, roads::closure& c) {
  using enum roads::closed_direction;
  for (auto const& [word, direction] : {std::pair{"both", kBoth}, {"forward", kForward}, {"backward", kBackward}}) {
    if (o.direction_ == word) {
      c.direction_ = direction;
      return {};
    }
  }
  return invalid(fmt::format("--direction: is \"{}\", must be both, forward or backward", o.direction_), "--direction");
}

result<void> set_time(std::optional<std::string> const& given, std::string_view const option,
                      std::optional<instant>& to) {
  if (!given.has_value()) {
    return {};
  }
  auto const t = parse_instant(*given);
  if (!t.has_value()) {
    return invalid(fmt::format("{}: {}", option, t.error().sentence_), std::string{option});
  }
  to = *t;
  return {};
}

result<void> set_speed(close_options const& o, roads::closure& c) {
  auto text = std::string_view{o.speed_};
  if (text.ends_with('%')) {
    text.remove_suffix(1);
  }
  auto const percent = whole_number(text, "--speed");
  if (!percent.has_value() || *percent < 0 || *percent > 99) {
    return invalid(fmt::format("--speed: is \"{}\", must be 0% (closed) to 99%", o.speed_), "--speed");
  }
  c.speed_percent_ = static_cast<std::int32_t>(*percent);
  return {};
}

std::string free_id(std::vector<roads::closure> const& all) {
  for (auto i = all.size() + 1;; ++i) {
    auto id = fmt::format("closure-{}", i);
    if (std::none_of(begin(all), end(all), [&](roads::closure const& c) { return c.id_ == id; })) {
      return id;
    }
  }
}

std::vector<std::string> split(std::string_view list) {
  auto words = std::vector<std::string>{};
  while (!list.empty()) {
    auto const comma = list.find(',');
    words.emplace_back(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
  return words;
}

result<roads::closure> to_closure(close_options const& o, std::vector<roads::closure> const& others) {
  auto c = roads::closure{};
  c.id_ = o.id_.value_or(free_id(others));
  c.reason_ = o.reason_;
  c.vehicles_ = split(o.vehicles_);
  return set_place(o, c)
      .and_then([&] { return set_direction(o, c); })
      .and_then([&] { return set_time(o.from_, "--from", c.from_); })
      .and_then([&] { return set_time(o.to_, "--to", c.to_); })
      .and_then([&] { return set_speed(o, c); })
      .map([&] { return c; });
}

// A moment at which the closure holds, to ask what it cuts off; nothing if it always does.
std::optional<instant> a_moment_of(roads::closure const& c) {
  if (c.from_.has_value()) {
    return c.from_;
  }
  return c.to_.has_value() ? std::optional{*c.to_ - seconds{1}} : std::nullopt;
}

result<std::vector<roads::closure>> closures_so_far(std::filesystem::path const& file) {
  return std::filesystem::exists(file) ? roads::read_closures(file) : std::vector<roads::closure>{};
}

std::string in_words(close_answer const& a, std::filesystem::path const& file) {
  auto text = fmt::format("closure \"{}\" added to {}\n{}", a.closure_.id_, file.string(), in_words(a.touched_));
  if (!a.unknown_ways_.empty()) {
    text += fmt::format("not on the map, and so not closed: way {}\n", fmt::join(a.unknown_ways_, ", way "));
  }
  return text + in_words(a.unreachable_) + a.attribution_ + "\n";
}

result<exit_code> run(close_options const& o, console const& out) {
  if (auto good = check_outputs(std::array{output{"--closures", o.closures_}}, {o.file_}); !good.has_value()) {
    return tl::unexpected{good.error()};
  }
  auto const lock = folder_lock::await_around(o.closures_);
  if (!lock.has_value()) {
    return tl::unexpected{lock.error()};
  }
  auto all = closures_so_far(o.closures_);
  if (!all.has_value()) {
    return tl::unexpected{std::move(all.error())};
  }
  auto const c = to_closure(o, *all);
  if (!c.has_value()) {
    return tl::unexpected{c.error()};
  }
  auto const map = roads::open(o.file_);
  if (!map.has_value()) {
    return tl::unexpected{map.error()};
  }
  all->push_back(*c);
  if (auto good = roads::check(*all, o.closures_.string()); !good.has_value()) {
    return tl::unexpected{good.error()};
  }
  auto touched = touched_roads(**map, *c);
  if (!touched.has_value()) {
    return tl::unexpected{std::move(touched.error())};
  }
  auto unreachable = find_unreachable(*map, *all, a_moment_of(*c));
  if (!unreachable.has_value()) {
    return tl::unexpected{std::move(unreachable.error())};
  }
  return roads::write_closures(o.closures_, *all).map([&] {
    auto const answer = close_answer{.closure_ = *c,
                                     .touched_ = *touched,
                                     .unknown_ways_ = unknown_ways(*c, *touched),
                                     .unreachable_ = *unreachable,
                                     .attribution_ = std::string{roads::attribution(**map)}};
    out.print(out.json_ ? json::encode(answer) + "\n" : in_words(answer, o.closures_));
    return exit_code::kOk;
  });
}

}  // namespace

command roads_close() {
  return make_command<close_options>(
      "roads close", "Close or slow down roads: adds to a closures file and says what it touches",
      "leeward roads close region.roads --closures today.json --name \"B 188\" --speed 30% --reason smoke", declare,
      run);
}

}  // namespace leeward::cli
