#include "app/plans/running.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "app/plans/names.h"
#include "base/must_have.h"
#include "operation/legs.h"
#include "operation/people.h"
#include "planning/model/scenario_file.h"

namespace leeward::app {

namespace {

using namespace operation;

household_row row_of(operation::state const& s, std::string_view const name) {
  return s.households_.households_.find(number_of<household_id>(name));
}

trip_row current_trip(operation::state const& s, person_row const p) {
  auto const* const l = current_leg(s.custody_.tracks_[p.v_]);
  return l == nullptr ? trip_row{} : l->trip_;
}

bool stands_with_a_broken_vehicle(operation::state const& s, person_row const p) {
  auto const t = current_trip(s, p);
  return place_of(s, p) == place::kUnderWay && !t.is_none() &&
         s.trips_.trips_.at(t).phase_ == trips::phase::kBrokenDown;
}

// All of it waits, is promised a place, or has to be taken over from a vehicle that broke down.
bool can_be_planned(operation::state const& s, household_row const h) {
  auto const all = members(s, h);
  return s.households_.households_.at(h).merged_into_.is_none() && !all.empty() &&
         std::ranges::all_of(all, [&](person_row const p) {
           return place_of(s, p) <= place::kPromised || stands_with_a_broken_vehicle(s, p);
         });
}

// Somebody of it has boarded this trip, whatever came then.
bool has_boarded(operation::state const& s, trips::trip const& t, household_row const h) {
  return std::ranges::any_of(t.manifest_, [&](trips::line const& l) {
    return !l.off_ && l.at_ != place::kPromised && s.households_.persons_.at(l.person_).household_ == h;
  });
}

void join_ways(planning::stop const& left_out, planning::stop& next) {
  next.way_.from_ = left_out.way_.from_;
  next.way_.departure_ = left_out.way_.departure_;
  next.way_.driving_s_ = next.way_.driving_s_ + left_out.way_.driving_s_;
  next.way_.length_m_ = next.way_.length_m_ + left_out.way_.length_m_;
}

// Takes out who does not travel; a stop where nobody boards becomes part of the way.
void keep_only(planning::trip& t, std::function<bool(std::string const&)> const& travels,
               std::map<std::string_view, persons> const& size) {
  for (auto i = std::size_t{0}; i < t.pickups_.size();) {
    auto& at = t.pickups_[i];
    std::erase_if(at.households_, [&](std::string const& h) { return !travels(h); });
    at.persons_ = {};
    for (auto const& h : at.households_) {
      at.persons_ += size.at(h);
    }
    if (!at.households_.empty()) {
      ++i;
      continue;
    }
    join_ways(at, i + 1 == t.pickups_.size() ? t.centre_ : t.pickups_[i + 1]);
    t.pickups_.erase(t.pickups_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  t.centre_.persons_ = {};
  for (auto const& at : t.pickups_) {
    t.centre_.persons_ += at.persons_;
  }
}

bool has_begun(planning::trip const& t, instant const now) { return t.pickups_.front().way_.departure_ < now; }

// The plan in force with those who really went, or are going to.
planning::plan as_it_goes(operation::state const& s, running const& r, instant const now) {
  auto p = r.plan_;
  auto size = std::map<std::string_view, persons>{};
  for (auto const& h : r.scenario_.households_) {
    size.emplace(h.id_, h.persons_);
  }
  for (auto& t : p.trips_) {
    auto const id = r.trips_.find(t.id_);
    auto const* const is = id == r.trips_.end() ? nullptr : &s.trips_.trips_.at(id->second);
    if (is == nullptr || is->phase_ == trips::phase::kAborted) {
      t.pickups_.clear();
    } else if (has_begun(t, now)) {
      keep_only(
          t,
          [&](std::string const& name) {
            auto const h = row_of(s, name);
            return has_boarded(s, *is, h) || (is->phase_ < trips::phase::kUnderWay && can_be_planned(s, h));
          },
          size);
    }
  }
  std::erase_if(p.trips_, [](planning::trip const& t) { return t.pickups_.empty(); });
  for (auto& d : p.duties_) {
    std::erase_if(d.trips_, [&](std::string const& id) {
      return std::ranges::find(p.trips_, id, &planning::trip::id_) == p.trips_.end();
    });
  }
  std::erase_if(p.duties_, [](planning::duty const& d) { return d.trips_.empty(); });
  return p;
}

std::set<std::string, std::less<>> who_has_begun(planning::plan const& p, instant const now) {
  auto all = std::set<std::string, std::less<>>{};
  for (auto const& t : p.trips_) {
    for (auto const& at : t.pickups_) {
      if (has_begun(t, now)) {
        all.insert(at.households_.begin(), at.households_.end());
      }
    }
  }
  return all;
}

// As it is known now: births, deaths and needs since it was entered.
void bring_up_to_date(operation::state const& s, household_row const row, planning::household& h) {
  auto const takes = space_of(s, row);
  h.persons_ = persons{static_cast<std::int64_t>(members(s, row).size())};
  h.wheelchair_bays_ = persons{takes.bays_};
  h.lying_places_ = persons{takes.lying_};
  h.oxygen_ = persons{takes.oxygen_};
}

void choose_households(operation::state const& s, planning::scenario const& everybody,
                       std::set<std::string, std::less<>> const& begun, planning::scenario& to) {
  auto is_there = std::set<std::string, std::less<>>{};
  for (auto const& h : to.households_) {
    is_there.insert(h.id_);
  }
  std::ranges::copy_if(everybody.households_, std::back_inserter(to.households_),
                       [&](planning::household const& h) { return !is_there.contains(h.id_); });
  auto gone = std::map<std::string, std::string, std::less<>>{};
  for (auto& h : to.households_) {
    auto const row = row_of(s, h.id_);
    if (begun.contains(h.id_)) {
      continue;
    }
    if (row.is_none() || !can_be_planned(s, row)) {
      gone.emplace(h.id_, "does not wait");
    } else {
      bring_up_to_date(s, row, h);
    }
  }
  planning::leave_out(to, gone);
}

planning::beds to_beds(operation::beds const& b) {
  return {persons{std::max(b.general_, 0)}, persons{std::max(b.accessible_, 0)}};
}

// Rooms less what is blocked; of another region's centre, no more than it offers.
operation::beds beds_of_centre(operation::state const& s, centre_row const row) {
  auto const& c = s.centres_.centres_.at(row);
  auto const there = c.beds_ - c.blocked_;
  if (!c.region_) {
    return there;
  }
  auto const offered = s.regions_.standing_.find(row);
  return offered == s.regions_.standing_.end() ? operation::beds{} : smaller(there, offered->second);
}

// Of people that no trip of the plan brought or brings.
std::map<std::string_view, operation::beds> beds_of_others(operation::state const& s, planning::scenario const& to) {
  auto planned = std::set<household_row>{};
  for (auto const& h : to.households_) {
    planned.insert(row_of(s, h.id_));
  }
  auto all = std::map<centre_row, operation::beds>{};
  for (auto i = std::uint32_t{0}; i != s.households_.persons_.size(); ++i) {
    auto const& p = s.households_.persons_.at(person_row{i});
    auto const where = place_of(s, person_row{i});
    if (p.same_as_.is_none() && !planned.contains(p.household_) &&
        (where == place::kSheltered || where == place::kAbsent)) {
      all[current_leg(s.custody_.tracks_[i])->centre_] += bed_for(p.needs_);
    }
  }
  for (auto i = std::uint32_t{0}; i != s.holds_.of_.size(); ++i) {
    if (auto const& hold = s.holds_.of_[i]; hold && !planned.contains(household_row{i})) {
      all[hold->centre_] += hold->beds_;
    }
  }
  auto by_name = std::map<std::string_view, operation::beds>{};
  for (auto const& c : to.centres_) {
    if (auto const row = s.centres_.centres_.find(number_of<centre_id>(c.id_)); all.contains(row)) {
      by_name.emplace(c.id_, all.at(row));
    }
  }
  return by_name;
}

void count_beds(operation::state const& s, planning::scenario& to) {
  for (auto& c : to.centres_) {
    auto const row = s.centres_.centres_.find(number_of<centre_id>(c.id_));
    c.beds_ = row.is_none() ? planning::beds{} : to_beds(beds_of_centre(s, row));
  }
  auto& had = to.committed_ ? *to.committed_ : to.committed_.emplace();
  had.holds_.clear();
  for (auto const& [centre, beds] : beds_of_others(s, to)) {
    had.holds_.push_back({std::string{centre}, to_beds(beds)});
  }
}

// Their beds are held in a centre: that is where they go on to.
void keep_centres(operation::state const& s, planning::situation& to) {
  for (auto const& name : to.picked_up_) {
    auto const& hold = s.holds_.of_[row_of(s, name).v_];
    if (!hold) {
      continue;
    }
    auto const& id = s.centres_.centres_.at(hold->centre_).id_;
    auto const c = std::ranges::find_if(to.scenario_.centres_,
                                        [&](planning::centre const& x) { return number_of<centre_id>(x.id_) == id; });
    if (c != to.scenario_.centres_.end()) {
      std::erase_if(to.scenario_.pins_, [&](planning::pin const& p) { return p.household_ == name; });
      to.scenario_.pins_.push_back({.household_ = name, .centre_ = c->id_, .pickup_point_ = {}, .vehicle_ = {}});
    }
  }
}

}  // namespace

result<planning::situation> situation_of(operation::state const& s, running const& r,
                                         planning::scenario const& everybody, instant const now,
                                         planning::losses const& lost) {
  auto const before = as_it_goes(s, r, now);
  auto to = r.scenario_;
  choose_households(s, everybody, who_has_begun(before, now), to);
  count_beds(s, to);
  return planning::situation_at(std::move(to), before, now, lost).map([&](planning::situation at) {
    keep_centres(s, at);
    return at;
  });
}

}  // namespace leeward::app
