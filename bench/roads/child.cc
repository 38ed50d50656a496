#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>

#include <fmt/core.h>

#include "base/ensure.h"
#include "figure.h"
#include "roads/file/map_file.h"
#include "roads/import/import.h"
#include "roads/make/make_map.h"
#include "roads/parts.h"
#include "roads/roads.h"

// Memory and start-up are measured in fresh processes: one that has worked before shows neither.
namespace leeward::bench {

namespace {

constexpr auto const* kChild = "--child";

double process_seconds() {
  auto now = timespec{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double import_peak(std::filesystem::path const& extract) {
  auto options = roads::import_options{};
  options.keep_islands_from_ = metres{1};
  ensure(roads::import_osm(extract, options).has_value(), "the extract can be imported");
  return peak_megabytes();
}

double make_peak(std::filesystem::path const& extract) {
  ensure(roads::make_map(extract, {}).has_value(), "the extract can be imported");
  return peak_megabytes();
}

// What a table takes beyond its 36 MB of output and what the process held before.
double matrix_peak(std::filesystem::path const& file) {
  constexpr auto const kSide = std::size_t{3'000};
  auto const map = roads::open(file);
  ensure(map.has_value(), "the map can be opened");
  auto const p = profile_of(**map, "car");
  auto dice = random_source{8};
  auto const from = random_places(dice, p, kSide);
  auto const to = random_places(dice, p, kSide);
  auto const situation = roads::situation{*map, p.id_};
  auto out = std::vector<roads::weight>(kSide * kSide, 0);
  reset_peak();
  auto const before = resident_megabytes();
  situation.matrix(from, to, out);
  return peak_megabytes() - before;
}

// From the corner to the corner of the middle of the map.
double first_answer(std::filesystem::path const& file) {
  auto const map = roads::open(file);
  ensure(map.has_value(), "the map can be opened");
  auto const& meta = (*map)->meta_;
  auto const between = [&](std::int64_t const share) {
    auto const at = [&](std::int64_t const low, std::int64_t const high) {
      return static_cast<std::int32_t>(low + (high - low) * share / 100);
    };
    return position{at(meta.south_west_.lat_e7_, meta.north_east_.lat_e7_),
                    at(meta.south_west_.lon_e7_, meta.north_east_.lon_e7_)};
  };
  auto const p = *roads::find_profile(**map, "car");
  auto const from = roads::snap(**map, p, between(40), metres{50'000});
  auto const to = roads::snap(**map, p, between(60), metres{50'000});
  ensure(from.has_value() && to.has_value(), "the middle of the map has roads");
  auto const situation = roads::situation{*map, p};
  static_cast<void>(situation.distance(*from, *to));
  return process_seconds() * 1e3;
}

struct child_work {
  std::string_view name_;
  double (*run_)(std::filesystem::path const&);
};

constexpr auto const kWorks = std::array{child_work{"import", import_peak}, child_work{"make", make_peak},
                                         child_work{"matrix", matrix_peak}, child_work{"first_answer", first_answer}};

}  // namespace

bool is_child(std::span<char const* const> const arguments) {
  return arguments.size() == 4 && std::string_view{arguments[1]} == kChild;
}

void run_child(std::span<char const* const> const arguments) {
  auto const work = std::find_if(begin(kWorks), end(kWorks), [&](auto const& w) { return w.name_ == arguments[2]; });
  ensure(work != end(kWorks), "a child knows its work");
  fmt::print("{}\n", work->run_(arguments[3]));
}

double ask_child(std::string_view const what, std::filesystem::path const& file) {
  auto const self = std::filesystem::read_symlink("/proc/self/exe");
  auto const command = fmt::format("'{}' {} {} '{}'", self.string(), kChild, what, file.string());
  auto const close = [](std::FILE* const f) { pclose(f); };
  auto const pipe = std::unique_ptr<std::FILE, decltype(close)>{popen(command.c_str(), "r"), close};
  auto line = std::array<char, 64>{};
  ensure(pipe != nullptr && std::fgets(line.data(), line.size(), pipe.get()) != nullptr, "a child answers");
  return std::stod(line.data());
}

// CPU time of the whole process, its start included, until it has the first distance.
void measure_opening(subject const& s) {
  auto fresh = std::vector<double>{};
  for (auto i = 0; i != 11; ++i) {
    fresh.push_back(ask_child("first_answer", s.roads_));
  }
  s.print("first_answer_in_a_fresh_process_ms", median(fresh), "ms", s.dijkstra_s_ * 1e3);
  s.print("open_file_ms",
          median_time(11, [&] { ensure(roads::open(s.roads_).has_value(), "the map can be opened"); }) * 1e3, "ms",
          s.dijkstra_s_ * 1e3);
  s.print("matrix_3000_extra_mb", ask_child("matrix", s.roads_), "MB", 3'000.0 * 3'000 * 4 / 1e6);
}

}  // namespace leeward::bench
