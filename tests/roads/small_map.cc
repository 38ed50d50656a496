#include "roads/small_map.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/random.h"

namespace leeward::roads {

namespace {

constexpr auto const kLat = 490'000'000;
constexpr auto const kLon = 80'000'000;
constexpr auto const kUnitsPerMetreNorth = 89.9202;  // at 49 N, on WGS 84
constexpr auto const kUnitsPerMetreEast = 136.6646;

}  // namespace

position at(double const east_m, double const north_m) {
  return {.lat_e7_ = kLat + static_cast<std::int32_t>(std::lround(north_m * kUnitsPerMetreNorth)),
          .lon_e7_ = kLon + static_cast<std::int32_t>(std::lround(east_m * kUnitsPerMetreEast))};
}

edge forward(segment_id const s) { return make_edge(s, direction::kForward); }
edge backward(segment_id const s) { return make_edge(s, direction::kBackward); }

junction_id network_maker::junction(double const east_m, double const north_m) {
  g_.junctions_.push_back(at(east_m, north_m));
  return {static_cast<std::uint32_t>(g_.junctions_.size() - 1)};
}

std::uint32_t network_maker::string(std::string_view const text) {
  if (g_.strings_.empty()) {
    g_.strings_.push_back('\0');
  }
  if (text.empty()) {
    return 0;
  }
  auto const offset = static_cast<std::uint32_t>(g_.strings_.size());
  g_.strings_.insert(end(g_.strings_), begin(text), end(text));
  g_.strings_.push_back('\0');
  return offset;
}

road_id network_maker::road(std::int64_t const way, road_options const& o) {
  auto r = roads::road{};
  r.way_ = way;
  r.name_ = string(o.name_);
  r.name_en_ = string(o.name_en_);
  r.ref_ = string(o.ref_);
  r.destination_ = string(o.destination_);
  r.flags_ = o.flags_;
  r.class_ = o.class_;
  g_.roads_.push_back(r);
  return {static_cast<std::uint32_t>(g_.roads_.size() - 1)};
}

segment_id network_maker::add(junction_id const from, junction_id const to, road_id const r,
                              std::vector<position> shape, bool const both) {
  auto length = millimetres{};
  for (auto i = std::size_t{1}; i < shape.size(); ++i) {
    length += distance_between(shape[i - 1], shape[i]);
  }
  g_.segments_.push_back({.from_ = from,
                          .to_ = to,
                          .road_ = r,
                          .first_point_ = static_cast<std::uint32_t>(g_.points_.size()),
                          .length_mm_ = static_cast<std::uint32_t>(length.v_)});
  g_.points_.insert(end(g_.points_), begin(shape), end(shape));
  both_.push_back(both);
  return {static_cast<std::uint32_t>(g_.segments_.size() - 1)};
}

segment_id network_maker::segment(junction_id const from, junction_id const to, road_id const r,
                                  std::initializer_list<std::pair<double, double>> const between) {
  auto shape = std::vector{g_.junctions_[from.v_]};
  for (auto const& [east, north] : between) {
    shape.push_back(at(east, north));
  }
  shape.push_back(g_.junctions_[to.v_]);
  return add(from, to, r, std::move(shape), true);
}

segment_id network_maker::oneway(junction_id const from, junction_id const to, road_id const r) {
  return add(from, to, r, {g_.junctions_[from.v_], g_.junctions_[to.v_]}, false);
}

std::pair<junction_id, junction_id> network_maker::ends(edge const e) const {
  auto const& s = g_.segments_[e.in().v_];
  return e.towards() == direction::kForward ? std::pair{s.from_, s.to_} : std::pair{s.to_, s.from_};
}

void network_maker::forbid(edge const from, edge const via, edge const to) { forbidden_.push_back({from, via, to}); }

void network_maker::set_turn(edge const from, edge const to, weight const ms) { turn_times_.push_back({from, to, ms}); }

void network_maker::add_edges(road_graph_data& g, std::vector<std::vector<edge_id>>& leaving) const {
  leaving.resize(g.junctions_.size());
  g.edge_of_.resize(both_.size() * 2);
  for (auto s = std::uint32_t{0}; s != both_.size(); ++s) {
    for (auto const e : {forward({s}), backward({s})}) {
      if (e.towards() == direction::kForward || both_[s]) {
        auto const id = edge_id{static_cast<std::uint32_t>(g.edges_.size())};
        g.edge_of_[e.code_] = id;
        g.edges_.push_back(e);
        auto const& piece = g.segments_[s];
        leaving[(e.towards() == direction::kForward ? piece.from_ : piece.to_).v_].push_back(id);
      }
    }
  }
}

void network_maker::add_copies(road_graph_data& g, std::vector<std::vector<edge_id>>& turns) const {
  auto in_order = forbidden_;
  std::sort(begin(in_order), end(in_order),
            [](forbidden const& a, forbidden const& b) { return a.via_.code_ < b.via_.code_; });
  for (auto const& f : in_order) {
    auto const via = g.edge_of_[f.via_.code_];
    auto const copy = edge_id{static_cast<std::uint32_t>(g.edges_.size())};
    g.edges_.push_back(f.via_);
    g.copy_of_.push_back(via);
    auto allowed = turns[via.v_];
    std::erase(allowed, g.edge_of_[f.to_.code_]);
    turns.push_back(std::move(allowed));
    auto& into = turns[g.edge_of_[f.from_.code_].v_];
    std::replace(begin(into), end(into), via, copy);
    std::sort(begin(into), end(into));
  }
}

network_to_build network_maker::finish(std::string name) const {
  auto g = g_;
  g.segments_.push_back({{}, {}, {}, static_cast<std::uint32_t>(g.points_.size()), 0});
  auto leaving = std::vector<std::vector<edge_id>>{};
  add_edges(g, leaving);
  auto turns = std::vector<std::vector<edge_id>>{};
  for (auto e = std::uint32_t{0}; e != g.edges_.size(); ++e) {
    auto const& s = g.segments_[g.edges_[e].in().v_];
    auto next = leaving[(g.edges_[e].towards() == direction::kForward ? s.to_ : s.from_).v_];
    if (next.size() > 1) {
      std::erase_if(next, [&](edge_id const to) { return g.edges_[to.v_].in() == g.edges_[e].in(); });
    }
    turns.push_back(std::move(next));
  }
  add_copies(g, turns);
  auto slow = profile_weights_data{};
  g.first_turn_.push_back(0);
  for (auto e = std::uint32_t{0}; e != g.edges_.size(); ++e) {
    slow.edge_ms_.push_back(static_cast<weight>(g.segments_[g.edges_[e].in().v_].length_mm_ / 10));
    for (auto const to : turns[e]) {
      auto const time = std::find_if(begin(turn_times_), end(turn_times_), [&](turn_time const& t) {
        return t.from_.code_ == g.edges_[e].code_ && t.to_.code_ == g.edges_[to.v_].code_;
      });
      g.turn_head_.push_back(to);
      slow.turn_ms_.push_back(time == end(turn_times_) ? 0 : time->ms_);
    }
    g.first_turn_.push_back(static_cast<std::uint32_t>(g.turn_head_.size()));
  }
  auto fast = slow;
  std::for_each(begin(fast.edge_ms_), end(fast.edge_ms_), [](weight& ms) { ms /= 2; });
  auto const prefix = name == "motor" ? std::string{} : name + "-";
  return {.name_ = std::move(name),
          .graph_ = std::move(g),
          .profiles_ = {{.name_ = prefix + "coach", .weights_ = std::move(slow)},
                        {.name_ = prefix + "car", .weights_ = std::move(fast)}}};
}

std::shared_ptr<road_map const> small_map(std::vector<network_to_build> networks) {
  auto given = map_to_build{};
  given.meta_.source_ = "made by hand";
  given.meta_.attribution_ = "© test";
  given.program_version_ = "1.2.3";
  given.networks_ = std::move(networks);
  given.places_ = {{.where_ = at(0, 0), .name_ = 1, .population_ = 500}};
  given.place_strings_ = std::string{"\0Altdorf\0", 9};
  return build_map(std::move(given));
}

std::shared_ptr<road_map const> small_map(network_maker const& n) {
  auto networks = std::vector<network_to_build>{};
  networks.push_back(n.finish("motor"));
  return small_map(std::move(networks));
}

namespace {

struct grid {
  std::uint32_t width_;
  std::uint32_t height_;
};

std::vector<edge> draw_streets(network_maker& n, random_source& dice, grid const size) {
  auto way = std::int64_t{1000};
  auto edges = std::vector<edge>{};
  auto const join = [&](std::uint32_t const a, std::uint32_t const b) {
    auto const kind = dice.below(10);
    auto const r = n.road(way++, {.name_ = dice.chance(1, 2) ? "Kleine Gasse" : "Lange Straße", .ref_ = "B 3"});
    if (kind == 0) {
      return;
    }
    auto const s = kind < 3 ? n.oneway({a}, {b}, r) : n.segment({a}, {b}, r);
    edges.push_back(forward(s));
    if (kind >= 3) {
      edges.push_back(backward(s));
    }
  };
  for (auto y = std::uint32_t{0}; y != size.height_; ++y) {
    for (auto x = std::uint32_t{0}; x != size.width_; ++x) {
      auto const here = y * size.width_ + x;
      if (x + 1 != size.width_) {
        join(here, here + 1);
      }
      if (y + 1 != size.height_) {
        join(here, here + size.width_);
      }
    }
  }
  return edges;
}

}  // namespace

network_maker random_streets(std::uint64_t const seed, std::uint32_t const width, std::uint32_t const height) {
  auto dice = random_source{seed};
  auto n = network_maker{};
  for (auto y = std::uint32_t{0}; y != height; ++y) {
    for (auto x = std::uint32_t{0}; x != width; ++x) {
      n.junction(x * 100.0 + static_cast<double>(dice.below(60)), y * 100.0 + static_cast<double>(dice.below(60)));
    }
  }
  auto const edges = draw_streets(n, dice, {width, height});
  auto const from = [&](edge const e) { return n.ends(e).first; };
  auto const to = [&](edge const e) { return n.ends(e).second; };
  for (auto const via : edges) {
    auto into = std::optional<edge>{};
    auto out = std::optional<edge>{};
    for (auto const e : edges) {
      if (e.in() != via.in() && to(e) == from(via)) {
        n.set_turn(e, via, static_cast<weight>(dice.below(9000)));
        into = e;
      }
      if (e.in() != via.in() && from(e) == to(via)) {
        out = e;
      }
    }
    if (into.has_value() && out.has_value() && dice.chance(1, 6)) {
      n.forbid(*into, via, *out);
    }
  }
  return n;
}

}  // namespace leeward::roads
