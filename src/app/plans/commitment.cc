#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/plans/commits.h"
#include "app/plans/names.h"
#include "app/plans/running.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "operation/trips/manifest.h"

namespace leeward::app {

namespace {

using namespace operation;
using trips::commit_trip;

constexpr auto const kUntilCommitted = seconds{std::int64_t{10} * 60};

// A household that nobody has spoken to may stand by; one on board of a vehicle that broke down has its bed already.
void sort_households(operation::state const& s, commit_trip& c) {
  auto promised = std::vector<household_id>{};
  for (auto const& id : c.households_) {
    auto const row = s.households_.households_.find(id);
    if (!s.households_.households_.at(row).confirmed_) {
      c.standby_.push_back(id);
    } else if (members_at(s, row, place::kUnderWay).empty()) {
      promised.push_back(id);
    }
  }
  c.households_ = std::move(promised);
}

bool same_stop(trips::stop const& a, trips::stop const& b) {
  return a.point_ == b.point_ && a.door_ == b.door_ && a.at_ == b.at_;
}

std::set<household_id> promised_on(operation::state const& s, trips::trip const& t) {
  auto all = std::set<household_id>{};
  for (auto const p : trips::people_on(t)) {
    all.insert(s.households_.households_.at(s.households_.persons_.at(p).household_).id_);
  }
  return all;
}

std::set<household_id> on_standby(operation::state const& s, trips::trip const& t) {
  auto all = std::set<household_id>{};
  for (auto const h : trips::standing_by(s, t)) {
    all.insert(s.households_.households_.at(h).id_);
  }
  return all;
}

// It is there already, just so.
bool is_committed(operation::state const& s, trips::trip const& t, commit_trip const& c) {
  return t.phase_ <= trips::phase::kLoading && s.fleet_.vehicles_.at(t.vehicle_).id_ == c.vehicle_ &&
         s.fleet_.crews_.at(t.crew_).id_ == c.crew_ && t.to_ == s.centres_.centres_.find(*c.to_) &&
         t.departs_ == c.departs_ && t.arrives_ == c.arrives_ && std::ranges::equal(t.stops_, c.stops_, same_stop) &&
         promised_on(s, t) == std::set<household_id>{c.households_.begin(), c.households_.end()} &&
         on_standby(s, t) == std::set<household_id>{c.standby_.begin(), c.standby_.end()};
}

class committing {
public:
  committing(operation::state const& s, running const& r, instant const at) : s_{s}, r_{r}, at_{at} {}

  commitment make(planning::scenario const& now, planning::plan const& p) {
    auto goes_on = std::set<trip_id>{};
    auto const asked = commits_of(now, p);
    for (auto const& t : p.trips_) {
      auto const had = r_.trips_.find(t.id_);
      auto const id = number_of<trip_id>(t.id_);
      auto const found = std::ranges::find(asked, id, &commit_trip::trip_);
      if (found == asked.end()) {  // it has begun
        made_.names_.insert(*had);
        goes_on.insert(had->second);
        continue;
      }
      auto c = *found;
      sort_households(s_, c);
      if (had != r_.trips_.end() && is_committed(s_, s_.trips_.trips_.at(had->second), c)) {
        made_.names_.insert(*had);
        goes_on.insert(had->second);
        continue;
      }
      c.trip_ = number_of<trip_id>(fmt::format("{}/{}", p.id_, t.id_));
      made_.names_.emplace(t.id_, c.trip_);
      made_.trips_.push_back(std::move(c));
    }
    call_off_others(goes_on);
    give_up_beds();
    return std::move(made_);
  }

private:
  void call_off_others(std::set<trip_id> const& goes_on) {
    for (auto const& [name, id] : r_.trips_) {
      auto const& t = s_.trips_.trips_.at(id);
      if (goes_on.contains(id) || t.phase_ > trips::phase::kLoading) {
        continue;
      }
      made_.first_.emplace_back(trips::command{trips::call_off{.trip_ = id,
                                                               .returned_ = false,
                                                               .reason_ = "There is a new plan.",
                                                               .keep_beds_until_ = at_ + kUntilCommitted}});
      for (auto const& h : promised_on(s_, t)) {
        released_.emplace(h, s_.centres_.centres_.at(t.to_).id_);
      }
    }
  }

  // The bed is kept for whoever goes to the same centre by the new plan; the others' are free for each other.
  void give_up_beds() {
    for (auto const& c : made_.trips_) {
      for (auto const& h : c.households_) {
        if (auto const was = released_.find(h); was != released_.end() && was->second == *c.to_) {
          released_.erase(was);
        }
      }
    }
    for (auto const& [h, centre] : released_) {
      made_.first_.emplace_back(holds::command{holds::release_hold{h}});
    }
  }

  operation::state const& s_;
  running const& r_;
  instant at_;
  std::map<household_id, centre_id> released_{};  // from which centre
  commitment made_{};
};

}  // namespace

commitment commitment_of(operation::state const& s, running const& r, planning::scenario const& now,
                         planning::plan const& p, instant const at) {
  return committing{s, r, at}.make(now, p);
}

}  // namespace leeward::app
