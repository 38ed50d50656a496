#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "report/sections.h"
#include "report/who_waits.h"

// Who is not served, and how each pickup point empties.
namespace leeward::report {

namespace {

constexpr auto const kMaxListed = std::size_t{200};

std::string_view title_of(planning::unserved_reason const r) {
  using enum planning::unserved_reason;
  switch (r) {
    case kNoRoad: return "No road leads to a centre that could take them";
    case kNoCentre: return "No centre can give what they need";
    case kNoBed: return "The beds that would do are taken";
    case kNoVehicle: return "No vehicle has the places they need";
    case kPointUnusable: return "They cannot board at their pickup point";
    case kNoTime: return "No vehicle can come in time";
  }
  return "No reason given";
}

struct point_day {
  std::int64_t waiting_{0};
  std::int64_t served_{0};
  std::int64_t buses_{0};
  std::optional<instant> first_;
  std::optional<instant> last_;
};

std::map<std::string, point_day, std::less<>> days_of(planned const& p) {
  auto days = std::map<std::string, point_day, std::less<>>{};
  for (auto const& [place, n] : waiting_by_place(p.scenario_, p.plan_)) {
    days[place].waiting_ = n.v_;
  }
  for (auto const& t : p.plan_.trips_) {
    for (auto const& stop : t.pickups_) {
      auto& d = days[stop.way_.to_];
      d.served_ += stop.persons_.v_;
      d.buses_ += 1;
      d.first_ = std::min(d.first_.value_or(stop.begin_), stop.begin_);
      d.last_ = std::max(d.last_.value_or(stop.begin_), stop.begin_);
    }
  }
  return days;
}

using households = std::map<std::string_view, planning::household const*>;

std::string waits_at(page_context const& c, planning::household const& h) {
  if (h.door_) {
    return "its door";
  }
  return h.pickup_point_.empty() ? std::string{"any point within its walk"} : c.name_of(h.pickup_point_);
}

std::string reason_block(page_context const& c, planning::unserved_reason const reason,
                         std::vector<planning::unserved const*> const& list, households const& known) {
  auto people = std::int64_t{0};
  auto rows = std::string{};
  auto listed = std::size_t{0};
  for (auto const* const u : list) {
    auto const h = known.find(u->household_);
    auto const persons = h == known.end() ? 0 : h->second->persons_.v_;
    people += persons;
    if (++listed <= kMaxListed) {
      rows +=
          fmt::format(R"(<tr><th scope="row">{}</th><td class="n">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
                      escaped(u->household_), persons, h == known.end() ? std::string{"–"} : waits_at(c, *h->second),
                      escaped(u->sentence_), escaped(u->would_help_.value_or("–")));
    }
  }
  auto const count = static_cast<std::int64_t>(list.size());
  return fmt::format(
      R"(<h3>{0}: {1}</h3><details><summary>{2}</summary>)"
      R"(<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table><thead><tr>)"
      R"(<th scope="col">Household</th>)"
      R"(<th scope="col" class="n">People</th><th scope="col">Waits at</th><th scope="col">Reason</th>)"
      R"(<th scope="col">What would help</th></tr></thead>)"
      R"(<tbody>{3}</tbody></table></div>{4}</details>)",
      title_of(reason), counted(people, "person", "people"), counted(count, "household", "households"), rows,
      list.size() > kMaxListed
          ? fmt::format("<p>The first {} of {}; the plan’s file names all.</p>", kMaxListed, grouped(count))
          : std::string{});
}

}  // namespace

std::string points_section(page_context const& c) {
  auto out = fmt::format(R"(<section aria-labelledby="h-points"><h2 id="h-points">Pickup points</h2>)"
                         R"(<div class="scroll" tabindex="0" role="region" aria-label="Table of pickup points">)"
                         R"(<table><thead><tr><th scope="col">Point</th>)"
                         R"(<th scope="col" class="n">People</th><th scope="col" class="n">Taken along</th>)"
                         R"(<th scope="col" class="n">Left</th>)"
                         R"(<th scope="col" class="n">Buses</th><th scope="col">First bus ({0})</th>)"
                         R"(<th scope="col">Last bus ({0})</th></tr></thead><tbody>)",
                         c.clock_.zone());
  auto const days = days_of(c.now_);
  for (auto const& p : c.now_.scenario_.pickup_points_) {
    auto const found = days.find(p.id_);
    if (found == days.end()) {
      continue;
    }
    auto const& d = found->second;
    auto const left = d.waiting_ - d.served_;
    out +=
        fmt::format(R"(<tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td class="n{}">{})"
                    R"(</td><td class="n">{}</td><td>{}</td><td>{}</td></tr>)",
                    show_button("pickup", p.id_, c.name_of(p.id_)), grouped(d.waiting_), grouped(d.served_),
                    left > 0 ? " bad" : "", grouped(left), d.buses_, d.first_ ? c.clock_.day_and_time(*d.first_) : "–",
                    d.last_ ? c.clock_.day_and_time(*d.last_) : "–");
  }
  return out + "</tbody></table></div></section>";
}

std::string unserved_section(page_context const& c) {
  auto out = std::string{R"(<section aria-labelledby="h-unserved"><h2 id="h-unserved">Not served, and why</h2>)"};
  auto const& all = c.now_.plan_.unserved_;
  if (all.empty()) {
    return out + "<p>Every household has a seat and a bed.</p></section>";
  }
  auto household = households{};
  for (auto const& h : c.now_.scenario_.households_) {
    household.emplace(h.id_, &h);
  }
  auto by_reason = std::map<planning::unserved_reason, std::vector<planning::unserved const*>>{};
  for (auto const& u : all) {
    by_reason[u.reason_].push_back(&u);
  }
  for (auto const& [reason, list] : by_reason) {
    out += reason_block(c, reason, list, household);
  }
  return out + "</section>";
}

}  // namespace leeward::report
