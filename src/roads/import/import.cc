#include "roads/import/import.h"

#include <algorithm>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "roads/import/assemble.h"
#include "roads/import/collect.h"
#include "roads/import/components.h"
#include "roads/import/draft.h"
#include "roads/import/report.h"
#include "roads/import/restrictions.h"
#include "roads/import/turns.h"

namespace leeward::roads {

namespace {

using votes = std::map<std::string, std::uint64_t>;

// The code with most votes; the first in the alphabet of equals.
std::string winner(votes const& v) {
  auto const it = std::ranges::max_element(v, {}, [](auto const& entry) { return entry.second; });
  return it == v.end() ? std::string{} : it->first;
}

result<country const*> choose_country(collected const& c, std::string const& option, import_report& report) {
  if (!option.empty()) {
    auto const* chosen = find_country(option);
    if (chosen == nullptr) {
      auto codes = std::string{};
      for (auto const& one : all_countries()) {
        codes += (codes.empty() ? "" : ", ") + one.code_;
      }
      return invalid(fmt::format("country \"{}\" is not one we know; allowed are: {}", option, codes), "country");
    }
    report.country_by_ = "option";
    return chosen;
  }
  for (auto const& [by, v] : {std::pair{"zone tags", &c.zone_votes_}, std::pair{"addresses", &c.address_votes_}}) {
    if (auto const* chosen = find_country(winner(*v))) {
      report.country_by_ = by;
      return chosen;
    }
  }
  return &unknown_country();
}

// Where no country is known, the way round in which roundabouts are drawn still says on which side one drives.
bool roundabouts_run_clockwise(collected const& c, tag_sets const& sets) {
  auto clockwise = std::int64_t{0};
  for (auto w = std::size_t{0}; w + 1 != c.ways_.size(); ++w) {
    auto const nodes =
        std::span{c.way_nodes_}.subspan(c.ways_[w].first_node_, c.ways_[w + 1].first_node_ - c.ways_[w].first_node_);
    if (nodes.front() != nodes.back() || osm::value_of(sets.at(c.ways_[w].tags_), "junction") != "roundabout" ||
        !std::ranges::all_of(nodes, [&](node_index const n) { return c.found_[n]; })) {
      continue;
    }
    auto twice_area = 0.0;
    for (auto i = std::size_t{1}; i != nodes.size(); ++i) {
      auto const a = c.where_[nodes[i - 1]];
      auto const b = c.where_[nodes[i]];
      twice_area += a.lon() * b.lat() - b.lon() * a.lat();
    }
    clockwise += twice_area < 0 ? 1 : -1;
  }
  return clockwise > 0;
}

network build(collected const& c, tag_sets const& sets, network_profiles const& profiles, country const& where,
              import_options const& options, import_report& report) {
  auto const d = make_draft(c, sets, profiles, where);
  auto const on_foot = profiles.all_.front()->on_foot_;
  auto const forbidden = on_foot ? std::vector<forbidden_path>{} : resolve_restrictions(c, d, profiles, report);
  auto turns = make_turns(d, profiles, forbidden);
  auto const usable = settle(d, profiles, options.keep_islands_from_, turns);
  report_profiles(c, d, profiles, usable, report);
  auto out = assemble(c, d, sets, profiles, turns, usable, report.drives_on_left_);
  out.name_ = on_foot ? "foot" : "motor";
  return out;
}

}  // namespace

result<imported> import_osm(osm::entity_source const& source, import_options const& options, std::string const& name) {
  auto const& profiles = options.profiles_.empty() ? default_profiles() : options.profiles_;
  auto out = imported{};
  auto& report = out.report_;
  auto sets = tag_sets{profiles};
  auto c = collect(source, profiles, sets, report);
  if (!c) {
    return tl::unexpected{c.error()};
  }
  auto const where = choose_country(*c, options.country_, report);
  if (!where) {
    return tl::unexpected{where.error()};
  }
  report.country_ = (*where)->code_;
  report.drives_on_left_ = (*where)->drives_on_left_;
  if (report.country_by_.empty() && roundabouts_run_clockwise(*c, sets)) {
    report.drives_on_left_ = true;
    report.country_by_ = "roundabouts";
  }
  for (auto const on_foot : {false, true}) {
    auto of = network_profiles{};
    for (auto i = std::size_t{0}; i != profiles.size(); ++i) {
      if (profiles[i].on_foot_ == on_foot) {
        of.all_.push_back(&profiles[i]);
        of.bit_in_import_.push_back(i);
      }
    }
    if (!of.all_.empty()) {
      out.networks_.push_back(build(*c, sets, of, **where, options, report));
    }
  }
  if (std::ranges::all_of(out.networks_, [](network const& n) { return n.graph_.edges_.empty(); })) {
    return invalid(fmt::format("{} has no roads in it", name), name);
  }
  out.places_ = std::move(c->places_);
  return out;
}

result<imported> import_osm(std::filesystem::path const& path, import_options const& options) {
  auto reader = osm::pbf_reader::open(path);
  if (!reader) {
    return tl::unexpected{reader.error()};
  }
  auto const size = reader->size();
  auto passed = std::uint64_t{0};
  auto const source = [&](osm::sinks const& to) {
    auto const progress = [&](std::uint64_t const at) {
      if (options.progress_) {
        options.progress_(passed + at, 2 * size);
      }
    };
    auto done = reader->read(to, progress);
    passed += size;
    return done;
  };
  return import_osm(source, options, path.string());
}

}  // namespace leeward::roads
