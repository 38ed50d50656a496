#include "cli/situation_options.h"

#include <utility>

#include <fmt/format.h>

#include "roads/closures/closures_file.h"

namespace leeward::cli {

std::vector<option> declare(situation_options& o) {
  return {{"file", &o.file_, "A .roads file, made by `leeward roads import`", need::kRequired},
          {"--profile", &o.profile_, "The vehicle kind: coach, minibus, car, foot, or one of your own [coach]"},
          {"--closures", &o.closures_, "A closures file; without it every road is open"},
          {"--at", &o.at_, "When, as 2024-01-05T08:00:00+03:00; without it only closures without dates hold"}};
}

result<std::optional<instant>> parse_at(std::optional<std::string> const& at) {
  if (!at.has_value()) {
    return std::nullopt;
  }
  auto const parsed = parse_instant(*at);
  if (!parsed.has_value()) {
    return invalid(fmt::format("--at: {}", parsed.error().sentence_), "--at");
  }
  return *parsed;
}

result<opened_situation> open_situation(situation_options const& o) {
  auto const at = parse_at(o.at_);
  if (!at.has_value()) {
    return tl::unexpected{at.error()};
  }
  auto map = roads::open(o.file_);
  if (!map.has_value()) {
    return tl::unexpected{std::move(map.error())};
  }
  auto const profile = roads::find_profile(**map, o.profile_);
  if (!profile.has_value()) {
    return invalid(fmt::format("--profile: {}", profile.error().sentence_), "--profile");
  }
  auto opened = opened_situation{.map_ = *map, .situation_ = {*map, *profile}, .closure_ids_ = {}};
  if (!o.closures_.has_value()) {
    return opened;
  }
  auto const closures = roads::read_closures(*o.closures_);
  if (!closures.has_value()) {
    return tl::unexpected{closures.error()};
  }
  auto const held = roads::in_force(*closures, *at);
  if (auto closed = opened.situation_.close(held); !closed.has_value()) {
    return fail(closed.error().kind_, fmt::format("{}: {}", o.closures_->string(), closed.error().sentence_));
  }
  for (auto const& c : held) {
    opened.closure_ids_.push_back(c.id_);
  }
  return opened;
}

}  // namespace leeward::cli
