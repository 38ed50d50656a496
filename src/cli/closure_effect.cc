#include "cli/closure_effect.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "roads/roads.h"
#include "roads/snap/segment_index.h"
#include "roads/weights_now.h"

namespace leeward::cli {

namespace {

// A place stands for the roads around its middle; it is cut off when all of them are.
constexpr auto const kAroundPlace = 3e-3;  // degrees of latitude: 330 m
constexpr auto const kShown = std::size_t{20};

touched_network by_road(roads::map_network const& n, std::vector<roads::edge> const& edges) {
  auto lengths = std::map<std::int64_t, std::pair<touched_road, millimetres>>{};
  auto last = roads::segment_id{};
  for (auto const e : edges) {
    if (e.in() == last) {
      continue;  // its other direction
    }
    last = e.in();
    auto const& s = n.graph_.segments_[last.v_];
    auto const& r = n.graph_.roads_[s.road_.v_];
    auto& [road, length] = lengths[r.way_];
    road.way_ = r.way_;
    road.name_ = roads::text(n.graph_, r.name_);
    road.ref_ = roads::text(n.graph_, r.ref_);
    ++road.segments_;
    length.v_ += s.length_mm_;
  }
  auto touched = touched_network{.network_ = n.name_, .roads_ = {}};
  for (auto& [way, road] : lengths) {
    road.first.length_m_ = to_metres(road.second);
    touched.roads_.push_back(std::move(road.first));
  }
  return touched;
}

roads::box around(position const p) {
  auto const half = static_cast<std::int32_t>(kAroundPlace * 1e7);
  auto const half_lon = static_cast<std::int32_t>(half / std::max(std::cos(p.lat() * std::numbers::pi / 180), 0.1));
  auto b = roads::box{};
  b.add(position{.lat_e7_ = p.lat_e7_ - half, .lon_e7_ = p.lon_e7_ - half_lon});
  b.add(position{.lat_e7_ = p.lat_e7_ + half, .lon_e7_ = p.lon_e7_ + half_lon});
  return b;
}

// In one direction at least.
bool is_usable(roads::map_network const& n, std::span<roads::weight const> const edge_ms, roads::segment_id const s) {
  auto const is_open = [&](roads::direction const d) {
    auto const e = n.graph_.edge_of_[roads::make_edge(s, d).code_];
    return !e.is_none() && edge_ms[e.v_] < roads::kNever;
  };
  return is_open(roads::direction::kForward) || is_open(roads::direction::kBackward);
}

std::vector<place_of_map> places_cut_off(roads::road_map const& m, roads::situation const& s) {
  auto const& n = roads::network_of(m, s.profile());
  auto roads_at = std::vector<roads::place_on_road>{};
  auto place_of = std::vector<std::size_t>{};               // as roads_at
  auto uncut = std::vector<std::size_t>(m.places_.size());  // roads around each place that are not cut off
  for (auto i = std::size_t{0}; i != m.places_.size(); ++i) {
    auto const near = around(m.places_[i].where_);
    roads::for_each_near(n.segments_, near, [&](roads::segment_id const segment) {
      auto of_segment = roads::box{};
      for (auto const p : roads::shape(n.graph_, segment)) {
        of_segment.add(p);
      }
      if (of_segment.overlaps(near) && is_usable(n, m.profiles_[s.profile().v_].weights_.edge_ms_, segment)) {
        roads_at.push_back({.segment_ = segment, .where_ = m.places_[i].where_, .off_ = {}});
        place_of.push_back(i);
        ++uncut[i];
      }
    });
  }
  auto cut_off = std::vector<place_of_map>{};
  for (auto const index : s.cut_off(roads_at)) {
    auto const& place = m.places_[place_of[index]];
    if (--uncut[place_of[index]] == 0) {
      cut_off.push_back({.name_ = std::string{roads::place_text(m, place.name_)}, .where_ = place.where_});
    }
  }
  return cut_off;
}

// Roads without a name of a place near them count too: a hamlet need not be on the map.
void add_roads_cut_off(roads::road_map const& m, roads::situation const& s, unreachable_places& to) {
  auto const& n = roads::network_of(m, s.profile());
  auto const now = s.weights();
  auto all = std::vector<roads::place_on_road>{};
  for (auto i = std::uint32_t{0}; i != roads::segment_count(n.graph_); ++i) {
    auto const segment = roads::segment_id{i};
    if (is_usable(n, now.edge_ms_, segment)) {
      all.push_back({.segment_ = segment, .where_ = roads::shape(n.graph_, segment).front(), .off_ = {}});
    }
  }
  auto length = millimetres{};
  auto longest = std::uint32_t{0};
  for (auto const index : s.cut_off(all)) {
    auto const mm = n.graph_.segments_[all[index].segment_.v_].length_mm_;
    length.v_ += mm;
    if (mm > longest) {
      longest = mm;
      to.road_example_ = all[index].where_;
    }
  }
  to.road_length_m_ = to_metres(length);
}

}  // namespace

std::vector<std::int64_t> unknown_ways(roads::closure const& c, std::vector<touched_network> const& touched) {
  auto unknown = std::vector<std::int64_t>{};
  for (auto const way : c.ways_.value_or(std::vector<std::int64_t>{})) {
    auto const has_it = [&](touched_network const& n) {
      return std::any_of(begin(n.roads_), end(n.roads_), [&](touched_road const& r) { return r.way_ == way; });
    };
    if (std::none_of(begin(touched), end(touched), has_it)) {
      unknown.push_back(way);
    }
  }
  return unknown;
}

result<std::vector<touched_network>> touched_roads(roads::road_map const& m, roads::closure const& c) {
  auto all = std::vector<touched_network>{};
  for (auto i = std::uint32_t{0}; i != m.networks_.size(); ++i) {
    auto const edges = roads::touched_by(m, c, i);
    if (!edges.has_value()) {
      return tl::unexpected{edges.error()};
    }
    if (!edges->empty()) {
      all.push_back(by_road(m.networks_[i], *edges));
    }
  }
  return all;
}

result<std::vector<unreachable_places>> find_unreachable(std::shared_ptr<roads::road_map const> const& m,
                                                         std::vector<roads::closure> const& closures,
                                                         std::optional<instant> const at) {
  auto all = std::vector<unreachable_places>{};
  auto const held = roads::in_force(closures, at);
  for (auto i = std::uint32_t{0}; i != m->profiles_.size(); ++i) {
    auto s = roads::situation{m, roads::profile_id{i}};
    if (auto closed = s.close(held); !closed.has_value()) {
      return tl::unexpected{closed.error()};
    }
    auto unreachable = unreachable_places{
        .profile_ = m->profiles_[i].name_, .places_ = places_cut_off(*m, s), .road_example_ = std::nullopt};
    add_roads_cut_off(*m, s, unreachable);
    if (!unreachable.places_.empty() || unreachable.road_example_.has_value()) {
      all.push_back(std::move(unreachable));
    }
  }
  return all;
}

std::string in_words(std::vector<touched_network> const& all) {
  auto text = std::string{};
  for (auto const& n : all) {
    text += fmt::format("network {}: {} ways\n", n.network_, n.roads_.size());
    for (auto i = std::size_t{0}; i != std::min(n.roads_.size(), kShown); ++i) {
      auto const& r = n.roads_[i];
      text += fmt::format("  way {}{}{}{}{}: {} segments, {} m\n", r.way_, r.name_.empty() ? "" : " ", r.name_,
                          r.ref_.empty() ? "" : " ", r.ref_, r.segments_, r.length_m_.v_);
    }
    if (n.roads_.size() > kShown) {
      text += fmt::format("  … and {} more\n", n.roads_.size() - kShown);
    }
  }
  return text;
}

std::string in_words(std::vector<unreachable_places> const& all) {
  if (all.empty()) {
    return "nothing is cut off: every named place can be reached and left\n";
  }
  auto text = std::string{};
  for (auto const& u : all) {
    auto names = std::string{};
    for (auto i = std::size_t{0}; i != std::min(u.places_.size(), kShown); ++i) {
      names += fmt::format("{}{}", i == 0 ? "" : ", ", u.places_[i].name_);
    }
    auto const more = u.places_.size() > kShown ? fmt::format(" … and {} more", u.places_.size() - kShown) : "";
    auto const about = u.road_example_.has_value() ? fmt::format("{:.1f} km of open road, such as at {:.5f},{:.5f}",
                                                                 static_cast<double>(u.road_length_m_.v_) / 1000,
                                                                 u.road_example_->lat(), u.road_example_->lon())
                                                   : std::string{};
    text += fmt::format("cannot be reached or not be left by {}: {}{}{}{}\n", u.profile_, names, more,
                        names.empty() || about.empty() ? "" : "; ", about);
  }
  return text;
}

}  // namespace leeward::cli
