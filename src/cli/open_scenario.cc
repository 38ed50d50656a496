#include "cli/open_scenario.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "planning/measure.h"
#include "planning/model/scenario_file.h"
#include "roads/closures/closures_file.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxScenarioBytes = std::size_t{512} << 20U;

result<planning::partial_scenario> read(std::string const& text, std::filesystem::path const& file,
                                        wrong_households const wrong) {
  if (wrong == wrong_households::kSkip) {
    return planning::read_sound_part(text, file.string());
  }
  return planning::read_scenario(text, file.string()).map([](planning::scenario s) {
    return planning::partial_scenario{std::move(s), {}};
  });
}

result<void> add_closures(planning::scenario& s, std::filesystem::path const& file) {
  if (!s.travel_times_.empty()) {
    return invalid("--closures: need roads; the scenario gives its travel times itself", "--closures");
  }
  auto more = roads::read_closures(file);
  if (!more) {
    return tl::unexpected{more.error()};
  }
  for (auto& c : *more) {
    if (std::ranges::any_of(s.closures_, [&](roads::closure const& known) { return known.id_ == c.id_; })) {
      return invalid(
          fmt::format("{}: closure \"{}\": the scenario has one of this id; ids must differ", file.string(), c.id_),
          "closures");
    }
    s.closures_.push_back(std::move(c));
  }
  if (auto const n = planning::slice_starts(s).size(); n > planning::kMaxSlices) {
    return invalid(fmt::format("{}: with the scenario's own, closures change the roads at {} times within the "
                               "operation, must be {} at most",
                               file.string(), n - 1, planning::kMaxSlices - 1),
                   "closures");
  }
  return {};
}

}  // namespace

result<opened_scenario> open_scenario(std::filesystem::path const& file,
                                      std::optional<std::filesystem::path> const& more_closures,
                                      wrong_households const wrong) {
  auto const text = read_file(file, kMaxScenarioBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto part = read(*text, file, wrong);
  if (!part) {
    return tl::unexpected{part.error()};
  }
  auto const& s = part->scenario_;
  auto opened = opened_scenario{.scenario_ = s,
                                .now_ = s,
                                .digest_ = planning::digest(*text),
                                .map_ = nullptr,
                                .skipped_ = std::move(part->skipped_)};
  if (more_closures) {
    if (auto const added = add_closures(opened.now_, *more_closures); !added) {
      return tl::unexpected{added.error()};
    }
  }
  if (!opened.now_.travel_times_.empty()) {
    return opened;
  }
  auto map = roads::open(file.parent_path() / opened.now_.roads_);
  if (!map) {
    return fail(map.error().kind_, fmt::format("{}: roads: {}", file.string(), map.error().sentence_), "roads");
  }
  opened.map_ = std::move(*map);
  if (wrong == wrong_households::kSkip) {
    auto const more = planning::skip_off_road(opened.now_, *opened.map_);
    if (!more) {
      return tl::unexpected{more.error()};
    }
    opened.scenario_.households_ = opened.now_.households_;
    opened.skipped_.insert(opened.skipped_.end(), more->begin(), more->end());
  }
  return opened;
}

}  // namespace leeward::cli
