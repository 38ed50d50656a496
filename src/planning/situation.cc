#include "planning/situation.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/must_have.h"
#include "planning/model/scenario_file.h"
#include "planning/numbers.h"

namespace leeward::planning {

namespace {

constexpr auto const kCommits = "a situation has what is committed";

using trips_by_id = std::unordered_map<std::string_view, trip const*>;

template <typename List>
result<void> check_known(List const& list, std::vector<std::string> const& lost, std::string_view const option,
                         std::string_view const what) {
  for (auto const& id : lost) {
    if (std::ranges::none_of(list, [&](auto const& x) { return x.id_ == id; })) {
      return invalid(fmt::format("{}: is \"{}\", which is none of the scenario's {}", option, id, what),
                     std::string{option});
    }
  }
  return {};
}

result<void> check_names(scenario const& s, instant const now, losses const& lost) {
  if (now < s.start_ || now >= s.end_) {
    return invalid(fmt::format("--at: is {}, must lie within the operation, from {} to before {}", to_string(now),
                               to_string(s.start_), to_string(s.end_)),
                   "--at");
  }
  return check_known(s.vehicles_, lost.vehicles_, "--lost-vehicle", "vehicles")
      .and_then([&] { return check_known(s.centres_, lost.centres_, "--lost-centre", "centres"); })
      .and_then([&] { return check_known(s.pickup_points_, lost.points_, "--lost-point", "pickup points"); });
}

bool has(std::vector<std::string> const& list, std::string_view const id) {
  return std::ranges::find(list, id) != list.end();
}

instant begin_of(trip const& t) {
  return t.pickups_.empty() ? t.centre_.way_.departure_ : t.pickups_.front().way_.departure_;
}

std::vector<std::string> begun_trips(duty const& d, trips_by_id const& trips, instant const now) {
  auto begun = std::vector<std::string>{};
  for (auto const& id : d.trips_) {
    auto const t = trips.find(id);
    if (t == trips.end() || begin_of(*t->second) >= now) {
      break;
    }
    begun.push_back(id);
  }
  return begun;
}

bool is_place(scenario const& s, std::string_view const id) {
  auto const named = [&](auto const& x) { return x.id_ == id; };
  return std::ranges::any_of(s.depots_, named) || std::ranges::any_of(s.pickup_points_, named) ||
         std::ranges::any_of(s.centres_, named) ||
         std::ranges::any_of(s.households_, [&](household const& h) { return h.door_ && h.id_ == id; });
}

seconds driving_of(trip const& t) {
  auto sum = t.centre_.way_.driving_s_;
  for (auto const& at : t.pickups_) {
    sum += at.way_.driving_s_;
  }
  return sum;
}

using numbers_of_households = numbers<household_number>;

// Those who have boarded a lost vehicle and are not there yet wait at a new point where it last took somebody in.
void set_down(situation& to, trip const& t, instant const now, numbers_of_households const& number) {
  auto& s = to.scenario_;
  auto const on_board = std::ranges::find_if(t.pickups_, [&](stop const& at) { return at.begin_ >= now; });
  if (on_board == t.pickups_.begin()) {
    return;
  }
  auto const& last = std::prev(on_board)->way_.to_;
  auto const point = std::ranges::find(s.pickup_points_, last, &pickup_point::id_);
  auto const where = point != s.pickup_points_.end() ? point->position_
                                                     : s.households_[number.at(last).v_].position_.value_or(position{});
  auto id = fmt::format("where {} stopped", t.vehicle_);
  while (is_place(s, id)) {
    id += " again";
  }
  auto stopped = pickup_point{};
  stopped.id_ = id;
  stopped.name_ = fmt::format("Where {} stopped", t.vehicle_);
  stopped.position_ = where;
  for (auto& table : s.travel_times_) {
    auto const column = static_cast<std::size_t>(std::ranges::find(table.places_, last) - table.places_.begin());
    auto const repeat = [&](std::vector<std::vector<table_entry>>& rows) {
      for (auto& row : rows) {
        row.push_back(row[column]);
      }
      rows.push_back(rows[column]);
    };
    repeat(table.driving_s_);
    if (table.length_m_) {
      repeat(*table.length_m_);
    }
    table.places_.push_back(id);
  }
  for (auto at = t.pickups_.begin(); at != on_board; ++at) {
    for (auto const& h : at->households_) {
      auto& household = s.households_[number.at(h).v_];
      household.pickup_point_ = id;
      household.position_.reset();
      household.door_ = false;
      household.walks_m_.reset();
      household.zone_.reset();
      household.board_by_.reset();
      household.ready_from_ = now;
      to.picked_up_.push_back(h);
    }
  }
  s.pickup_points_.push_back(std::move(stopped));
}

// What the lost vehicle's last duties leave: those whom it has brought, and those on board.
void lose_begun(situation& to, trip const& t, instant const now, numbers_of_households const& number) {
  if (t.centre_.begin_ > now) {
    set_down(to, t, now, number);
    return;
  }
  auto held = beds{};
  for (auto const& at : t.pickups_) {
    for (auto const& h : at.households_) {
      auto const b = beds_of(to.scenario_.households_[number.at(h).v_]);
      held = {held.general_ + b.general_, held.accessible_ + b.accessible_};
      to.arrived_.push_back(h);
    }
  }
  must_have(to.scenario_.committed_, kCommits).holds_.push_back({t.centre_.way_.to_, held});
}

result<void> check_begun(trip const& t, scenario const& s, numbers_of_households const& number) {
  if (std::ranges::find(s.vehicles_, t.vehicle_, &vehicle::id_) == s.vehicles_.end()) {
    return invalid(
        fmt::format("vehicles: vehicle \"{}\" is missing, but its trip {} has begun; leave it in the scenario "
                    "and name it with --lost-vehicle",
                    t.vehicle_, t.id_),
        "vehicles");
  }
  for (auto const& at : t.pickups_) {
    for (auto const& h : at.households_) {
      if (!number.contains(h)) {
        return invalid(
            fmt::format("households: household \"{}\" is missing, but its trip {} has begun; leave it in the "
                        "scenario",
                        h, t.id_),
            "households");
      }
    }
  }
  return {};
}

result<void> commit(situation& to, plan const& before, instant const now, losses const& lost) {
  auto trips = trips_by_id{};
  for (auto const& t : before.trips_) {
    trips.emplace(t.id_, &t);
  }
  // Its keys are the households' own ids, which nothing here changes.
  auto const number = planning::number<household_number>(to.scenario_.households_);
  auto& had = to.scenario_.committed_ ? *to.scenario_.committed_ : to.scenario_.committed_.emplace();
  had.trips_.clear();
  had.duties_.clear();
  for (auto const& d : before.duties_) {
    auto begun = d;
    begun.trips_ = begun_trips(d, trips, now);
    for (auto i = begun.trips_.size(); i != d.trips_.size(); ++i) {
      if (auto const t = trips.find(d.trips_[i]); t != trips.end()) {
        begun.driving_s_ = begun.driving_s_ - driving_of(*t->second);
      }
    }
    for (auto const& id : begun.trips_) {
      auto const& t = *trips.at(id);
      if (auto const sound = check_begun(t, to.scenario_, number); !sound) {
        return sound;
      }
      if (has(lost.vehicles_, d.vehicle_)) {
        lose_begun(to, t, now, number);
      } else {
        had.trips_.push_back(t);
      }
    }
    if (!begun.trips_.empty() && !has(lost.vehicles_, d.vehicle_)) {
      had.duties_.push_back(std::move(begun));
    }
  }
  // In the order of the plan before, which the new one has as well.
  std::ranges::sort(had.trips_, {}, [&](trip const& t) { return trips.at(t.id_); });
  return {};
}

void lose_vehicles(scenario& s, std::vector<std::string> const& lost) {
  std::erase_if(s.vehicles_, [&](vehicle const& v) { return has(lost, v.id_); });
  std::erase_if(s.forbidden_, [&](forbidden_pair const& f) { return f.vehicle_ && has(lost, *f.vehicle_); });
  for (auto& p : s.pins_) {
    if (p.vehicle_ && has(lost, *p.vehicle_)) {
      p.vehicle_.reset();
    }
  }
  std::erase_if(s.pins_, [](pin const& p) { return !p.vehicle_ && !p.centre_ && !p.pickup_point_; });
  std::erase_if(s.travel_times_, [&](travel_times const& t) {
    return std::ranges::none_of(s.vehicles_, [&](vehicle const& v) { return v.profile_ == t.profile_; });
  });
}

// Its beds are those of the people who have set out for it, and those held.
void lose_centres(situation& to, std::vector<std::string> const& lost) {
  auto& s = to.scenario_;
  auto left = std::map<std::string_view, beds>{};
  auto const keep = [&](std::string_view const centre, beds const& b) {
    auto& sum = left[centre];
    sum = {sum.general_ + b.general_, sum.accessible_ + b.accessible_};
  };
  auto bound_for = std::unordered_map<std::string_view, std::string_view>{};
  for (auto const& t : must_have(s.committed_, kCommits).trips_) {
    for (auto const& at : t.pickups_) {
      for (auto const& h : at.households_) {
        bound_for.emplace(h, t.centre_.way_.to_);
      }
    }
  }
  for (auto const& h : s.households_) {
    if (auto const at = bound_for.find(h.id_); at != bound_for.end() && has(lost, at->second)) {
      keep(at->second, beds_of(h));
      to.to_lost_centre_.push_back(h.id_);
    }
  }
  for (auto const& h : must_have(s.committed_, kCommits).holds_) {
    keep(h.centre_, h.beds_);
  }
  for (auto& c : s.centres_) {
    if (has(lost, c.id_)) {
      c.beds_ = left[c.id_];
    }
  }
}

// Those who have set out went as they did.
void lose_points(scenario& s, std::vector<std::string> const& lost) {
  auto begun = std::set<std::string_view>{};
  for (auto const& t : must_have(s.committed_, kCommits).trips_) {
    for (auto const& at : t.pickups_) {
      begun.insert(at.households_.begin(), at.households_.end());
    }
  }
  for (auto& p : s.pickup_points_) {
    if (has(lost, p.id_)) {
      p.open_from_.reset();
      p.open_until_ = s.start_;
    }
  }
  for (auto& h : s.households_) {
    if (has(lost, h.pickup_point_) && !begun.contains(h.id_)) {
      auto const p = std::ranges::find(s.pickup_points_, h.pickup_point_, &pickup_point::id_);
      h.position_ = p->position_;
      h.pickup_point_.clear();
    }
  }
}

// Nobody is left behind for having been with them.
void take_out_arrived(situation& to) {
  auto gone = std::map<std::string, std::string, std::less<>>{};
  for (auto const& h : to.arrived_) {
    gone.emplace(h, "has arrived");
  }
  if (gone.empty()) {
    return;
  }
  for (auto& h : to.scenario_.households_) {
    auto const has_arrived = gone.contains(h.id_);
    std::erase_if(h.travels_with_, [&](std::string const& id) { return has_arrived || gone.contains(id); });
  }
  leave_out(to.scenario_, gone);
}

// A pin to the point where they have boarded is no wish any more.
void free_picked_up(situation& to) {
  for (auto& p : to.scenario_.pins_) {
    if (has(to.picked_up_, p.household_)) {
      p.pickup_point_.reset();
    }
  }
}

}  // namespace

result<situation> situation_at(scenario s, plan const& before, instant const now, losses const& lost) {
  if (auto const sound = check_names(s, now, lost); !sound) {
    return tl::unexpected{sound.error()};
  }
  auto to = situation{.scenario_ = std::move(s), .arrived_ = {}, .picked_up_ = {}, .to_lost_centre_ = {}};
  if (auto const done = commit(to, before, now, lost); !done) {
    return tl::unexpected{done.error()};
  }
  to.scenario_.start_ = now;
  lose_points(to.scenario_, lost.points_);
  take_out_arrived(to);
  free_picked_up(to);
  lose_vehicles(to.scenario_, lost.vehicles_);
  lose_centres(to, lost.centres_);
  return to;
}

}  // namespace leeward::planning
