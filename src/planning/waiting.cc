#include "planning/waiting.h"

#include <string_view>
#include <unordered_map>

namespace leeward::planning {

namespace {

std::unordered_map<std::string_view, instant> arrivals_of_begun(problem const& p) {
  auto at = std::unordered_map<std::string_view, instant>{};
  if (p.scenario_.committed_) {
    for (auto const& t : p.scenario_.committed_->trips_) {
      for (auto const& stop : t.pickups_) {
        for (auto const& h : stop.households_) {
          at.emplace(h, t.centre_.begin_);
        }
      }
    }
  }
  return at;
}

}  // namespace

std::int64_t waiting_if_nobody_went(problem const& p) {
  auto const& s = p.scenario_;
  auto const at = arrivals_of_begun(p);
  auto sum = std::int64_t{0};
  for (auto const& begun : p.settled_) {
    auto const& h = s.households_[begun.household_];
    sum += weighted_waiting_s(s, h, at.at(h.id_));
  }
  for (auto const& party : p.households_) {
    for (auto const m : party.members_) {
      sum += weighted_waiting_s(s, s.households_[m], s.end_);
    }
  }
  return sum;
}

}  // namespace leeward::planning
