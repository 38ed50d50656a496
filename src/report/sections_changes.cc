#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "planning/measure.h"
#include "report/sections.h"

// What the later of two plans does differently.
namespace leeward::report {

namespace {

constexpr auto const kMaxRows = std::size_t{12};
constexpr auto const kMaxTickets = std::size_t{500};

std::string people(persons const n) { return counted(n.v_, "person", "people"); }

std::string row(std::string_view const head, std::string_view const before, std::string_view const now,
                std::string_view const change) {
  return fmt::format(
      R"(<tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>)", head,
      before, now, change);
}

std::string number_row(std::string_view const head, std::int64_t const before, std::int64_t const now) {
  return row(head, grouped(before), grouped(now),
             now == before ? std::string{"same"}
                           : fmt::format("{}{}", now > before ? "+" : "−", grouped(std::abs(now - before))));
}

std::int64_t rounded(std::int64_t const n, std::int64_t const unit) { return (n + unit / 2) / unit; }

std::string last_arrival_row(page_context const& c, planning::totals const& was, planning::totals const& is) {
  auto const text = [&](std::optional<instant> const t) { return t ? c.clock_.day_and_time(*t) : std::string{"–"}; };
  auto change = std::string{"–"};
  if (was.clearance_ && is.clearance_) {
    auto const d = shown_between(*was.clearance_, *is.clearance_);
    change = d.v_ == 0 ? std::string{"same"} : fmt::format("{} {}", in_words(d), d.v_ > 0 ? "later" : "earlier");
  }
  return row("Last arrival", text(was.clearance_), text(is.clearance_), change);
}

std::string totals_table(page_context const& c, planned const& before) {
  auto const& was = before.plan_.totals_;
  auto const& is = c.now_.plan_.totals_;
  return R"(<div class="scroll" tabindex="0" role="region" aria-label="Before and now">)"
         R"(<table class="compare"><thead><tr>)"
         R"(<th scope="col"><span class="quiet">Figure</span></th><th scope="col" class="n">Before)"
         R"(</th><th scope="col" class="n">Now</th>)"
         R"(<th scope="col" class="n">Change</th></tr></thead><tbody>)" +
         number_row("People served", was.served_.v_, is.served_.v_) +
         number_row("People not served", was.persons_.v_ - was.served_.v_, is.persons_.v_ - is.served_.v_) +
         last_arrival_row(c, was, is) + number_row("Trips", was.trips_, is.trips_) +
         number_row("Vehicles used", was.vehicles_used_, is.vehicles_used_) +
         number_row("Kilometres", rounded(was.length_m_.v_, 1'000), rounded(is.length_m_.v_, 1'000)) +
         number_row("Hours at the wheel", rounded(was.driving_s_.v_, 3'600), rounded(is.driving_s_.v_, 3'600)) +
         "</tbody></table></div>";
}

// Those of `now` that `then` does not have.
std::vector<roads::closure> new_closures(planned const& then, planned const& now) {
  auto added = std::vector<roads::closure>{};
  auto const before = planning::closures_during(then.scenario_);
  for (auto const& closure : planning::closures_during(now.scenario_)) {
    if (std::ranges::find(before, closure.id_, &roads::closure::id_) == before.end()) {
      added.push_back(closure);
    }
  }
  return added;
}

std::string told(roads::closure const& c) { return escaped(c.reason_.empty() ? c.id_ : c.reason_); }

std::string headline(page_context const& c) {
  auto const& before = *c.before_;
  auto const& now = c.now_;
  auto out = std::string{};
  for (auto const& what : c.lost_) {
    out += fmt::format(R"(<p class="closure"><strong>Lost:</strong> {}</p>)", escaped(what));
  }
  for (auto const& closure : new_closures(before, now)) {
    out +=
        fmt::format(R"(<p class="closure"><strong>{}</strong> {} {}</p>)",
                    closure.speed_percent_ == 0 ? std::string{"Closed:"}
                                                : fmt::format("Slowed to {} % of its speed:", closure.speed_percent_),
                    told(closure), show_button("closure", closure.id_, "Where it is"));
  }
  for (auto const& closure : new_closures(now, before)) {
    out += fmt::format(R"(<p class="closure open"><strong>Open again:</strong> {}</p>)", told(closure));
  }
  return out;
}

struct touched {
  std::int64_t trips_{0};
  persons carried_;
  persons impossible_;  // those of them for whom no way is left
};

touched touched_by(std::vector<detour> const& detours) {
  auto t = touched{};
  for (auto const& d : detours) {
    t.trips_ += d.trips_;
    t.carried_ += d.persons_;
    t.impossible_ += d.possible_ ? persons{} : d.persons_;
  }
  return t;
}

std::string served_in_words(difference const& d) {
  if (d.no_longer_served_.v_ == 0 && d.newly_served_.v_ == 0) {
    return "Everyone who had a seat and a bed still has them.";
  }
  return fmt::format("{} can no longer be served; {} who were not are now.", people(d.no_longer_served_),
                     grouped(d.newly_served_.v_));
}

std::string last_arrival_in_words(planning::totals const& was, planning::totals const& is) {
  if (!was.clearance_ || !is.clearance_) {
    return {};
  }
  auto const later = shown_between(*was.clearance_, *is.clearance_);
  return later.v_ == 0 ? std::string{" The last arrival is as early as before."}
                       : fmt::format(" The last arrival is <strong>{} {}</strong>.", in_words(later),
                                     later.v_ > 0 ? "later" : "earlier");
}

std::string people_list(page_context const& c, difference const& d) {
  auto out = std::string{"<ul>"};
  auto const t = touched_by(c.detours_);
  if (t.trips_ > 0) {
    out += fmt::format("<li>{} of the earlier plan, with {} on board, {} another way.</li>",
                       counted(t.trips_, "loaded drive", "loaded drives"), people(t.carried_),
                       t.trips_ == 1 ? "needs" : "need");
  }
  if (t.impossible_.v_ > 0) {
    out += fmt::format("<li><strong>No way is left</strong> for drives that carried {}.</li>", people(t.impossible_));
  }
  out += fmt::format("<li>{} arrive later", people(d.later_));
  out += d.later_.v_ == 0
             ? std::string{}
             : fmt::format(", on average by {} and at most by {}", in_words(d.mean_delay_), in_words(d.most_delay_));
  out += fmt::format("; {} arrive earlier, {} at the same time.</li>", grouped(d.earlier_.v_),
                     grouped(d.same_arrival_.v_));
  out += fmt::format("<li>{} go to another centre.</li>", people(d.other_centre_));
  return out + fmt::format("<li>{}</li></ul>", served_in_words(d));
}

std::string ticket(page_context const& c, std::optional<planning::promise> const& p, std::string_view const none) {
  if (!p) {
    return std::string{none};
  }
  return fmt::format("{} {}, {} to {}", c.clock_.day_and_time(p->boarding_), c.name_of(p->pickup_point_),
                     escaped(p->vehicle_), c.name_of(p->centre_));
}

std::string tickets_rows(page_context const& c, std::span<planning::changed_ticket const> const tickets) {
  auto sizes = std::map<std::string_view, persons>{};
  for (auto const& h : c.now_.scenario_.households_) {
    sizes.emplace(h.id_, h.persons_);
  }
  auto out = std::string{};
  for (auto const& t : tickets) {
    out += fmt::format(R"(<tr><th scope="row">{}</th><td class="n">{}</td><td>{}</td><td>{}</td></tr>)",
                       escaped(t.household_), sizes[t.household_].v_, ticket(c, t.is_, "no place any more"),
                       ticket(c, t.was_, "new"));
  }
  return out;
}

// What has to be told to whom: the first thing that a coordinator needs.
std::string tickets_table(page_context const& c) {
  auto const& all = c.now_.plan_.changes_;
  if (!all) {
    return {};
  }
  auto out = fmt::format("<h3>{}</h3>", all->empty() ? std::string{"No ticket changes"}
                                                     : counted(std::ssize(*all), "ticket changes", "tickets change"));
  if (all->empty()) {
    return out;
  }
  auto const shown = std::min(all->size(), kMaxTickets);
  out +=
      fmt::format(R"(<div class="scroll tickets" tabindex="0" role="region" aria-label="Tickets that change">)"
                  R"(<table><thead><tr><th scope="col">Household</th><th scope="col" class="n">People</th>)"
                  R"(<th scope="col">Now</th><th scope="col">Before</th></tr></thead><tbody>{}</tbody></table></div>)",
                  tickets_rows(c, std::span{*all}.first(shown)));
  if (shown < all->size()) {
    out += fmt::format("<p>The first {} of them; all stand in the plan's file.</p>", shown);
  }
  return out;
}

std::string detours_table(page_context const& c) {
  if (c.detours_.empty()) {
    return "<p>No loaded drive of the earlier plan takes longer.</p>";
  }
  auto out = std::string{
      R"(<h3>Drives that need another way</h3>)"
      R"(<div class="scroll" tabindex="0" role="region" aria-label="Drives that need another )"
      R"(way">)"
      R"(<table class="detours"><thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col" class="n">Trips</th>)"
      R"(<th scope="col" class="n">People</th><th scope="col" class="n">Longer by</th></tr></thead><tbody>)"};
  auto const shown = std::min(c.detours_.size(), kMaxRows);
  for (auto const& d : std::span{c.detours_}.first(shown)) {
    out +=
        fmt::format(R"(<tr><td>{}</td><td>{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td></tr>)",
                    c.name_of(d.from_), c.name_of(d.to_), d.trips_, grouped(d.persons_.v_),
                    !d.possible_ ? std::string{"no way left"}
                                 : fmt::format("{}, {}{:.1f} km", in_words(d.longer_), d.longer_m_ < 0 ? "−" : "+",
                                               static_cast<double>(std::abs(d.longer_m_)) / 1'000));
  }
  out += "</tbody></table></div>";
  if (shown < c.detours_.size()) {
    out += fmt::format("<p>The {} that carry most, of {}.</p>", shown, c.detours_.size());
  }
  return out;
}

std::string moves_table(page_context const& c, difference const& d) {
  if (d.moves_.empty()) {
    return {};
  }
  auto out = std::string{R"(<h3>Who goes to another centre</h3>)"
                         R"(<div class="scroll" tabindex="0" role="region" aria-label="Who goes to another )"
                         R"(centre">)"
                         R"(<table><thead><tr><th scope="col">Before</th><th scope="col">Now</th>)"
                         R"(<th scope="col" class="n">People</th></tr></thead><tbody>)"};
  auto const shown = std::min(d.moves_.size(), kMaxRows);
  for (auto const& m : std::span{d.moves_}.first(shown)) {
    out += fmt::format(R"(<tr><td>{}</td><td>{}</td><td class="n">{}</td></tr>)", c.name_of(m.from_), c.name_of(m.to_),
                       grouped(m.persons_.v_));
  }
  out += "</tbody></table></div>";
  if (shown < d.moves_.size()) {
    out += fmt::format("<p>The {} greatest of {} moves.</p>", shown, d.moves_.size());
  }
  return out;
}

std::string lost_list(page_context const& c, difference const& d) {
  if (d.lost_.empty()) {
    return {};
  }
  auto out = std::string{"<h3>Who can no longer be served</h3><ul>"};
  for (auto const& l : std::span{d.lost_}.first(std::min(d.lost_.size(), kMaxRows))) {
    out += fmt::format("<li>{} at {}{}</li>", people(l.persons_), c.name_of(l.pickup_point_),
                       l.reason_ == planning::unserved_reason::kNoRoad ? ": cut off, no road leads to a centre" : "");
  }
  if (d.lost_.size() > kMaxRows) {
    out += fmt::format("<li>and people at {} more points</li>", d.lost_.size() - kMaxRows);
  }
  return out + "</ul>";
}

}  // namespace

std::string since_section(page_context const& c, difference const* const d) {
  if (d == nullptr) {
    return {};
  }
  auto const t = touched_by(c.detours_);
  auto const need = t.trips_ == 0
                        ? std::string{}
                        : fmt::format(" {} with {} on board {} another way.", counted(t.trips_, "drive", "drives"),
                                      people(t.carried_), t.trips_ == 1 ? "needs" : "need");
  return fmt::format(R"(<section class="since" aria-label="What changed, in short">{}<p>{}{}{} )"
                     R"(<a href="#changes">All that changed</a></p></section>)",
                     headline(c), served_in_words(*d),
                     last_arrival_in_words(c.before_->plan_.totals_, c.now_.plan_.totals_), need);
}

std::string changes_section(page_context const& c, difference const* const d) {
  if (d == nullptr) {
    return {};
  }
  return fmt::format(R"(<section id="changes" aria-labelledby="h-changes"><h2 id="h-changes">What changed</h2>{}{})"
                     R"(<div class="columns"><div>{}</div><div>{}</div></div>)"
                     R"(<div class="columns"><div>{}</div><div>{}{}</div></div></section>)",
                     headline(c), tickets_table(c), people_list(c, *d), totals_table(c, *c.before_), detours_table(c),
                     moves_table(c, *d), lost_list(c, *d));
}

}  // namespace leeward::report
