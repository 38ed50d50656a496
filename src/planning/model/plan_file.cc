#include "planning/model/plan_file.h"

#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "base/json/decode.h"
#include "base/json/encode.h"
#include "planning/model/scenario_file.h"

namespace leeward::planning {

namespace {

using json::inside;
using json::reader;

void at_most(reader& r, std::string_view const field, std::int64_t const v, std::int64_t const max) {
  if (v > max) {
    r.add(field, fmt::format("is {}, must be {} at most", v, max));
  }
}

void check_leg(reader& r, std::string_view const field, leg const& l) {
  auto const at = inside{r, field};
  at_most(r, "driving_s", l.driving_s_.v_, kMaxLegTime.v_);
  at_most(r, "length_m", l.length_m_.v_, kLongestLeg.v_);
}

void check_stop(reader& r, stop const& s) {
  check_leg(r, "way", s.way_);
  at_most(r, "persons", s.persons_.v_, kMaxPersons);
}

template <typename List, typename Check>
void each(reader& r, std::string_view const field, List const& list, Check&& check) {
  auto const at = inside{r, field};
  for (auto i = std::size_t{0}; i != list.size(); ++i) {
    auto const at_index = inside{r, i};
    check(list[i]);
  }
}

void check_bounds(reader& r, plan const& p) {
  each(r, "trips", p.trips_, [&](trip const& t) {
    each(r, "pickups", t.pickups_, [&](stop const& s) { check_stop(r, s); });
    auto const at = inside{r, "centre"};
    check_stop(r, t.centre_);
  });
  each(r, "duties", p.duties_, [&](duty const& d) { check_leg(r, "back", d.back_); });
  each(r, "households", p.households_, [&](assignment const& a) {
    auto const at = inside{r, "beds"};
    at_most(r, "general", a.beds_.general_.v_, kMaxPersons);
    at_most(r, "accessible", a.beds_.accessible_.v_, kMaxPersons);
  });
}

}  // namespace

result<plan> read_plan(std::string_view const json, std::string_view const source) {
  auto const document = json::parse(json, source);
  if (!document) {
    return tl::unexpected{document.error()};
  }
  if (auto const same = check_format(*document, kPlanFormat, source); !same) {
    return tl::unexpected{same.error()};
  }
  auto r = reader{source};
  auto p = plan{};
  json::decode_into(r, document->root(), p);
  check_bounds(r, p);
  if (!r.good()) {
    return r.all().to_error();
  }
  return p;
}

// A little more than its lists take as a rule, so that the text is not moved while it grows.
std::string to_json(plan const& p) {
  constexpr auto const kPerTrip = std::size_t{2400};
  constexpr auto const kPerHousehold = std::size_t{400};
  auto const room = kPerTrip * (p.trips_.size() + p.duties_.size()) + kPerHousehold * p.households_.size();
  return json::encode(p, json::layout::kWide, room);
}

}  // namespace leeward::planning
