#include "check/check.h"

#include "check/sheet.h"

namespace leeward::check {

namespace {

template <typename List>
void index(List const& list, by_id<typename List::value_type>& into) {
  for (auto const& x : list) {
    into.emplace(x.id_, &x);
  }
}

}  // namespace

sheet::sheet(planning::scenario const& s, planning::plan const& p, leg_times const& times)
    : s_{s}, p_{p}, times_{times} {
  index(s.households_, households_);
  index(s.pickup_points_, points_);
  index(s.centres_, centres_);
  index(s.depots_, depots_);
  index(s.vehicles_, vehicles_);
  index(p.trips_, trips_);
  index(p.duties_, duties_);
  auto const add_places = [&](auto const& list) {
    for (auto const& x : list) {
      places_.emplace(x.id_, spot{x.name_, x.position_});
    }
  };
  add_places(s.depots_);
  add_places(s.pickup_points_);
  add_places(s.centres_);
}

std::vector<finding> check_plan(planning::scenario const& s, planning::plan const& p, leg_times const& times) {
  auto judged = sheet{s, p, times};
  check_ids(judged);
  check_households(judged);
  check_reasons(judged);
  check_trips(judged);
  check_places(judged);
  check_duties(judged);
  check_legs(judged);
  check_totals(judged);
  return std::move(judged.findings_);
}

}  // namespace leeward::check
