#include "planning/bep/as_trips.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leeward::planning {

namespace {

trips::travel_times times_of(bep_instance const& b) {
  auto out = trips::travel_times{};
  for (auto const t : b.from_yard_) {
    out.from_start_.push_back(static_cast<std::int32_t>(t));
  }
  for (auto const t : b.between_) {
    out.to_centre_.push_back(static_cast<std::int32_t>(t));
  }
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    for (auto p = std::size_t{0}; p != b.points(); ++p) {
      out.to_point_.push_back(static_cast<std::int32_t>(b.between_[p * b.shelters() + s]));
    }
  }
  return out;
}

}  // namespace

trips::problem as_trips(bep_instance const& b) {
  auto out = trips::problem{.points_ = b.points(),
                            .loads_ = {},
                            .vehicles_ = {},
                            .room_ = {},
                            .times_ = {times_of(b)},
                            .may_take_ = {std::vector<bool>(b.shelters(), true)}};
  for (auto p = std::uint32_t{0}; p != b.points(); ++p) {
    out.loads_.insert(end(out.loads_), static_cast<std::size_t>(loads_at(b, p)),
                      trips::load{.point_ = {p}, .beds_ = {.general_ = 1}});
  }
  for (auto y = std::uint32_t{0}; y != b.yards(); ++y) {
    out.vehicles_.insert(end(out.vehicles_), static_cast<std::size_t>(b.buses_[y]), trips::vehicle{.start_ = {y}});
  }
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    out.room_.push_back({.general_ = loads_into(b, s)});
  }
  return out;
}

}  // namespace leeward::planning
