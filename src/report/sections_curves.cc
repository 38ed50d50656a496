#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "report/gantt.h"
#include "report/sections.h"

// How the zones empty.
namespace leeward::report {

namespace {

struct zone_day {
  std::string id_;
  std::string name_;
  std::optional<instant> deadline_;
  std::int64_t persons_{0};
  std::map<instant, std::int64_t> boarded_{};  // how many are on board from then on
};

std::vector<zone_day> zones_of(planned const& p) {
  auto zones = std::vector<zone_day>{};
  for (auto const& z : p.scenario_.zones_) {
    zones.push_back({.id_ = z.id_, .name_ = z.name_, .deadline_ = z.deadline_});
  }
  zones.push_back({.id_ = "", .name_ = zones.empty() ? "Everybody" : "In no zone", .deadline_ = std::nullopt});
  auto const zone_at = [&](planning::household const& h) -> zone_day& {
    auto const found = std::ranges::find(zones, h.zone_.value_or(""), &zone_day::id_);
    return found == zones.end() ? zones.back() : *found;
  };
  auto by_household = std::map<std::string_view, planning::household const*>{};
  for (auto const& h : p.scenario_.households_) {
    zone_at(h).persons_ += h.persons_.v_;
    by_household.emplace(h.id_, &h);
  }
  for (auto const& t : p.plan_.trips_) {
    for (auto const& s : t.pickups_) {
      for (auto const& id : s.households_) {
        if (auto const h = by_household.find(id); h != by_household.end()) {
          zone_at(*h->second).boarded_[s.end_] += h->second->persons_.v_;
        }
      }
    }
  }
  std::erase_if(zones, [](zone_day const& z) { return z.persons_ == 0; });
  return zones;
}

std::int64_t boarded(zone_day const& z) {
  auto sum = std::int64_t{0};
  for (auto const& [at, persons] : z.boarded_) {
    sum += persons;
  }
  return sum;
}

std::string zone_words(zone_day const& z, clock const& c) {
  auto const left = z.persons_ - boarded(z);
  auto out = counted(z.persons_, "person", "people");
  if (!z.boarded_.empty()) {
    out += fmt::format("; the last is on board on {}", c.day_and_time(z.boarded_.rbegin()->first));
  }
  if (left > 0) {
    out += fmt::format(R"(; <b class="bad">{} not served</b>)", grouped(left));
  }
  if (z.deadline_) {
    out += fmt::format(". Deadline: {}", c.day_and_time(*z.deadline_));
    if (!z.boarded_.empty() && z.boarded_.rbegin()->first <= *z.deadline_) {
      out += fmt::format(", {} to spare", in_words(shown_between(z.boarded_.rbegin()->first, *z.deadline_)));
    }
  }
  return out + ".";
}

std::string zone_figure(zone_day const& z, time_span const span, clock const& c) {
  auto steps = std::vector<curve_step>{};
  auto still = z.persons_;
  for (auto const& [at, persons] : z.boarded_) {
    still -= persons;
    steps.push_back({at, still});
  }
  return fmt::format(
      R"(<figure class="zone"><figcaption><b>{}</b> {}</figcaption>{}{}</figure>)", escaped(z.name_), zone_words(z, c),
      step_curve({.start_ = z.persons_, .full_ = z.persons_, .steps_ = steps, .mark_ = z.deadline_}, span, "z-waiting"),
      hour_marks(span, c.utc_offset_));
}

}  // namespace

std::string curves_section(page_context const& c) {
  auto const zones = zones_of(c.now_);
  if (c.now_.plan_.duties_.empty() || zones.empty()) {
    return {};
  }
  auto span = span_of(c.now_.plan_);
  for (auto const& z : zones) {
    span.until_ = std::max(span.until_, z.deadline_.value_or(span.until_));
  }
  auto out = std::string{R"(<section aria-labelledby="h-zones"><h2 id="h-zones">How the zones empty</h2>)"
                         R"(<p class="hint">People who are not yet on board; the upright line is the deadline.</p>)"
                         R"(<div class="zones">)"};
  for (auto const& z : zones) {
    out += zone_figure(z, span, c.clock_);
  }
  return out + "</div></section>";
}

}  // namespace leeward::report
