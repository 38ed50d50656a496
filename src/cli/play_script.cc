#include "cli/play_script.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "app/day/ledger_desk.h"
#include "app/day/player.h"
#include "app/live/live.h"
#include "base/file.h"
#include "base/json/encode.h"
#include "cli/day_planner.h"
#include "cli/make_roads.h"
#include "cli/open_scenario.h"
#include "cli/people_of_day.h"
#include "cli/stages.h"
#include "operation/accounting.h"
#include "planning/model/scenario_file.h"
#include "report/report.h"

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;

constexpr auto const kMostScenarioBytes = std::size_t{128} << 20U;

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

app::watcher watch(script_to_play const& o, app::day_script const& day, console const& out, seen& kept) {
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
                          seen const& kept, std::vector<report::shown_step> shown) {
  auto s = kept.last_.scenario_;
  s.start_ = everybody.scenario_.start_;
  return report::write_html(to, everybody.map_, {s, kept.last_.plan_}, std::nullopt,
                            {.utc_offset_ = seconds{day.utc_offset_s_},
                             .json_file_ = {},
                             .lost_ = {},
                             .everybody_ = where_everybody_is(kept.rows_),
                             .shown_ = std::move(shown)});
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

result<day_answer> play(script_to_play const& o, app::readable_day const& day, console const& out) {
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
        if (!o.report_) {
          return result<app::day_outcome>{std::move(done)};
        }
        auto shown = o.shows_people_ ? show_people({o.folder_, o.keys_}, day.script_, desk.known(), out)
                                     : result<std::vector<report::shown_step>>{};
        return shown
            .and_then([&](std::vector<report::shown_step> steps) {
              return write_report(*o.report_, *everybody, day.script_, kept, std::move(steps));
            })
            .map([&] { return std::move(done); });
      })
      .map([&](app::day_outcome const& done) { return sum_up(done, desk, day.script_.end_); });
}

}  // namespace

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

result<day_answer> play_script(script_to_play const& o, console const& out) {
  return read_file(o.script_, app::kMostDayBytes)
      .and_then([&](std::string const& text) { return app::read_day(text, o.script_.string()); })
      .and_then([&](app::readable_day const& day) { return play(o, day, out); });
}

}  // namespace leeward::cli
