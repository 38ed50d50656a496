#include "roads/graph/road_graph.h"

#include <algorithm>

namespace leeward::roads {

namespace {

template <typename View, typename Data>
View view_all(Data const& data) {
  auto view = View{};
  for_each_array(data, [&](std::string_view const name, auto const& from) {
    for_each_array(view, [&](std::string_view const to_name, auto& to) {
      if constexpr (requires { to = from; }) {
        if (to_name == name) {
          to = from;
        }
      }
    });
  });
  return view;
}

}  // namespace

road_graph view_of(road_graph_data const& data) { return view_all<road_graph>(data); }

profile_weights view_of(profile_weights_data const& data) { return view_all<profile_weights>(data); }

junction_id tail(road_graph const& g, edge_id const e) {
  auto const edge = g.edges_[e.v_];
  auto const& s = g.segments_[edge.in().v_];
  return edge.towards() == direction::kForward ? s.from_ : s.to_;
}

junction_id head(road_graph const& g, edge_id const e) {
  auto const edge = g.edges_[e.v_];
  auto const& s = g.segments_[edge.in().v_];
  return edge.towards() == direction::kForward ? s.to_ : s.from_;
}

std::string_view text(road_graph const& g, std::uint32_t const offset) { return {g.strings_.data() + offset}; }

std::span<position const> shape(road_graph const& g, segment_id const s) {
  auto const first = g.segments_[s.v_].first_point_;
  return g.points_.subspan(first, g.segments_[s.v_ + 1].first_point_ - first);
}

std::vector<edge_id> all_copies(road_graph const& g, edge_id const original) {
  auto result = std::vector<edge_id>{original};
  auto const originals = static_cast<std::uint32_t>(g.edges_.size() - g.copy_of_.size());
  auto const [first, last] = std::equal_range(g.copy_of_.begin(), g.copy_of_.end(), original);
  for (auto i = first; i != last; ++i) {
    result.push_back({originals + static_cast<std::uint32_t>(i - g.copy_of_.begin())});
  }
  return result;
}

}  // namespace leeward::roads
