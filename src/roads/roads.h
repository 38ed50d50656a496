#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/quantities.h"
#include "base/result.h"
#include "roads/closures/closure.h"
#include "roads/graph/road_graph.h"
#include "roads/route/place_on_road.h"
#include "roads/route/route.h"

// The roads of a region, as the planner, the checker and the commands use them.
//
//   auto const map = roads::open("region.roads");
//   auto trip = roads::situation{*map, *roads::find_profile(**map, "coach")};
//   trip.close(roads::in_force(closures, now));
//   auto const from = roads::snap(**map, trip.profile(), here, metres{1000});
//   trip.distance(*from, *to);
namespace leeward::roads {

struct road_map;  // an opened .roads file: immutable, may be shared by threads (roads/file/road_map.h)

// Maps the file and checks version, checksum and structure. Errors: not found, older or newer version, damaged.
result<std::shared_ptr<road_map const>> open(std::filesystem::path const&);

// Errors: kNotFound, with the names that there are.
result<profile_id> find_profile(road_map const&, std::string_view name);

// Where the vehicle stands: on any side of the road, or on the side where its doors are (right in right-hand traffic).
enum class kerb : std::uint8_t { kAnySide, kDoorSide };

// The nearest place that the profile can both reach and leave on the open map (largest component).
// Errors: none within `limit` (the sentence gives the distance, and says when lat/lon look swapped).
result<place_on_road> snap(road_map const&, profile_id, position, metres limit, kerb = kerb::kAnySide);

namespace cch {
class table_space;
}

// What many small tables share, of whatever situations; for one at a time.
class table_memory {
public:
  table_memory();
  ~table_memory();
  table_memory(table_memory const&) = delete;
  table_memory& operator=(table_memory const&) = delete;

private:
  friend class situation;
  std::unique_ptr<cch::table_space> space_;
};

// Travel times of one profile while some roads are closed or slow. One thread at a time; copies are independent.
class situation {
public:
  situation(std::shared_ptr<road_map const>, profile_id);
  ~situation();
  situation(situation const&);
  situation& operator=(situation const&);
  situation(situation&&) noexcept;
  situation& operator=(situation&&) noexcept;

  profile_id profile() const;

  // Puts closures into force, or takes them back by id, in any order; times are right when the call returns. All of
  // them or, after an error, none. Dates are the caller's (in_force); closures of other vehicle kinds change nothing.
  // Errors: an id already in force / not in force, no such road, no such vehicle kind.
  result<void> close(std::span<closure const>);
  result<void> open(std::span<std::string const> closure_ids);

  // Least driving time; nothing if there is no way.
  std::optional<milliseconds> distance(place_on_road const& from, place_on_road const& to) const;

  // The same with its way; errors: kUnreachable (says whether a closure is the reason).
  result<route> find_route(place_on_road const& from, place_on_road const& to) const;

  // A route of this situation in words; separate, since most routes are only drawn.
  std::vector<step> describe(route const&) const;

  // Row-major [from × to], milliseconds, kNever where there is no way. `out` has from.size() * to.size() entries.
  void matrix(std::span<place_on_road const> from, std::span<place_on_road const> to, std::span<weight> out) const;
  void matrix(std::span<place_on_road const> from, std::span<place_on_road const> to, std::span<weight> out,
              table_memory&) const;

  // Of these places, the indices of those that cannot be reached from, or cannot reach, the main part of the network
  // now, although they can on the open map.
  std::vector<std::size_t> cut_off(std::span<place_on_road const>) const;

  // What the closures in force make of the edges: their times now.
  profile_weights weights() const;

  // The middle of every road that takes longer than in `before`, in the directions that do; nothing if any takes less.
  // A way that passes none of them, and begins and ends on none of these roads, takes as long as it did. Both are of
  // one map and profile.
  std::optional<std::vector<place_on_road>> slower_than(situation const& before) const;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

// The same answers by plain Dijkstra over the same graph, closures and rules: no hierarchy, no shared search code.
// For the checker and the tests. Errors: those of situation::close.
class dijkstra {
public:
  static result<dijkstra> create(std::shared_ptr<road_map const>, profile_id, std::span<closure const>);
  ~dijkstra();
  dijkstra(dijkstra&&) noexcept;
  dijkstra& operator=(dijkstra&&) noexcept;

  // One search that ends when it has arrived.
  std::optional<milliseconds> distance(place_on_road const& from, place_on_road const& to);

  // One search over the whole map; the second is driven backwards.
  void distances(place_on_road const& from, std::span<place_on_road const> to, std::span<weight> out);
  void distances_to(place_on_road const& to, std::span<place_on_road const> from, std::span<weight> out);

private:
  struct impl;
  explicit dijkstra(std::unique_ptr<impl>);
  std::unique_ptr<impl> impl_;
};

// © OpenStreetMap contributors, ODbL 1.0, or what the file says of its source: stands on every output.
std::string_view attribution(road_map const&);

}  // namespace leeward::roads
