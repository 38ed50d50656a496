#include "cli/open_scenario.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "planning/model/scenario_file.h"
#include "roads/closures/closures_file.h"

namespace leeward::cli {

namespace {

constexpr auto const kMaxScenarioBytes = std::size_t{512} << 20U;

result<void> add_closures(planning::scenario& s, std::filesystem::path const& file) {
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
  return {};
}

}  // namespace

result<opened_scenario> open_scenario(std::filesystem::path const& file,
                                      std::optional<std::filesystem::path> const& more_closures) {
  auto const text = read_file(file, kMaxScenarioBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto s = planning::read_scenario(*text, file.string());
  if (!s) {
    return tl::unexpected{s.error()};
  }
  auto opened = opened_scenario{.scenario_ = *s, .now_ = *s, .digest_ = planning::digest(*text), .map_ = nullptr};
  if (more_closures) {
    if (auto const added = add_closures(opened.now_, *more_closures); !added) {
      return tl::unexpected{added.error()};
    }
  }
  auto map = roads::open(file.parent_path() / opened.now_.roads_);
  if (!map) {
    return fail(map.error().kind_, fmt::format("{}: roads: {}", file.string(), map.error().sentence_), "roads");
  }
  opened.map_ = std::move(*map);
  return opened;
}

}  // namespace leeward::cli
