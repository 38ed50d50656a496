#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/json/encode.h"
#include "cli/commands.h"
#include "roads/file/road_map.h"
#include "roads/roads.h"

namespace leeward::cli {

namespace {

struct info_options {
  std::filesystem::path file_;
};

struct profile_info {
  std::string name_;
  std::uint64_t usable_edges_{0};
  metres usable_length_m_{};
};
BOOST_DESCRIBE_STRUCT(profile_info, (), (name_, usable_edges_, usable_length_m_))

struct network_info {
  std::string name_;
  std::uint64_t junctions_{0};
  std::uint64_t segments_{0};
  std::uint64_t edges_{0};
  std::uint64_t copies_{0};  // edges that a restriction over several ways made
  std::uint64_t turns_{0};
  std::uint64_t hierarchy_arcs_{0};
  std::vector<profile_info> profiles_;
};
BOOST_DESCRIBE_STRUCT(network_info, (),
                      (name_, junctions_, segments_, edges_, copies_, turns_, hierarchy_arcs_, profiles_))

struct map_info {
  std::string file_;
  std::uint64_t bytes_{0};
  std::string program_version_;
  std::string source_;
  std::string data_date_;
  roads::driving_side driving_side_{};
  position south_west_;
  position north_east_;
  std::vector<network_info> networks_;
  std::uint64_t places_{0};
  json::raw report_;
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(map_info, (),
                      (file_, bytes_, program_version_, source_, data_date_, driving_side_, south_west_, north_east_,
                       networks_, places_, report_, attribution_))

std::vector<option> declare(info_options& o) { return {{"file", &o.file_, "A .roads file", need::kRequired}}; }

profile_info info_of(roads::map_network const& n, roads::map_profile const& p) {
  auto info = profile_info{.name_ = p.name_};
  auto length = millimetres{};
  auto const originals = n.graph_.edges_.size() - n.graph_.copy_of_.size();
  for (auto e = std::size_t{0}; e != originals; ++e) {
    if (p.weights_.edge_ms_[e] < roads::kNever) {
      ++info.usable_edges_;
      length.v_ += n.graph_.segments_[n.graph_.edges_[e].in().v_].length_mm_;
    }
  }
  info.usable_length_m_ = to_metres(length);
  return info;
}

map_info info_of(roads::road_map const& m, std::filesystem::path const& file) {
  auto info = map_info{.file_ = file.string(),
                       .bytes_ = m.bytes_,
                       .program_version_ = m.program_version_,
                       .source_ = m.meta_.source_,
                       .data_date_ = m.meta_.data_date_,
                       .driving_side_ = m.meta_.driving_side_,
                       .south_west_ = m.meta_.south_west_,
                       .north_east_ = m.meta_.north_east_,
                       .networks_ = {},
                       .places_ = m.places_.size(),
                       .report_ = m.meta_.report_,
                       .attribution_ = m.meta_.attribution_};
  for (auto const& n : m.networks_) {
    info.networks_.push_back({.name_ = n.name_,
                              .junctions_ = n.graph_.junctions_.size(),
                              .segments_ = roads::segment_count(n.graph_),
                              .edges_ = n.graph_.edges_.size(),
                              .copies_ = n.graph_.copy_of_.size(),
                              .turns_ = n.graph_.turn_head_.size(),
                              .hierarchy_arcs_ = roads::cch::arc_count(n.hierarchy_),
                              .profiles_ = {}});
  }
  for (auto const& p : m.profiles_) {
    info.networks_[p.network_].profiles_.push_back(info_of(m.networks_[p.network_], p));
  }
  return info;
}

std::string in_words(map_info const& i) {
  auto text = fmt::format(
      "{}: {:.1f} MB, written by Leeward {}\nmade from {}{}\ncovers {:.7f},{:.7f} to {:.7f},{:.7f}; traffic drives on "
      "the "
      "{}\n",
      i.file_, static_cast<double>(i.bytes_) / 1e6, i.program_version_, i.source_,
      i.data_date_.empty() ? "" : ", data of " + i.data_date_, i.south_west_.lat(), i.south_west_.lon(),
      i.north_east_.lat(), i.north_east_.lon(), i.driving_side_ == roads::driving_side::kRight ? "right" : "left");
  for (auto const& n : i.networks_) {
    text += fmt::format("network {}: {} junctions, {} segments, {} edges ({} copies), {} turns, {} arcs\n", n.name_,
                        n.junctions_, n.segments_, n.edges_, n.copies_, n.turns_, n.hierarchy_arcs_);
    for (auto const& p : n.profiles_) {
      text += fmt::format("  profile {}: {} edges, {} km in one direction or the other\n", p.name_, p.usable_edges_,
                          p.usable_length_m_.v_ / 1000);
    }
  }
  return text + fmt::format("{} named places\n{}\n", i.places_, i.attribution_);
}

result<exit_code> run(info_options const& o, console const& out) {
  return roads::open(o.file_).map([&](auto const& map) {
    auto const info = info_of(*map, o.file_);
    out.print(out.json_ ? json::encode(info) + "\n" : in_words(info));
    return exit_code::kOk;
  });
}

}  // namespace

command roads_info() {
  return make_command<info_options>("roads info", "What a .roads file holds and where it came from",
                                    "leeward roads info region.roads", declare, run);
}

}  // namespace leeward::cli
