#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/version.h"
#include "roads/file/map_file.h"
#include "roads/make/make_map.h"

namespace leeward::cli {

namespace {

constexpr auto const kIslandsShown = std::size_t{5};

struct import_options {
  std::filesystem::path extract_;
  std::filesystem::path output_;
  std::optional<std::filesystem::path> profiles_;
  std::string country_;
};

struct import_answer {
  std::string output_;
  std::string source_;
  json::raw report_;
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(import_answer, (), (output_, source_, report_, attribution_))

std::vector<option> declare(import_options& o) {
  return {{"extract", &o.extract_, "An OpenStreetMap extract, REGION.osm.pbf", need::kRequired},
          {"-o,--output", &o.output_, "The .roads file to write", need::kRequired},
          {"--profiles", &o.profiles_, "Your own vehicle kinds, in the format of src/roads/profiles/default.toml"},
          {"--country", &o.country_,
           "Two-letter code of the country whose speed limits hold; by default as the extract tells"}};
}

std::string km(metres const m) { return fmt::format("{:.1f} km", static_cast<double>(m.v_) / 1000); }

std::string in_words(roads::profile_report const& p) {
  auto text = fmt::format("profile {}: {} of road in {} edges", p.profile_, km(p.length_), p.edges_);
  if (p.cut_off_edges_ == 0) {
    return text + "; nothing is cut off\n";
  }
  text += fmt::format("; left out, since it cannot be reached or not be left: {} in {} edges, {} pieces\n",
                      km(p.cut_off_length_), p.cut_off_edges_, p.islands_count_);
  for (auto i = std::size_t{0}; i != std::min(p.islands_.size(), kIslandsShown); ++i) {
    auto const& island = p.islands_[i];
    text += fmt::format("  {} at {:.5f},{:.5f}{}{}\n", km(island.length_), island.where_.lat(), island.where_.lon(),
                        island.near_.empty() ? "" : " near ", island.near_);
  }
  return text;
}

std::string in_words(roads::import_report const& r) {
  auto text = fmt::format("{} nodes, {} ways and {} relations read; {} ways are roads\n", r.nodes_, r.ways_,
                          r.relations_, r.road_ways_);
  text += fmt::format("country: {}{}; traffic drives on the {}\n", r.country_.empty() ? "unknown" : r.country_,
                      r.country_by_.empty() ? "" : fmt::format(" (by {})", r.country_by_),
                      r.drives_on_left_ ? "left" : "right");
  text +=
      fmt::format("turn restrictions: {} applied of {}; {} concern nobody here, {} have conditions, {} are broken\n",
                  r.restrictions_applied_, r.restrictions_, r.restrictions_without_effect_, r.restrictions_conditional_,
                  r.restrictions_broken_);
  if (r.conditional_tags_ > 0) {
    text += fmt::format("{} tags hold at some times or for some loads only (…:conditional) and are not applied\n",
                        r.conditional_tags_);
  }
  if (r.reversible_ways_ > 0) {
    text += fmt::format("{} ways change their direction during the day and are closed\n", r.reversible_ways_);
  }
  if (r.missing_nodes_ > 0) {
    text +=
        fmt::format("{} ways are cut at the border of the extract ({} nodes missing)\n", r.ways_cut_, r.missing_nodes_);
  }
  for (auto const& p : r.profiles_) {
    text += in_words(p);
  }
  return text;
}

result<exit_code> run(import_options const& o, console const& out) {
  if (auto good = check_outputs(std::array{output{"-o", o.output_}}, {o.extract_, o.profiles_.value_or("")});
      !good.has_value()) {
    return tl::unexpected{good.error()};
  }
  auto bar = std::optional<progress_bar>{std::in_place, out, "importing"};
  auto const made = roads::make_map(
      o.extract_, {.profiles_ = o.profiles_,
                   .country_ = o.country_,
                   .program_version_ = std::string{kVersion},
                   .watch_ = [&](auto const phase, auto const done, auto const all) {
                     bar->show(phase, all == 0 ? 0.0 : static_cast<double>(done) / static_cast<double>(all));
                   }});
  bar.reset();
  if (!made.has_value()) {
    return tl::unexpected{made.error()};
  }
  auto const& map = *made->map_;
  return roads::write_map(map, o.output_).map([&] {
    auto const answer = import_answer{.output_ = o.output_.string(),
                                      .source_ = map.meta_.source_,
                                      .report_ = map.meta_.report_,
                                      .attribution_ = map.meta_.attribution_};
    out.print(out.json_ ? json::encode(answer) + "\n"
                        : fmt::format("{} written from {}\n{}{}\n", answer.output_, answer.source_,
                                      in_words(made->report_), answer.attribution_));
    return exit_code::kOk;
  });
}

}  // namespace

command roads_import() {
  return make_command<import_options>("roads import", "Turn an OpenStreetMap extract into a .roads file",
                                      "leeward roads import region.osm.pbf -o region.roads", declare, run);
}

}  // namespace leeward::cli
