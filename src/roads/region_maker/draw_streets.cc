#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "roads/region_maker/drawing.h"
#include "roads/region_maker/tags.h"

namespace leeward::roads::made {

namespace {

std::uint32_t nearest_settlement(drawing const& d, spot const p) {
  auto best = std::uint32_t{0};
  auto least = std::numeric_limits<double>::max();
  for (auto i = std::uint32_t{0}; i < d.c_.places_.size(); ++i) {
    auto const& s = d.c_.places_[i];
    if (auto const off = distance(d.bend_(s.centre_), p) - s.radius_; off < least) {
      least = off;
      best = i;
    }
  }
  return best;
}

void add_destination(drawing const& d, street const& s, region_tags& tags) {
  auto const far = s.ref_ == kRingRoadRef ? kNone : s.heads_to_;
  auto const is_link = s.level_ == level::kLink;
  if (far == kNone && !is_link) {
    return;
  }
  auto const to = far != kNone ? far : nearest_settlement(d, d.w_.net_.points_[s.points_.back()]);
  tags.emplace_back("destination", d.names_.settlements_[to].local_);
  if (is_link && far != kNone) {
    tags.emplace_back("destination:ref", ref_text(s.ref_));
  }
}

region_way to_way(drawing const& d, street const& s) {
  auto const inside = s.settlement_ != kNone;
  auto way =
      region_way{.tags_ = tags_of(s, inside ? d.c_.places_[s.settlement_].kind_ : settlement_kind::kCity, inside)};
  if (s.name_ != kNone) {
    add_names(way.tags_, d.names_.streets_[s.name_]);
  }
  if (s.ref_ != kNone && s.level_ != level::kLink) {
    way.tags_.emplace_back("ref", ref_text(s.ref_));
  }
  add_destination(d, s, way.tags_);
  return way;
}

void draw_rules(drawing const& d, std::vector<turn_rule> const& rules, std::vector<std::uint32_t> const& node_of,
                std::size_t const first_way) {
  // The street that ends at a junction, by the junction and the point before it.
  auto ends = std::map<std::pair<point_id, point_id>, std::uint32_t>{};
  auto const& streets = d.w_.net_.streets_;
  for (auto i = std::size_t{0}; i < streets.size(); ++i) {
    auto const& p = streets[i].points_;
    auto const way = static_cast<std::uint32_t>(first_way + i);
    ends.emplace(std::pair{p.front(), p[1]}, way);
    ends.emplace(std::pair{p.back(), p[p.size() - 2]}, way);
  }
  for (auto const& r : rules) {
    auto const from = ends.find({r.via_, r.from_});
    auto const to = ends.find({r.via_, r.to_});
    if (from == ends.end() || to == ends.end()) {
      continue;  // a gate was put in between
    }
    auto relation = region_relation{{{osm::entity_kind::kWay, from->second, "from"},
                                     {osm::entity_kind::kNode, node_of[r.via_], "via"},
                                     {osm::entity_kind::kWay, to->second, "to"}},
                                    {{"type", "restriction"}, {"restriction", std::string{r.what_}}}};
    if (r.except_bus_) {
      relation.tags_.emplace_back("except", "bus");
    }
    d.out_.out_.relations_.push_back(std::move(relation));
  }
}

}  // namespace

void add_names(region_tags& tags, name const& n) {
  tags.emplace_back("name", n.local_);
  tags.emplace_back("name:en", n.english_);
  if (!n.old_.empty()) {
    tags.emplace_back("old_name", n.old_);
  }
}

ring bent(drawing const& d, ring const& r) {
  auto closed = r;
  closed.push_back(r.front());
  auto out = densified(closed, 250);
  out.pop_back();
  std::transform(out.begin(), out.end(), out.begin(), d.bend_);
  return out;
}

void draw_streets(drawing const& d, std::vector<turn_rule> const& rules, std::vector<point_tag> const& barriers,
                  std::vector<point_id> const& signals) {
  auto const& net = d.w_.net_;
  auto& out = d.out_.out_;
  auto node_of = std::vector<std::uint32_t>(net.points_.size(), kNone);
  auto const first_way = out.ways_.size();
  for (auto const& s : net.streets_) {
    auto way = to_way(d, s);
    for (auto const p : s.points_) {
      if (node_of[p] == kNone) {
        node_of[p] = d.out_.add_node(net.points_[p]);
      }
      way.nodes_.push_back(node_of[p]);
    }
    out.ways_.push_back(std::move(way));
  }
  for (auto const& [p, what] : barriers) {
    out.nodes_[node_of[p]].tags_ = {{"barrier", std::string{what}}};
    if (what == "gate") {
      out.nodes_[node_of[p]].tags_.emplace_back("access", "private");
    }
  }
  for (auto const p : signals) {
    out.nodes_[node_of[p]].tags_ = {{"highway", "traffic_signals"}};
  }
  draw_rules(d, rules, node_of, first_way);
}

}  // namespace leeward::roads::made
