#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/day/playing.h"
#include "app/plans/names.h"
#include "app/plans/running.h"
#include "operation/trips/manifest.h"

// A plan is made for those who wait, and committed; what was lost is why.
namespace leeward::app {

namespace {

using namespace operation;

struct bus {
  std::string name_;
  std::size_t on_board_{0};
  persons to_come_{};
  std::vector<trip_id> under_way_{};
  bool has_brought_{false};
};

std::map<std::string, bus> buses_of(operation::state const& s, running const& r) {
  auto all = std::map<std::string, bus>{};
  for (auto const& t : r.plan_.trips_) {
    auto const id = r.trips_.find(t.id_);
    if (id == r.trips_.end()) {
      continue;
    }
    auto& b = all.try_emplace(t.vehicle_, bus{.name_ = t.vehicle_}).first->second;
    auto const& is = s.trips_.trips_.at(id->second);
    b.has_brought_ = b.has_brought_ || is.phase_ == trips::phase::kArrived;
    b.on_board_ += trips::people_on(is, place::kBoarded).size() + trips::people_on(is, place::kUnderWay).size();
    b.to_come_ += t.centre_.persons_;
    if (is.phase_ == trips::phase::kUnderWay) {
      b.under_way_.push_back(id->second);
    }
  }
  return all;
}

// With most people on board, or else to come, of those vehicles that have brought nobody yet: so nobody drops out of
// the plan.
std::optional<bus> fullest_bus(operation::state const& s, running const& r) {
  auto best = std::optional<bus>{};
  for (auto& [name, b] : buses_of(s, r)) {
    auto const rank = [](bus const& x) { return std::pair{x.on_board_, x.to_come_}; };
    if (!b.has_brought_ && (!best || rank(b) > rank(*best))) {
      best = b;
    }
  }
  return best;
}

}  // namespace

// Those of its trips that are not under way are called off with the new plan.
result<void> playing::lose_bus(instant const at, plan_now const& p, planning::losses& lost) {
  auto const b = fullest_bus(known(), running_);
  if (!b) {
    return {};
  }
  lost.vehicles_.push_back(b->name_);
  watch_.note_(at, fmt::format("{} breaks down with {} people on board.", b->name_, b->on_board_));
  auto all = std::vector<command>{fleet::command{ask_for<fleet::inspected>{
      {.vehicle_ = number_of<vehicle_id>(b->name_), .usable_ = false, .findings_ = "The engine has failed."}}}};
  for (auto const& t : b->under_way_) {
    all.emplace_back(trips::command{trips::break_down{t, "The engine has failed."}});
  }
  return ask_all(at, fmt::format("plan {}: a bus is lost", p.name_), std::move(all));
}

result<void> playing::lose_bridge(instant const at) {
  auto to_come = running_.plan_;
  std::erase_if(to_come.trips_, [&](planning::trip const& t) { return t.pickups_.front().way_.departure_ < at; });
  return planner_.busiest_road_(running_.scenario_, to_come).map([&](std::optional<roads::closure> closed) {
    if (closed) {
      closed->from_ = at;
      watch_.note_(at, fmt::format("{} is closed.", closed->id_));
      running_.scenario_.closures_.push_back(std::move(*closed));
    }
  });
}

result<void> playing::make_plan(instant const at, plan_now const& p) {
  auto lost = planning::losses{};
  auto done = result<void>{};
  if (p.loses_busiest_bridge_) {
    done = lose_bridge(at);
  }
  if (done && p.loses_fullest_bus_) {
    done = lose_bus(at, p, lost);
  }
  return done.and_then([&] { return situation_of(known(), running_, everybody_, at, lost); })
      .and_then([&](planning::situation now) {
        auto const* const before = running_.plan_.trips_.empty() ? nullptr : &running_.plan_;
        return planner_.plan_(p.name_, now.scenario_, before, lost).and_then([&](planning::plan made) {
          return commit(at, std::move(now.scenario_), std::move(made), p.name_);
        });
      })
      .map([&] { watch_.planned_(p.name_, running_, lost); });
}

// Where a vehicle stopped, people board as at any other point.
result<void> playing::add_points(instant const at, planning::scenario const& s, std::string const& name) {
  auto all = std::vector<command>{};
  for (auto const& p : s.pickup_points_) {
    auto const id = number_of<point_id>(p.id_);
    if (!known().zones_.points_.has(id)) {
      all.emplace_back(
          zones::command{ask_for<zones::point_added>{{id, number_of<zone_id>(kEverywhere), p.name_, p.step_free_}}});
    }
  }
  return ask_all(at, fmt::format("plan {}: points", name), std::move(all));
}

result<void> playing::commit(instant const at, planning::scenario now, planning::plan made, std::string const& name) {
  auto asked = commitment_of(known(), running_, now, made, at);
  auto const id = number_of<plan_id>(made.id_);
  return add_points(at, now, name)
      .and_then([&] { return ask_all(at, fmt::format("plan {}: called off", name), std::move(asked.first_)); })
      .and_then([&] {
        auto const what = ledger::commit_plan{id, desk_.events(), asked.trips_};
        return ask(at, {{fmt::format("plan {}: commit", name), what}});
      })
      .map([&](std::vector<ledger::answer> const& answers) {
        auto accepted = std::set<trip_id>{};
        for (auto const& t : answers.front().trips_) {
          if (t.refusal_) {
            refused(at, fmt::format("plan {}: trip {}", name, to_string(t.trip_)), *t.refusal_);
          } else {
            accepted.insert(t.trip_);
          }
        }
        auto const is_new = [&](trip_id const& t) {
          return std::ranges::any_of(asked.trips_, [&](trips::commit_trip const& c) { return c.trip_ == t; });
        };
        std::erase_if(asked.names_, [&](auto const& n) { return is_new(n.second) && !accepted.contains(n.second); });
        for (auto const& t : made.trips_) {
          auto const n = asked.names_.find(t.id_);
          if (n != asked.names_.end() && accepted.contains(n->second)) {
            for (auto& o : occasions_of(t, n->second)) {
              due_.emplace(o.at_, std::move(o));
            }
          }
        }
        running_ = {std::move(now), std::move(made), std::move(asked.names_)};
      });
}

}  // namespace leeward::app
