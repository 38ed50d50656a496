#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/make_roads.h"
#include "cli/outputs.h"
#include "roads/region_maker/region_maker.h"

namespace leeward::cli {

namespace {

struct region_make_options {
  std::int64_t people_{340'000};
  std::int64_t seed_{7};
  std::optional<std::string> centre_;
  double detail_{1};
  std::filesystem::path output_;
};

struct made_region {
  std::string file_;
  std::string city_;
  std::int64_t people_{0};
  std::int64_t settlements_{0};
  std::int64_t junctions_{0};
  std::int64_t road_km_{0};
  std::int64_t named_streets_{0};
  std::int64_t addresses_{0};
  std::uint64_t bytes_{0};
};
BOOST_DESCRIBE_STRUCT(made_region, (),
                      (file_, city_, people_, settlements_, junctions_, road_km_, named_streets_, addresses_, bytes_))

std::vector<option> declare(region_make_options& o) {
  return {{"-o,--output", &o.output_, "Where the region goes, as .osm.pbf", need::kRequired},
          {"--people", &o.people_, "People in the city; towns and villages come on top [340000]"},
          {"--seed", &o.seed_, "Another seed, another region [7]"},
          {"--centre", &o.centre_,
           "Where on Earth the city is put, LAT,LON [53.5,41]. What is really there does not matter"},
          {"--detail", &o.detail_, "How much denser than usual the streets are, 0.25 to 4 [1]"}};
}

result<roads::region_options> read(region_make_options const& o) {
  auto out =
      roads::region_options{.people_ = o.people_, .seed_ = static_cast<std::uint64_t>(o.seed_), .detail_ = o.detail_};
  if (o.centre_) {
    auto const p = parse_position(*o.centre_);
    if (!p) {
      return invalid(fmt::format("--centre: {}", p.error().sentence_), "--centre");
    }
    out.centre_ = *p;
  }
  return out;
}

result<exit_code> run(region_make_options const& o, console const& out) {
  if (auto good = check_outputs(std::array{output{"-o", o.output_}}, {}); !good.has_value()) {
    return tl::unexpected{good.error()};
  }
  auto const options = read(o);
  if (!options) {
    return tl::unexpected{options.error()};
  }
  auto bar = progress_bar{out, "making the region"};
  auto const r =
      roads::make_region(*options, [&](std::string_view, std::uint64_t const done, std::uint64_t const total) {
        bar.show(total == 0 ? 0.0 : static_cast<double>(done) / static_cast<double>(total));
      });
  if (!r) {
    return invalid(fmt::format("--{}: {}", r.error().field_, r.error().sentence_), "--" + r.error().field_);
  }
  auto const bytes = write_extract(*r, o.output_);
  if (!bytes) {
    return tl::unexpected{bytes.error()};
  }
  auto const& n = r->counts_;
  auto const answer = made_region{.file_ = o.output_.string(),
                                  .city_ = r->name_,
                                  .people_ = n.people_,
                                  .settlements_ = n.settlements_,
                                  .junctions_ = n.junctions_,
                                  .road_km_ = static_cast<std::int64_t>(n.road_km_),
                                  .named_streets_ = n.streets_,
                                  .addresses_ = n.addresses_,
                                  .bytes_ = *bytes};
  out.print(
      out.json_
          ? json::encode(answer) + "\n"
          : fmt::format("{}, a city of {} that does not exist, and its region\n  {} settlements, {} km of road, {} "
                        "junctions, {} named streets, {} addresses\n\nIt is in {} ({:.1f} MB). Next:\n  leeward roads "
                        "import {} -o region.roads\n",
                        answer.city_, answer.people_, answer.settlements_, answer.road_km_, answer.junctions_,
                        answer.named_streets_, answer.addresses_, answer.file_, static_cast<double>(*bytes) / 1e6,
                        answer.file_));
  return exit_code::kOk;
}

}  // namespace

command region_make() {
  return make_command<region_make_options>(
      "region make", "Make up a region with its city, towns, villages and roads, as OpenStreetMap data",
      "leeward region make --people 340000 --seed 7 -o region.osm.pbf", declare, run);
}

}  // namespace leeward::cli
