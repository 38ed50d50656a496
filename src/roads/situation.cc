#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/ensure.h"
#include "roads/cch/customize.h"
#include "roads/cch/matrix.h"
#include "roads/cch/query.h"
#include "roads/file/road_map.h"
#include "roads/roads.h"
#include "roads/route/copies.h"
#include "roads/route/main_part.h"
#include "roads/weights_now.h"

namespace leeward::roads {

namespace {

cch::seeds starts_at(road_graph const& g, std::span<weight const> const edge_ms, place_on_road const& place) {
  auto seeds = cch::seeds{};
  for_each_edge_at(g, edge_ms, place, [&](edge_id const e, weight const along) { seeds.push_back({e, along}); });
  return seeds;
}

// A journey may end on any copy of an edge; it begins on the original, which no restriction reaches into.
cch::seeds ends_at(road_graph const& g, std::span<weight const> const edge_ms, place_on_road const& place) {
  auto seeds = cch::seeds{};
  for_each_edge_at(g, edge_ms, place, [&](edge_id const e, weight const along) {
    for_each_copy(g, e, [&](edge_id const copy) { seeds.push_back({copy, along}); });
  });
  return seeds;
}

std::string words(position const p) { return fmt::format("{:.7f},{:.7f}", p.lat(), p.lon()); }

}  // namespace

struct situation::impl {
  impl(std::shared_ptr<road_map const> map, profile_id const p)
      : weights_{std::move(map), p},
        customizer_{weights_.network().hierarchy_},
        query_{weights_.network().hierarchy_} {}

  road_graph const& graph() const { return weights_.network().graph_; }

  std::span<weight const> metric() const { return metric_.empty() ? weights_.profile().metric_ : metric_; }

  cch::searched searched() const {
    return {.h_ = weights_.network().hierarchy_, .g_ = graph(), .weights_ = weights_.view(), .metric_ = metric()};
  }

  result<void> update(result<std::vector<edge_id>> const& changed) {
    if (!changed.has_value()) {
      return tl::unexpected{changed.error()};
    }
    if (!changed->empty()) {
      if (metric_.empty()) {
        metric_.assign(begin(metric()), end(metric()));
      }
      customizer_.update(weights_.network().hierarchy_, graph(), weights_.view(), *changed, metric_);
    }
    return {};
  }

  // The seeds of one journey, kept from call to call.
  void set_journey(std::span<weight const> const edge_ms, place_on_road const& from, place_on_road const& to) {
    from_.clear();
    to_.clear();
    for_each_edge_at(graph(), edge_ms, from, [&](edge_id const e, weight const along) { from_.push_back({e, along}); });
    for_each_edge_at(graph(), edge_ms, to, [&](edge_id const e, weight const along) {
      for_each_copy(graph(), e, [&](edge_id const copy) { to_.push_back({copy, along}); });
    });
  }

  bool reachable_on_open_map(place_on_road const& from, place_on_road const& to) {
    auto const& open = weights_.profile();
    set_journey(open.weights_.edge_ms_, from, to);
    auto const s = cch::searched{
        .h_ = weights_.network().hierarchy_, .g_ = graph(), .weights_ = open.weights_, .metric_ = open.metric_};
    return query_.distance(s, from_, to_) < kNever;
  }

  weights_now weights_;
  cch::metric metric_;  // empty until a road changes: until then the map's own holds
  cch::customizer customizer_;
  cch::query query_;
  cch::seeds from_;
  cch::seeds to_;
};

situation::situation(std::shared_ptr<road_map const> map, profile_id const p)
    : impl_{std::make_unique<impl>(std::move(map), p)} {}
situation::~situation() = default;
situation::situation(situation const& o) : impl_{std::make_unique<impl>(*o.impl_)} {}
situation& situation::operator=(situation const& o) {
  impl_ = std::make_unique<impl>(*o.impl_);
  return *this;
}
situation::situation(situation&&) noexcept = default;
situation& situation::operator=(situation&&) noexcept = default;

profile_id situation::profile() const { return impl_->weights_.profile_; }

result<void> situation::close(std::span<closure const> const closures) {
  return impl_->update(impl_->weights_.close(closures));
}

result<void> situation::open(std::span<std::string const> const ids) {
  return impl_->update(impl_->weights_.open(ids));
}

std::optional<milliseconds> situation::distance(place_on_road const& from, place_on_road const& to) const {
  impl_->set_journey(impl_->weights_.view().edge_ms_, from, to);
  auto const ms = impl_->query_.distance(impl_->searched(), impl_->from_, impl_->to_);
  return ms < kNever ? std::optional{milliseconds{ms}} : std::nullopt;
}

result<route> situation::find_route(place_on_road const& from, place_on_road const& to) const {
  impl_->set_journey(impl_->weights_.view().edge_ms_, from, to);
  auto path = impl_->query_.path(impl_->searched(), impl_->from_, impl_->to_);
  if (path.empty()) {
    auto const closed = impl_->weights_.any_in_force() && impl_->reachable_on_open_map(from, to);
    return fail(error_kind::kUnreachable,
                fmt::format("There is no way for the profile {} from {} to {}{}.", impl_->weights_.profile().name_,
                            words(from.where_), words(to.where_),
                            closed ? " while the closures hold; without them there is one" : ""));
  }
  return make_route(impl_->graph(), impl_->weights_.view(), std::move(path), from, to);
}

std::vector<step> situation::describe(route const& r) const {
  return roads::describe(impl_->graph(), impl_->weights_.view(), r);
}

table_memory::table_memory() : space_{std::make_unique<cch::table_space>()} {}
table_memory::~table_memory() = default;

void situation::matrix(std::span<place_on_road const> const from, std::span<place_on_road const> const to,
                       std::span<weight> const out) const {
  auto memory = table_memory{};
  matrix(from, to, out, memory);
}

void situation::matrix(std::span<place_on_road const> const from, std::span<place_on_road const> const to,
                       std::span<weight> const out, table_memory& memory) const {
  ensure(out.size() == from.size() * to.size(), "a matrix has an entry for each pair");
  auto const edge_ms = impl_->weights_.view().edge_ms_;
  auto starts = std::vector<cch::seeds>{};
  auto ends = std::vector<cch::seeds>{};
  for (auto const& place : from) {
    starts.push_back(starts_at(impl_->graph(), edge_ms, place));
  }
  for (auto const& place : to) {
    ends.push_back(ends_at(impl_->graph(), edge_ms, place));
  }
  cch::fill_table(impl_->searched(), starts, ends, *memory.space_, out);
}

std::vector<std::size_t> situation::cut_off(std::span<place_on_road const> const places) const {
  auto const& g = impl_->graph();
  auto const& open = impl_->weights_.profile().weights_;
  auto const served = [&](main_part const& part, std::span<weight const> const edge_ms, place_on_road const& place) {
    auto leads_there = false;
    auto comes_from = false;
    for_each_edge_at(g, edge_ms, place, [&](edge_id const e, weight) {
      leads_there = leads_there || part.leads_there_[e.v_];
      for_each_copy(g, e, [&](edge_id const copy) { comes_from = comes_from || part.comes_from_[copy.v_]; });
    });
    return leads_there && comes_from;
  };
  auto const before = find_main_part(g, open);
  auto const now = find_main_part(g, impl_->weights_.view());
  auto indices = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != places.size(); ++i) {
    if (served(before, open.edge_ms_, places[i]) && !served(now, impl_->weights_.view().edge_ms_, places[i])) {
      indices.push_back(i);
    }
  }
  return indices;
}

profile_weights situation::weights() const { return impl_->weights_.view(); }

// Copies have their original's time.
std::optional<std::vector<place_on_road>> situation::slower_than(situation const& before) const {
  auto const& g = impl_->graph();
  auto const was = before.impl_->weights_.view().edge_ms_;
  auto const is = impl_->weights_.view().edge_ms_;
  ensure(was.size() == is.size() && profile() == before.profile(), "both situations are of one map and profile");
  auto places = std::vector<place_on_road>{};
  for (auto e = std::size_t{0}; e != g.edges_.size() - g.copy_of_.size(); ++e) {
    if (is[e] < was[e]) {
      return std::nullopt;
    }
    if (is[e] > was[e]) {
      auto const on = g.edges_[e];
      places.push_back({.segment_ = on.in(),
                        .along_mm_ = g.segments_[on.in().v_].length_mm_ / 2,
                        .forward_ = on.towards() == direction::kForward,
                        .backward_ = on.towards() == direction::kBackward,
                        .where_ = {},
                        .off_ = {}});
    }
  }
  return places;
}

}  // namespace leeward::roads
