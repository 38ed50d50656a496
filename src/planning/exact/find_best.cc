#include "planning/exact/find_best.h"

#include <algorithm>
#include <utility>

#include "planning/exact/search.h"

namespace leeward::planning::exact {

namespace {

constexpr auto const kMostSteps = std::int64_t{200'000};

bool fits_at_its_points(problem const& p, planned_run const& r) {
  return std::ranges::all_of(r.pickups_, [&](pickup const& at) {
    return at.persons_ <= p.points_[at.point_.v_].capacity_.value_or(at.persons_);
  });
}

// Nothing if a run is of a shift that has no time, or more would board at once than may.
std::optional<script> as_script(problem const& p, std::vector<turn_run> const& runs) {
  auto decided = script(p.vehicles_.size());
  for (auto i = std::uint32_t{0}; i != p.vehicles_.size(); ++i) {
    auto const shifts = shifts_of(p, {i});
    decided[i].resize(shifts.size());
    for (auto const& r : runs) {
      auto const at = std::ranges::find(shifts, r.turn_, &shift_start::turn_);
      if (r.vehicle_ != vehicle_id{i}) {
        continue;
      }
      if (at == shifts.end() || !fits_at_its_points(p, r.run_)) {
        return std::nullopt;
      }
      decided[i][static_cast<std::size_t>(at - shifts.begin())].push_back(r.run_);
    }
  }
  return decided;
}

}  // namespace

std::optional<best_plan> find_best(problem const& p, std::vector<household_id> const& all, solution const& known,
                                   std::uint64_t const seed) {
  if (!is_covered(p)) {
    return std::nullopt;
  }
  auto best = best_plan{.aims_ = aims_of(p, known)};
  auto const drive_day = [&](std::vector<turn_run> const& runs) -> std::optional<aims> {
    auto const decided = as_script(p, runs);
    if (!decided) {
      return std::nullopt;
    }
    auto driven = drive_script(p, all, *decided, seed);
    auto const reached = aims_of(p, driven.done_);
    if (reached < best.aims_) {
      best = {.aims_ = reached, .better_ = std::move(driven)};
    }
    return reached;
  };
  return prove_best(p, best.aims_, drive_day, kMostSteps) ? std::optional{std::move(best)} : std::nullopt;
}

}  // namespace leeward::planning::exact
