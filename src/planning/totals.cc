#include "planning/totals.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "planning/in_order.h"

namespace leeward::planning {

namespace {

void add_driving(plan const& p, totals& t) {
  for (auto const& trip : p.trips_) {
    for (auto const& stop : trip.pickups_) {
      t.length_m_ += stop.way_.length_m_;
    }
    t.length_m_ += trip.centre_.way_.length_m_;
  }
  auto vehicles = std::set<std::string_view>{};
  for (auto const& d : p.duties_) {
    t.length_m_ += d.back_.length_m_;
    t.driving_s_ += d.driving_s_;
    vehicles.insert(d.vehicle_);
  }
  t.trips_ = static_cast<std::int64_t>(p.trips_.size());
  t.vehicles_used_ = static_cast<std::int64_t>(vehicles.size());
}

}  // namespace

totals sum_up(scenario const& s, plan const& p) {
  auto households = in_order{s.households_};
  auto const centres = number<household_number>(s.centres_);
  auto t = totals{};
  for (auto const& h : s.households_) {
    ++t.households_;
    t.persons_ += h.persons_;
  }
  for (auto const& a : p.households_) {
    auto const& h = *households.find(a.household_);
    ++t.served_households_;
    t.served_ += h.persons_;
    t.weighted_waiting_s_ += weighted_waiting_s(s, h, a.arrival_);
    t.clearance_ = std::max(t.clearance_.value_or(a.arrival_), a.arrival_);
    if (s.centres_[centres.at(a.centre_).v_].tier_ == 1) {
      t.own_tier_ += h.persons_;
    }
  }
  auto unserved = std::map<std::int64_t, unserved_count, std::greater<>>{};
  for (auto const& u : p.unserved_) {
    auto const& h = *households.find(u.household_);
    auto const priority = priority_of(s, h);
    auto& count = unserved[priority];
    count.priority_ = priority;
    ++count.households_;
    count.persons_ += h.persons_;
    t.unserved_weight_ += priority * h.persons_.v_;
    t.weighted_waiting_s_ += weighted_waiting_s(s, h, s.end_);
  }
  for (auto const& [priority, count] : unserved) {
    t.unserved_by_priority_.push_back(count);
  }
  add_driving(p, t);
  return t;
}

std::vector<centre_fill> fill_of_centres(scenario const& s, plan const& p) {
  auto households = in_order{s.households_};
  auto const centres = number<household_number>(s.centres_);
  auto fills = std::vector<centre_fill>(s.centres_.size());
  auto arrivals = std::vector<std::map<instant, persons>>(s.centres_.size());
  for (auto const& a : p.households_) {
    auto const c = centres.at(a.centre_).v_;
    auto const n = households.find(a.household_)->persons_;
    arrivals[c][a.arrival_] += n;
    auto& fill = fills[c];
    fill.persons_ += n;
    fill.used_.general_ += a.beds_.general_;
    fill.used_.accessible_ += a.beds_.accessible_;
    fill.first_arrival_ = std::min(fill.first_arrival_.value_or(a.arrival_), a.arrival_);
    fill.last_arrival_ = std::max(fill.last_arrival_.value_or(a.arrival_), a.arrival_);
  }
  for (auto c = std::size_t{0}; c != fills.size(); ++c) {
    fills[c].centre_ = s.centres_[c].id_;
    fills[c].available_ = beds_on_offer(s, s.centres_[c]);
    auto sum = persons{};
    for (auto const& [at, n] : arrivals[c]) {
      sum += n;
      fills[c].arrivals_.push_back({at, sum});
    }
  }
  return fills;
}

}  // namespace leeward::planning
