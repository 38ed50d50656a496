#include "roads/closures/closure.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

#include "base/problems.h"

namespace leeward::roads {

namespace {

constexpr auto const kMaxPolygonPoints = std::size_t{10'000};
constexpr auto const kMaxIdLength = std::size_t{100};

int places(closure const& c) {
  return int{c.ways_.has_value()} + int{c.name_.has_value()} + int{c.area_.has_value()} + int{c.near_.has_value()};
}

void check_place(closure const& c, std::string const& path, problems& wrong) {
  if (places(c) != 1) {
    wrong.add(path, fmt::format("has {} of ways, name, area and near, must have exactly one", places(c)));
  }
  if (c.ways_.has_value() && c.ways_->empty()) {
    wrong.add(path + ".ways", "is empty, must name at least one OSM way");
  }
  if (c.name_.has_value() && c.name_->empty()) {
    wrong.add(path + ".name", "is empty, must be a road's name or reference");
  }
  if (c.area_.has_value() && (c.area_->size() < 3 || c.area_->size() > kMaxPolygonPoints)) {
    wrong.add(path + ".area", fmt::format("has {} points, must have 3 to {}", c.area_->size(), kMaxPolygonPoints));
  }
}

void check(closure const& c, std::string const& path, problems& wrong) {
  if (c.id_.empty() || c.id_.size() > kMaxIdLength) {
    wrong.add(path + ".id", fmt::format("has {} bytes, must have 1 to {}", c.id_.size(), kMaxIdLength));
  }
  check_place(c, path, wrong);
  if (c.speed_percent_ < kClosed || c.speed_percent_ > 99) {
    wrong.add(path + ".speed_percent",
              fmt::format("is {}, must be 0 (closed) to 99 (per cent of the usual speed)", c.speed_percent_));
  }
  if (c.from_.has_value() && c.to_.has_value() && *c.to_ <= *c.from_) {
    wrong.add(path + ".to", fmt::format("is {}, must be later than from, {}", to_string(*c.to_), to_string(*c.from_)));
  }
}

}  // namespace

bool holds(closure const& c, std::optional<instant> const at) {
  if (!at.has_value()) {
    return !c.from_.has_value() && !c.to_.has_value();
  }
  return (!c.from_.has_value() || *c.from_ <= *at) && (!c.to_.has_value() || *at < *c.to_);
}

std::vector<closure> in_force(std::span<closure const> const all, std::optional<instant> const at) {
  auto held = std::vector<closure>{};
  for (auto const& c : all) {
    if (holds(c, at)) {
      held.push_back(c);
    }
  }
  return held;
}

result<void> check(std::span<closure const> const all, std::string_view const source) {
  auto wrong = problems{source};
  auto ids = std::set<std::string_view>{};
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    auto const path = fmt::format("closures[{}]", i);
    check(all[i], path, wrong);
    if (!ids.insert(all[i].id_).second) {
      wrong.add(path + ".id", fmt::format("is \"{}\", which an earlier closure has too", all[i].id_));
    }
  }
  if (!wrong.empty()) {
    return wrong.to_error();
  }
  return {};
}

}  // namespace leeward::roads
