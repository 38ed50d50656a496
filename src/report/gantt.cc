#include "report/gantt.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "report/text.h"

namespace leeward::report {

namespace {

constexpr auto const kWidth = 1'000.0;
constexpr auto const kCurveSteps = 240;
constexpr auto const kMaxMarks = 12;
constexpr auto const kDayLetters = std::size_t{3};

struct scale {
  double x(instant const t) const {
    auto const whole = static_cast<double>((span_.until_ - span_.from_).v_);
    return std::clamp(kWidth * static_cast<double>((t - span_.from_).v_) / whole, 0.0, kWidth);
  }

  std::string bar(std::string_view const kind, instant const from, instant const until, double const y,
                  double const height) const {
    return until <= from ? std::string{}
                         : fmt::format(R"(<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>)", kind,
                                       x(from), y, std::max(x(until) - x(from), 0.6), height);
  }

  time_span span_;
};

std::string trip_bars(planning::trip const& t, scale const& s) {
  auto out = std::string{};
  auto loaded = false;
  for (auto const& p : t.pickups_) {
    out += loaded ? s.bar("g-loaded", p.way_.departure_, p.way_.arrival_, 4, 12)
                  : s.bar("g-empty", p.way_.departure_, p.way_.arrival_, 9, 2);
    out += s.bar("g-board", p.begin_, p.end_, 2, 16);
    loaded = true;
  }
  out += s.bar("g-loaded", t.centre_.way_.departure_, t.centre_.way_.arrival_, 4, 12);
  out += s.bar("g-unload", t.centre_.begin_, t.centre_.end_, 2, 16);
  return out;
}

}  // namespace

time_span span_of(planning::plan const& p) {
  auto span = time_span{};
  for (auto const& d : p.duties_) {
    span.from_ = span.from_ == instant{} ? d.departure_ : std::min(span.from_, d.departure_);
    span.until_ = std::max(span.until_, d.end_);
  }
  if (span.until_ <= span.from_) {
    span.until_ = span.from_ + seconds{3'600};
  }
  return span;
}

std::string hour_marks(time_span const span, seconds const utc_offset) {
  auto const s = scale{span};
  auto const hours = (span.until_ - span.from_).v_ / 3'600;
  auto step = std::int64_t{1};
  for (auto const n : std::array<std::int64_t, 6>{2, 3, 4, 6, 12, 24}) {
    step = hours / step > kMaxMarks ? n : step;
  }
  auto out = std::string{R"(<svg class="marks" viewBox="0 0 1000 16" aria-hidden="true">)"};
  auto const local = span.from_.unix_s_ + utc_offset.v_;
  for (auto hour = (local + 3'599) / 3'600; hour * 3'600 <= span.until_.unix_s_ + utc_offset.v_; ++hour) {
    if (hour % step != 0) {
      continue;
    }
    auto const x = s.x({hour * 3'600 - utc_offset.v_});
    auto const text = hour % 24 == 0
                          ? report::clock{utc_offset}.day({hour * 3'600 - utc_offset.v_}).substr(0, kDayLetters)
                          : fmt::format("{:02}:00", hour % 24);
    out += fmt::format(R"(<path d="M{0:.1f} 12V16"/><text x="{0:.1f}" y="10">{1}</text>)", x, text);
  }
  return out + "</svg>";
}

std::string duty_bar(planning::plan const& p, std::string const& vehicle, time_span const span) {
  auto const s = scale{span};
  auto out = std::string{R"(<svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">)"};
  for (auto const& d : p.duties_) {
    if (d.vehicle_ == vehicle) {
      out += s.bar("g-duty", d.departure_, d.end_, 0, 20);
      out += s.bar("g-empty", d.back_.departure_, d.back_.arrival_, 9, 2);
    }
  }
  for (auto const& t : p.trips_) {
    if (t.vehicle_ == vehicle) {
      out += trip_bars(t, s);
    }
  }
  for (auto const& d : p.duties_) {
    for (auto const& b : d.vehicle_ == vehicle ? d.breaks_ : std::vector<planning::rest>{}) {
      out += s.bar("g-rest", b.from_, b.until_, 6, 8);
    }
  }
  return out + "</svg>";
}

std::string day_curve(planning::plan const& p, time_span const span, std::string_view const element_id) {
  auto const s = scale{span};
  auto const all = static_cast<double>(std::max<std::int64_t>(p.totals_.persons_.v_, 1));
  auto boarded = std::map<instant, std::int64_t>{};
  auto arrived = std::map<instant, std::int64_t>{};
  for (auto const& t : p.trips_) {
    for (auto const& stop : t.pickups_) {
      boarded[stop.end_] += stop.persons_.v_;
    }
    arrived[t.centre_.begin_] += t.centre_.persons_.v_;
  }
  auto const area = [&](std::string_view const kind, std::map<instant, std::int64_t> const& steps) {
    auto path = std::string{"M0 100"};
    auto sum = std::int64_t{0};
    auto next = steps.begin();
    for (auto i = 0; i <= kCurveSteps; ++i) {
      auto const t = span.from_ + seconds{(span.until_ - span.from_).v_ * i / kCurveSteps};
      for (; next != steps.end() && next->first <= t; ++next) {
        sum += next->second;
      }
      path += fmt::format("L{:.1f} {:.1f}", s.x(t), 100 - 100 * static_cast<double>(sum) / all);
    }
    return fmt::format(R"(<path class="{}" d="{}V100Z"/>)", kind, path);
  };
  return fmt::format(R"(<svg id="{}" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">)"
                     R"(<rect class="c-waiting" width="1000" height="100"/>{}{}</svg>)",
                     element_id, area("c-onway", boarded), area("c-arrived", arrived));
}

std::string step_curve(curve const& c, time_span const span, std::string_view const css_class) {
  auto const s = scale{span};
  auto const full = static_cast<double>(std::max<std::int64_t>(c.full_, 1));
  auto const y = [&](std::int64_t const v) { return 100 - 100 * static_cast<double>(v) / full; };
  auto path = fmt::format("M0 100V{:.1f}", y(c.start_));
  for (auto const& step : c.steps_) {
    path += fmt::format("H{:.1f}V{:.1f}", s.x(step.at_), y(step.value_));
  }
  auto const mark = c.mark_ ? fmt::format(R"(<path class="limit" d="M{:.1f} 0V100"/>)", s.x(*c.mark_)) : std::string{};
  return fmt::format(R"(<svg class="steps" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">)"
                     R"(<path class="{}" d="{}H1000V100Z"/>{}</svg>)",
                     css_class, path, mark);
}

}  // namespace leeward::report
