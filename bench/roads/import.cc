#include "roads/import/import.h"

#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/file.h"
#include "figure.h"
#include "roads/make/make_map.h"
#include "roads/osm/pbf_reader.h"
#include "roads/osm/pbf_writer.h"
#include "roads/parts.h"
#include "roads/region_maker/region_maker.h"

namespace leeward::bench {

namespace {

constexpr auto const kShiftE7 = std::int32_t{30'000'000};  // three degrees: 36 regions fit into the world

// Every blob inflated, nothing in it decoded.
double inflating(std::filesystem::path const& extract) {
  return median_time(5, [&] {
    auto reader = roads::osm::pbf_reader::open(extract);
    ensure(reader.has_value() && reader->read({}).has_value(), "the extract can be read");
  });
}

double importing(std::filesystem::path const& extract, int const runs) {
  auto options = roads::import_options{};
  options.keep_islands_from_ = metres{1};
  return median_time(runs,
                     [&] { ensure(roads::import_osm(extract, options).has_value(), "the extract can be imported"); });
}

roads::osm::tags views_of(roads::region_tags const& from, std::vector<roads::osm::tag>& to) {
  to.assign(begin(from), end(from));
  return to;
}

// The same region so many times from west to east, with ids of their own.
void write_side_by_side(roads::region const& r, int const copies, std::filesystem::path const& path) {
  auto bytes = std::string{};
  auto writer = roads::osm::pbf_writer{{.source_ = "made"}, [&](std::string_view const part) { bytes += part; }};
  auto tags = std::vector<roads::osm::tag>{};
  auto const id_of = [](int const copy, std::size_t const index, std::size_t const count) {
    return static_cast<roads::osm::osm_id>(static_cast<std::size_t>(copy) * count + index + 1);
  };
  for (auto c = 0; c != copies; ++c) {
    for (auto i = std::size_t{0}; i != r.nodes_.size(); ++i) {
      auto const shifted = position{r.nodes_[i].where_.lat_e7_, r.nodes_[i].where_.lon_e7_ + c * kShiftE7};
      writer.add(roads::osm::node{id_of(c, i, r.nodes_.size()), shifted, views_of(r.nodes_[i].tags_, tags)});
    }
  }
  auto nodes = std::vector<roads::osm::osm_id>{};
  for (auto c = 0; c != copies; ++c) {
    for (auto i = std::size_t{0}; i != r.ways_.size(); ++i) {
      nodes.clear();
      for (auto const n : r.ways_[i].nodes_) {
        nodes.push_back(id_of(c, n, r.nodes_.size()));
      }
      writer.add(roads::osm::way{id_of(c, i, r.ways_.size()), nodes, views_of(r.ways_[i].tags_, tags)});
    }
  }
  writer.finish();
  ensure(write_atomically(path, bytes).has_value(), "a region can be written");
}

}  // namespace

void measure_import(subject const& s) {
  auto const inflate = inflating(s.extract_) / s.megabytes_;
  auto const with_hierarchy =
      median_time(3, [&] { ensure(roads::make_map(s.extract_, {}).has_value(), "the extract can be imported"); });
  s.print("extract_mb", s.megabytes_, "MB", s.megabytes_);
  s.print("inflate_s_per_mb", inflate, "s/MB", inflate);
  s.print("import_s_per_mb", importing(s.extract_, 5) / s.megabytes_, "s/MB", inflate);
  s.print("import_with_hierarchy_s_per_mb", with_hierarchy / s.megabytes_, "s/MB", inflate);
  s.print("import_peak_mb", ask_child("import", s.extract_), "MB", s.megabytes_);
  s.print("import_with_hierarchy_peak_mb", ask_child("make", s.extract_), "MB", s.megabytes_);
  s.print("roads_file_mb", static_cast<double>(std::filesystem::file_size(s.roads_)) / 1e6, "MB", s.megabytes_);
}

// The yardstick is the time per MB of one region: a ratio of 1 is linear.
void measure_linearity(std::filesystem::path const& folder) {
  auto const region = roads::make_region({});
  ensure(region.has_value(), "a region can be made");
  auto first = 0.0;
  for (auto const copies : {1, 4, 12, 36}) {
    auto const extract = folder / fmt::format("{}_regions.osm.pbf", copies);
    write_side_by_side(*region, copies, extract);
    auto const megabytes = static_cast<double>(std::filesystem::file_size(extract)) / 1e6;
    auto const each = importing(extract, 3) / megabytes;
    first = first == 0 ? each : first;
    auto const name = fmt::format("roads.made_{:.0f}_mb.", megabytes);
    print(name + "import_s_per_mb", each, "s/MB", first);
    print(name + "import_peak_mb", ask_child("import", extract), "MB", megabytes);
    std::filesystem::remove(extract);
  }
}

}  // namespace leeward::bench
