#include "report/geojson.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "report/sheets.h"
#include "report/ways.h"

namespace leeward::report {

namespace {

using lon_lat = std::array<double, 2>;

lon_lat turned(position const p) { return {p.lon_e7_ / 1e7, p.lat_e7_ / 1e7}; }

struct drive_properties {
  std::optional<std::string> trip_;
  std::string vehicle_;
  std::string duty_;
  std::string from_;
  std::string to_;
  instant departure_;
  instant arrival_;
  std::int64_t persons_{0};
  std::int64_t length_m_{0};
};
BOOST_DESCRIBE_STRUCT(drive_properties, (),
                      (trip_, vehicle_, duty_, from_, to_, departure_, arrival_, persons_, length_m_))

struct place_properties {
  std::string id_;
  std::string name_;
  std::string kind_;
  std::int64_t persons_{0};
};
BOOST_DESCRIBE_STRUCT(place_properties, (), (id_, name_, kind_, persons_))

template <typename Coordinates>
struct geometry {
  std::string type_;
  Coordinates coordinates_;
};
using line_geometry = geometry<std::vector<lon_lat>>;
using point_geometry = geometry<lon_lat>;
BOOST_DESCRIBE_STRUCT(line_geometry, (), (type_, coordinates_))
BOOST_DESCRIBE_STRUCT(point_geometry, (), (type_, coordinates_))

template <typename Properties, typename Geometry>
std::string feature(Properties const& p, Geometry const& g) {
  return fmt::format(R"({{"type":"Feature","properties":{},"geometry":{}}})", json::encode(p), json::encode(g));
}

struct collection {
  // Errors: a leg without a way.
  result<void> drive(planning::duty const& d, planning::leg const& l, std::optional<std::string> const& trip,
                     std::int64_t const on_board) {
    auto const v = index_.vehicles_.find(d.vehicle_);
    auto const route = routes_(v == index_.vehicles_.end() ? std::string{} : v->second->profile_, l);
    if (!route) {
      return tl::unexpected{route.error()};
    }
    auto line = line_geometry{.type_ = "LineString", .coordinates_ = {}};
    for (auto const p : (*route)->geometry_) {
      line.coordinates_.push_back(turned(p));
    }
    if (line.coordinates_.size() == 1) {
      line.coordinates_.push_back(line.coordinates_.front());  // a line has two points
    }
    visited_.try_emplace(l.from_);
    visited_.try_emplace(l.to_);
    features_.push_back(feature(drive_properties{.trip_ = trip,
                                                 .vehicle_ = d.vehicle_,
                                                 .duty_ = d.id_,
                                                 .from_ = l.from_,
                                                 .to_ = l.to_,
                                                 .departure_ = l.departure_,
                                                 .arrival_ = l.arrival_,
                                                 .persons_ = on_board,
                                                 .length_m_ = l.length_m_.v_},
                                line));
    return {};
  }

  result<void> duty(planning::duty const& d) {
    for (auto const& id : d.trips_) {
      auto const t = index_.trips_.find(id);
      if (t == index_.trips_.end()) {
        return invalid(fmt::format("The plan names the trip '{}', which is not there.", id), "plan");
      }
      auto on_board = std::int64_t{0};
      for (auto const& s : t->second->pickups_) {
        if (auto const added = drive(d, s.way_, id, on_board); !added) {
          return added;
        }
        on_board += s.persons_.v_;
        visited_[s.way_.to_] += s.persons_.v_;
      }
      auto const& end = t->second->centre_;
      if (auto const added = drive(d, end.way_, id, on_board); !added) {
        return added;
      }
      visited_[end.way_.to_] += on_board;
    }
    return drive(d, d.back_, std::nullopt, 0);
  }

  void place(std::string const& id, std::string const& name, std::string_view const kind, position const at) {
    if (auto const seen = visited_.find(id); seen != visited_.end()) {
      features_.push_back(
          feature(place_properties{.id_ = id, .name_ = name, .kind_ = std::string{kind}, .persons_ = seen->second},
                  point_geometry{.type_ = "Point", .coordinates_ = turned(at)}));
    }
  }

  route_source const& routes_;
  plan_index index_;
  std::vector<std::string> features_{};
  std::map<std::string, std::int64_t, std::less<>> visited_{};
};

}  // namespace

result<std::string> make_geojson(planned const& p, route_source const& routes, std::string const& attribution) {
  auto all = collection{.routes_ = routes, .index_ = plan_index{p}};
  for (auto const& d : p.plan_.duties_) {
    if (auto const added = all.duty(d); !added) {
      return tl::unexpected{added.error()};
    }
  }
  for (auto const& d : p.scenario_.depots_) {
    all.place(d.id_, d.name_, "depot", d.position_);
  }
  for (auto const& b : planning::boarding_places(p.scenario_)) {
    all.place(b.id_, b.name_, "pickup", b.position_);
  }
  for (auto const& c : p.scenario_.centres_) {
    all.place(c.id_, c.name_, "centre", c.position_);
  }
  return fmt::format("{{\"type\":\"FeatureCollection\",\"plan\":{},\"attribution\":{},\"features\":[\n{}\n]}}\n",
                     json::encode(p.plan_.id_), json::encode(attribution), fmt::join(all.features_, ",\n"));
}

result<std::string> make_geojson(std::shared_ptr<roads::road_map const> const& map, planned const& p) {
  return way_finder::make(map, p.scenario_).and_then([&](way_finder ways) {
    auto const routes =
        route_source{[&ways](std::string const& profile, planning::leg const& l) { return ways.of(profile, l); }};
    return make_geojson(p, routes, std::string{roads::attribution(*map)});
  });
}

}  // namespace leeward::report
