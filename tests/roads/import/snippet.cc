#include "roads/import/snippet.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <stdexcept>

#include "roads/graph/validate.h"

namespace leeward::roads::test {

namespace {

// One metre on the equator, in 1e-7 degree.
constexpr auto const kEastE7 = 1e7 / 111'319.49;
constexpr auto const kNorthE7 = 1e7 / 110'574.28;

std::vector<osm::tag> views(tag_list const& tags) {
  auto out = std::vector<osm::tag>{};
  for (auto const& [k, v] : tags) {
    out.emplace_back(k, v);
  }
  return out;
}

std::vector<position> driven(road_graph const& g, edge_id const e) {
  auto const points = shape(g, g.edges_[e.v_].in());
  auto out = std::vector<position>(points.begin(), points.end());
  if (g.edges_[e.v_].towards() == direction::kBackward) {
    std::ranges::reverse(out);
  }
  return out;
}

}  // namespace

snippet& snippet::node(osm::osm_id const id, double const east_m, double const north_m, tag_list const& tags) {
  auto const at = position{static_cast<std::int32_t>(std::lround(north_m * kNorthE7)),
                           static_cast<std::int32_t>(std::lround(east_m * kEastE7))};
  where_[id] = at;
  entities_.push_back({osm::entity_kind::kNode, id, at, {}, {}, {}, tags});
  return *this;
}

snippet& snippet::way(osm::osm_id const id, std::vector<osm::osm_id> nodes, tag_list const& tags) {
  entities_.push_back({osm::entity_kind::kWay, id, {}, std::move(nodes), {}, {}, tags});
  return *this;
}

snippet& snippet::restriction(osm::osm_id const id, std::vector<std::string> const& members, tag_list const& tags) {
  auto e = entity{osm::entity_kind::kRelation, id, {}, {}, {}, {}, tags};
  e.tags_.emplace_back("type", "restriction");
  for (auto const& m : members) {
    auto const role = m.substr(0, m.find(' '));
    auto const is_node = m.find(" node ") != std::string::npos;
    e.members_.emplace_back(std::stoll(m.substr(m.rfind(' '))), role);
    e.member_kinds_.push_back(is_node ? osm::entity_kind::kNode : osm::entity_kind::kWay);
  }
  entities_.push_back(std::move(e));
  return *this;
}

result<void> snippet::replay(osm::sinks const& to) const {
  for (auto const& e : entities_) {
    auto const tags = views(e.tags_);
    if (e.kind_ == osm::entity_kind::kNode && to.node_) {
      to.node_({e.id_, e.at_, tags});
    } else if (e.kind_ == osm::entity_kind::kWay && to.way_) {
      to.way_({e.id_, e.nodes_, tags});
    } else if (e.kind_ == osm::entity_kind::kRelation && to.relation_) {
      auto members = std::vector<osm::member>{};
      for (auto i = std::size_t{0}; i != e.members_.size(); ++i) {
        members.push_back({e.member_kinds_[i], e.members_[i].first, e.members_[i].second});
      }
      to.relation_({e.id_, members, tags});
    }
  }
  return {};
}

import_options everything() {
  auto options = import_options{};
  options.country_ = "DE";
  options.keep_islands_from_ = metres{0};
  return options;
}

drawn::drawn(snippet const& s, import_options const& options) : where_{s.where_} {
  auto made = import_osm([&](osm::sinks const& to) { return s.replay(to); }, options, "snippet");
  if (!made) {
    throw std::runtime_error{made.error().sentence_};
  }
  map_ = *std::move(made);
  for (auto const& n : map_.networks_) {
    auto const g = view_of(n.graph_);
    auto fault = find_fault(g);
    for (auto const& w : n.weights_) {
      fault = fault ? fault : find_fault(g, view_of(w));
    }
    if (fault) {
      throw std::runtime_error{*fault};
    }
  }
}

std::pair<network const*, profile_weights_data const*> drawn::find(std::string const& profile) const {
  for (auto const& n : map_.networks_) {
    for (auto p = std::size_t{0}; p != n.profile_names_.size(); ++p) {
      if (n.profile_names_[p] == profile) {
        return {&n, &n.weights_[p]};
      }
    }
  }
  throw std::runtime_error{"no profile " + profile};
}

std::optional<weight> drawn::time(std::string const& profile, std::vector<osm::osm_id> const& nodes) const {
  auto const [n, w] = find(profile);
  auto const g = view_of(n->graph_);
  auto path = std::vector<position>{};
  for (auto const id : nodes) {
    path.push_back(where_.at(id));
  }
  struct at {
    std::uint32_t edge_;
    std::size_t covered_;  // index of the edge's last point in the path
    weight ms_;
  };
  auto const covers = [&](std::uint32_t const e, std::size_t const from) -> std::optional<std::size_t> {
    auto const points = driven(g, {e});
    auto const fits = from + points.size() <= path.size() &&
                      std::equal(points.begin(), points.end(), path.begin() + static_cast<std::ptrdiff_t>(from));
    return fits && w->edge_ms_[e] < kNever ? std::optional{from + points.size() - 1} : std::nullopt;
  };
  auto todo = std::vector<at>{};
  for (auto e = std::uint32_t{0}; e != g.edges_.size() - g.copy_of_.size(); ++e) {
    if (auto const end = covers(e, 0)) {
      todo.push_back({e, *end, w->edge_ms_[e]});
    }
  }
  auto best = std::optional<weight>{};
  while (!todo.empty()) {
    auto const here = todo.back();
    todo.pop_back();
    if (here.covered_ + 1 == path.size()) {
      best = std::min(best.value_or(here.ms_), here.ms_);
      continue;
    }
    for (auto t = g.first_turn_[here.edge_]; t != g.first_turn_[here.edge_ + 1]; ++t) {
      auto const to = g.turn_head_[t].v_;
      if (w->turn_ms_[t] >= kNever) {
        continue;
      }
      if (auto const end = covers(to, here.covered_)) {
        todo.push_back({to, *end, here.ms_ + w->turn_ms_[t] + w->edge_ms_[to]});
      }
    }
  }
  return best;
}

std::optional<weight> drawn::fastest(std::string const& profile, osm::osm_id const from, osm::osm_id const to) const {
  auto const [n, w] = find(profile);
  auto const g = view_of(n->graph_);
  auto ms = std::vector<weight>(g.edges_.size(), kNever);  // until the end of the edge
  using entry = std::pair<weight, std::uint32_t>;
  auto queue = std::priority_queue<entry, std::vector<entry>, std::greater<>>{};
  for (auto e = std::uint32_t{0}; e != g.edges_.size() - g.copy_of_.size(); ++e) {
    if (g.junctions_[tail(g, {e}).v_] == where_.at(from) && w->edge_ms_[e] < kNever) {
      ms[e] = w->edge_ms_[e];
      queue.emplace(ms[e], e);
    }
  }
  while (!queue.empty()) {
    auto const [d, e] = queue.top();
    queue.pop();
    if (g.junctions_[head(g, {e}).v_] == where_.at(to)) {
      return d;
    }
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      auto const next = g.turn_head_[t].v_;
      if (w->turn_ms_[t] < kNever && w->edge_ms_[next] < kNever && d + w->turn_ms_[t] + w->edge_ms_[next] < ms[next]) {
        ms[next] = d + w->turn_ms_[t] + w->edge_ms_[next];
        queue.emplace(ms[next], next);
      }
    }
  }
  return std::nullopt;
}

network const& drawn::net(std::string const& name) const {
  for (auto const& n : map_.networks_) {
    if (n.name_ == name) {
      return n;
    }
  }
  throw std::runtime_error{"no network " + name};
}

bool drawn::is_junction(std::string const& network, osm::osm_id const id) const {
  auto const& all = net(network).graph_.junctions_;
  return std::ranges::find(all, where_.at(id)) != all.end();
}

road const* drawn::road_of(std::string const& network, osm::osm_id const way) const {
  for (auto const& r : net(network).graph_.roads_) {
    if (r.way_ == way) {
      return &r;
    }
  }
  return nullptr;
}

std::string drawn::text_of(std::string const& network, std::uint32_t const offset) const {
  return std::string{text(view_of(net(network).graph_), offset)};
}

}  // namespace leeward::roads::test
