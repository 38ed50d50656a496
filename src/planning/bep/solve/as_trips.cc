#include "planning/bep/solve/as_trips.h"

#include <algorithm>
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

// Points by way of which some bus comes sooner to another than straight, though it has to drive on to a shelter.
std::vector<bool> short_cuts(bep_instance const& b) {
  auto const points = b.points();
  auto const shelters = b.shelters();
  auto out = std::vector<bool>(points, false);
  auto const straight = [&](std::size_t const from, std::size_t const p) {
    return from < b.yards() ? b.from_yard_[from * points + p] : b.between_[p * shelters + (from - b.yards())];
  };
  for (auto p = std::size_t{0}; p != points; ++p) {
    for (auto q = std::size_t{0}; q != points && !out[p]; ++q) {
      auto onward = std::int64_t{trips::kNever};
      for (auto s = std::size_t{0}; s != shelters; ++s) {
        onward = std::min(onward, b.between_[p * shelters + s] + b.between_[q * shelters + s]);
      }
      for (auto from = std::size_t{0}; from != b.yards() + shelters && loads_at(b, q) != 0; ++from) {
        out[p] = out[p] || straight(from, p) + onward < straight(from, q);
      }
    }
  }
  return out;
}

std::int64_t spare_places(bep_instance const& b) {
  auto spare = std::int64_t{0};
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    spare += loads_into(b, s);
  }
  for (auto p = std::size_t{0}; p != b.points(); ++p) {
    spare -= loads_at(b, p);
  }
  return spare;
}

constexpr auto const kTripsPerShortCut = std::size_t{2};

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
  // A trip of nobody takes a place like any other: so the benchmark's own model counts.
  if (spare_places(b) > 0) {
    auto const useful = short_cuts(b);
    for (auto p = std::uint32_t{0}; p != b.points(); ++p) {
      out.loads_.insert(end(out.loads_), useful[p] ? kTripsPerShortCut : 0,
                        trips::load{.point_ = {p}, .beds_ = {.general_ = 1}, .optional_ = true});
    }
  }
  for (auto y = std::uint32_t{0}; y != b.yards(); ++y) {
    out.vehicles_.insert(end(out.vehicles_), static_cast<std::size_t>(b.buses_[y]), trips::vehicle{.start_ = {y}});
  }
  for (auto s = std::size_t{0}; s != b.shelters(); ++s) {
    out.room_.push_back({.general_ = loads_into(b, s)});
  }
  return out;
}

std::optional<trips::solution> as_solution(trips::problem const& p, std::span<bep_route const> const routes) {
  auto free_buses = std::vector<std::vector<std::uint32_t>>{};  // by yard
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    auto const yard = p.vehicles_[v].start_.v_;
    free_buses.resize(std::max<std::size_t>(free_buses.size(), yard + 1));
    free_buses[yard].push_back(v);
  }
  // Loads that somebody waits in go first: they come before the optional ones.
  auto waiting = std::vector<std::vector<trips::load_id>>(p.points_);
  for (auto l = static_cast<std::uint32_t>(p.loads_.size()); l-- != 0;) {
    waiting[p.loads_[l].point_.v_].push_back({l});
  }
  auto out = trips::solution{.trips_ = std::vector<std::vector<trips::trip>>(p.vehicles_.size()), .unserved_ = {}};
  for (auto const& r : routes) {
    if (r.yard_ >= free_buses.size() || free_buses[r.yard_].empty()) {
      return std::nullopt;
    }
    auto& trips = out.trips_[free_buses[r.yard_].back()];
    free_buses[r.yard_].pop_back();
    for (auto const& t : r.trips_) {
      if (waiting[t.point_].empty()) {
        return std::nullopt;
      }
      trips.push_back({waiting[t.point_].back(), {static_cast<std::uint32_t>(t.shelter_)}});
      waiting[t.point_].pop_back();
    }
  }
  for (auto const& left : waiting) {
    out.unserved_.insert(end(out.unserved_), begin(left), end(left));
  }
  auto const somebody_waits = [&](trips::load_id const l) { return !p.at(l).optional_; };
  return std::any_of(begin(out.unserved_), end(out.unserved_), somebody_waits) ? std::nullopt : std::optional{out};
}

}  // namespace leeward::planning
