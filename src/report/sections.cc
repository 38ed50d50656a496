#include "report/sections.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "report/gantt.h"

namespace leeward::report {

namespace {

std::int64_t beds_in(planning::beds const& b) { return b.general_.v_ + b.accessible_.v_; }

std::string mean_waiting(planned const& p) {
  auto household = std::map<std::string_view, planning::household const*>{};
  for (auto const& h : p.scenario_.households_) {
    household.emplace(h.id_, &h);
  }
  auto sum = std::int64_t{0};
  auto served = std::int64_t{0};
  for (auto const& a : p.plan_.households_) {
    if (auto const h = household.find(a.household_); h != household.end()) {
      auto const since = std::max(p.scenario_.start_, planning::ready_from(p.scenario_, *h->second));
      sum += (a.arrival_ - since).v_ * h->second->persons_.v_;
      served += h->second->persons_.v_;
    }
  }
  return served == 0 ? "–" : in_words({sum / served});
}

struct figure {
  std::string label_;
  std::string (*value_)(planned const&, clock const&);
  std::string (*more_)(planned const&, clock const&);
  std::string (*was_)(planned const&, clock const&){nullptr};  // of the earlier plan, where it needs more words
};

std::string last_arrival(planned const& p, clock const& c) {
  return p.plan_.totals_.clearance_ ? c.time(*p.plan_.totals_.clearance_) : std::string{"–"};
}

std::string last_arrival_more(planned const& p, clock const& c) {
  auto const last = p.plan_.totals_.clearance_;
  if (!last) {
    return "nobody travels";
  }
  auto const day = c.day_and_time(*last);
  return fmt::format("{}; {} after the start", day.substr(0, day.find(',')),
                     in_words(shown_between(p.scenario_.start_, *last)));
}

std::string last_arrival_was(planned const& p, clock const& c) {
  return p.plan_.totals_.clearance_ ? c.day_and_time(*p.plan_.totals_.clearance_) : std::string{"–"};
}

std::vector<figure> key_figures() {
  return {
      {"People brought to a bed", [](planned const& p, clock const&) { return grouped(p.plan_.totals_.served_.v_); },
       [](planned const& p, clock const&) {
         return fmt::format("of {} in {}", grouped(p.plan_.totals_.persons_.v_),
                            counted(p.plan_.totals_.households_, "household", "households"));
       }},
      {"Not served",
       [](planned const& p, clock const&) { return grouped(p.plan_.totals_.persons_.v_ - p.plan_.totals_.served_.v_); },
       [](planned const& p, clock const&) {
         auto const n = p.plan_.totals_.households_ - p.plan_.totals_.served_households_;
         return n == 0 ? std::string{"every household travels"}
                       : counted(n, "household, with its reason below", "households, each with its reason below");
       }},
      {"Last arrival", last_arrival, last_arrival_more, last_arrival_was},
      {"Mean wait until arrival", [](planned const& p, clock const&) { return mean_waiting(p); },
       [](planned const&, clock const&) { return std::string{"from ready to the centre’s door"}; }},
      {"Vehicles used", [](planned const& p, clock const&) { return grouped(p.plan_.totals_.vehicles_used_); },
       [](planned const& p, clock const&) {
         return fmt::format("of {}, {}", p.scenario_.vehicles_.size(),
                            counted(p.plan_.totals_.trips_, "trip", "trips"));
       }},
      {"Driven", [](planned const& p, clock const&) { return kilometres(p.plan_.totals_.length_m_); },
       [](planned const&, clock const&) { return std::string{"empty ways included"}; }},
  };
}

std::string persons_of(planning::plan const& p, std::string const& vehicle) {
  auto sum = std::int64_t{0};
  for (auto const& t : p.trips_) {
    sum += t.vehicle_ == vehicle ? t.centre_.persons_.v_ : 0;
  }
  return grouped(sum);
}

std::string hours_of(page_context const& c, std::string const& vehicle) {
  auto out = std::string{};
  for (auto const& d : c.now_.plan_.duties_) {
    if (d.vehicle_ == vehicle) {
      auto const hours = fmt::format("{}–{}", c.clock_.time(d.departure_), c.clock_.time(d.end_));
      out += (out.empty() ? "" : ", ") + sheet_link(c, d.id_, hours);
    }
  }
  return out;
}

std::string centre_curve(planning::centre_fill const& f, time_span const span) {
  auto steps = std::vector<curve_step>{};
  for (auto const& a : f.arrivals_) {
    steps.push_back({a.at_, a.persons_.v_});
  }
  return step_curve({.start_ = 0, .full_ = std::max(beds_in(f.available_), f.persons_.v_), .steps_ = steps}, span,
                    "c-arrived");
}

}  // namespace

std::string page_context::name_of(std::string const& place) const {
  auto const found = names_.find(place);
  return escaped(found == names_.end() || found->second.empty() ? place : found->second);
}

std::string show_button(std::string_view const kind, std::string const& id, std::string const& label) {
  return fmt::format(
      R"(<button type="button" class="show" data-show="{}:{}" aria-label="Show {} on the map">{}</button>)", kind,
      escaped(id), label, label);
}

std::string title_section(page_context const& c) {
  auto const& s = c.now_.scenario_;
  return fmt::format(R"(<header><p class="over">Evacuation plan</p><h1>{}</h1>)"
                     R"(<p class="lead">{} to {}. All times are {}.</p></header>)",
                     escaped(s.name_), c.clock_.day_and_time(s.start_), c.clock_.day_and_time(s.end_), c.clock_.zone());
}

std::string figures_section(page_context const& c) {
  auto out = std::string{
      R"(<section aria-labelledby="h-figures"><h2 id="h-figures" class="quiet">In short</h2><dl class="figures">)"};
  for (auto const& f : key_figures()) {
    auto const now = f.value_(c.now_, c.clock_);
    out += fmt::format(R"(<div><dt>{}</dt><dd><strong>{}</strong><span>{}</span>)", f.label_, now,
                       f.more_(c.now_, c.clock_));
    if (c.before_) {
      auto const told = f.was_ != nullptr ? f.was_ : f.value_;
      auto const was = told(*c.before_, c.clock_);
      out += was == told(c.now_, c.clock_) ? R"(<span class="was">as before</span>)"
                                           : fmt::format(R"(<span class="was">before: <b>{}</b></span>)", was);
    }
    out += "</dd></div>";
  }
  return out + "</dl></section>";
}

std::string vehicles_section(page_context const& c) {
  auto const& plan = c.now_.plan_;
  auto const span = span_of(plan);
  auto out = fmt::format(R"(<section aria-labelledby="h-vehicles"><h2 id="h-vehicles">Vehicles and their day</h2>)"
                         R"(<p class="key"><span class="k-empty">empty</span> <span class="k-board">boarding</span> )"
                         R"(<span class="k-loaded">with people</span> <span class="k-unload">leaving the bus</span> )"
                         R"(<span class="k-rest">crew’s break</span></p>)"
                         R"(<div class="scroll" tabindex="0" role="region" aria-label="Table of vehicles">)"
                         R"(<table class="vehicles"><thead><tr>)"
                         R"(<th scope="col">Vehicle</th><th scope="col">Kind</th><th scope="col">Depot</th>)"
                         R"(<th scope="col" class="n">Trips</th>)"
                         R"(<th scope="col" class="n">People</th><th scope="col">Hours ({})</th>)"
                         R"(<th scope="col" class="day"><span class="quiet">Day</span>{}</th>)"
                         R"(</tr></thead><tbody>)",
                         c.clock_.zone(), hour_marks(span, c.clock_.utc_offset_));
  auto idle = std::int64_t{0};
  for (auto const& v : c.now_.scenario_.vehicles_) {
    auto const trips = std::ranges::count(plan.trips_, v.id_, &planning::trip::vehicle_);
    if (trips == 0) {
      ++idle;
      continue;
    }
    out += fmt::format(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td class="n">{}</td><td class="n">{})"
                       R"(</td><td>{}</td><td class="day">{}</td></tr>)",
                       show_button("vehicle", v.id_, escaped(v.id_)), escaped(v.kind_), c.name_of(v.depot_), trips,
                       persons_of(plan, v.id_), hours_of(c, v.id_), duty_bar(plan, v.id_, span));
  }
  out += "</tbody></table></div>";
  if (idle > 0) {
    out += fmt::format("<p>{} in the depot.</p>", counted(idle, "vehicle stays", "vehicles stay"));
  }
  return out + "</section>";
}

std::string centres_section(page_context const& c) {
  auto const span = span_of(c.now_.plan_);
  auto out = std::string{R"(<section aria-labelledby="h-centres"><h2 id="h-centres">Reception centres</h2>)"
                         R"(<div class="scroll" tabindex="0" role="region" aria-label="Table of centres"><table>)"
                         R"(<thead><tr><th scope="col">Centre</th>)"
                         R"(<th scope="col">Whose</th><th scope="col" class="n">People</th>)"
                         R"(<th scope="col" class="n">Beds</th><th scope="col">Filled</th>)"
                         R"(<th scope="col">First arrival</th><th scope="col">Last arrival</th>)"
                         R"(<th scope="col" class="filling"><span class="quiet">Arrivals over the day</span>)" +
                         hour_marks(span, c.clock_.utc_offset_) + "</th></tr></thead><tbody>"};
  for (auto const& f : c.now_.plan_.centres_) {
    auto const centre = std::ranges::find(c.now_.scenario_.centres_, f.centre_, &planning::centre::id_);
    auto const tier = centre == c.now_.scenario_.centres_.end() ? 1 : centre->tier_;
    auto const beds = beds_in(f.available_);
    auto const percent = beds == 0 ? 0 : 100 * beds_in(f.used_) / beds;
    out +=
        fmt::format(R"(<tr><th scope="row">{}</th><td>{}</td><td class="n">{}</td><td class="n">{}</td>)"
                    R"(<td class="fill">)"
                    R"(<meter min="0" max="100" value="{}" aria-label="{} per cent of the beds of {}">{} %)"
                    R"(</meter> {} %</td><td>{}</td><td>{}</td><td class="filling">{}</td></tr>)",
                    show_button("centre", f.centre_, c.name_of(f.centre_)), tier == 1 ? "own region" : "other region",
                    grouped(f.persons_.v_), grouped(beds), percent, percent, c.name_of(f.centre_), percent, percent,
                    f.first_arrival_ ? c.clock_.day_and_time(*f.first_arrival_) : "–",
                    f.last_arrival_ ? c.clock_.day_and_time(*f.last_arrival_) : "–", centre_curve(f, span));
  }
  return out + "</tbody></table></div></section>";
}

std::string foot_section(page_context const& c) {
  auto const& from = c.now_.plan_.made_from_;
  auto out = fmt::format(
      R"(<footer><h2>How this was made</h2><p>Plan <code>{}</code>, by {}, seed {}, {} iterations, from the scenario “{}” (digest <code>{}</code>) )"
      R"(on the roads of <code>{}</code>. The same scenario, roads, seed and iterations give the same plan.</p>)",
      escaped(c.now_.plan_.id_.empty() ? "without an id" : c.now_.plan_.id_), escaped(from.program_), from.seed_,
      grouped(static_cast<std::int64_t>(from.iterations_)), escaped(from.scenario_), escaped(from.scenario_digest_),
      escaped(from.roads_));
  if (!c.json_file_.empty()) {
    out += fmt::format(R"(<p>The plan itself, for other programs: <a href="{0}">{0}</a></p>)", escaped(c.json_file_));
  }
  return out + fmt::format("<p>Map data: {}</p></footer>", escaped(c.attribution_));
}

}  // namespace leeward::report
