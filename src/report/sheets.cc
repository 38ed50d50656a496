#include "report/sheets.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "planning/model/places.h"
#include "report/text.h"

namespace leeward::report {

namespace {

bool needs(planning::household const& h, planning::need const n) { return std::ranges::count(h.needs_, n) > 0; }

std::string tick(std::int64_t const n) { return n == 0 ? std::string{} : std::to_string(n); }

std::string needs_in_words(planning::household const& h) {
  using enum planning::need;
  auto out = std::string{};
  auto const add = [&](planning::need const n, std::string_view const word) {
    if (needs(h, n)) {
      out += (out.empty() ? "" : ", ") + std::string{word};
    }
  };
  add(kGroundFloor, "ground floor");
  add(kPower, "power");
  add(kCarer, "carer");
  return out;
}

std::string manifest_row(std::string_view const id, planning::household const* const h) {
  constexpr auto const kBox = R"(<td class="box"><i></i></td>)";
  if (h == nullptr) {
    return fmt::format(R"(<tr><th scope="row">{}</th>{}<td colspan="7">not in the scenario</td></tr>)", escaped(id),
                       kBox);
  }
  return fmt::format(R"(<tr><th scope="row">{}</th>{}<td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>)"
                     R"(<td class="n">{}</td><td class="n">{}</td><td>{}</td><td>{}</td></tr>)",
                     escaped(id), kBox, h->persons_.v_, tick(planning::seats_of(*h).v_), tick(h->wheelchair_bays_.v_),
                     tick(h->lying_places_.v_), tick(h->oxygen_.v_), needs(*h, planning::need::kPet) ? "pet" : "",
                     needs_in_words(*h));
}

std::string manifest_stop(page_context const& c, plan_index const& all, planning::stop const& s) {
  auto sum = party_sum{};
  auto rows = std::string{};
  for (auto const& id : s.households_) {
    auto const found = all.households_.find(id);
    auto const* const h = found == all.households_.end() ? nullptr : found->second;
    rows += manifest_row(id, h);
    if (h != nullptr) {
      sum.add(*h);
    }
  }
  return fmt::format(R"(<tbody><tr class="stop"><th scope="rowgroup" colspan="9">{} {} <span>{}</span></th></tr>{})"
                     R"(</tbody>)",
                     c.clock_.time(s.begin_), c.name_of(s.way_.to_), sum.in_words(), rows);
}

std::string too_many(std::size_t const n) {
  return fmt::format(
      "<p>This plan has {} households, more than a page should carry; "
      "<code>leeward plan … --csv FOLDER</code> writes the lists of all trips and duties as tables.</p>",
      grouped(static_cast<std::int64_t>(n)));
}

bool fits(planning::plan const& p) { return p.households_.size() <= kMaxSheetHouseholds; }

}  // namespace

plan_index::plan_index(planned const& p) {
  for (auto const& h : p.scenario_.households_) {
    households_.emplace(h.id_, &h);
  }
  for (auto const& v : p.scenario_.vehicles_) {
    vehicles_.emplace(v.id_, &v);
  }
  for (auto const& t : p.plan_.trips_) {
    trips_.emplace(t.id_, &t);
  }
}

void party_sum::add(planning::household const& h) {
  households_ += 1;
  persons_ += h.persons_.v_;
  seats_ += planning::seats_of(h).v_;
  bays_ += h.wheelchair_bays_.v_;
  lying_ += h.lying_places_.v_;
  oxygen_ += h.oxygen_.v_;
  pets_ += needs(h, planning::need::kPet) ? 1 : 0;
}

std::string party_sum::in_words() const {
  auto out =
      fmt::format("{} in {}", counted(persons_, "person", "people"), counted(households_, "household", "households"));
  auto between = std::string_view{"; "};
  auto const more = [&](std::int64_t const n, std::string_view const one, std::string_view const many) {
    if (n > 0) {
      out += std::string{between} + counted(n, one, many);
      between = ", ";
    }
  };
  more(bays_, "wheelchair", "wheelchairs");
  more(lying_, "lying down", "lying down");
  more(oxygen_, "on oxygen", "on oxygen");
  more(pets_, "household with a pet", "households with a pet");
  return out;
}

std::string manifest(page_context const& c, plan_index const& all, planning::trip const& t) {
  auto sum = party_sum{};
  auto stops = std::string{};
  for (auto const& s : t.pickups_) {
    stops += manifest_stop(c, all, s);
    for (auto const& id : s.households_) {
      if (auto const h = all.households_.find(id); h != all.households_.end()) {
        sum.add(*h->second);
      }
    }
  }
  return fmt::format(
      R"(<article class="sheet" id="trip-{0}" aria-labelledby="h-trip-{0}"><p class="over">Manifest</p>)"
      R"(<h3 id="h-trip-{0}">Trip {0}: to {1}</h3><p>Vehicle <b>{2}</b>, duty <a href="#duty-{3}">{3}</a>. {4}, at the )"
      R"(centre {5}. {6}.</p><table><thead><tr><th scope="col">Household</th><th scope="col">On board</th>)"
      R"(<th scope="col" class="n">People</th><th scope="col" class="n">Seats</th><th scope="col" class="n">Bays</th>)"
      R"(<th scope="col" class="n">Lying</th><th scope="col" class="n">Oxygen</th><th scope="col">Pet</th>)"
      R"(<th scope="col">Room needs</th></tr></thead>{7}<tbody class="sum"><tr><th scope="row">Together</th><td></td>)"
      R"(<td class="n">{8}</td><td class="n">{9}</td><td class="n">{10}</td><td class="n">{11}</td>)"
      R"(<td class="n">{12}</td><td>{13}</td><td></td></tr></tbody></table>)"
      R"(<p class="sign-here">On board at departure: ______ &nbsp; Arrived: ______ &nbsp; Name of the steward: )"
      R"(____________________</p><p class="mark">{14}</p></article>)",
      escaped(t.id_), c.name_of(t.centre_.way_.to_), escaped(t.vehicle_), escaped(t.duty_),
      t.pickups_.empty() ? std::string{"No stop"} : c.clock_.day_and_time(t.pickups_.front().begin_),
      c.clock_.time(t.centre_.way_.arrival_), sum.in_words(), stops, sum.persons_, sum.seats_, tick(sum.bays_),
      tick(sum.lying_), tick(sum.oxygen_), tick(sum.pets_), plan_mark(c));
}

std::string plan_mark(page_context const& c) {
  auto const& p = c.now_.plan_;
  return fmt::format(
      "{}. Plan {}, {}, seed {}, {} iterations. Times are {}. Map data: {}", escaped(c.now_.scenario_.name_),
      escaped(p.id_.empty() ? "without an id" : p.id_), escaped(p.made_from_.program_), p.made_from_.seed_,
      grouped(static_cast<std::int64_t>(p.made_from_.iterations_)), c.clock_.zone(), escaped(c.attribution_));
}

std::string sheet_link(page_context const& c, std::string const& duty, std::string const& label) {
  return fits(c.now_.plan_) ? fmt::format(R"(<a href="#duty-{}">{}</a>)", escaped(duty), label) : label;
}

std::string sheets_link(page_context const& c) {
  auto const& p = c.now_.plan_;
  if (p.duties_.empty()) {
    return {};
  }
  auto const what =
      fits(p) ? fmt::format(R"(<p><a class="go" href="#sheets">Open the sheets</a> {} and {}: for each duty )"
                            R"(every stop, break and turn, for each trip who boards. What is open is )"
                            R"(what prints, on A4. The hours in the table of vehicles lead to one )"
                            R"(driver’s sheet.</p>)",
                            counted(static_cast<std::int64_t>(p.duties_.size()), "driver’s sheet", "drivers’ sheets"),
                            counted(static_cast<std::int64_t>(p.trips_.size()), "manifest", "manifests"))
              : too_many(p.households_.size());
  return fmt::format(R"(<section class="to-sheets" aria-labelledby="h-to-sheets"><h2 id="h-to-sheets">Sheets to take )"
                     R"(along</h2>{}</section>)",
                     what);
}

std::string sheets_section(page_context const& c) {
  auto const& p = c.now_.plan_;
  if (p.duties_.empty() || !fits(p)) {
    return {};
  }
  auto const all = plan_index{c.now_};
  auto out = std::string{R"(<section id="sheets" class="sheets" aria-labelledby="h-sheets"><h2 id="h-sheets" )"
                         R"(class="quiet">Drivers’ sheets and manifests</h2><nav class="back" aria-label="Sheets">)"
                         R"(<a class="go" href="#top">Back to the plan</a> <a href="#sheets">All sheets</a></nav>)"};
  for (auto const& d : p.duties_) {
    out += driver_sheet(c, all, d);
    for (auto const& id : d.trips_) {
      if (auto const t = all.trips_.find(id); t != all.trips_.end()) {
        out += manifest(c, all, *t->second);
      }
    }
  }
  return out + "</section>";
}

}  // namespace leeward::report
