#include "report/small_world.h"

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace leeward::report::test {

namespace {

constexpr auto const kDepot = position{500'000'000, 360'000'000};
constexpr auto const kPickup = position{500'000'000, 360'500'000};
constexpr auto const kCentre = position{500'000'000, 361'000'000};
constexpr auto const kFord = position{499'500'000, 360'750'000};

planning::leg leg(std::string from, std::string to, instant const departure, instant const arrival,
                  std::int64_t const length) {
  return {std::move(from), std::move(to), departure, arrival, arrival - departure, metres{length}};
}

planning::household household(std::string id, std::int64_t const persons) {
  auto h = planning::household{};
  h.id_ = std::move(id);
  h.pickup_point_ = "P";
  h.persons_ = {persons};
  return h;
}

roads::route route_over(std::initializer_list<std::uint32_t> const edges, std::vector<position> geometry,
                        std::int64_t const minutes, std::int64_t const km) {
  auto r = roads::route{};
  r.duration_ = milliseconds{minutes * 60'000};
  r.length_ = millimetres{km * 1'000'000};
  r.geometry_ = std::move(geometry);
  for (auto const e : edges) {
    r.edges_.push_back({e});
  }
  return r;
}

}  // namespace

instant at(std::string const& clock) { return parse_instant("2024-01-05T" + clock + ":00Z").value(); }

roads::road_graph_data village_roads() {
  auto g = roads::road_graph_data{};
  g.junctions_ = {kDepot, kPickup, kCentre, kFord};
  g.points_ = {kDepot, kPickup, kPickup, kCentre, kPickup, kFord, kFord, kCentre};
  auto const segment = [&](std::uint32_t const from, std::uint32_t const to, std::uint32_t const road) {
    auto s = roads::segment{};
    s.from_ = {from};
    s.to_ = {to};
    s.road_ = {road};
    s.first_point_ = 2 * static_cast<std::uint32_t>(g.segments_.size());
    s.length_mm_ = 3'000'000;
    g.segments_.push_back(s);
  };
  segment(0, 1, 0);
  segment(1, 2, 0);
  segment(1, 3, 1);
  segment(3, 2, 1);
  segment(2, 2, 0);  // the sentinel
  g.roads_.resize(2);
  g.roads_[0].class_ = roads::road_class::kPrimary;
  g.roads_[1].class_ = roads::road_class::kResidential;
  g.strings_ = {'\0'};
  for (auto s = std::uint32_t{0}; s < 4; ++s) {
    g.edges_.push_back(roads::make_edge({s}, roads::direction::kForward));
    g.edges_.push_back(roads::make_edge({s}, roads::direction::kBackward));
  }
  return g;
}

planning::scenario village() {
  auto s = planning::scenario{};
  s.format_ = planning::kScenarioFormat;
  s.name_ = "A village & its <river>";
  s.start_ = at("08:00");
  s.end_ = at("20:00");
  s.depots_ = {{"D", "Depot north", kDepot}};
  auto p = planning::pickup_point{};
  p.id_ = "P";
  p.name_ = "Площадь";
  p.position_ = kPickup;
  s.pickup_points_ = {p};
  auto c = planning::centre{};
  c.id_ = "C";
  c.name_ = "School no. 1";
  c.position_ = kCentre;
  c.beds_ = {{18}, {2}};
  s.centres_ = {c};
  auto v = planning::vehicle{};
  v.id_ = "bus-1";
  v.kind_ = "coach";
  v.depot_ = "D";
  v.seats_ = {8};
  s.vehicles_ = {v};
  s.households_ = {household("four", 4), household("three", 3), household("two", 2)};
  return s;
}

planning::plan village_plan(instant const arrival) {
  auto p = planning::plan{};
  p.format_ = planning::kPlanFormat;
  p.made_from_ = {"leeward test", "A village", "abc123", "village.roads", "© OpenStreetMap contributors", {}, 7};
  auto const loaded = at("08:20");
  auto t = planning::trip{};
  t.id_ = "t1";
  t.vehicle_ = "bus-1";
  t.duty_ = "d1";
  t.pickups_ = {{leg("D", "P", at("08:00"), at("08:10"), 3'000), at("08:10"), loaded, {7}, {"four", "three"}}};
  t.centre_ = {leg("P", "C", loaded, arrival, 3'000), arrival, arrival + seconds{600}, {7}, {}};
  p.trips_ = {t};
  auto const home = arrival + seconds{600};
  p.duties_ = {{"d1",
                "bus-1",
                "crew",
                at("08:00"),
                home + seconds{1'200},
                {"t1"},
                {},
                leg("C", "D", home, home + seconds{1'200}, 6'000),
                seconds{3'000}}};
  p.households_ = {{"four", "t1", "P", at("08:10"), arrival, "C", {{4}, {0}}},
                   {"three", "t1", "P", at("08:10"), arrival, "C", {{3}, {0}}}};
  p.unserved_ = {{"two", planning::unserved_reason::kNoVehicle, "needs 2 seats; <the bus> has 1 left"}};
  p.centres_ = {{"C", {7}, {{7}, {0}}, {{18}, {2}}, arrival, arrival}};
  auto& totals = p.totals_;
  totals.clearance_ = arrival;
  totals.length_m_ = {12'000};
  totals.households_ = 3;
  totals.persons_ = {9};
  totals.served_households_ = 2;
  totals.served_ = {7};
  totals.trips_ = 1;
  totals.vehicles_used_ = 1;
  return p;
}

village_ways::village_ways(bool const bridge_open)
    : routes_{std::make_shared<std::map<std::tuple<std::string, std::string>, roads::route>>()} {
  auto& r = *routes_;
  r[{"D", "P"}] = route_over({0}, {kDepot, kPickup}, 10, 3);
  if (bridge_open) {
    r[{"P", "C"}] = route_over({2}, {kPickup, kCentre}, 5, 3);
    r[{"C", "D"}] = route_over({3, 1}, {kCentre, kPickup, kDepot}, 15, 6);
  } else {
    r[{"P", "C"}] = route_over({4, 6}, {kPickup, kFord, kCentre}, 25, 8);
    r[{"C", "D"}] = route_over({7, 5, 1}, {kCentre, kFord, kPickup, kDepot}, 35, 11);
  }
}

route_source village_ways::source() const {
  return [routes = routes_](std::string const&, planning::leg const& l) -> result<roads::route const*> {
    auto const found = routes->find({l.from_, l.to_});
    if (found == routes->end()) {
      return fail(error_kind::kUnreachable, "There is no way from " + l.from_ + " to " + l.to_ + ".");
    }
    return &found->second;
  };
}

}  // namespace leeward::report::test
