#include "roads/roads.h"

#include <cmath>

#include <fmt/format.h>

#include "roads/file/map_file.h"
#include "roads/file/road_map.h"
#include "roads/snap/segment_index.h"

namespace leeward::roads {

namespace {

// A point is not looked for farther away than this.
constexpr auto const kFarthestM = 1e6;

std::string words(position const p) { return fmt::format("{:.7f},{:.7f}", p.lat(), p.lon()); }

box bounds_of(road_map const& m) { return {.min_ = m.meta_.south_west_, .max_ = m.meta_.north_east_}; }

// What may explain that a point is far from every road.
std::string suspicion(road_map const& m, position const p) {
  auto const bounds = bounds_of(m);
  if (bounds.contains(p)) {
    return {};
  }
  auto const swapped = position{.lat_e7_ = p.lon_e7_, .lon_e7_ = p.lat_e7_};
  if (bounds.contains(swapped)) {
    return fmt::format(" Latitude and longitude look swapped: {} lies on the map.", words(swapped));
  }
  return fmt::format(" It lies outside the map, which covers {} to {}.", words(bounds.min_), words(bounds.max_));
}

// On a road with two directions, the one that has the asked point at the vehicle's doors.
void keep_door_side(place_on_road& place, double const side, driving_side const drives_on) {
  if (!place.forward_ || !place.backward_ || side == 0) {
    return;
  }
  auto const on_the_right = side < 0;
  auto const forward = on_the_right == (drives_on == driving_side::kRight);
  place.forward_ = forward;
  place.backward_ = !forward;
}

}  // namespace

result<std::shared_ptr<road_map const>> open(std::filesystem::path const& path) { return open_map(path); }

result<profile_id> find_profile(road_map const& m, std::string_view const name) {
  auto known = std::string{};
  for (auto i = std::uint32_t{0}; i != m.profiles_.size(); ++i) {
    if (m.profiles_[i].name_ == name) {
      return profile_id{i};
    }
    known += fmt::format("{}{}", known.empty() ? "" : ", ", m.profiles_[i].name_);
  }
  return fail(error_kind::kNotFound, fmt::format("The map has no profile \"{}\"; it has {}.", name, known), "profile");
}

result<place_on_road> snap(road_map const& m, profile_id const p, position const asked, metres const limit,
                           kerb const side) {
  auto const& g = network_of(m, p).graph_;
  auto const& ms = m.profiles_[p.v_].weights_.edge_ms_;
  auto const usable = [&](segment_id const s, direction const d) {
    auto const e = g.edge_of_[make_edge(s, d).code_];
    return !e.is_none() && ms[e.v_] < kNever;
  };
  auto const found = nearest(g, network_of(m, p).segments_, asked, kFarthestM, [&](segment_id const s) {
    return usable(s, direction::kForward) || usable(s, direction::kBackward);
  });
  if (!found.has_value() || found->distance_m_ > static_cast<double>(limit.v_)) {
    auto const distance =
        found.has_value() ? fmt::format("{:.0f} m away, farther than the limit of {} m", found->distance_m_, limit.v_)
                          : fmt::format("more than {:.0f} km away", kFarthestM / 1000);
    return fail(error_kind::kNotFound, fmt::format("{}: the nearest road for the profile {} is {}.{}", words(asked),
                                                   m.profiles_[p.v_].name_, distance, suspicion(m, asked)));
  }
  auto place = place_on_road{.segment_ = found->segment_,
                             .along_mm_ = found->along_mm_,
                             .forward_ = usable(found->segment_, direction::kForward),
                             .backward_ = usable(found->segment_, direction::kBackward),
                             .where_ = found->where_,
                             .off_ = {std::llround(found->distance_m_)}};
  if (side == kerb::kDoorSide) {
    keep_door_side(place, found->side_, m.meta_.driving_side_);
  }
  return place;
}

std::string_view attribution(road_map const& m) { return m.meta_.attribution_; }

}  // namespace leeward::roads
