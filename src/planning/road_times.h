#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/quantities.h"
#include "base/time.h"
#include "planning/model/scenario.h"
#include "planning/near_places.h"

// What the planner knows of the roads: a time for every pair of places that may follow one another, for each kind of
// vehicle and each part of the operation.
namespace leeward::planning {

// A depot, pickup point, centre or door: numbered in this order, each kind as the scenario lists it.
using place_id = index_id<struct place_tag>;

inline constexpr auto const kNoWay = seconds{std::int64_t{1} << 40};

struct place {
  std::string id_;
  std::string name_;
  position position_;
};

std::vector<place> places_of(scenario const&);

// Of those from `first` to before `last`.
std::vector<position> positions_of(std::vector<place> const&, std::size_t first, std::size_t last);

// The profiles of the scenario's vehicles, each once, in order of appearance.
std::vector<std::string> profiles_of(scenario const&);

// Driving times of one profile while the same closures hold, in seconds.
struct time_table {
  static constexpr auto const kNone = std::uint32_t{0xffffffffU};

  static seconds known(std::uint32_t const t) { return t == kNone ? kNoWay : seconds{t}; }

  std::vector<std::uint32_t> core_;        // [core × core], the places that are no doors
  std::vector<std::uint32_t> out_;         // [doors × hubs], from each door to depots and centres
  std::vector<std::uint32_t> in_;          // [doors × hubs], to each door
  std::vector<std::uint32_t> between_;     // as near_doors_.to_
  std::vector<std::uint32_t> to_point_;    // as near_points_.to_
  std::vector<std::uint32_t> from_point_;  // as near_points_.to_
};

// Consecutive slices of the operation, whose closures hold together; the last one is within.
struct slice_span {
  std::size_t first_{0};
  std::size_t last_{0};
};

// To a pickup point that a household can reach on foot.
struct walk {
  std::uint32_t point_{0};  // the scenario's number
  metres length_;
};

struct road_times {
  // By roads that are open all the time: valid whenever one leaves. kNoWay where there is none.
  seconds driving(std::size_t const profile, place_id const from, place_id const to) const {
    return driving(profile, from, to, 0);
  }
  // While the closures of that span hold.
  seconds driving(std::size_t const profile, place_id const from, place_id const to, std::size_t const span) const {
    auto const& t = tables_[span][profile];
    return from.v_ < core_ && to.v_ < core_ ? time_table::known(t.core_[from.v_ * core_ + to.v_])
                                            : by_doors(t, from, to);
  }

  // In the slice in which it is least: no leg is ever faster.
  seconds least(std::size_t const profile, place_id const from, place_id const to) const {
    return slices_.size() == 1 ? driving(profile, from, to) : least_of_slices(profile, from, to);
  }

  // The slice of a time, and the span from one to another: the whole operation where none of their own is kept.
  std::size_t slice_at(instant) const;
  std::size_t span_from(std::size_t first, std::size_t last) const { return span_at_[first * slices_.size() + last]; }

  seconds least_of_slices(std::size_t profile, place_id from, place_id to) const;

  // One of the two is a door.
  seconds by_doors(time_table const&, place_id from, place_id to) const;

  bool is_point(place_id const p) const { return p.v_ >= first_point_ && p.v_ < first_centre_; }
  // Of a depot or centre among these.
  std::size_t hub(place_id const p) const { return p.v_ < first_point_ ? p.v_ : p.v_ - (first_centre_ - first_point_); }
  std::size_t hubs() const { return core_ - (first_centre_ - first_point_); }

  std::size_t places_{0};
  std::size_t core_{0};          // those that are no doors
  std::size_t first_point_{0};   // the pickup points among them: between depots and centres
  std::size_t first_centre_{0};  // after them
  std::vector<instant> slices_;  // their beginnings
  std::vector<slice_span> spans_;
  std::vector<std::size_t> span_at_;             // [slices × slices]
  std::vector<std::vector<time_table>> tables_;  // [span][profile]; span 0: all slices
  bool are_shortest_{false};                     // no way over a third place takes less than the least (least())
  near_places near_doors_;
  near_places near_points_;               // numbers of pickup points
  std::vector<std::vector<walk>> walks_;  // of each household whose point is chosen: the shortest first
  std::function<metres(std::size_t profile, place_id from, place_id to, std::size_t span)> length_;  // of that way
};

// How many of each kind the scenario has.
void count_places(scenario const&, road_times&);

// The numbers of the scenario's places, and which are near.
void number_places(scenario const&, road_times&);

// Of a table that says the same at all times; walks are 1.3 times the straight line. No closures.
using table_of_times = std::function<seconds(std::size_t profile, place_id from, place_id to)>;
using table_of_lengths = std::function<metres(std::size_t profile, place_id from, place_id to)>;
road_times times_of_table(scenario const&, table_of_times const&, table_of_lengths);

}  // namespace leeward::planning
