#include "cli/demo_day.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "check/ask_roads.h"
#include "check/check.h"
#include "cli/effort.h"
#include "cli/stages.h"
#include "cli/version.h"
#include "planning/bound/plan/plan_bounds.h"
#include "planning/made/ground.h"
#include "planning/made/make_scenario.h"
#include "planning/made/the_day.h"
#include "planning/make_plan.h"
#include "planning/measure.h"
#include "planning/model/plan_file.h"
#include "planning/model/scenario_file.h"
#include "planning/replan.h"
#include "planning/situation.h"
#include "planning/survey.h"
#include "report/busiest_road.h"
#include "report/report.h"
#include "roads/file/map_file.h"
#include "roads/make/make_map.h"
#include "roads/region_maker/region_maker.h"

namespace leeward::cli {

namespace {

namespace fs = std::filesystem;
namespace the_day = planning::the_day;

constexpr auto const kStages = 9;
constexpr auto const kLossAfter = seconds{std::int64_t{5} * 3600};
constexpr auto const kFindingsShown = std::size_t{20};
// Of each plan's improvement: so many changes and no clock, so that a day comes out the same everywhere.
constexpr auto const kEffort = effort{.seconds_ = {}, .iterations_ = 1'000'000, .threads_ = 1};

struct work {
  demo_day const& day_;
  console const& out_;
  stages stages_;
  std::shared_ptr<roads::road_map const> map_{};
  planning::scenario scenario_{};  // of the morning
  planning::survey survey_{};      // of the morning
  planning::plan plan_{};
  instant lost_at_{};
  planning::losses lost_{};
  planning::scenario now_{};  // from the loss on
  planning::plan plan_now_{};
  std::vector<std::string> news_{};
  demo_answer answer_{};
};

fs::path in(work const& w, char const* const name) { return w.day_.folder_ / name; }

result<void> make_extract(work& w) {
  return w.stages_.run("making a region with its roads", [&](progress_bar& bar) -> result<void> {
    auto const region =
        roads::make_region({.people_ = w.day_.people_, .seed_ = static_cast<std::uint64_t>(w.day_.seed_)}, to_bar(bar));
    if (!region) {
      return tl::unexpected{region.error()};
    }
    auto file = atomic_file::create(in(w, "region.osm.pbf"));
    if (!file) {
      return tl::unexpected{file.error()};
    }
    auto written = result<void>{};
    roads::write_region(*region, [&](std::string_view const part) {
      if (written) {
        written = file->append(part);
      }
    });
    w.stages_.say(fmt::format("{}: {} junctions, {:.0f} km of road", region->name_, region->counts_.junctions_,
                              region->counts_.road_km_));
    return written ? file->commit() : written;
  });
}

result<void> import_extract(work& w) {
  return w.stages_.run("importing it as roads", [&](progress_bar& bar) -> result<void> {
    auto options = roads::make_options{};
    options.program_version_ = kVersion;
    options.watch_ = to_bar(bar);
    auto const to = in(w, "region.roads");
    auto const made = roads::make_map(in(w, "region.osm.pbf"), options);
    if (!made) {
      return tl::unexpected{made.error()};
    }
    if (auto const written = roads::write_map(*made->map_, to); !written) {
      return tl::unexpected{written.error()};
    }
    w.stages_.say(to.string());
    return roads::open(to).map([&](auto map) { w.map_ = std::move(map); });
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

planning::origin origin_of(work const& w, planning::scenario const& s) {
  auto from = planning::origin{};
  from.program_ = fmt::format("leeward {}", kVersion);
  from.scenario_ = s.name_;
  from.scenario_digest_ = planning::digest(planning::to_json(s));
  from.roads_ = s.roads_;
  from.attribution_ = roads::attribution(*w.map_);
  for (auto const& c : planning::closures_during(s)) {
    from.closures_.push_back(c.id_);
  }
  from.seed_ = static_cast<std::uint64_t>(w.day_.seed_);
  return from;
}

std::string in_short(planning::plan const& p) {
  return fmt::format("{} of {} people in {} trips", p.totals_.served_.v_, p.totals_.persons_.v_, p.totals_.trips_);
}

result<void> make_plan(work& w) {
  return w.stages_.run("planning the day", [&](progress_bar& bar) -> result<void> {
    auto survey = planning::survey_roads(w.scenario_, w.map_);
    if (!survey) {
      return tl::unexpected{survey.error()};
    }
    w.survey_ = std::move(*survey);
    auto const& times = w.survey_.times_;
    auto const bounds = planning::bound_plan(planning::problem{w.scenario_, times});
    w.plan_ = planning::make_plan(
        w.scenario_, times,
        {.made_from_ = origin_of(w, w.scenario_), .improve_ = improvement(kEffort, w.day_.seed_, bounds, bar)});
    planning::add_bounds(bounds, w.plan_);
    w.answer_.before_ = w.plan_.totals_;
    w.stages_.say(in_short(w.plan_));
    return write_atomically(in(w, "plan-before.json"), planning::to_json(w.plan_));
  });
}

// A plan of our own that breaks a rule is a fault of the program: nobody should be shown it.
result<void> judge(work& w, std::string_view const what, planning::scenario const& s, planning::plan const& p) {
  return w.stages_.run(what, [&](progress_bar&) -> result<void> {
    auto const times = check::ask_roads(s, w.map_);
    if (!times) {
      return tl::unexpected{times.error()};
    }
    auto const findings = check::check_plan(s, p, *times);
    for (auto const& f : std::span{findings}.first(std::min(findings.size(), kFindingsShown))) {
      w.out_.note(fmt::format("  {}: {}", f.subject_, f.sentence_));
    }
    if (!findings.empty()) {
      return fail(error_kind::kStorage, fmt::format("the plan breaks {} rules; please report this", findings.size()));
    }
    w.stages_.say("every rule is kept");
    return {};
  });
}

instant begin_of(planning::trip const& t) {
  return t.pickups_.empty() ? t.centre_.way_.departure_ : t.pickups_.front().way_.departure_;
}

persons on_board(planning::trip const& t, instant const at) {
  auto sum = persons{};
  for (auto const& stop : t.pickups_) {
    sum += stop.begin_ < at ? stop.persons_ : persons{};
  }
  return t.centre_.begin_ > at ? sum : persons{};
}

struct bus_at_work {
  std::string id_;
  persons on_board_;
  persons in_all_;
};

// The one with most people on board of those that have brought nobody yet, so that everybody is in both plans; or with
// most to come.
std::optional<bus_at_work> pick_bus(work const& w) {
  auto best = std::optional<bus_at_work>{};
  for (auto const& v : w.scenario_.vehicles_) {
    auto bus = bus_at_work{v.id_, {}, {}};
    auto has_brought = false;
    for (auto const& t : w.plan_.trips_) {
      if (t.vehicle_ == v.id_) {
        has_brought = has_brought || t.centre_.begin_ <= w.lost_at_;
        bus.on_board_ += on_board(t, w.lost_at_);
        bus.in_all_ += t.centre_.persons_;
      }
    }
    auto const rank = [](bus_at_work const& b) { return std::pair{b.on_board_, b.in_all_}; };
    if (!has_brought && bus.in_all_ > persons{} && (!best || rank(bus) > rank(*best))) {
      best = std::move(bus);
    }
  }
  return best;
}

result<void> lose_bridge(work& w) {
  auto to_come = w.plan_;
  std::erase_if(to_come.trips_, [&](planning::trip const& t) { return begin_of(t) < w.lost_at_; });
  auto const found = report::busiest_road(w.map_, w.scenario_, to_come);
  if (!found) {
    return tl::unexpected{found.error()};
  }
  if (!*found) {
    return fail(error_kind::kNotFound,
                "nobody travels any more when the bridge is lost, so no road can be closed on them; try another "
                "--seed");
  }
  auto const& b = **found;
  auto closure = report::closing(b);
  closure.from_ = w.lost_at_;
  w.scenario_.closures_.push_back(std::move(closure));
  w.answer_.bridge_ = b.name_;
  w.answer_.bridge_trips_ = b.trips_;
  w.answer_.bridge_persons_ = b.persons_;
  w.answer_.bridge_ways_ = b.ways_;
  return {};
}

void lose_bus(work& w) {
  auto const bus = pick_bus(w);
  if (!bus) {
    return;
  }
  w.lost_.vehicles_.push_back(bus->id_);
  w.answer_.bus_ = bus->id_;
  w.answer_.bus_persons_ = bus->on_board_;
  w.news_.push_back(bus->on_board_ > persons{} ? fmt::format("{}, with {} people on board. They wait where it stopped.",
                                                             bus->id_, bus->on_board_.v_)
                                               : fmt::format("{}, before its first trip.", bus->id_));
}

result<void> lose_both(work& w) {
  return w.stages_.run("losing a bridge and a bus at 13:00", [&](progress_bar&) -> result<void> {
    w.lost_at_ = w.scenario_.start_ + kLossAfter;
    w.answer_.lost_at_ = w.lost_at_;
    lose_bus(w);
    return lose_bridge(w)
        .and_then([&] { return planning::situation_at(w.scenario_, w.plan_, w.lost_at_, w.lost_); })
        .and_then([&](planning::situation to) {
          w.now_ = std::move(to.scenario_);
          w.stages_.say(fmt::format("{}: {} trips with {} people were to come; {} with {} people on board",
                                    w.answer_.bridge_, w.answer_.bridge_trips_, w.answer_.bridge_persons_.v_,
                                    w.answer_.bus_, w.answer_.bus_persons_.v_));
          return write_atomically(in(w, "scenario.json"), planning::to_json(w.now_));
        });
  });
}

result<void> plan_again(work& w) {
  return w.stages_.run("planning again", [&](progress_bar& bar) -> result<void> {
    auto const survey = planning::survey_again(w.now_, w.survey_);
    if (!survey) {
      return tl::unexpected{survey.error()};
    }
    auto const& times = survey->times_;
    auto const bounds = planning::bound_plan(planning::problem{w.now_, times});
    auto made = planning::replan(
        w.now_, w.plan_, w.lost_, times,
        {.made_from_ = origin_of(w, w.now_), .improve_ = improvement(kEffort, w.day_.seed_, bounds, bar)});
    planning::add_bounds(bounds, made.plan_);
    w.plan_now_ = std::move(made.plan_);
    w.answer_.now_ = w.plan_now_.totals_;
    w.answer_.changed_tickets_ = w.plan_now_.changes_ ? std::ssize(*w.plan_now_.changes_) : 0;
    w.answer_.had_to_change_ = made.had_to_change_;
    w.stages_.say(fmt::format("{}; {} tickets change, {} had to", in_short(w.plan_now_), w.answer_.changed_tickets_,
                              made.had_to_change_));
    return write_atomically(in(w, "plan.json"), planning::to_json(w.plan_now_));
  });
}

// The page shows the whole day, so it has the places and vehicles of both plans.
planning::scenario whole_day(work const& w) {
  auto s = w.scenario_;
  for (auto const& p : w.now_.pickup_points_) {
    if (std::ranges::find(s.pickup_points_, p.id_, &planning::pickup_point::id_) == s.pickup_points_.end()) {
      s.pickup_points_.push_back(p);
    }
  }
  return s;
}

result<void> write_page(work& w) {
  return w.stages_.run("drawing the report", [&](progress_bar&) {
    auto const shown = whole_day(w);
    auto morning = w.scenario_;
    morning.closures_.clear();
    return report::write_html(in(w, "index.html"), w.map_, {shown, w.plan_now_}, report::planned{morning, w.plan_},
                              {.utc_offset_ = the_day::kUtcOffset, .json_file_ = "plan.json", .lost_ = w.news_});
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
  return make_extract(w)
      .and_then([&] { return import_extract(w); })
      .and_then([&] { return make_scenario(w); })
      .and_then([&] { return make_plan(w); })
      .and_then([&] { return judge(w, "checking that plan independently", w.scenario_, w.plan_); })
      .and_then([&] { return lose_both(w); })
      .and_then([&] { return plan_again(w); })
      .and_then([&] { return judge(w, "checking the new plan independently", w.now_, w.plan_now_); })
      .and_then([&] { return write_page(w); })
      .map([&] { return std::move(w.answer_); });
}

}  // namespace leeward::cli
