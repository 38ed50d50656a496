#include "planning/place/allocation.h"

#include <algorithm>
#include <tuple>

namespace leeward::planning::placing {

allocation::allocation(bed_problem const& p) : problem_{p}, in_(p.centres_.size()) {
  for (auto const& c : p.centres_) {
    free_.push_back(c.beds_);
  }
  for (auto const& g : p.groups_) {
    left_.push_back(g.households_);
  }
  for (auto const& choice : p.choices_) {
    auto& order = best_first_.emplace_back();
    for (auto c = std::size_t{0}; c != p.centres_.size(); ++c) {
      if (choice.drive_[c] != kMayNot) {
        order.push_back(c);
      }
    }
    std::ranges::sort(order, {},
                      [&](std::size_t const c) { return std::tuple{p.centres_[c].tier_, choice.drive_[c], c}; });
  }
}

bool allocation::may_go(std::size_t const g, std::size_t const c) const {
  return problem_.choices_[group(g).choice_].drive_[c] != kMayNot &&
         std::ranges::none_of(group(g).apart_, [&](std::size_t const other) { return in_[c].contains(other); });
}

std::int64_t allocation::room_for(std::size_t const g, std::size_t const c) const {
  auto const& due = group(g).beds_;
  auto room = left_[g];
  if (due.general_ != 0) {
    room = std::min(room, free_[c].general_ / due.general_);
  }
  if (due.accessible_ != 0) {
    room = std::min(room, free_[c].accessible_ / due.accessible_);
  }
  return room > 0 && may_go(g, c) ? room : 0;
}

void allocation::put(std::size_t const g, std::size_t const c, std::int64_t const n) {
  free_[c].general_ -= n * group(g).beds_.general_;
  free_[c].accessible_ -= n * group(g).beds_.accessible_;
  in_[c][g] += n;
  left_[g] -= n;
}

void allocation::take_out(std::size_t const g, std::size_t const c, std::int64_t const n) {
  free_[c].general_ += n * group(g).beds_.general_;
  free_[c].accessible_ += n * group(g).beds_.accessible_;
  left_[g] += n;
  auto const at = in_[c].find(g);
  at->second -= n;
  if (at->second == 0) {
    in_[c].erase(at);
  }
}

void allocation::put_anywhere(std::size_t const g) {
  for (auto const c : best_first(g)) {
    if (left_[g] == 0) {
      return;
    }
    if (auto const n = room_for(g, c); n != 0) {
      put(g, c, n);
    }
  }
}

}  // namespace leeward::planning::placing
