#include "roads/region_maker/region_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "roads/region_maker/chance.h"
#include "roads/region_maker/chart.h"
#include "roads/region_maker/connect.h"
#include "roads/region_maker/country.h"
#include "roads/region_maker/drawing.h"
#include "roads/region_maker/junctions.h"
#include "roads/region_maker/names.h"
#include "roads/region_maker/water.h"

namespace leeward::roads {

namespace made {

namespace {

constexpr auto const kFarthestNorth = 75.0;
constexpr auto const kFarthestEast = 175.0;

river plan_river(region_options const& o, random_source& dice) {
  auto const radius = 1'000.0 * std::sqrt(static_cast<double>(o.people_) / 8'000.0);
  auto const side = chance(dice, 50) ? 1.0 : -1.0;
  return {.seed_ = dice.next(),
          .turns_ = dice.unit(),
          .offset_ = side * std::max(600.0, radius * between(dice, 0.25, 0.4)),
          .scale_ = std::max(radius, 2'000.0),
          .half_width_ = 22 + std::min(40.0, radius / 220)};
}

void lay_streets(world& w, country& c, random_source& dice) {
  for (auto i = std::uint32_t{0}; i < c.places_.size(); ++i) {
    auto& s = c.places_[i];
    auto own = dice.split();
    if (s.kind_ != settlement_kind::kVillage) {
      build_town(w, i, s, own);
      continue;
    }
    auto roads = 0;
    auto way = spot{1, 0};
    for (auto const& r : c.roads_) {
      if (r.from_ == i || r.to_ == i) {
        auto const other = c.places_[r.from_ == i ? r.to_ : r.from_].centre_;
        way = roads++ == 0 ? unit(other - s.centre_) : way;
      }
    }
    build_village(w, i, s, way, roads > 1, own);
  }
  lay_country_roads(w, c);
  lay_highways(w, c);
}

// Around the centre some streets are for people on foot, and some for slow traffic.
void calm_centre(world& w, settlement const& city, random_source& dice) {
  auto const reach = std::clamp(city.radius_ * 0.09, 150.0, 450.0);
  for (auto& s : w.net_.streets_) {
    auto const near = [&](point_id const p) { return distance(w.net_.points_[p], city.centre_) < reach; };
    if (s.settlement_ == 0 && s.kind_ == street_kind::kResidential && near(s.points_[s.points_.size() / 2])) {
      s.kind_ = chance(dice, 45) ? street_kind::kPedestrian : street_kind::kLivingStreet;
    }
  }
}

// What may be heavy and high on bridges and below them. Every village keeps a road that bears a coach.
void limit_bridges(network& n, random_source& dice) {
  constexpr auto const kSideRoad = std::array<std::uint16_t, 4>{3, 5, 7, 10};
  constexpr auto const kVillageRoad = std::array<std::uint16_t, 3>{20, 25, 30};
  constexpr auto const kLow = std::array<std::uint16_t, 3>{32, 32, 35};
  for (auto& s : n.streets_) {
    if (s.bridge_.front() == passing::kBelowBridge) {
      s.max_height_dm_ = kLow[dice.below(kLow.size())];
    } else if (s.bridge_.front() == passing::kOnBridge && s.level_ == level::kGround) {
      s.max_weight_t_ = s.dives_                            ? kSideRoad[dice.below(kSideRoad.size())]
                        : s.kind_ >= street_kind::kTertiary ? kVillageRoad[dice.below(kVillageRoad.size())]
                        : s.settlement_ == 0 && s.kind_ == street_kind::kSecondary && chance(dice, 40) ? 12
                                                                                                       : 0;
    }
  }
}

void join_network(world& w, country const& c, random_source& dice) {
  auto& n = w.net_;
  densify(n, 60, 140);
  knot(n);
  cross_river(w);
  join_near(n, 6);
  knot(n);  // a joined point moves its streets by a few metres
  trim(n, 30);
  calm_centre(w, c.places_[0], dice);
  connect(n);
  build_roundabouts(n, dice);
  split_at_bridges(n);
  limit_bridges(n, dice);
}

void bend_network(network& n, warp const& bend) {
  std::transform(n.points_.begin(), n.points_.end(), n.points_.begin(), bend);
  simplify(n, 0.7);
  knot(n);
}

region_counts count(world const& w, country const& c) {
  auto out = region_counts{.settlements_ = std::ssize(c.places_)};
  auto const degree = degrees(w.net_);
  out.junctions_ = std::count_if(degree.begin(), degree.end(), [](auto const d) { return d != 0 && d != 2; });
  auto names = std::vector<std::uint32_t>{};
  for (auto const& s : w.net_.streets_) {
    out.road_km_ += length(line_of(w.net_, s)) / 1'000;
    if (s.name_ != kNone) {
      names.push_back(s.name_);
    }
  }
  std::sort(names.begin(), names.end());
  out.streets_ = std::unique(names.begin(), names.end()) - names.begin();
  return out;
}

result<void> check(region_options const& o) {
  if (o.people_ < kLeastPeople || o.people_ > kMostPeople) {
    return invalid(
        fmt::format("a region can be made for {} to {} people, not for {}", kLeastPeople, kMostPeople, o.people_),
        "people");
  }
  if (!(o.detail_ >= kLeastDetail && o.detail_ <= kMostDetail)) {
    return invalid(fmt::format("it can be {} to {}, not {}", kLeastDetail, kMostDetail, o.detail_), "detail");
  }
  if (std::abs(o.centre_.lat()) > kFarthestNorth || std::abs(o.centre_.lon()) > kFarthestEast) {
    return invalid(fmt::format("it can lie up to latitude {} and longitude {}, so that no pole and no date line runs "
                               "through the region, not at {},{}",
                               kFarthestNorth, kFarthestEast, o.centre_.lat(), o.centre_.lon()),
                   "centre");
  }
  return {};
}

// Rules and barriers belong to the finished network; drawing changes nothing.
void draw(drawing const& d, network& n, random_source& dice) {
  auto const barriers = place_barriers(n);
  auto const rules = make_turn_rules(n, dice);
  draw_streets(d, rules, barriers, place_signals(n));
  draw_places(d, dice);
  draw_landscape(d, dice);
  draw_amenities(d, dice);
  draw_bus_stops(d);
  draw_addresses(d, dice);
}

}  // namespace

}  // namespace made

result<region> make_region(region_options const& o, progress const& watch) {
  using namespace made;
  if (auto const ok = check(o); !ok) {
    return tl::unexpected{ok.error()};
  }
  auto const step = [&](std::uint64_t const done) { tell(watch, "making the region", done, 4); };
  step(0);
  auto dice = random_source{o.seed_};
  auto const bend = warp{dice.next()};
  auto w = world{.river_ = plan_river(o, dice), .fineness_ = std::sqrt(o.detail_)};
  auto planning = dice.split();
  auto c = plan_country(o.people_, w.river_, planning);
  step(1);
  lay_streets(w, c, dice);
  auto const names = name_all(w.net_, c, dice);
  step(2);
  join_network(w, c, dice);
  bend_network(w.net_, bend);
  step(3);
  auto out = region{.name_ = names.settlements_[0].local_, .counts_ = count(w, c)};
  auto paper = chart{out, o.centre_};
  draw({w, c, names, bend, paper}, w.net_, dice);
  step(4);
  return out;
}

void write_region(region const& r, osm::pbf_writer::sink sink) {
  auto writer = osm::pbf_writer{{.source_ = "Made by leeward region make; no real place. CC0"}, std::move(sink)};
  auto tags = std::vector<osm::tag>{};
  auto const all = [&](region_tags const& from) {
    tags.assign(from.begin(), from.end());
    return osm::tags{tags};
  };
  auto id = osm::osm_id{0};
  for (auto const& n : r.nodes_) {
    writer.add(osm::node{++id, n.where_, all(n.tags_)});
  }
  id = 0;
  auto refs = std::vector<osm::osm_id>{};
  for (auto const& w : r.ways_) {
    refs.assign(w.nodes_.begin(), w.nodes_.end());
    std::for_each(refs.begin(), refs.end(), [](auto& x) { ++x; });
    writer.add(osm::way{++id, refs, all(w.tags_)});
  }
  id = 0;
  auto members = std::vector<osm::member>{};
  for (auto const& x : r.relations_) {
    members.clear();
    for (auto const& m : x.members_) {
      members.push_back({m.kind_, osm::osm_id{m.index_} + 1, m.role_});
    }
    writer.add(osm::relation{++id, members, all(x.tags_)});
  }
  writer.finish();
}

}  // namespace leeward::roads
