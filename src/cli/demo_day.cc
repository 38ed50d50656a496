#include "cli/demo_day.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "app/day/ledger_desk.h"
#include "app/day/player.h"
#include "app/day/script.h"
#include "app/live/live.h"
#include "base/file.h"
#include "cli/day_planner.h"
#include "cli/make_roads.h"
#include "cli/stages.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "planning/made/the_day.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "report/report.h"
#include "roads/file/map_file.h"

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;
namespace the_day = planning::the_day;

constexpr auto const kStages = 4;
constexpr auto const kLossAfter = seconds{std::int64_t{5} * 3600};

struct work {
  demo_day const& day_;
  console const& out_;
  stages stages_;
  std::shared_ptr<roads::road_map const> map_{};
  planning::scenario scenario_{};  // everybody
  app::running before_{};          // the morning's plan
  app::running now_{};             // from the loss on
  std::vector<app::table_row> rows_{};
  std::vector<std::string> news_{};
  demo_answer answer_{};
};

fs::path in(work const& w, char const* const name) { return w.day_.folder_ / name; }

result<void> make_region(work& w) {
  return w.stages_.run("making a region and importing its roads", [&](progress_bar& bar) -> result<void> {
    auto const to = in(w, "region.roads");
    return make_roads(w.day_.people_, w.day_.seed_, to, to_bar(bar))
        .and_then([&](std::string const& made) {
          w.stages_.say(made);
          return roads::open(to);
        })
        .map([&](auto map) { w.map_ = std::move(map); });
  });
}

planning::made_size size_of(demo_day const& d) {
  return {.people_ = d.evacuees_,
          .points_ = std::clamp<std::int64_t>(d.evacuees_ * the_day::kPoints / the_day::kPeople, 4, 100),
          .centres_ = std::clamp<std::int64_t>(d.evacuees_ * the_day::kCentres / the_day::kPeople, 3, 60),
          .vehicles_ = {},
          .seed_ = static_cast<std::uint64_t>(d.seed_),
          .start_ = parse_instant(the_day::kStart).value(),
          .name_ = std::string{the_day::kName}};
}

result<void> make_scenario(work& w) {
  return w.stages_.run("asking who waits, and which beds are free", [&](progress_bar&) -> result<void> {
    auto made = planning::ground_of(w.map_).and_then(
        [&](planning::ground const& g) { return planning::make_scenario(g, size_of(w.day_), the_day::numbers()); });
    if (!made) {
      return tl::unexpected{made.error()};
    }
    w.scenario_ = std::move(*made);
    w.scenario_.roads_ = "region.roads";
    w.scenario_.attribution_ = std::string{roads::attribution(*w.map_)};
    w.stages_.say(fmt::format("{} people in {} households, {} points, {} centres, {} vehicles", w.day_.evacuees_,
                              w.scenario_.households_.size(), w.scenario_.pickup_points_.size(),
                              w.scenario_.centres_.size(), w.scenario_.vehicles_.size()));
    return write_atomically(in(w, "scenario-before.json"), planning::to_json(w.scenario_));
  });
}

persons on_board(planning::trip const& t, instant const at) {
  auto sum = persons{};
  for (auto const& stop : t.pickups_) {
    sum += stop.begin_ < at ? stop.persons_ : persons{};
  }
  return t.centre_.begin_ > at ? sum : persons{};
}

void keep_loss(work& w, app::running const& now, planning::losses const& lost) {
  w.answer_.lost_at_ = now.scenario_.start_;
  for (auto const& bus : lost.vehicles_) {
    w.answer_.bus_ = bus;
    for (auto const& t : w.before_.plan_.trips_) {
      w.answer_.bus_persons_ += t.vehicle_ == bus ? on_board(t, w.answer_.lost_at_) : persons{};
    }
    w.news_.push_back(
        w.answer_.bus_persons_ == persons{}
            ? fmt::format("{}, before its first trip.", bus)
            : fmt::format("{}, with {} people on board. Another vehicle takes them over where it stopped.", bus,
                          w.answer_.bus_persons_.v_));
  }
}

result<void> keep_plan(work& w, app::running const& now, planning::losses const& lost) {
  if (w.before_.plan_.trips_.empty()) {
    w.before_ = now;
    return write_atomically(in(w, "plan-before.json"), planning::to_json(now.plan_));
  }
  keep_loss(w, now, lost);
  w.now_ = now;
  return write_atomically(in(w, "scenario.json"), planning::to_json(now.scenario_)).and_then([&] {
    return write_atomically(in(w, "plan.json"), planning::to_json(now.plan_));
  });
}

// Everybody has asked in the morning, so that the first plan is for all of them and the second can be held against it.
std::string script_of(planning::scenario const& s) {
  return fmt::format(
      R"({{"format": "leeward-day-1", "name": "demo", "scenario": "scenario-before.json", "end": "{2}", "steps": [
        {{"at": "{0}", "ask": {{"open_operation": {{"operation": "#demo", "name": "A day, made up", "kind": "exercise"}}}}}},
        {{"at": "{0}", "set_up": {{}}}},
        {{"at": "{0}", "all_ask": {{"until": "{2}", "before_ready_s": 1000000}}}},
        {{"at": "{0}", "plan": {{"name": "the day"}}}},
        {{"at": "{1}", "plan": {{"name": "the day again", "loses_fullest_bus": true, "loses_busiest_bridge": true}}}},
        {{"at": "{2}", "ask": {{"close_day": {{"by": "the coordinator"}}}}}}]}})",
      to_string(s.start_), to_string(s.start_ + kLossAfter), to_string(s.end_));
}

result<void> play(work& w, app::desk& desk, progress_bar& bar) {
  auto const day = app::read_day(script_of(w.scenario_), "demo");
  if (!day) {
    return tl::unexpected{day.error()};
  }
  auto plans = day_planner{w.map_, w.day_.seed_, w.out_};
  auto written = result<void>{};
  auto const length = static_cast<double>((w.scenario_.end_ - w.scenario_.start_).v_);
  auto const done = app::play_day(*day, w.scenario_, desk, plans.as_planner(),
                                  {.time_ =
                                       [&](instant const at) {
                                         bar.show("a day; a bridge and a bus are lost at 13:00",
                                                  static_cast<double>((at - w.scenario_.start_).v_) / length);
                                       },
                                   .row_ = [&](app::table_row const& r) { w.rows_.push_back(r); },
                                   .note_ = [](instant, std::string const&) {},
                                   .planned_ =
                                       [&](std::string const&, app::running const& r, planning::losses const& lost) {
                                         if (written) {
                                           written = keep_plan(w, r, lost);
                                         }
                                       }});
  if (!done || !written) {
    return tl::unexpected{!done ? done.error() : written.error()};
  }
  if (!done->refused_.empty()) {
    return fail(error_kind::kStorage, fmt::format("the day was refused {} times, first: {}; please report this",
                                                  done->refused_.size(), done->refused_.front().why_.sentence_));
  }
  if (auto const& b = plans.lost_road()) {
    w.answer_.bridge_ = b->name_;
    w.answer_.bridge_trips_ = b->trips_;
    w.answer_.bridge_persons_ = b->persons_;
    w.answer_.bridge_ways_ = b->ways_;
  }
  w.answer_.had_to_change_ = plans.had_to_change();
  w.stages_.say(fmt::format("{} requests, {} events; {} people sheltered", done->requests_, desk.events(),
                            done->last_.sheltered_));
  return {};
}

// Into a ledger of its own, made anew.
result<void> play_into_ledger(work& w) {
  return w.stages_.run("a day; a bridge and a bus are lost at 13:00", [&](progress_bar& bar) -> result<void> {
    auto ec = std::error_code{};
    fs::remove_all(in(w, "ledger"), ec);
    fs::remove_all(in(w, "keys"), ec);
    auto const clock = std::make_shared<std::atomic<std::int64_t>>(w.scenario_.start_.unix_s_);
    return app::live::open(
               {.folder_ = in(w, "ledger"), .keys_ = in(w, "keys"), .if_empty_ = ledger::if_empty::kMake},
               [clock] { return instant{clock->load()}; }, [](error const&) {})
        .and_then([&](std::unique_ptr<app::live> const& l) {
          auto desk = app::ledger_desk{*l, clock};
          return play(w, desk, bar);
        });
  });
}

void say_what_changed(work& w) {
  w.answer_.before_ = w.before_.plan_.totals_;
  w.answer_.now_ = w.now_.plan_.totals_;
  w.answer_.changed_tickets_ = w.now_.plan_.changes_ ? std::ssize(*w.now_.plan_.changes_) : 0;
  auto const in_short = [](planning::plan const& p) {
    return fmt::format("{} of {} people in {} trips", p.totals_.served_.v_, p.totals_.persons_.v_, p.totals_.trips_);
  };
  w.out_.note(fmt::format("  in the morning: {}", in_short(w.before_.plan_)));
  w.out_.note(fmt::format("  lost at 13:00:  {}, for {} trips with {} people; {} with {} people on board",
                          w.answer_.bridge_, w.answer_.bridge_trips_, w.answer_.bridge_persons_.v_, w.answer_.bus_,
                          w.answer_.bus_persons_.v_));
  w.out_.note(fmt::format("  from then on:   {}; {} tickets change, {} had to", in_short(w.now_.plan_),
                          w.answer_.changed_tickets_, w.answer_.had_to_change_));
}

// The page shows the whole day, so it has the places and vehicles of both plans.
planning::scenario whole_day(work const& w) {
  auto s = w.scenario_;
  s.closures_ = w.now_.scenario_.closures_;
  for (auto const& p : w.now_.scenario_.pickup_points_) {
    if (std::ranges::find(s.pickup_points_, p.id_, &planning::pickup_point::id_) == s.pickup_points_.end()) {
      s.pickup_points_.push_back(p);
    }
  }
  return s;
}

result<void> write_page(work& w) {
  return w.stages_.run("drawing the report", [&](progress_bar&) {
    auto const shown = whole_day(w);
    return report::write_html(in(w, "index.html"), w.map_, {shown, w.now_.plan_},
                              report::planned{w.scenario_, w.before_.plan_},
                              {.utc_offset_ = the_day::kUtcOffset,
                               .json_file_ = "plan.json",
                               .lost_ = w.news_,
                               .everybody_ = where_everybody_is(w.rows_)});
  });
}

}  // namespace

std::vector<std::string> const& demo_files() {
  static auto const files =
      std::vector<std::string>{"index.html", "plan.json", "plan-before.json", "scenario.json", "scenario-before.json"};
  return files;
}

result<demo_answer> run_demo_day(demo_day const& day, console const& out) {
  auto w = work{.day_ = day, .out_ = out, .stages_ = stages{out, kStages}};
  w.answer_.page_ = in(w, "index.html").string();
  return make_region(w)
      .and_then([&] { return make_scenario(w); })
      .and_then([&] { return play_into_ledger(w); })
      .map([&] { say_what_changed(w); })
      .and_then([&] { return write_page(w); })
      .map([&] { return std::move(w.answer_); });
}

}  // namespace leeward::cli
