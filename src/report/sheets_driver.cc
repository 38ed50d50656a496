#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "report/sheets.h"
#include "report/text.h"

// What a driver does in a shift, line by line.
namespace leeward::report {

namespace {

struct line {
  instant from_;
  instant until_;
  std::string_view kind_;  // drive, stop, wait, rest
  std::string text_;       // HTML
};

std::string length_of(metres const m) {
  return m.v_ < 1'000 ? fmt::format("{} m", (m.v_ + 5) / 10 * 10) : kilometres(m);
}

std::string way_of(page_context const& c, std::string const& profile, planning::leg const& l) {
  if (!c.words_ || l.from_ == l.to_) {
    return {};
  }
  auto out = std::string{};
  for (auto const& s : c.words_(profile, l)) {
    out += fmt::format("<li>{}{}</li>", escaped(s.text_),
                       s.length_.v_ > 0 ? fmt::format(" <span>{}</span>", length_of(s.length_)) : std::string{});
  }
  return out.empty() ? out : fmt::format(R"(<ol class="way">{}</ol>)", out);
}

struct day_of_driver {
  void drive(planning::leg const& l, std::int64_t const on_board) {
    lines_.push_back({l.departure_, l.arrival_, "drive",
                      fmt::format("Drive to <b>{}</b>, {}, {} <span>{}</span>{}", c_.name_of(l.to_),
                                  kilometres(l.length_m_), in_words(l.driving_s_),
                                  on_board == 0 ? std::string{"empty"}
                                                : fmt::format("with {}", counted(on_board, "person", "people")),
                                  way_of(c_, profile_, l))});
    length_ += l.length_m_;
  }

  // What of the time until the stop begins is not the crew's break.
  void wait(planning::stop const& s) {
    auto from = s.way_.arrival_;
    for (auto const& b : duty_.breaks_) {
      if (b.until_ > from && b.from_ < s.begin_) {
        if (b.from_ > from) {
          lines_.push_back({from, b.from_, "wait", "Wait"});
        }
        from = std::max(from, b.until_);
      }
    }
    if (from < s.begin_) {
      lines_.push_back({from, s.begin_, "wait", "Wait"});
    }
  }

  void board(planning::stop const& s) {
    auto sum = party_sum{};
    for (auto const& id : s.households_) {
      if (auto const h = all_.households_.find(id); h != all_.households_.end()) {
        sum.add(*h->second);
      }
    }
    lines_.push_back(
        {s.begin_, s.end_, "stop", fmt::format("<b>{}</b>: board {}", c_.name_of(s.way_.to_), sum.in_words())});
  }

  void trip(planning::trip const& t) {
    auto on_board = std::int64_t{0};
    for (auto const& s : t.pickups_) {
      drive(s.way_, on_board);
      wait(s);
      board(s);
      on_board += s.persons_.v_;
    }
    drive(t.centre_.way_, on_board);
    wait(t.centre_);
    lines_.push_back({t.centre_.begin_, t.centre_.end_, "stop",
                      fmt::format("<b>{}</b>: all leave, {} (trip {})", c_.name_of(t.centre_.way_.to_),
                                  counted(t.centre_.persons_.v_, "person", "people"), escaped(t.id_))});
    carried_ += t.centre_.persons_.v_;
  }

  void rests() {
    for (auto const& b : duty_.breaks_) {
      lines_.push_back({b.from_, b.until_, "rest",
                        b.place_ ? fmt::format("Break at {}", c_.name_of(*b.place_))
                                 : std::string{"Break on the way: stop at a safe place"}});
    }
  }

  page_context const& c_;
  plan_index const& all_;
  planning::duty const& duty_;
  std::string profile_{};
  std::vector<line> lines_{};
  metres length_{};
  std::int64_t carried_{0};
};

}  // namespace

std::string driver_sheet(page_context const& c, plan_index const& all, planning::duty const& d) {
  auto const found = all.vehicles_.find(d.vehicle_);
  auto const* const v = found == all.vehicles_.end() ? nullptr : found->second;
  auto day = day_of_driver{.c_ = c, .all_ = all, .duty_ = d};
  day.profile_ = v == nullptr ? std::string{} : v->profile_;
  for (auto const& id : d.trips_) {
    if (auto const t = all.trips_.find(id); t != all.trips_.end()) {
      day.trip(*t->second);
    }
  }
  day.drive(d.back_, 0);
  day.rests();
  std::ranges::stable_sort(day.lines_, {}, &line::from_);
  auto rows = std::string{};
  for (auto const& l : day.lines_) {
    rows += fmt::format(R"(<tr class="l-{}"><th scope="row">{}–{}</th><td>{}</td></tr>)", l.kind_,
                        c.clock_.time(l.from_), c.clock_.time(l.until_), l.text_);
  }
  return fmt::format(
      R"(<article class="sheet" id="duty-{0}" aria-labelledby="h-duty-{0}"><p class="over">Driver’s sheet</p>)"
      R"(<h3 id="h-duty-{0}">{1}{2}</h3><p>Duty {0}, crew <b>{3}</b>. From {4} on {5}, {6} to {7}. {8} with {9}, {10}, )"
      R"({11} of driving.</p><table class="log"><thead><tr><th scope="col">Time</th><th scope="col">What</th></tr>)"
      R"(</thead><tbody>{12}</tbody></table><p class="mark">{13}</p></article>)",
      escaped(d.id_), escaped(d.vehicle_), v == nullptr ? std::string{} : ", " + escaped(v->kind_), escaped(d.crew_),
      v == nullptr ? std::string{"its depot"} : c.name_of(v->depot_), c.clock_.day(d.departure_),
      c.clock_.time(d.departure_), c.clock_.time(d.end_),
      counted(static_cast<std::int64_t>(d.trips_.size()), "trip", "trips"), counted(day.carried_, "person", "people"),
      kilometres(day.length_), in_words(d.driving_s_), rows, plan_mark(c));
}

}  // namespace leeward::report
