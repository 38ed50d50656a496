#include "app/plans/commits.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "app/plans/names.h"
#include "base/ensure.h"

namespace leeward::app {

namespace {

using namespace operation;

// The shift of its crew in which a duty is done.
crew_id crew_of(planning::scenario const& s, planning::duty const& d) {
  for (auto const& v : s.vehicles_) {
    for (auto const& c : v.crews_) {
      if (v.id_ != d.vehicle_ || c.id_ != d.crew_) {
        continue;
      }
      auto const shift = std::ranges::find_if(
          c.shifts_, [&](planning::shift const& one) { return one.from_ <= d.departure_ && d.end_ <= one.until_; });
      ensure(shift != c.shifts_.end(), "a plan has a duty outside of its crew's shifts");
      return crew_number(c.id_, static_cast<std::size_t>(shift - c.shifts_.begin()));
    }
  }
  ensure(false, "a plan names a crew that its scenario does not have");
  return {};
}

trips::commit_trip commit_of(planning::trip const& t, crew_id const& crew, plan_id const& plan,
                             std::set<std::string> const& doors) {
  auto c = trips::commit_trip{};
  c.trip_ = number_of<trip_id>(t.id_);
  c.vehicle_ = number_of<vehicle_id>(t.vehicle_);
  c.crew_ = crew;
  for (auto const& stop : t.pickups_) {
    auto at = trips::stop{};
    auto const& place = stop.way_.to_;
    if (doors.contains(place)) {
      at.door_ = number_of<household_id>(place);
    } else {
      at.point_ = number_of<point_id>(place);
    }
    at.at_ = stop.begin_;
    c.stops_.push_back(at);
    for (auto const& h : stop.households_) {
      c.households_.push_back(number_of<household_id>(h));
    }
  }
  c.to_ = number_of<centre_id>(t.centre_.way_.to_);
  c.departs_ = t.pickups_.front().begin_;
  c.arrives_ = t.centre_.begin_;
  c.hold_until_ = c.arrives_ + kHoldAfterArrival;
  c.plan_ = plan;
  return c;
}

}  // namespace

std::vector<trips::commit_trip> commits_of(planning::scenario const& s, planning::plan const& p) {
  auto doors = std::set<std::string>{};
  for (auto const& h : s.households_) {
    if (h.door_) {
      doors.insert(h.id_);
    }
  }
  auto begun = std::set<std::string>{};
  if (s.committed_) {
    for (auto const& t : s.committed_->trips_) {
      begun.insert(t.id_);
    }
  }
  auto crews = std::map<std::string, crew_id>{};
  for (auto const& d : p.duties_) {
    for (auto const& t : d.trips_) {
      if (!begun.contains(t)) {
        crews.emplace(t, crew_of(s, d));
      }
    }
  }
  auto all = std::vector<trips::commit_trip>{};
  for (auto const& t : p.trips_) {
    if (!begun.contains(t.id_) && !t.pickups_.empty()) {
      all.push_back(commit_of(t, crews.at(t.id_), number_of<plan_id>(p.id_), doors));
    }
  }
  return all;
}

}  // namespace leeward::app
