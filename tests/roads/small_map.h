#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "roads/file/build_map.h"
#include "roads/file/road_map.h"
#include "roads/graph/road_graph.h"

// Maps made by hand, in metres around 49 N 8 E. A vehicle drives 10 m a second: a metre takes 100 ms.
namespace leeward::roads {

struct road_options {
  std::string_view name_{};
  std::string_view ref_{};
  std::uint16_t flags_{0};
  road_class class_{road_class::kResidential};
  std::string_view name_en_{};
  std::string_view destination_{};
};

class network_maker {
public:
  junction_id junction(double east_m, double north_m);
  road_id road(std::int64_t way, road_options const& = {});

  // `between` are further points, in metres.
  segment_id segment(junction_id from, junction_id to, road_id,
                     std::initializer_list<std::pair<double, double>> between = {});
  segment_id oneway(junction_id from, junction_id to, road_id);

  // After coming from `from` via `via`, not into `to`: gives `via` a copy. Once for each `via`.
  void forbid(edge from, edge via, edge to);

  // A time for every turn that is not 0.
  void set_turn(edge from, edge to, weight);

  // The junctions where an edge begins and ends.
  std::pair<junction_id, junction_id> ends(edge) const;

  // All turns between segments that meet, back only at dead ends; profiles "coach" and "car" (twice as fast).
  network_to_build finish(std::string name) const;

private:
  segment_id add(junction_id from, junction_id to, road_id, std::vector<position> shape, bool both);
  std::uint32_t string(std::string_view);
  void add_edges(road_graph_data&, std::vector<std::vector<edge_id>>& leaving) const;
  void add_copies(road_graph_data&, std::vector<std::vector<edge_id>>& turns) const;

  struct forbidden {
    edge from_, via_, to_;
  };
  struct turn_time {
    edge from_, to_;
    weight ms_{0};
  };

  road_graph_data g_;
  std::vector<bool> both_;
  std::vector<forbidden> forbidden_;
  std::vector<turn_time> turn_times_;
};

position at(double east_m, double north_m);

edge forward(segment_id);
edge backward(segment_id);

// A map of some networks, with the attribution "© test", right-hand traffic.
std::shared_ptr<road_map const> small_map(std::vector<network_to_build>);
std::shared_ptr<road_map const> small_map(network_maker const&);

// A grid of streets with gaps, oneways, bends, turn times and restrictions over ways; the same for the same seed.
network_maker random_streets(std::uint64_t seed, std::uint32_t width, std::uint32_t height);

}  // namespace leeward::roads
