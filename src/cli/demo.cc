#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "base/folder_lock.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/demo_day.h"
#include "cli/play_script.h"
#include "planning/made/the_day.h"
#include "report/report.h"
#include "roads/region_maker/region_maker.h"
#include "server/http/static_server.h"

// The whole way once, on a region that is made for it: nothing that the page shows is prepared.
namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

constexpr auto const kLeastEvacuees = std::int64_t{50};
constexpr auto const kMostEvacuees = std::int64_t{200'000};

struct demo_options {
  std::int64_t people_{planning::the_day::kCity};
  std::int64_t evacuees_{planning::the_day::kPeople};
  std::int64_t seed_{7};
  std::int64_t port_{8'080};
  fs::path folder_{"leeward-demo"};
  std::optional<fs::path> day_{};
  bool no_serve_{false};
};

std::vector<option> declare(demo_options& o) {
  return {{"--people", &o.people_,
           fmt::format("People of the made city, {} to {} [340000]", roads::kLeastPeople, roads::kMostPeople)},
          {"--evacuees", &o.evacuees_, "People who ask to be taken away, at most a fifth of the city's [3400]"},
          {"--seed", &o.seed_, "Another number makes another region and another day [7]"},
          {"--port", &o.port_, "Where the page is served on this machine; 0 for any free port [8080]"},
          {"--folder", &o.folder_, "Where everything is written; made if it is not there [leeward-demo]"},
          {"--day", &o.day_, "Play this script (docs/formats/day.md) instead of a day that is made up on the spot"},
          {"--no-serve", &o.no_serve_, "Write the page and end"}};
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
  auto const made_by = o.day_ ? fmt::format("--day {}", o.day_->string())
                              : fmt::format("--people {} --evacuees {} --seed {}", o.people_, o.evacuees_, o.seed_);
  return write_atomically(o.folder_ / "about.txt",
                          fmt::format("Written by: leeward demo {}\n"
                                      "All of it can be made again; nothing else is kept here.\n",
                                      made_by))
      .map([&] { return std::move(*lock); });
}

// What the page lies on: itself, and what it leads to.
result<http::static_site> site_of(fs::path const& folder, std::vector<std::string> const& files) {
  auto site = http::static_site{};
  site.content_security_policy_ = report::content_security_policy();
  for (auto const& name : files) {
    auto bytes = read_file(folder / name, std::size_t{256} << 20U);
    if (!bytes) {
      return tl::unexpected{bytes.error()};
    }
    http::put(site, "/" + name, std::move(*bytes));
  }
  return site;
}

template <typename Answer>
result<exit_code> finish(demo_options const& o, Answer answer, std::vector<std::string> const& files,
                         console const& out) {
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
  auto site = site_of(o.folder_, files);
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

struct played_answer {
  std::string url_;  // empty if it is not served
  std::string page_;
  day_answer day_;
};
BOOST_DESCRIBE_STRUCT(played_answer, (), (url_, page_, day_))

// A script, into a ledger of its own that is made anew.
result<exit_code> play_and_show(demo_options const& o, console const& out) {
  auto const page = o.folder_ / "index.html";
  auto const to_play = script_to_play{.script_ = *o.day_,
                                      .folder_ = o.folder_ / "ledger",
                                      .keys_ = o.folder_ / "keys",
                                      .report_ = page,
                                      .shows_people_ = true,
                                      .speed_ = 0};
  auto ec = std::error_code{};
  fs::remove_all(to_play.folder_, ec);
  fs::remove_all(*to_play.keys_, ec);
  return play_script(to_play, out).and_then([&](day_answer const& played) {
    if (!out.json_) {
      out.print(in_words(played, to_play.folder_));
    }
    return finish(o, played_answer{.url_ = {}, .page_ = page.string(), .day_ = played}, {"index.html"}, out);
  });
}

result<exit_code> make_up_and_show(demo_options const& o, console const& out) {
  auto const day = demo_day{.people_ = o.people_, .evacuees_ = o.evacuees_, .seed_ = o.seed_, .folder_ = o.folder_};
  return run_demo_day(day, out).and_then(
      [&](demo_answer const& answer) { return finish(o, answer, demo_files(), out); });
}

result<exit_code> run(demo_options const& o, console const& out) {
  return check_options(o).and_then([&] { return check_surroundings(o); }).and_then([&](folder_lock const&) {
    return o.day_ ? play_and_show(o, out) : make_up_and_show(o, out);
  });
}

}  // namespace

command demo() {
  return make_command<demo_options>(
      "demo", "Play a day of evacuation on a made region through the ledger, with its plans, and show it",
      "leeward demo --day scenarios/day.json --port 8080", declare, run);
}

}  // namespace leeward::cli
