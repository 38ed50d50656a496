#include "planning/parties.h"

#include <algorithm>

#include "base/ensure.h"
#include "planning/as_it_was.h"
#include "planning/numbers.h"

namespace leeward::planning {

namespace {

constexpr auto const kNobody = std::uint32_t{0xffffffffU};

// Who travels with whom: the least number of the company of each; kNobody for those who have begun.
std::vector<std::uint32_t> leaders_of(problem const& p, numbers<household_number> const& known) {
  auto const& all = p.scenario_.households_;
  auto leader = std::vector<std::uint32_t>(all.size());
  for (auto i = std::uint32_t{0}; i != all.size(); ++i) {
    leader[i] = i;
  }
  for (auto const& s : p.settled_) {
    leader[s.household_] = kNobody;
  }
  auto const first = [&](std::uint32_t i) {
    while (leader[i] != i) {
      leader[i] = leader[leader[i]];
      i = leader[i];
    }
    return i;
  };
  for (auto i = std::uint32_t{0}; i != all.size(); ++i) {
    for (auto const& id : all[i].travels_with_) {
      auto const other = known.at(id).v_;
      if (leader[i] != kNobody && leader[other] != kNobody) {
        auto const mine = first(i);
        auto const theirs = first(other);
        leader[std::max(mine, theirs)] = std::min(mine, theirs);
      }
    }
  }
  for (auto i = std::uint32_t{0}; i != all.size(); ++i) {
    leader[i] = leader[i] == kNobody ? kNobody : first(i);
  }
  return leader;
}

void add_member(scenario const& s, std::uint32_t const i, party& into) {
  auto const& h = s.households_[i];
  auto const weight = priority_of(s, h);
  into.priority_ = into.members_.empty() ? weight : std::max(into.priority_, weight);
  into.weight_ = (into.members_.empty() ? 0 : into.weight_) + weight * h.persons_.v_;
  into.persons_ += h.persons_;
  into.takes_ = into.takes_ + room{seats_of(h), h.wheelchair_bays_, h.lying_places_, h.oxygen_};
  into.beds_ = into.beds_ + beds_of(h);
  into.needs_ = static_cast<need_set>(into.needs_ | to_set(h.needs_));
  into.ready_from_ = std::max({into.ready_from_, s.start_, ready_from(s, h)});
  if (auto const by = board_by(s, h)) {
    into.board_by_ = std::min(into.board_by_.value_or(*by), *by);
  }
  into.members_.push_back(i);
}

// The points that one household can use, whatever its party is.
std::vector<point_id> points_for(problem const& p, std::uint32_t const i, numbers<point_id> const& points) {
  auto const& h = p.scenario_.households_[i];
  auto list = std::vector<point_id>{};
  if (chooses_point(h)) {
    for (auto const& w : p.times_.walks_[i]) {
      list.push_back({w.point_});
    }
  } else {
    list.push_back(points.at(fixed_place(h)));
  }
  return list;
}

bool is_usable(problem const& p, party const& h, household_id const id, point_id const point) {
  auto const& place = p.points_[point.v_];
  auto const needs_level = h.takes_.wheelchair_bays_ + h.takes_.lying_places_ != persons{};
  return (place.step_free_ || !needs_level) && h.ready_from_ < place.open_until_ &&
         !p.wishes_.forbids(wishes::key(id), wishes::key(point));
}

numbers<point_id> number_points(problem const& p) {
  auto points = number<point_id>(p.scenario_.pickup_points_);
  auto next = p.first_door_;
  for (auto const& h : p.scenario_.households_) {
    if (h.door_) {
      points.emplace(h.id_, point_id{next++});
    }
  }
  return points;
}

void add_places(problem& p, std::map<household_id, point_id> const& pinned, numbers<point_id> const& points) {
  for (auto i = std::uint32_t{0}; i != p.households_.size(); ++i) {
    auto& h = p.households_[i];
    auto common = points_for(p, h.members_.front(), points);
    for (auto k = std::size_t{1}; k < h.members_.size(); ++k) {
      auto const theirs = points_for(p, h.members_[k], points);
      std::erase_if(common, [&](point_id const q) { return std::ranges::find(theirs, q) == theirs.end(); });
    }
    if (auto const pin = pinned.find({i}); pin != pinned.end()) {
      std::erase_if(common, [&](point_id const q) { return q != pin->second; });
    }
    h.point_ = common.empty() ? point_id{} : common.front();
    std::erase_if(common, [&](point_id const q) { return !is_usable(p, h, {i}, q); });
    h.boards_at_ = std::move(common);
  }
}

// Pins that ask a party for two things leave it none.
template <typename Id>
void pin(std::map<household_id, Id>& pins, household_id const h, std::optional<std::string> const& id,
         numbers<Id> const& known) {
  if (id) {
    auto const [at, is_new] = pins.try_emplace(h, known.at(*id));
    if (!is_new && at->second != known.at(*id)) {
      at->second = Id{};
    }
  }
}

struct all_numbers {
  numbers<household_number> const& households_;
  numbers<point_id> points_;
  numbers<centre_id> const& centres_;
  numbers<vehicle_id> const& vehicles_;
  std::vector<household_id> party_of_;  // of each household; none: it has begun
};

std::map<household_id, point_id> add_pins(problem& p, all_numbers const& n) {
  auto points = std::map<household_id, point_id>{};
  for (auto const& wish : p.scenario_.pins_) {
    auto const h = n.party_of_[n.households_.at(wish.household_).v_];
    if (!h.is_none()) {
      pin(p.wishes_.centre_, h, wish.centre_, n.centres_);
      pin(p.wishes_.vehicle_, h, wish.vehicle_, n.vehicles_);
      pin(points, h, wish.pickup_point_, n.points_);
    }
  }
  return points;
}

void add_forbidden(problem& p, all_numbers const& n) {
  for (auto const& f : p.scenario_.forbidden_) {
    auto keys = std::vector<std::uint64_t>{};
    if (f.household_) {
      auto const h = n.party_of_[n.households_.at(*f.household_).v_];
      if (h.is_none()) {
        continue;
      }
      keys.push_back(wishes::key(h));
    }
    if (f.pickup_point_) {
      keys.push_back(wishes::key(n.points_.at(*f.pickup_point_)));
    }
    if (f.vehicle_) {
      keys.push_back(wishes::key(n.vehicles_.at(*f.vehicle_)));
    }
    if (f.centre_) {
      keys.push_back(wishes::key(n.centres_.at(*f.centre_)));
    }
    p.wishes_.forbid(keys.front(), keys.back());
  }
}

void add_apart(problem& p, all_numbers const& n) {
  auto const& all = p.scenario_.households_;
  for (auto i = std::uint32_t{0}; i != all.size(); ++i) {
    for (auto const& id : all[i].apart_from_) {
      auto const other = n.households_.at(id).v_;
      if (auto const mine = n.party_of_[i]; !mine.is_none()) {
        p.households_[mine.v_].apart_.push_back(other);
      }
      if (auto const theirs = n.party_of_[other]; !theirs.is_none()) {
        p.households_[theirs.v_].apart_.push_back(i);
      }
    }
  }
}

std::size_t turn_of(fleet_vehicle const& v, vehicle const& named, duty const& d) {
  for (auto i = std::size_t{0}; i != v.turns_.size(); ++i) {
    auto const& crew = named.crews_[v.turns_[i].crew_];
    auto const& shift = crew.shifts_[v.turns_[i].shift_];
    if (crew.id_ == d.crew_ && shift.from_ <= d.departure_ && d.departure_ < shift.until_) {
      return i;
    }
  }
  ensure(false, "a validated scenario's committed duties lie in shifts of their crews");
  return 0;
}

begun_duty begin(problem const& p, committed const& had, std::size_t const index,
                 numbers<household_number> const& trips) {
  auto const& places = p.names_.places_;
  auto const& d = had.duties_[index];
  auto b = begun_duty{};
  b.duty_ = index;
  auto driven = std::vector<trip const*>{};
  for (auto const& id : d.trips_) {
    b.trips_.push_back(trips.at(id).v_);
    driven.push_back(&had.trips_[b.trips_.back()]);
  }
  b.clock_ = clock_after(p.scenario_.crew_rules_, d, driven, places);
  b.at_ = places.at(driven.back()->centre_.way_.to_);
  b.may_go_on_ = d.back_.departure_ >= p.scenario_.start_;
  idle_until(b.clock_, p.scenario_.crew_rules_, p.scenario_.start_, b.at_);
  return b;
}

}  // namespace

void add_begun(problem& p) {
  auto const& s = p.scenario_;
  if (!s.committed_) {
    return;
  }
  auto const& n = p.names_;
  auto const trips = number<household_number>(s.committed_->trips_);
  for (auto const& t : s.committed_->trips_) {
    auto const c = n.centres_.at(t.centre_.way_.to_);
    for (auto const& at : t.pickups_) {
      for (auto const& id : at.households_) {
        auto const h = n.households_.at(id).v_;
        p.settled_.push_back({h, c});
        p.beds_[c.v_] = p.beds_[c.v_] - beds_of(s.households_[h]);
      }
    }
  }
  for (auto i = std::size_t{0}; i != s.committed_->duties_.size(); ++i) {
    auto const& d = s.committed_->duties_[i];
    auto const v = n.vehicles_.at(d.vehicle_);
    auto b = begin(p, *s.committed_, i, trips);
    b.turn_ = turn_of(p.vehicles_[v.v_], s.vehicles_[v.v_], d);
    p.vehicles_[v.v_].begun_.push_back(std::move(b));
  }
  for (auto& v : p.vehicles_) {
    std::ranges::stable_sort(v.begun_, {},
                             [&](begun_duty const& b) { return s.committed_->duties_[b.duty_].departure_; });
  }
}

void add_parties(problem& p) {
  auto const& s = p.scenario_;
  auto n = all_numbers{.households_ = p.names_.households_,
                       .points_ = number_points(p),
                       .centres_ = p.names_.centres_,
                       .vehicles_ = p.names_.vehicles_,
                       .party_of_ = std::vector<household_id>(s.households_.size())};
  auto const leaders = leaders_of(p, n.households_);
  for (auto i = std::uint32_t{0}; i != s.households_.size(); ++i) {
    if (leaders[i] == kNobody) {
      continue;
    }
    if (leaders[i] == i) {
      n.party_of_[i] = {static_cast<std::uint32_t>(p.households_.size())};
      p.households_.emplace_back();
    }
    n.party_of_[i] = n.party_of_[leaders[i]];
    add_member(s, i, p.households_[n.party_of_[i].v_]);
  }
  auto const pinned = add_pins(p, n);
  add_forbidden(p, n);
  add_apart(p, n);
  add_places(p, pinned, n.points_);
}

}  // namespace leeward::planning
