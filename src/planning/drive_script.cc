#include "planning/drive_script.h"

#include <set>

#include "planning/kept_beds.h"

namespace leeward::planning {

namespace {

std::set<household_id> people_of(script const& decided) {
  auto all = std::set<household_id>{};
  for (auto const& of_vehicle : decided) {
    for (auto const& of_shift : of_vehicle) {
      for (auto const& r : of_shift) {
        for (auto const& at : r.pickups_) {
          all.insert(at.households_.begin(), at.households_.end());
        }
      }
    }
  }
  return all;
}

}  // namespace

driven_script drive_script(problem const& p, std::vector<household_id> const& all, script const& decided,
                           std::uint64_t const seed) {
  auto out = driven_script{.done_ = {}, .left_ = free_places{p, keep_none(p)}};
  auto& free = out.left_;
  hold_back(p, free, decided);
  auto const travelling = people_of(decided);
  for (auto const h : all) {
    if (!travelling.contains(h)) {
      for (auto const q : p.households_[h.v_].boards_at_) {
        free.waiting_[q.v_].push_back(h);
      }
    }
  }
  for (auto& waiting : free.waiting_) {
    sort_waiting(p, waiting);
  }
  take_begun(p, free);
  run_fleet(p, free, decided, seed, out.done_);
  return out;
}

}  // namespace leeward::planning
