#include "roads/weights_now.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "roads/closures/resolve.h"
#include "roads/roads.h"
#include "roads/route/copies.h"

namespace leeward::roads {

bool concerns(closure const& c, std::string_view const profile) {
  return c.vehicles_.empty() || std::find(begin(c.vehicles_), end(c.vehicles_), profile) != end(c.vehicles_);
}

result<std::vector<edge>> touched_by(road_map const& m, closure const& c, std::uint32_t const network) {
  for (auto const& name : c.vehicles_) {
    if (auto known = find_profile(m, name); !known.has_value()) {
      return invalid(fmt::format("Closure \"{}\": {}", c.id_, known.error().sentence_), c.id_);
    }
  }
  auto concerned = std::vector<bool>(m.networks_.size());
  for (auto const& p : m.profiles_) {
    concerned[p.network_] = concerned[p.network_] || concerns(c, p.name_);
  }
  if (!concerned[network]) {
    return std::vector<edge>{};
  }
  auto views = std::vector<closable_network>{};
  auto of = std::size_t{0};
  for (auto i = std::uint32_t{0}; i != m.networks_.size(); ++i) {
    if (concerned[i]) {
      of = i == network ? views.size() : of;
      auto const& n = m.networks_[i];
      views.push_back({.graph_ = n.graph_, .segments_ = n.segments_, .ways_ = n.ways_});
    }
  }
  return resolve(c, views, of);
}

weights_now::weights_now(std::shared_ptr<road_map const> map, profile_id const p)
    : map_{std::move(map)},
      profile_{p},
      edge_ms_(begin(profile().weights_.edge_ms_), end(profile().weights_.edge_ms_)),
      overlay_{edge_count(network().graph_)} {}

result<weights_now::effect> weights_now::effect_of(closure const& c) const {
  auto result = effect{.edges_ = {}, .speed_percent_ = c.speed_percent_};
  auto const touched = touched_by(*map_, c, profile().network_);
  if (!touched.has_value()) {
    return tl::unexpected{touched.error()};
  }
  if (!concerns(c, profile().name_)) {
    return result;
  }
  auto const& g = network().graph_;
  for (auto const e : *touched) {
    if (auto const original = g.edge_of_[e.code_]; !original.is_none()) {
      for_each_copy(g, original, [&](edge_id const copy) { result.edges_.push_back(copy); });
    }
  }
  return result;
}

result<std::vector<edge_id>> weights_now::close(std::span<closure const> const closures) {
  if (auto good = check(closures, "closures"); !good.has_value()) {
    return tl::unexpected{std::move(good.error())};
  }
  if (in_force_.size() + closures.size() > kMaxClosures) {
    return fail(error_kind::kTooLarge, fmt::format("{} closures would be in force at a time; at most {} can be.",
                                                   in_force_.size() + closures.size(), kMaxClosures));
  }
  auto effects = std::vector<effect>{};
  for (auto const& c : closures) {
    if (in_force_.contains(c.id_)) {
      return invalid(fmt::format("Closure \"{}\" is in force already.", c.id_), c.id_);
    }
    auto one = effect_of(c);
    if (!one.has_value()) {
      return tl::unexpected{std::move(one.error())};
    }
    effects.push_back(std::move(*one));
  }
  auto touched = std::vector<edge_id>{};
  for (auto i = std::size_t{0}; i != closures.size(); ++i) {
    auto const& one = in_force_.emplace(closures[i].id_, std::move(effects[i])).first->second;
    for (auto const e : one.edges_) {
      overlay_.add(e, one.speed_percent_);
      touched.push_back(e);
    }
  }
  weigh(touched);
  return touched;
}

result<std::vector<edge_id>> weights_now::open(std::span<std::string const> const ids) {
  for (auto i = std::size_t{0}; i != ids.size(); ++i) {
    auto const twice = std::find(begin(ids), begin(ids) + static_cast<std::ptrdiff_t>(i), ids[i]) !=
                       begin(ids) + static_cast<std::ptrdiff_t>(i);
    if (twice || !in_force_.contains(ids[i])) {
      return fail(error_kind::kNotFound,
                  fmt::format("Closure \"{}\" is {}.", ids[i], twice ? "named twice" : "not in force"), ids[i]);
    }
  }
  auto touched = std::vector<edge_id>{};
  for (auto const& id : ids) {
    auto const one = in_force_.find(id);
    for (auto const e : one->second.edges_) {
      overlay_.take_back(e, one->second.speed_percent_);
      touched.push_back(e);
    }
    in_force_.erase(one);
  }
  weigh(touched);
  return touched;
}

// Gives the edges their times, and leaves in the list those that have a new one.
void weights_now::weigh(std::vector<edge_id>& touched) {
  auto const& open_ms = profile().weights_.edge_ms_;
  std::erase_if(touched, [&](edge_id const e) {
    auto const now = overlay_.weight_of(e, open_ms[e.v_]);
    auto const same = now == edge_ms_[e.v_];
    edge_ms_[e.v_] = now;
    return same;
  });
}

}  // namespace leeward::roads
