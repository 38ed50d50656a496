#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/geojson.h"
#include "cli/situation_options.h"

namespace leeward::cli {

namespace {

struct route_options {
  situation_options situation_;
  std::vector<std::string> points_;
  std::int64_t snap_limit_m_{1000};
  bool door_side_{false};
};

struct snapped_point {
  position asked_;
  position on_road_;
  metres snapped_m_{};
};
BOOST_DESCRIBE_STRUCT(snapped_point, (), (asked_, on_road_, snapped_m_))

struct told_step {
  std::string text_;
  position where_;
  metres distance_m_{};
  seconds duration_s_{};
};
BOOST_DESCRIBE_STRUCT(told_step, (), (text_, where_, distance_m_, duration_s_))

struct route_answer {
  std::string profile_;
  metres distance_m_{};
  seconds duration_s_{};
  geojson_line geometry_;
  std::vector<told_step> steps_;
  std::vector<snapped_point> points_;
  std::vector<std::string> closures_;  // in force
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(route_answer, (),
                      (profile_, distance_m_, duration_s_, geometry_, steps_, points_, closures_, attribution_))

std::vector<option> declare(route_options& o) {
  auto options = declare(o.situation_);
  options.insert(begin(options) + 1,
                 {"points", &o.points_, "Two or more points to visit, as LAT,LON", need::kRequired});
  options.push_back({"--snap-limit", &o.snap_limit_m_, "Farthest distance of a point from a road, in metres [1000]"});
  options.push_back({"--door-side", &o.door_side_,
                     "Stop with the doors towards the point: on the right where one drives on the right"});
  return options;
}

result<std::vector<roads::place_on_road>> find_places(route_options const& o, opened_situation const& s,
                                                      route_answer& answer) {
  if (o.points_.size() < 2) {
    return invalid(fmt::format("points: {} given, a route needs at least 2", o.points_.size()), "points");
  }
  if (o.snap_limit_m_ < 0) {
    return invalid(fmt::format("--snap-limit: is {}, must be 0 or more metres", o.snap_limit_m_), "--snap-limit");
  }
  auto places = std::vector<roads::place_on_road>{};
  for (auto i = std::size_t{0}; i != o.points_.size(); ++i) {
    auto place = parse_position(o.points_[i]).and_then([&](position const p) {
      return roads::snap(*s.map_, s.situation_.profile(), p, metres{o.snap_limit_m_},
                         o.door_side_ ? roads::kerb::kDoorSide : roads::kerb::kAnySide)
          .map([&](auto const& found) {
            answer.points_.push_back({.asked_ = p, .on_road_ = found.where_, .snapped_m_ = found.off_});
            return found;
          });
    });
    if (!place.has_value()) {
      return fail(place.error().kind_, fmt::format("point {}: {}", i + 1, place.error().sentence_), "points");
    }
    places.push_back(*place);
  }
  return places;
}

void add_leg(opened_situation const& s, roads::route const& leg, bool const last, std::size_t const stop,
             std::vector<position>& line, route_answer& answer) {
  line.insert(end(line), begin(leg.geometry_) + (line.empty() ? 0 : 1), end(leg.geometry_));
  for (auto& step : s.situation_.describe(leg)) {
    answer.steps_.push_back({.text_ = std::move(step.text_),
                             .where_ = step.where_,
                             .distance_m_ = step.length_,
                             .duration_s_ = step.duration_});
  }
  if (!last) {
    answer.steps_.back().text_ = fmt::format("Arrive at stop {}", stop);
  }
}

std::string in_words(route_answer const& a) {
  auto text = fmt::format("{:.1f} km, {} min for the profile {}\n", static_cast<double>(a.distance_m_.v_) / 1000,
                          (a.duration_s_.v_ + 59) / 60, a.profile_);
  for (auto i = std::size_t{0}; i != a.points_.size(); ++i) {
    text += fmt::format("point {} is {} m from a road\n", i + 1, a.points_[i].snapped_m_.v_);
  }
  if (!a.closures_.empty()) {
    text += fmt::format("closures in force: {}\n", fmt::join(a.closures_, ", "));
  }
  for (auto const& step : a.steps_) {
    text += fmt::format("{:>8} m {:>6} s  {}\n", step.distance_m_.v_, step.duration_s_.v_, step.text_);
  }
  return text + a.attribution_ + "\n";
}

result<exit_code> run(route_options const& o, console const& out) {
  auto const s = open_situation(o.situation_);
  if (!s.has_value()) {
    return tl::unexpected{s.error()};
  }
  auto answer = route_answer{.profile_ = o.situation_.profile_,
                             .geometry_ = {},
                             .steps_ = {},
                             .points_ = {},
                             .closures_ = s->closure_ids_,
                             .attribution_ = std::string{roads::attribution(*s->map_)}};
  auto const places = find_places(o, *s, answer);
  if (!places.has_value()) {
    return tl::unexpected{places.error()};
  }
  auto duration = milliseconds{};
  auto length = millimetres{};
  auto line = std::vector<position>{};
  for (auto i = std::size_t{1}; i != places->size(); ++i) {
    auto const leg = s->situation_.find_route((*places)[i - 1], (*places)[i]);
    if (!leg.has_value()) {
      return tl::unexpected{leg.error()};
    }
    duration += leg->duration_;
    length += leg->length_;
    add_leg(*s, *leg, i + 1 == places->size(), i, line, answer);
  }
  answer.distance_m_ = to_metres(length);
  answer.duration_s_ = to_seconds_up(duration);
  answer.geometry_ = to_geojson(line);
  out.print(out.json_ ? json::encode(answer) + "\n" : in_words(answer));
  return exit_code::kOk;
}

}  // namespace

command roads_route() {
  return make_command<route_options>("roads route", "The fastest route by two or more points",
                                     "leeward roads route region.roads 52.42,10.79 52.27,10.52 --profile coach --json",
                                     declare, run);
}

}  // namespace leeward::cli
