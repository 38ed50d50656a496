#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <fmt/format.h>

#include "app/day/ledger_desk.h"
#include "app/day/player.h"
#include "app/live/live.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "cli/commands.h"
#include "cli/day_planner.h"
#include "cli/make_roads.h"
#include "cli/open_scenario.h"
#include "cli/outputs.h"
#include "cli/stages.h"
#include "operation/accounting.h"
#include "planning/model/scenario_file.h"
#include "report/report.h"

// A day's script through the rules, the planner and the ledger.
namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

constexpr auto const kMostSpeed = 1e9;
constexpr auto const kMostScenarioBytes = std::size_t{128} << 20U;

struct day_run_options {
  fs::path script_;
  fs::path folder_;
  std::optional<fs::path> keys_;
  std::optional<fs::path> report_;
  double speed_{0};
};

std::vector<option> declare(day_run_options& o) {
  return {
      {"script", &o.script_, "The day as a script (docs/formats/day.md)", need::kRequired},
      {"folder", &o.folder_,
       "The data folder of the operation; made if it is not there. A day that was stopped goes on", need::kRequired},
      {"--keys", &o.keys_, "The folder of its keys, outside of the data [systemd's credentials, or your state home]"},
      {"--report", &o.report_, "A page with the last plan on its roads, and where everybody was as the day went on"},
      {"--speed", &o.speed_, "So many seconds of the day in a second; 0: as fast as can be [0]"}};
}

struct not_played {
  app::told_kind kind_{app::told_kind::kMeasure};
  std::int64_t count_{0};
};
BOOST_DESCRIBE_STRUCT(not_played, (), (kind_, count_))

struct refused_line {
  instant at_;
  std::string what_;
  operation::refusal refusal_;
};
BOOST_DESCRIBE_STRUCT(refused_line, (), (at_, what_, refusal_))

struct day_answer {
  std::int64_t requests_{0};
  std::int64_t refused_as_expected_{0};
  std::vector<refused_line> refused_;
  std::vector<not_played> not_played_yet_;
  std::int64_t not_accounted_for_{0};
  std::uint64_t events_{0};
};
BOOST_DESCRIBE_STRUCT(day_answer, (),
                      (requests_, refused_as_expected_, refused_, not_played_yet_, not_accounted_for_, events_))

// Its scenario, with roads that are made first where they are made up and not there.
result<opened_scenario> open_everybody(app::day_script const& day, fs::path const& beside, console const& out) {
  auto const file = beside / day.scenario_;
  auto const text = read_file(file, kMostScenarioBytes);
  if (!text) {
    return tl::unexpected{text.error()};
  }
  auto const s = planning::read_scenario(*text, file.string());
  if (!s) {
    return tl::unexpected{s.error()};
  }
  if (s->roads_.empty()) {
    return invalid(fmt::format("{}: has no roads; a day is planned on roads", file.string()), "scenario");
  }
  auto const roads = file.parent_path() / s->roads_;
  auto ec = std::error_code{};
  if (day.region_ && !fs::exists(roads, ec)) {
    out.note(fmt::format("{} is not there: it is made, once.", roads.string()));
    auto bar = progress_bar{out, "making the roads"};
    if (auto const made = make_roads(day.region_->people_, day.region_->seed_, roads, to_bar(bar)); !made) {
      return tl::unexpected{made.error()};
    }
  }
  return open_scenario(file, std::nullopt);
}

std::function<void(instant)> pace(double const speed, instant const first) {
  if (speed == 0) {
    return [](instant) {};
  }
  auto const begun = std::chrono::steady_clock::now();
  return [=](instant const at) {
    auto const after = std::chrono::duration<double>(static_cast<double>((at - first).v_) / speed);
    std::this_thread::sleep_until(begun + std::chrono::duration_cast<std::chrono::steady_clock::duration>(after));
  };
}

// What the page is drawn from.
struct seen {
  app::running last_{};
  std::vector<app::table_row> rows_{};
};

app::watcher watch(day_run_options const& o, app::day_script const& day, console const& out, seen& kept) {
  auto const east = seconds{day.utc_offset_s_};
  auto const line = [&out](std::string const& text) {
    out.print(text);
    std::fflush(out.out_);
  };
  if (!out.json_) {
    line(app::table_head());
  }
  return {.time_ = pace(o.speed_, day.steps_.front().at_),
          .row_ =
              [=, &out, &kept](app::table_row const& r) {
                line(out.json_ ? json::encode(r) + "\n" : app::in_words(r, east));
                kept.rows_.push_back(r);
              },
          .note_ = [=, &out](
                       instant const at,
                       std::string const& what) { out.note(fmt::format("{}  {}", app::time_of_day(at, east), what)); },
          .planned_ =
              [&out, &kept](std::string const& name, app::running const& r, planning::losses const&) {
                out.note(fmt::format("       Plan \"{}\": {} of {} people in {} trips.", name,
                                     r.plan_.totals_.served_.v_, r.plan_.totals_.persons_.v_, r.plan_.totals_.trips_));
                kept.last_ = r;
              }};
}

// The last plan has all trips of the day: those that had begun by then as well.
result<void> write_report(fs::path const& to, opened_scenario const& everybody, app::day_script const& day,
                          seen const& kept) {
  auto s = kept.last_.scenario_;
  s.start_ = everybody.scenario_.start_;
  return report::write_html(to, everybody.map_, {s, kept.last_.plan_}, std::nullopt,
                            {.utc_offset_ = seconds{day.utc_offset_s_},
                             .json_file_ = {},
                             .lost_ = {},
                             .everybody_ = where_everybody_is(kept.rows_)});
}

day_answer sum_up(app::day_outcome const& done, app::desk const& d, instant const end) {
  auto a = day_answer{.requests_ = done.requests_,
                      .refused_as_expected_ = done.refused_as_expected_,
                      .refused_ = {},
                      .not_played_yet_ = {},
                      .not_accounted_for_ = std::ssize(operation::not_accounted_for(d.known(), end)),
                      .events_ = d.events()};
  for (auto const& r : done.refused_) {
    a.refused_.push_back({r.at_, r.what_, r.why_});
  }
  for (auto const& [kind, n] : done.told_) {
    a.not_played_yet_.push_back({kind, n});
  }
  return a;
}

std::string in_words(day_answer const& a, fs::path const& folder) {
  auto text = fmt::format("\n{} requests, {} events; {} refusals that the script expects.\n", a.requests_, a.events_,
                          a.refused_as_expected_);
  for (auto const& r : a.refused_) {
    text += fmt::format("Refused, and not expected: {} {}: {} ({})\n", to_string(r.at_), r.what_, r.refusal_.sentence_,
                        r.refusal_.field_);
  }
  for (auto const& n : a.not_played_yet_) {
    text += fmt::format("Not played yet: {} of kind \"{}\"; they come with the information office.\n", n.count_,
                        json::words_of<app::told_kind>()[static_cast<std::size_t>(n.kind_)].word_);
  }
  return text + fmt::format("{} people are not accounted for. Everybody, by number:\n  leeward account {}\n",
                            a.not_accounted_for_, folder.string());
}

result<exit_code> play(day_run_options const& o, app::readable_day const& day, console const& out) {
  auto const everybody = open_everybody(day.script_, o.script_.parent_path(), out);
  if (!everybody) {
    return tl::unexpected{everybody.error()};
  }
  auto const clock = std::make_shared<std::atomic<std::int64_t>>(day.script_.steps_.front().at_.unix_s_);
  auto l = app::live::open(
      {.folder_ = o.folder_, .keys_ = o.keys_, .if_empty_ = ledger::if_empty::kMake},
      [clock] { return instant{clock->load()}; }, [](error const&) {});
  if (!l) {
    return tl::unexpected{l.error()};
  }
  if ((*l)->is_new()) {
    out.note(fmt::format("The keys of this folder are in {}: keep a copy elsewhere.", (*l)->keys().string()));
  }
  auto desk = app::ledger_desk{**l, clock};
  auto plans = day_planner{everybody->map_, 1, out};
  auto kept = seen{};
  return app::play_day(day, everybody->scenario_, desk, plans.as_planner(), watch(o, day.script_, out, kept))
      .and_then([&](app::day_outcome done) {
        return (o.report_ ? write_report(*o.report_, *everybody, day.script_, kept) : result<void>{}).map([&] {
          return std::move(done);
        });
      })
      .map([&](app::day_outcome const& done) {
        auto const a = sum_up(done, desk, day.script_.end_);
        out.print(out.json_ ? json::encode(a) + "\n" : in_words(a, o.folder_));
        return a.refused_.empty() ? exit_code::kOk : exit_code::kNo;
      });
}

result<exit_code> run(day_run_options const& o, console const& out) {
  if (!(o.speed_ >= 0) || o.speed_ > kMostSpeed) {
    return invalid(fmt::format("--speed: is {}, must be 0 to {}", o.speed_, kMostSpeed), "--speed");
  }
  if (o.report_) {
    if (auto const good = check_outputs(std::array{output{"--report", *o.report_}}, {o.script_}); !good) {
      return tl::unexpected{good.error()};
    }
  }
  return read_file(o.script_, app::kMostDayBytes)
      .and_then([&](std::string const& text) { return app::read_day(text, o.script_.string()); })
      .and_then([&](app::readable_day const& day) { return play(o, day, out); });
}

}  // namespace

command day_run() {
  return make_command<day_run_options>(
      "day run", "Play a day from a script: appeals, plans, buses and beds, through the rules into the ledger",
      "leeward day run scenarios/day.json day-folder", declare, run);
}

}  // namespace leeward::cli
