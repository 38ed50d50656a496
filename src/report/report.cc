#include "report/report.h"

#include <utility>
#include <vector>

#include "base/file.h"
#include "report/background.h"
#include "report/page.h"
#include "report/page_data.h"
#include "report/sections.h"
#include "report/ways.h"

namespace leeward::report {

namespace {

route_source routes_of(way_finder& ways) {
  return [&ways](std::string const& profile, planning::leg const& l) { return ways.of(profile, l); };
}

way_in_words words_of(way_finder& ways) {
  return [&ways](std::string const& profile, planning::leg const& l) {
    return ways.in_words(profile, l).value_or(std::vector<roads::step>{});
  };
}

drive_of drives_of(way_finder& ways) {
  return [&ways](std::string const& profile, planning::leg const& l) -> std::optional<drive> {
    auto const route = ways.open_to(profile, l);
    return route ? std::optional{drive{(*route)->duration_, (*route)->length_}} : std::nullopt;
  };
}

std::map<std::string, std::string, std::less<>> names_of(planning::scenario const& s) {
  auto names = std::map<std::string, std::string, std::less<>>{};
  for (auto const& d : s.depots_) {
    names.emplace(d.id_, d.name_);
  }
  for (auto const& h : s.households_) {
    if (h.door_) {
      names.emplace(h.id_, "Door of " + h.id_);
    }
  }
  for (auto const& p : s.pickup_points_) {
    names.emplace(p.id_, p.name_);
  }
  for (auto const& c : s.centres_) {
    names.emplace(c.id_, c.name_);
  }
  return names;
}

}  // namespace

result<std::string> make_html(std::shared_ptr<roads::road_map const> const& map, planned const& now,
                              std::optional<planned> const& before, page_options const& options) {
  auto ways = way_finder::make(map, now.scenario_);
  if (!ways) {
    return tl::unexpected{ways.error()};
  }
  auto const network = network_for(*map, now.scenario_);
  if (!network) {
    return tl::unexpected{network.error()};
  }
  auto builder = page_builder{now.scenario_, (*network)->graph_};
  if (auto const added = builder.add("Now", now.plan_, routes_of(*ways)); !added) {
    return tl::unexpected{added.error()};
  }
  auto context = page_context{now,
                              before,
                              {},
                              {options.utc_offset_},
                              std::string{roads::attribution(*map)},
                              options.json_file_,
                              names_of(now.scenario_),
                              options.lost_,
                              words_of(*ways),
                              options.everybody_,
                              options.shown_};
  if (before) {
    auto ways_then = way_finder::make(map, before->scenario_);
    if (!ways_then) {
      return tl::unexpected{ways_then.error()};
    }
    if (auto const added = builder.add("Before", before->plan_, routes_of(*ways_then)); !added) {
      return tl::unexpected{added.error()};
    }
    builder.compare_flows();
    context.detours_ = detours_of(now.scenario_, before->plan_, drives_of(*ways_then), drives_of(*ways));
  }
  auto shown = builder.extent();
  auto data = builder.take();
  data.utc_offset_s_ = options.utc_offset_.v_;
  if (auto const drawn = add_background(data, shown, *map, **network, now, before); !drawn) {
    return tl::unexpected{drawn.error()};
  }
  return whole_page(context, data);
}

result<void> write_html(std::filesystem::path const& path, std::shared_ptr<roads::road_map const> const& map,
                        planned const& now, std::optional<planned> const& before, page_options const& options) {
  auto const html = make_html(map, now, before, options);
  if (!html) {
    return tl::unexpected{html.error()};
  }
  return write_atomically(path, *html);
}

}  // namespace leeward::report
