#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "base/file.h"
#include "base/folder_lock.h"
#include "base/json/encode.h"
#include "check/ask_roads.h"
#include "check/check.h"
#include "cli/commands.h"
#include "cli/version.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "report/busiest_road.h"
#include "report/report.h"
#include "roads/file/map_file.h"
#include "roads/make/make_map.h"
#include "roads/region_maker/region_maker.h"
#include "server/http/static_server.h"

// The whole way once, on a region that is made for it: nothing that the page shows is prepared.
namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

constexpr auto const kStart = std::string_view{"2024-01-05T08:00:00+03:00"};
constexpr auto const kUtcOffset = seconds{10'800};
constexpr auto const kStages = 9;
constexpr auto const kFindingsShown = std::size_t{20};
constexpr auto const kLeastEvacuees = std::int64_t{50};
constexpr auto const kMostEvacuees = std::int64_t{200'000};

struct demo_options {
  std::int64_t people_{340'000};
  std::int64_t evacuees_{20'000};
  std::int64_t seed_{7};
  std::int64_t port_{8'080};
  fs::path folder_{"leeward-demo"};
  bool no_serve_{false};
};

std::vector<option> declare(demo_options& o) {
  return {{"--people", &o.people_,
           fmt::format("People of the made city, {} to {} [340000]", roads::kLeastPeople, roads::kMostPeople)},
          {"--evacuees", &o.evacuees_, "People who ask to be taken away, at most a fifth of the city's [20000]"},
          {"--seed", &o.seed_, "Another number makes another region and another day [7]"},
          {"--port", &o.port_, "Where the page is served on this machine; 0 for any free port [8080]"},
          {"--folder", &o.folder_, "Where everything is written; made if it is not there [leeward-demo]"},
          {"--no-serve", &o.no_serve_, "Write the page and end"}};
}

struct demo_answer {
  std::string url_;  // empty if it is not served
  std::string page_;
  std::string bridge_;
  std::int64_t bridge_trips_{0};
  persons bridge_persons_;
  std::vector<std::int64_t> bridge_ways_;
  planning::totals before_;
  planning::totals now_;
};
BOOST_DESCRIBE_STRUCT(demo_answer, (),
                      (url_, page_, bridge_, bridge_trips_, bridge_persons_, bridge_ways_, before_, now_))

// A line for each stage with the time that it took.
class stages {
public:
  stages(console const& out, int const count) : out_{out}, count_{count} {}

  template <typename Fn>
  auto run(std::string_view const what, Fn&& fn) {
    auto const begin = std::chrono::steady_clock::now();
    auto bar = std::optional<progress_bar>{std::in_place, out_, what};
    auto done = fn(*bar);
    bar.reset();
    auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ++at_;
    if (done.has_value()) {
      out_.note(fmt::format("[{}/{}] {:<46} {:6.1f} s  {}", at_, count_, what, took, said_));
    }
    said_.clear();
    return done;
  }

  void say(std::string what) { said_ = std::move(what); }

private:
  console const& out_;
  int count_;
  int at_{0};
  std::string said_;
};

progress to_bar(progress_bar& bar) {
  return [&bar](std::string_view const phase, std::uint64_t const done, std::uint64_t const total) {
    bar.show(phase, total == 0 ? 0.0 : static_cast<double>(done) / static_cast<double>(total));
  };
}

result<void> check_options(demo_options const& o) {
  auto const refuse = [](std::string_view const name, std::int64_t const is, std::int64_t const least,
                         std::int64_t const most) {
    return invalid(fmt::format("{}: is {}, must be {} to {}", name, is, least, most), std::string{name});
  };
  if (o.people_ < roads::kLeastPeople || o.people_ > roads::kMostPeople) {
    return refuse("--people", o.people_, roads::kLeastPeople, roads::kMostPeople);
  }
  auto const most = std::min(kMostEvacuees, o.people_ / 5);
  if (o.evacuees_ < kLeastEvacuees || o.evacuees_ > most) {
    return refuse("--evacuees", o.evacuees_, kLeastEvacuees, most);
  }
  if (o.port_ < 0 || o.port_ > 65'535) {
    return refuse("--port", o.port_, 0, 65'535);
  }
  if (o.seed_ < 0) {
    return invalid(fmt::format("--seed: is {}, must be 0 or more", o.seed_), "--seed");
  }
  return {};
}

result<http::static_server> listen(demo_options const& o, http::static_site site) {
  auto options = http::server_options{};
  options.port_ = static_cast<std::uint16_t>(o.port_);
  auto server = http::static_server::listen(std::move(site), options);
  if (!server) {
    return fail(server.error().kind_, "--port: " + server.error().sentence_, "--port");
  }
  return server;
}

// A taken port or a folder that cannot be written should be known before a minute's work, not after it. The folder is
// kept to the end, so that two runs never mix their files.
result<folder_lock> check_surroundings(demo_options const& o) {
  if (!o.no_serve_) {
    if (auto const free = listen(o, {}); !free) {
      return tl::unexpected{free.error()};
    }
  }
  auto ec = std::error_code{};
  fs::create_directories(o.folder_, ec);
  if (ec) {
    return fail(error_kind::kStorage, fmt::format("--folder: {} cannot be made: {}", o.folder_.string(), ec.message()),
                "--folder");
  }
  auto lock = folder_lock::take(o.folder_);
  if (!lock) {
    return fail(lock.error().kind_, "--folder: " + lock.error().sentence_, "--folder");
  }
  for (auto const& entry : fs::directory_iterator{o.folder_, ec}) {
    if (entry.path().filename().string().find(".tmp-") != std::string::npos) {  // of a run that was stopped
      fs::remove(entry.path(), ec);
    }
  }
  return write_atomically(o.folder_ / "about.txt",
                          fmt::format("Written by: leeward demo --people {} --evacuees {} --seed {}\n"
                                      "All of it can be made again; nothing else is kept here.\n",
                                      o.people_, o.evacuees_, o.seed_))
      .map([&] { return std::move(*lock); });
}

struct world {
  std::shared_ptr<roads::road_map const> map_;
  planning::scenario scenario_;
};

result<void> make_extract(demo_options const& o, fs::path const& to, stages& s) {
  return s.run("making a region with its roads", [&](progress_bar& bar) -> result<void> {
    auto const region =
        roads::make_region({.people_ = o.people_, .seed_ = static_cast<std::uint64_t>(o.seed_)}, to_bar(bar));
    if (!region) {
      return tl::unexpected{region.error()};
    }
    auto file = atomic_file::create(to);
    if (!file) {
      return tl::unexpected{file.error()};
    }
    auto written = result<void>{};
    roads::write_region(*region, [&](std::string_view const part) {
      if (written) {
        written = file->append(part);
      }
    });
    s.say(fmt::format("{}: {} junctions, {:.0f} km of road", region->name_, region->counts_.junctions_,
                      region->counts_.road_km_));
    return written ? file->commit() : written;
  });
}

result<std::shared_ptr<roads::road_map const>> import_extract(fs::path const& extract, fs::path const& to, stages& s) {
  return s.run("importing it as roads", [&](progress_bar& bar) -> result<std::shared_ptr<roads::road_map const>> {
    auto options = roads::make_options{};
    options.program_version_ = kVersion;
    options.watch_ = to_bar(bar);
    auto const made = roads::make_map(extract, options);
    if (!made) {
      return tl::unexpected{made.error()};
    }
    if (auto const written = roads::write_map(*made->map_, to); !written) {
      return tl::unexpected{written.error()};
    }
    s.say(to.string());
    return roads::open(to);
  });
}

result<planning::scenario> make_scenario(demo_options const& o, std::shared_ptr<roads::road_map const> const& map,
                                         stages& s) {
  return s.run("asking who waits, and which beds are free", [&](progress_bar&) -> result<planning::scenario> {
    auto const ground = planning::ground_of(map);
    if (!ground) {
      return tl::unexpected{ground.error()};
    }
    auto const size = planning::made_size{.people_ = o.evacuees_,
                                          .points_ = std::clamp<std::int64_t>(o.evacuees_ / 200, 4, 100),
                                          .centres_ = std::clamp<std::int64_t>(o.evacuees_ / 1'000, 3, 20),
                                          .vehicles_ = std::max<std::int64_t>(4, o.evacuees_ * 6 / 1'000),
                                          .seed_ = static_cast<std::uint64_t>(o.seed_),
                                          .start_ = parse_instant(kStart).value()};
    auto made = planning::make_scenario(*ground, size, {});
    if (made) {
      made->roads_ = "region.roads";
      s.say(fmt::format("{} people at {} points, {} centres, {} vehicles", o.evacuees_, made->pickup_points_.size(),
                        made->centres_.size(), made->vehicles_.size()));
    }
    return made;
  });
}

result<planning::plan> make_plan(std::string_view const what, demo_options const& o, world const& w, fs::path const& to,
                                 stages& s) {
  return s.run(what, [&](progress_bar&) -> result<planning::plan> {
    auto const times = planning::measure(w.scenario_, w.map_);
    if (!times) {
      return tl::unexpected{times.error()};
    }
    auto from = planning::origin{};
    from.program_ = fmt::format("leeward {}", kVersion);
    from.scenario_ = w.scenario_.name_;
    from.scenario_digest_ = planning::digest(planning::to_json(w.scenario_));
    from.roads_ = w.scenario_.roads_;
    from.attribution_ = roads::attribution(*w.map_);
    for (auto const& c : planning::closures_during(w.scenario_)) {
      from.closures_.push_back(c.id_);
    }
    from.seed_ = static_cast<std::uint64_t>(o.seed_);
    auto plan = planning::make_plan(w.scenario_, *times, {from});
    s.say(fmt::format("{} of {} people in {} trips", plan.totals_.served_.v_, plan.totals_.persons_.v_,
                      plan.totals_.trips_));
    return write_atomically(to, planning::to_json(plan)).map([&] { return std::move(plan); });
  });
}

// A plan that breaks a rule is our own fault: it is said, and nothing is served.
result<void> judge(std::string_view const what, world const& w, planning::plan const& plan, console const& out,
                   stages& s) {
  return s.run(what, [&](progress_bar&) -> result<void> {
    auto const times = check::ask_roads(w.scenario_, w.map_);
    if (!times) {
      return tl::unexpected{times.error()};
    }
    auto const findings = check::check_plan(w.scenario_, plan, *times);
    for (auto const& f : std::span{findings}.first(std::min(findings.size(), kFindingsShown))) {
      out.note(fmt::format("  {}: {}", f.subject_, f.sentence_));
    }
    if (!findings.empty()) {
      return fail(error_kind::kStorage, fmt::format("the plan breaks {} rules; please report this", findings.size()));
    }
    s.say("every rule is kept");
    return {};
  });
}

result<report::busy_road> pick_bridge(world const& w, planning::plan const& plan, stages& s) {
  return s.run("closing the bridge that carries most", [&](progress_bar&) -> result<report::busy_road> {
    auto const found = report::busiest_road(w.map_, w.scenario_, plan);
    if (!found) {
      return tl::unexpected{found.error()};
    }
    if (!*found) {
      return fail(error_kind::kNotFound,
                  "nobody travels in this plan, so no road can be closed on them; try another --seed");
    }
    s.say(fmt::format("{}: {} trips with {} people", (**found).name_, (**found).trips_, (**found).persons_.v_));
    return **found;
  });
}

// What the page lies on: itself, both plans and both scenarios.
result<http::static_site> site_of(fs::path const& folder) {
  auto site = http::static_site{};
  site.content_security_policy_ = report::content_security_policy();
  for (auto const* const name :
       {"index.html", "plan.json", "plan-before.json", "scenario.json", "scenario-before.json"}) {
    auto bytes = read_file(folder / name, std::size_t{256} << 20U);
    if (!bytes) {
      return tl::unexpected{bytes.error()};
    }
    http::put(site, std::string{"/"} + name, std::move(*bytes));
  }
  return site;
}

result<exit_code> finish(demo_options const& o, demo_answer answer, console const& out) {
  auto const tell = [&] {
    out.print(out.json_ ? json::encode(answer) + "\n"
              : answer.url_.empty()
                  ? fmt::format("The page is {}: open it in a browser.\n", answer.page_)
                  : fmt::format("Open {} in a browser on this machine; Ctrl-C ends it. Everything is in {}.\n",
                                answer.url_, o.folder_.string()));
    std::fflush(out.out_);
  };
  if (o.no_serve_) {
    tell();
    return exit_code::kOk;
  }
  auto site = site_of(o.folder_);
  if (!site) {
    return tl::unexpected{site.error()};
  }
  auto server = listen(o, std::move(*site));
  if (!server) {  // it was free at the start
    return fail(server.error().kind_,
                fmt::format("{} The page is made all the same: {}", server.error().sentence_, answer.page_), "--port");
  }
  answer.url_ = server->url();
  tell();
  server->run();
  return exit_code::kOk;
}

result<demo_answer> make_all(demo_options const& o, console const& out) {
  auto s = stages{out, kStages};
  auto const in = [&](char const* const name) { return o.folder_ / name; };
  auto before = world{};
  auto plan_before = planning::plan{};
  auto now = world{};
  auto plan = planning::plan{};
  auto answer = demo_answer{};
  answer.page_ = in("index.html").string();

  auto const close_bridge = [&](report::busy_road const& b) -> result<void> {
    answer.bridge_ = b.name_;
    answer.bridge_trips_ = b.trips_;
    answer.bridge_persons_ = b.persons_;
    answer.bridge_ways_ = b.ways_;
    now = before;
    now.scenario_.closures_.push_back(report::closing(b));
    return write_atomically(in("scenario.json"), planning::to_json(now.scenario_));
  };
  auto const write_page = [&]() -> result<void> {
    return s.run("drawing the report", [&](progress_bar&) {
      return report::write_html(in("index.html"), now.map_, {now.scenario_, plan},
                                report::planned{before.scenario_, plan_before}, {kUtcOffset, "plan.json"});
    });
  };
  auto const done =
      make_extract(o, in("region.osm.pbf"), s)
          .and_then([&] { return import_extract(in("region.osm.pbf"), in("region.roads"), s); })
          .and_then([&](auto map) {
            before.map_ = std::move(map);
            return make_scenario(o, before.map_, s);
          })
          .and_then([&](planning::scenario made) {
            before.scenario_ = std::move(made);
            return write_atomically(in("scenario-before.json"), planning::to_json(before.scenario_));
          })
          .and_then([&] { return make_plan("planning the evacuation", o, before, in("plan-before.json"), s); })
          .and_then([&](planning::plan made) {
            plan_before = std::move(made);
            return judge("checking that plan independently", before, plan_before, out, s);
          })
          .and_then([&] { return pick_bridge(before, plan_before, s); })
          .and_then(close_bridge)
          .and_then([&] { return make_plan("planning again without it", o, now, in("plan.json"), s); })
          .and_then([&](planning::plan made) {
            plan = std::move(made);
            return judge("checking the new plan independently", now, plan, out, s);
          })
          .and_then(write_page);
  if (!done) {
    return tl::unexpected{done.error()};
  }
  answer.before_ = plan_before.totals_;
  answer.now_ = plan.totals_;
  return answer;
}

result<exit_code> run(demo_options const& o, console const& out) {
  return check_options(o).and_then([&] { return check_surroundings(o); }).and_then([&](folder_lock const&) {
    return make_all(o, out).and_then([&](demo_answer const& answer) { return finish(o, answer, out); });
  });
}

}  // namespace

command demo() {
  return make_command<demo_options>(
      "demo", "Make a region, plan its evacuation, close its busiest bridge, plan again, and show it in the browser",
      "leeward demo --seed 7 --port 8080", declare, run);
}

}  // namespace leeward::cli
