#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/geo.h"
#include "base/result.h"
#include "planning/model/plan.h"
#include "planning/model/scenario.h"
#include "report/road_picture.h"
#include "roads/graph/road_graph.h"
#include "roads/roads.h"

// What the page's script draws from: plain data, embedded in the page. Times are seconds since the operation's start,
// lines are packed (polyline.h), places and ways are named by their index.
namespace leeward::report {

struct place_data {
  std::string id_;
  std::string name_;
  std::string kind_;  // depot, pickup, centre
  position at_;
  std::int64_t beds_{0};  // of the centre
  std::int64_t tier_{0};  // of the centre
};
BOOST_DESCRIBE_STRUCT(place_data, (), (id_, name_, kind_, at_, beds_, tier_))

enum class activity : std::uint8_t { kDriveEmpty, kBoard, kDriveLoaded, kUnload };

// from, until, activity, way (-1: none), place (to which the vehicle comes, or where it stands), persons on board at
// its end, trip (-1: none).
using item = std::array<std::int64_t, 7>;

struct vehicle_data {
  std::string id_;
  std::string kind_;
  std::int64_t depot_{0};
  std::vector<item> items_;  // in order; between two the vehicle stands where it is
};
BOOST_DESCRIBE_STRUCT(vehicle_data, (), (id_, kind_, depot_, items_))

struct trip_data {
  std::string id_;
  std::int64_t vehicle_{0};
  std::int64_t centre_{0};
  std::int64_t persons_{0};
  std::int64_t departure_s_{0};
  std::int64_t arrival_s_{0};
  std::vector<std::int64_t> pickups_;
};
BOOST_DESCRIBE_STRUCT(trip_data, (), (id_, vehicle_, centre_, persons_, departure_s_, arrival_s_, pickups_))

// A stretch of road and how many persons the plan carries over it.
struct flow {
  std::int64_t persons_{0};
  std::string line_;
};
BOOST_DESCRIBE_STRUCT(flow, (), (persons_, line_))

struct closure_data {
  std::string id_;
  std::string reason_;
  bool closed_{true};  // or only slower
  position at_;        // where its sign stands
  std::vector<std::string> lines_;
};
BOOST_DESCRIBE_STRUCT(closure_data, (), (id_, reason_, closed_, at_, lines_))

struct plan_data {
  std::string label_;
  std::int64_t last_s_{0};             // when the last vehicle is back
  std::vector<std::int64_t> waiting_;  // persons who wait at each place at the start
  std::int64_t at_home_{0};            // persons who wait where they are: the plan names no point for them
  std::vector<vehicle_data> vehicles_;
  std::vector<trip_data> trips_;
  std::vector<flow> flows_;
  std::vector<closure_data> closures_;
};
BOOST_DESCRIBE_STRUCT(plan_data, (), (label_, last_s_, waiting_, at_home_, vehicles_, trips_, flows_, closures_))

struct place_name {
  std::string name_;
  std::string name_en_;
  std::string kind_;  // city, town, village, suburb, …
  std::int64_t population_{0};
  position at_;
};
BOOST_DESCRIBE_STRUCT(place_name, (), (name_, name_en_, kind_, population_, at_))

struct page_data {
  std::int64_t start_s_{0};       // the operation's start, Unix time
  std::int64_t utc_offset_s_{0};  // of the times shown
  std::string attribution_;
  position low_;
  position high_;
  std::vector<road_layer> roads_;
  std::vector<place_name> names_;  // greatest first
  std::vector<place_data> places_;
  std::vector<std::string> ways_;
  std::vector<plan_data> plans_;  // the plan, then the earlier one
  std::vector<flow> changes_;     // persons more, or less, than in the earlier one
};
BOOST_DESCRIBE_STRUCT(page_data, (),
                      (start_s_, utc_offset_s_, attribution_, low_, high_, roads_, names_, places_, ways_, plans_,
                       changes_))

// The way of a profile's leg, on the roads of its time; it stays where it is.
using route_source = std::function<result<roads::route const*>(std::string const& profile, planning::leg const&)>;

// Fills a page_data's places, ways and plans, so that two plans share what they have in common.
class page_builder {
public:
  page_builder(planning::scenario const&, roads::road_graph const&);

  // Errors: an id that the scenario does not have, a leg without a way.
  result<void> add(std::string label, planning::plan const&, route_source const&);

  // Adds what the first plan carries more, or less, over each stretch than the second.
  void compare_flows();

  // Everything but the background, and the part of the world that is in it.
  box const& extent() const { return extent_; }
  page_data take() { return std::move(data_); }

private:
  using carried = std::map<std::uint32_t, std::int64_t>;  // persons by segment

  struct vehicle_day {
    planning::vehicle const& vehicle_;
    route_source const& routes_;
    vehicle_data& out_;
    carried& carried_;
  };

  result<std::int64_t> place(std::string const& id) const;
  void add_waiting(planning::plan const&, plan_data&) const;
  std::int64_t way_index(roads::route const&);
  result<void> add_leg(vehicle_day&, planning::leg const&, std::int64_t on_board, std::int64_t trip);
  result<void> add_trip(vehicle_day&, planning::trip const&, std::int64_t index, trip_data&);
  result<void> add_duty(vehicle_day&, planning::duty const&, planning::plan const&, plan_data&);

  planning::scenario const& scenario_;
  roads::road_graph const& graph_;
  page_data data_;
  box extent_;
  std::map<std::string, std::int64_t, std::less<>> place_by_id_;
  std::map<std::string, std::int64_t, std::less<>> way_by_line_;
  std::vector<carried> carried_;  // by plan
};

}  // namespace leeward::report
