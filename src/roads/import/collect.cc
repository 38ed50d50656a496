#include "roads/import/collect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "base/ensure.h"
#include "roads/profiles/countries.h"
#include "roads/profiles/values.h"
#include "roads/profiles/way_use.h"

namespace leeward::roads {

namespace {

using osm::value_of;

std::optional<place_kind> parse_place(std::string_view const v) {
  constexpr auto const kNames = std::to_array<std::string_view>({"city", "town", "village", "hamlet", "suburb"});
  auto const it = std::ranges::find(kNames, v);
  return it == kNames.end() ? std::nullopt : std::optional{static_cast<place_kind>(it - kNames.begin())};
}

bool is_zone_key(std::string_view const key) {
  return key == "maxspeed" || key == "maxspeed:type" || key == "source:maxspeed" || key == "zone:maxspeed" ||
         key == "zone:traffic";
}

std::string_view english_name(osm::tags const ts) {
  auto const name = value_of(ts, "name:en");
  return name.empty() ? value_of(ts, "int_name") : name;
}

class collector {
public:
  collector(std::vector<profile> const& profiles, tag_sets& sets, import_report& report)
      : profiles_{profiles}, sets_{sets}, report_{report} {}

  void on(osm::way const&);
  void on(osm::relation const&);
  void on(osm::node const&);
  void number_nodes();
  void finish();

  collected out_;

private:
  void vote(osm::tags);
  void sort_ways_by_place();
  void add_names(osm::tags, way_kind, collected_way&);
  node_index index_of(osm::osm_id);
  void add_place(osm::node const&);

  std::vector<profile> const& profiles_;
  tag_sets& sets_;
  import_report& report_;
  std::vector<osm::osm_id> refs_;
  std::size_t cursor_{0};
};

void collector::vote(osm::tags const ts) {
  for (auto const& [key, value] : ts) {
    if (key == "addr:country") {
      if (auto const* c = find_country(value)) {
        ++out_.address_votes_[c->code_];
      }
    } else if (value.size() > 3 && value[2] == ':' && is_zone_key(key)) {
      if (auto const* c = country_of_zone(value)) {
        ++out_.zone_votes_[c->code_];
      }
    }
  }
}

void collector::add_names(osm::tags const ts, way_kind const kind, collected_way& w) {
  auto& names = out_.names_;
  w.name_ = names.add(value_of(ts, "name"));
  w.name_en_ = names.add(english_name(ts));
  w.destination_ = names.add(value_of(ts, "destination"));
  auto const ref = value_of(ts, "ref");
  auto const int_ref = value_of(ts, "int_ref");
  if (int_ref.empty() || (kind != way_kind::kMotorway && !ref.empty())) {
    w.ref_ = names.add(ref);
  } else {
    w.ref_ = names.add(ref.empty() ? std::string{int_ref} : std::string{ref}.append(";").append(int_ref));
  }
}

void collector::on(osm::way const& w) {
  ++report_.ways_;
  vote(w.tags_);
  auto const kind = kind_of(w.tags_);
  if (!kind || w.nodes_.size() < 2) {
    return;
  }
  ++report_.road_ways_;
  for (auto const& [key, value] : w.tags_) {
    report_.conditional_tags_ += key.ends_with(":conditional") ? 1U : 0U;
    report_.reversible_ways_ += key == "oneway" && value == "reversible" ? 1U : 0U;
  }
  auto& way = out_.ways_.emplace_back();
  way.id_ = w.id_;
  way.first_node_ = static_cast<std::uint32_t>(refs_.size());
  way.tags_ = sets_.add(w.tags_);
  add_names(w.tags_, *kind, way);
  ensure(refs_.size() + w.nodes_.size() < kNoIndex, "all roads of a map name fewer than 2^32 nodes");
  refs_.insert(refs_.end(), w.nodes_.begin(), w.nodes_.end());
}

void collector::on(osm::relation const& r) {
  ++report_.relations_;
  if (value_of(r.tags_, "type").starts_with("restriction")) {
    read_restriction(r, profiles_, out_.restrictions_, report_);
  }
}

// Gives the nodes that roads name their numbers, by ascending id.
void collector::number_nodes() {
  out_.ways_.push_back({.first_node_ = static_cast<std::uint32_t>(refs_.size())});
  auto order = std::vector<std::pair<osm::osm_id, std::uint32_t>>(refs_.size());
  for (auto i = std::uint32_t{0}; i != refs_.size(); ++i) {
    order[i] = {refs_[i], i};
  }
  std::ranges::sort(order);
  refs_ = {};
  out_.way_nodes_.resize(order.size());
  for (auto const& [id, at] : order) {
    if (out_.node_ids_.empty() || out_.node_ids_.back() != id) {
      out_.node_ids_.push_back(id);
    }
    out_.way_nodes_[at] = static_cast<node_index>(out_.node_ids_.size() - 1);
  }
  report_.road_nodes_ = out_.node_ids_.size();
  out_.where_.resize(out_.node_ids_.size());
  out_.found_.resize(out_.node_ids_.size());
}

// Nodes usually come by ascending id: then this is a merge of two lists.
node_index collector::index_of(osm::osm_id const id) {
  auto const& ids = out_.node_ids_;
  if (cursor_ != 0 && ids[cursor_ - 1] >= id) {
    cursor_ = static_cast<std::size_t>(std::ranges::lower_bound(ids, id) - ids.begin());
  }
  while (cursor_ != ids.size() && ids[cursor_] < id) {
    ++cursor_;
  }
  return cursor_ != ids.size() && ids[cursor_] == id ? static_cast<node_index>(cursor_) : kNoIndex;
}

void collector::add_place(osm::node const& n) {
  auto const kind = parse_place(value_of(n.tags_, "place"));
  auto const name = value_of(n.tags_, "name");
  if (kind && !name.empty()) {
    out_.places_.push_back({std::string{name}, std::string{english_name(n.tags_)}, *kind, n.where_,
                            parse_population(value_of(n.tags_, "population"))});
  }
}

void collector::on(osm::node const& n) {
  ++report_.nodes_;
  auto const i = index_of(n.id_);
  if (i != kNoIndex) {
    out_.where_[i] = n.where_;
    out_.found_[i] = true;
  }
  if (n.tags_.empty()) {
    return;
  }
  vote(n.tags_);
  add_place(n);
  auto const matters = std::ranges::any_of(n.tags_, [](osm::tag const& t) {
    return t.first == "barrier" || t.first == "highway" || t.first == "railway" || t.first == "traffic_calming" ||
           t.first.starts_with("max");
  });
  if (i != kNoIndex && matters) {
    out_.node_tags_.emplace_back(i, sets_.add(n.tags_));
  }
}

// Bits of two numbers by turns: points that are near in the plane are near in this order.
std::uint64_t spread(std::uint32_t const v) {
  auto x = std::uint64_t{v};
  x = (x | x << 16U) & 0x0000'FFFF'0000'FFFFU;
  x = (x | x << 8U) & 0x00FF'00FF'00FF'00FFU;
  x = (x | x << 4U) & 0x0F0F'0F0F'0F0F'0F0FU;
  x = (x | x << 2U) & 0x3333'3333'3333'3333U;
  return (x | x << 1U) & 0x5555'5555'5555'5555U;
}

std::uint64_t place_in_plane(position const p) {
  constexpr auto const kHalf = 0x8000'0000U;
  return spread(static_cast<std::uint32_t>(p.lat_e7_) + kHalf) << 1U |
         spread(static_cast<std::uint32_t>(p.lon_e7_) + kHalf);
}

// Neighbours come to lie near each other in memory, whatever the order of the file: all that follows is faster.
void collector::sort_ways_by_place() {
  auto order = std::vector<std::pair<std::uint64_t, std::uint32_t>>{};
  for (auto w = std::uint32_t{0}; w + 1 < out_.ways_.size(); ++w) {
    order.emplace_back(place_in_plane(out_.where_[out_.way_nodes_[out_.ways_[w].first_node_]]), w);
  }
  std::ranges::sort(order);
  auto ways = std::vector<collected_way>{};
  auto nodes = std::vector<node_index>{};
  ways.reserve(out_.ways_.size());
  nodes.reserve(out_.way_nodes_.size());
  for (auto const& entry : order) {
    auto const& from = out_.ways_[entry.second];
    auto const end = out_.ways_[entry.second + 1].first_node_;
    ways.push_back(from);
    ways.back().first_node_ = static_cast<std::uint32_t>(nodes.size());
    nodes.insert(nodes.end(), out_.way_nodes_.begin() + from.first_node_, out_.way_nodes_.begin() + end);
  }
  ways.push_back(out_.ways_.back());
  out_.ways_ = std::move(ways);
  out_.way_nodes_ = std::move(nodes);
}

void collector::finish() {
  sort_ways_by_place();
  // A node that a file holds twice keeps one of its tag sets.
  std::ranges::sort(out_.node_tags_);
  auto const same = [](auto const& x, auto const& y) { return x.first == y.first; };
  out_.node_tags_.erase(std::ranges::unique(out_.node_tags_, same).begin(), out_.node_tags_.end());
  for (auto w = std::size_t{0}; w + 1 < out_.ways_.size(); ++w) {
    auto const nodes = std::span{out_.way_nodes_}.subspan(out_.ways_[w].first_node_,
                                                          out_.ways_[w + 1].first_node_ - out_.ways_[w].first_node_);
    auto const cut = std::ranges::any_of(nodes, [&](node_index const n) { return !out_.found_[n]; });
    report_.ways_cut_ += cut ? 1U : 0U;
  }
  report_.missing_nodes_ = static_cast<std::uint64_t>(std::ranges::count(out_.found_, false));
}

}  // namespace

result<collected> collect(osm::entity_source const& source, std::vector<profile> const& profiles, tag_sets& sets,
                          import_report& report) {
  auto c = collector{profiles, sets, report};
  auto roads = osm::sinks{};
  roads.way_ = [&](osm::way const& w) { c.on(w); };
  roads.relation_ = [&](osm::relation const& r) { c.on(r); };
  if (auto const done = source(roads); !done) {
    return tl::unexpected{done.error()};
  }
  c.number_nodes();
  auto nodes = osm::sinks{};
  nodes.node_ = [&](osm::node const& n) { c.on(n); };
  if (auto const done = source(nodes); !done) {
    return tl::unexpected{done.error()};
  }
  c.finish();
  return std::move(c.out_);
}

}  // namespace leeward::roads
