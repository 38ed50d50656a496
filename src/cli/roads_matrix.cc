#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "base/problems.h"
#include "cli/bytes.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/points_file.h"
#include "cli/situation_options.h"

namespace leeward::cli {

namespace {

// Rows are computed and written in blocks of about this many bytes, so that memory does not grow with the table.
constexpr auto const kBlockBytes = std::size_t{16} << 20U;
constexpr auto const kShown = std::size_t{20};

struct matrix_options {
  situation_options situation_;
  std::filesystem::path from_;
  std::filesystem::path to_;
  std::optional<std::filesystem::path> output_;
  std::int64_t snap_limit_m_{1000};
  bool door_side_{false};
  std::string max_memory_{"4GiB"};
};

struct matrix_point {
  std::string id_;
  position where_;
  metres snapped_m_{};
};
BOOST_DESCRIBE_STRUCT(matrix_point, (), (id_, where_, snapped_m_))

// Points that the closures in force cut off.
struct cut_off_points {
  std::vector<std::string> from_;
  std::vector<std::string> to_;
};
BOOST_DESCRIBE_STRUCT(cut_off_points, (), (from_, to_))

// The table stands last, row by row; null where there is no way; after it the number of such pairs.
struct matrix_answer {
  std::string profile_;
  std::vector<std::string> closures_;
  std::string attribution_;
  std::vector<matrix_point> from_;
  std::vector<matrix_point> to_;
  cut_off_points cut_off_;
};
BOOST_DESCRIBE_STRUCT(matrix_answer, (), (profile_, closures_, attribution_, from_, to_, cut_off_))

std::vector<option> declare(matrix_options& o) {
  auto options = declare(o.situation_);
  options.push_back(
      {"--from", &o.from_, "Where journeys start: CSV with id, lat, lon, or GeoJSON points", need::kRequired});
  options.push_back({"--to", &o.to_, "Where they end, in the same formats", need::kRequired});
  options.push_back({"-o,--output", &o.output_, "Where the table goes; without it to the standard output"});
  options.push_back({"--snap-limit", &o.snap_limit_m_, "Farthest distance of a point from a road, in metres [1000]"});
  options.push_back({"--door-side", &o.door_side_,
                     "Stop with the doors towards the point: on the right where one drives on the right"});
  options.push_back({"--max-memory", &o.max_memory_, "Refuse a table of more than this, 4 bytes an entry [4GiB]"});
  return options;
}

struct placed {
  std::vector<matrix_point> points_;
  std::vector<roads::place_on_road> places_;
};

// Every point that is too far from a road is named.
result<placed> place_points(std::filesystem::path const& file, opened_situation const& s, matrix_options const& o) {
  auto const side = o.door_side_ ? roads::kerb::kDoorSide : roads::kerb::kAnySide;
  auto const points = read_points(file);
  if (!points.has_value()) {
    return tl::unexpected{points.error()};
  }
  auto all = placed{};
  auto wrong = problems{file.string()};
  for (auto const& p : *points) {
    auto const place = roads::snap(*s.map_, s.situation_.profile(), p.where_, metres{o.snap_limit_m_}, side);
    if (!place.has_value()) {
      wrong.add(fmt::format("point \"{}\"", p.id_), place.error().sentence_);
      continue;
    }
    all.points_.push_back({.id_ = p.id_, .where_ = p.where_, .snapped_m_ = place->off_});
    all.places_.push_back(*place);
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return all;
}

result<void> check_size(matrix_options const& o, std::size_t const from, std::size_t const to) {
  auto const limit = parse_bytes(o.max_memory_);
  if (!limit.has_value()) {
    return invalid(fmt::format("--max-memory: {}", limit.error().sentence_), "--max-memory");
  }
  auto const needed = static_cast<double>(from) * static_cast<double>(to) * sizeof(roads::weight);
  if (needed > static_cast<double>(*limit)) {
    return fail(error_kind::kTooLarge,
                fmt::format("A table of {} × {} needs {:.1f} MB; the limit is {} (--max-memory).", from, to,
                            needed / 1e6, o.max_memory_));
  }
  return {};
}

// Into a file that is there whole or not at all, or to the standard output.
struct sink {
  static result<sink> create(matrix_options const& o, console const& out) {
    if (!o.output_.has_value()) {
      return sink{.file_ = std::nullopt, .console_ = out};
    }
    return atomic_file::create(*o.output_).map([&](atomic_file&& f) {
      return sink{.file_ = std::move(f), .console_ = out};
    });
  }

  result<void> append(std::string_view const text) {
    if (file_.has_value()) {
      return file_->append(text);
    }
    console_.print(text);
    return {};
  }

  result<void> finish() { return file_.has_value() ? file_->commit() : result<void>{}; }

  std::optional<atomic_file> file_;
  console console_;
};

std::string csv_header(matrix_answer const& a) {
  auto const corner = fmt::format("seconds from\\to; {}", a.attribution_);
  auto fields = std::vector<std::string_view>{corner};
  for (auto const& p : a.to_) {
    fields.push_back(p.id_);
  }
  auto line = std::string{};
  append_csv(line, fields);
  return line;
}

void append_times(std::string& line, std::span<roads::weight const> const row, std::string_view const unreachable) {
  auto first = true;
  for (auto const ms : row) {
    if (!std::exchange(first, false)) {
      line += ',';
    }
    if (ms < roads::kNever) {
      fmt::format_to(std::back_inserter(line), "{}", to_seconds_up({ms}).v_);
    } else {
      line += unreachable;
    }
  }
}

std::string row_text(bool const as_json, std::string const& id, bool const first,
                     std::span<roads::weight const> const row) {
  auto line = std::string{};
  if (as_json) {
    line = first ? "\n[" : ",\n[";
    append_times(line, row, "null");
    return line + "]";
  }
  auto const fields = std::vector<std::string_view>{id};
  append_csv(line, fields);
  line.back() = ',';
  append_times(line, row, "");
  return line + "\n";
}

// The number of pairs without a way.
result<std::uint64_t> write_table(sink& to, matrix_answer const& a, opened_situation const& s, placed const& from,
                                  placed const& targets, bool const as_json) {
  auto head = json::encode(a);
  head.back() = ',';
  auto written = to.append(as_json ? head + "\"durations_s\":[" : csv_header(a));
  auto const columns = targets.places_.size();
  auto const block = std::max<std::size_t>(kBlockBytes / (columns * sizeof(roads::weight)), 16);
  auto times = std::vector<roads::weight>{};
  auto unreachable = std::uint64_t{0};
  for (auto first = std::size_t{0}; first < from.places_.size() && written.has_value(); first += block) {
    auto const rows = std::min(block, from.places_.size() - first);
    times.resize(rows * columns);
    s.situation_.matrix(std::span{from.places_}.subspan(first, rows), targets.places_, times);
    unreachable += static_cast<std::uint64_t>(
        std::count_if(begin(times), end(times), [](roads::weight const ms) { return ms >= roads::kNever; }));
    for (auto i = std::size_t{0}; i != rows && written.has_value(); ++i) {
      auto const row = std::span<roads::weight const>{times}.subspan(i * columns, columns);
      written = to.append(row_text(as_json, from.points_[first + i].id_, first + i == 0, row));
    }
  }
  auto const tail = fmt::format("],\"unreachable_pairs\":{}}}\n", unreachable);
  return written.and_then([&] { return as_json ? to.append(tail) : result<void>{}; }).map([&] { return unreachable; });
}

void report_snapping(console const& out, std::filesystem::path const& file, std::vector<matrix_point> const& points) {
  auto const farthest = std::max_element(begin(points), end(points), [](matrix_point const& a, matrix_point const& b) {
    return a.snapped_m_ < b.snapped_m_;
  });
  out.note(fmt::format("{}: {} points; the farthest from a road is \"{}\", {} m", file.string(), points.size(),
                       farthest->id_, farthest->snapped_m_.v_));
}

std::vector<std::string> cut_off(opened_situation const& s, placed const& all) {
  auto ids = std::vector<std::string>{};
  if (!s.closure_ids_.empty()) {
    for (auto const index : s.situation_.cut_off(all.places_)) {
      ids.push_back(all.points_[index].id_);
    }
  }
  return ids;
}

void report_unreachable(console const& out, matrix_answer const& a, std::uint64_t const pairs) {
  if (pairs == 0) {
    return;
  }
  out.note(fmt::format("{} of {} pairs have no way", pairs, a.from_.size() * a.to_.size()));
  for (auto const& [what, ids] : {std::pair{"starts", &a.cut_off_.from_}, std::pair{"ends", &a.cut_off_.to_}}) {
    if (!ids->empty()) {
      auto const shown = std::span{*ids}.first(std::min(ids->size(), kShown));
      auto const more = ids->size() > kShown ? fmt::format(" … and {} more", ids->size() - kShown) : "";
      out.note(fmt::format("{} that the closures cut off: {}{}", what, fmt::join(shown, ", "), more));
    }
  }
}

result<void> check(matrix_options const& o) {
  if (o.snap_limit_m_ < 0) {
    return invalid(fmt::format("--snap-limit: is {}, must be 0 or more metres", o.snap_limit_m_), "--snap-limit");
  }
  return o.output_.has_value()
             ? check_outputs(std::array{output{"-o", *o.output_}},
                             {o.situation_.file_, o.from_, o.to_, o.situation_.closures_.value_or("")})
             : result<void>{};
}

result<exit_code> write(matrix_options const& o, console const& out, opened_situation const& s, placed const& from,
                        placed const& to) {
  auto const answer = matrix_answer{.profile_ = o.situation_.profile_,
                                    .closures_ = s.closure_ids_,
                                    .attribution_ = std::string{roads::attribution(*s.map_)},
                                    .from_ = from.points_,
                                    .to_ = to.points_,
                                    .cut_off_ = {.from_ = cut_off(s, from), .to_ = cut_off(s, to)}};
  auto target = sink::create(o, out);
  if (!target.has_value()) {
    return tl::unexpected{target.error()};
  }
  report_snapping(out, o.from_, from.points_);
  report_snapping(out, o.to_, to.points_);
  return write_table(*target, answer, s, from, to, out.json_).and_then([&](std::uint64_t const unreachable) {
    report_unreachable(out, answer, unreachable);
    return target->finish().map([] { return exit_code::kOk; });
  });
}

result<exit_code> run(matrix_options const& o, console const& out) {
  if (auto good = check(o); !good.has_value()) {
    return tl::unexpected{good.error()};
  }
  auto const s = open_situation(o.situation_);
  if (!s.has_value()) {
    return tl::unexpected{s.error()};
  }
  auto const from = place_points(o.from_, *s, o);
  if (!from.has_value()) {
    return tl::unexpected{from.error()};
  }
  auto const to = place_points(o.to_, *s, o);
  if (!to.has_value()) {
    return tl::unexpected{to.error()};
  }
  if (auto fits = check_size(o, from->places_.size(), to->places_.size()); !fits.has_value()) {
    return tl::unexpected{fits.error()};
  }
  return write(o, out, *s, *from, *to);
}

}  // namespace

command roads_matrix() {
  return make_command<matrix_options>(
      "roads matrix", "Travel times from many points to many, in seconds",
      "leeward roads matrix region.roads --from pickups.csv --to centres.geojson -o times.csv", declare, run);
}

}  // namespace leeward::cli
