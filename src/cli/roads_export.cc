#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/situation_options.h"
#include "roads/file/road_map.h"

// The text graph of docs/formats/export.md.
namespace leeward::cli {

namespace {

struct export_options {
  situation_options situation_;
  std::optional<std::string> network_;
  std::filesystem::path output_;
};

struct export_answer {
  std::string output_;
  std::string network_;
  std::string profile_;
  std::uint64_t junctions_{0};
  std::uint64_t edges_{0};
  std::uint64_t turns_{0};
  std::string attribution_;
};
BOOST_DESCRIBE_STRUCT(export_answer, (), (output_, network_, profile_, junctions_, edges_, turns_, attribution_))

std::vector<option> declare(export_options& o) {
  auto options = declare(o.situation_);
  options.push_back({"--network", &o.network_, "The network, motor or foot; by default the profile's own"});
  options.push_back({"-o,--output", &o.output_, "The text file to write", need::kRequired});
  return options;
}

std::int32_t shown(roads::weight const ms) { return ms < roads::kNever ? ms : -1; }

std::int64_t shown_original(roads::road_graph const& g, std::uint32_t const e) {
  auto const originals = g.edges_.size() - g.copy_of_.size();
  return e < originals ? -1 : std::int64_t{g.copy_of_[e - originals].v_};
}

class writer {
public:
  explicit writer(atomic_file& file) : file_{file} {}

  template <typename... Args>
  void line(fmt::format_string<Args...> const format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
    if (text_.size() > (1U << 20U)) {
      flush();
    }
  }

  result<void> finish() {
    flush();
    return state_.and_then([&] { return file_.commit(); });
  }

private:
  void flush() {
    if (state_.has_value()) {
      state_ = file_.append(text_);
    }
    text_.clear();
  }

  atomic_file& file_;
  std::string text_;
  result<void> state_;
};

void write_graph(writer& to, opened_situation const& s, roads::map_network const& n, export_answer const& answer) {
  auto const& g = n.graph_;
  auto const w = s.situation_.weights();
  to.line("leeward-graph 1");
  to.line("attribution {}", answer.attribution_);
  to.line("network {}", answer.network_);
  to.line("profile {}", answer.profile_);
  to.line("junctions {}", answer.junctions_);
  for (auto const& p : g.junctions_) {
    to.line("{} {}", p.lat_e7_, p.lon_e7_);
  }
  to.line("edges {}", answer.edges_);
  for (auto e = std::uint32_t{0}; e != g.edges_.size(); ++e) {
    auto const segment = g.edges_[e].in();
    to.line("{} {} {} {} {} {} {} {}", roads::tail(g, {e}).v_, roads::head(g, {e}).v_, shown(w.edge_ms_[e]),
            g.segments_[segment.v_].length_mm_, segment.v_,
            g.edges_[e].towards() == roads::direction::kForward ? 'f' : 'b', roads::way_of(g, segment),
            shown_original(g, e));
  }
  to.line("turns {}", answer.turns_);
  for (auto e = std::uint32_t{0}; e != g.edges_.size(); ++e) {
    for (auto t = g.first_turn_[e]; t != g.first_turn_[e + 1]; ++t) {
      to.line("{} {} {}", e, g.turn_head_[t].v_, shown(w.turn_ms_[t]));
    }
  }
}

result<exit_code> run(export_options const& o, console const& out) {
  auto const& read = o.situation_;
  if (auto good = check_outputs(std::array{output{"-o", o.output_}}, {read.file_, read.closures_.value_or("")});
      !good.has_value()) {
    return tl::unexpected{good.error()};
  }
  auto const s = open_situation(o.situation_);
  if (!s.has_value()) {
    return tl::unexpected{s.error()};
  }
  auto const& n = roads::network_of(*s->map_, s->situation_.profile());
  if (o.network_.has_value() && *o.network_ != n.name_) {
    return invalid(fmt::format("--network: is \"{}\"; the profile {} uses the network {}", *o.network_,
                               o.situation_.profile_, n.name_),
                   "--network");
  }
  auto const answer = export_answer{.output_ = o.output_.string(),
                                    .network_ = n.name_,
                                    .profile_ = o.situation_.profile_,
                                    .junctions_ = n.graph_.junctions_.size(),
                                    .edges_ = n.graph_.edges_.size(),
                                    .turns_ = n.graph_.turn_head_.size(),
                                    .attribution_ = std::string{roads::attribution(*s->map_)}};
  auto file = atomic_file::create(o.output_);
  if (!file.has_value()) {
    return tl::unexpected{file.error()};
  }
  auto to = writer{*file};
  write_graph(to, *s, n, answer);
  if (auto done = to.finish(); !done.has_value()) {
    return tl::unexpected{done.error()};
  }
  out.print(out.json_ ? json::encode(answer) + "\n"
                      : fmt::format("{}: network {} for the profile {}, {} junctions, {} edges, {} turns\n{}\n",
                                    answer.output_, answer.network_, answer.profile_, answer.junctions_, answer.edges_,
                                    answer.turns_, answer.attribution_));
  return exit_code::kOk;
}

}  // namespace

command roads_export() {
  return make_command<export_options>("roads export", "The road graph with its turns as plain text, for other programs",
                                      "leeward roads export region.roads --profile coach -o region.graph.txt", declare,
                                      run);
}

}  // namespace leeward::cli
