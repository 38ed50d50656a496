#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fuzzer/FuzzedDataProvider.h>

#include "base/ensure.h"
#include "roads/graph/validate.h"
#include "roads/import/import.h"

namespace {

using namespace leeward;
using namespace leeward::roads;

// Words that rules know: a random map of these reaches every rule.
constexpr auto kKeys = std::to_array<std::string_view>({"highway",
                                                        "oneway",
                                                        "access",
                                                        "bus",
                                                        "psv",
                                                        "motor_vehicle",
                                                        "foot",
                                                        "motorcar",
                                                        "maxspeed",
                                                        "maxheight",
                                                        "maxweight",
                                                        "junction",
                                                        "route",
                                                        "duration",
                                                        "barrier",
                                                        "restriction",
                                                        "restriction:bus",
                                                        "except",
                                                        "type",
                                                        "name",
                                                        "service",
                                                        "surface",
                                                        "tracktype",
                                                        "smoothness",
                                                        "busway",
                                                        "lanes:psv:backward",
                                                        "railway",
                                                        "place",
                                                        "area",
                                                        "addr:country",
                                                        "zone:maxspeed",
                                                        "maxspeed:backward",
                                                        "motor_vehicle:forward",
                                                        "restriction:conditional",
                                                        "direction",
                                                        "conveying"});
constexpr auto kValues = std::to_array<std::string_view>({"residential",
                                                          "motorway",
                                                          "primary_link",
                                                          "footway",
                                                          "busway",
                                                          "service",
                                                          "track",
                                                          "yes",
                                                          "no",
                                                          "-1",
                                                          "private",
                                                          "destination",
                                                          "30 mph",
                                                          "50",
                                                          "none",
                                                          "DE:urban",
                                                          "3.5",
                                                          "12'6\"",
                                                          "7.5 t",
                                                          "roundabout",
                                                          "ferry",
                                                          "1:30",
                                                          "PT20M",
                                                          "bollard",
                                                          "gate",
                                                          "bus_trap",
                                                          "no_left_turn",
                                                          "only_straight_on",
                                                          "no_u_turn",
                                                          "only_u_turn",
                                                          "no_entry",
                                                          "no_exit",
                                                          "restriction",
                                                          "psv;bus",
                                                          "gravel",
                                                          "grade5",
                                                          "opposite_lane",
                                                          "traffic_signals",
                                                          "town",
                                                          "reversible",
                                                          "backward"});
constexpr auto kRoles = std::to_array<std::string_view>({"from", "via", "to", ""});

struct entity {
  osm::entity_kind kind_{osm::entity_kind::kNode};
  osm::osm_id id_{0};
  position at_;
  std::vector<osm::osm_id> nodes_;
  std::vector<osm::member> members_;
  std::vector<osm::tag> tags_;
};

osm::osm_id some_id(FuzzedDataProvider& from) { return from.ConsumeIntegralInRange<osm::osm_id>(1, 24); }

entity draw(FuzzedDataProvider& from) {
  auto e = entity{};
  e.kind_ = from.PickValueInArray({osm::entity_kind::kNode, osm::entity_kind::kWay, osm::entity_kind::kRelation});
  e.id_ = some_id(from);
  e.at_ = {from.ConsumeIntegralInRange<std::int32_t>(0, 9) * 1'000,
           from.ConsumeIntegralInRange<std::int32_t>(0, 9) * 1'000};
  for (auto n = from.ConsumeIntegralInRange(0, e.kind_ == osm::entity_kind::kNode ? 0 : 6); n != 0; --n) {
    if (e.kind_ == osm::entity_kind::kWay) {
      e.nodes_.push_back(some_id(from));
    } else {
      auto const kind = from.ConsumeBool() ? osm::entity_kind::kWay : osm::entity_kind::kNode;
      e.members_.push_back({kind, some_id(from), from.PickValueInArray(kRoles)});
    }
  }
  for (auto n = from.ConsumeIntegralInRange(0, 4); n != 0; --n) {
    e.tags_.emplace_back(from.PickValueInArray(kKeys), from.PickValueInArray(kValues));
  }
  return e;
}

void hand_over(entity const& e, osm::sinks const& to) {
  if (e.kind_ == osm::entity_kind::kNode && to.node_) {
    to.node_({e.id_, e.at_, e.tags_});
  } else if (e.kind_ == osm::entity_kind::kWay && to.way_) {
    to.way_({e.id_, e.nodes_, e.tags_});
  } else if (e.kind_ == osm::entity_kind::kRelation && to.relation_) {
    to.relation_({e.id_, e.members_, e.tags_});
  }
}

void check(imported const& map) {
  for (auto const& n : map.networks_) {
    auto const g = view_of(n.graph_);
    ensure(!find_fault(g), "an import with a fault");
    for (auto const& w : n.weights_) {
      ensure(!find_fault(g, view_of(w)), "weights with a fault");
    }
  }
}

}  // namespace

// A small map drawn at random from the words of the rules: whatever it is, the arrays keep the laws of road_graph.h.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  auto from = FuzzedDataProvider{data, size};
  auto options = import_options{};
  if (from.ConsumeBool()) {
    options.keep_islands_from_ = metres{from.ConsumeIntegralInRange<std::int64_t>(0, 100)};
  }
  auto entities = std::vector<entity>{};
  while (from.remaining_bytes() != 0 && entities.size() != 200) {
    entities.push_back(draw(from));
  }
  auto const source = [&](osm::sinks const& to) {
    for (auto const& e : entities) {
      hand_over(e, to);
    }
    return result<void>{};
  };
  if (auto const map = import_osm(source, options, "fuzz")) {
    check(*map);
  } else {
    ensure(!map.error().sentence_.empty(), "an error without a sentence");
  }
  return 0;
}
