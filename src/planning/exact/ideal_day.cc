#include "planning/exact/ideal_day.h"

#include <algorithm>

namespace leeward::planning::exact {

namespace {

std::int64_t since_start(problem const& p, instant const t) { return (t - p.scenario_.start_).v_; }

shift const& shift_of(problem const& p, vehicle_id const v, turn const& t) {
  return p.scenario_.vehicles_[v.v_].crews_[t.crew_].shifts_[t.shift_];
}

// Those who travel together may board one after the other, where they choose: a party boards at once, at one place.
bool boards_as_one(problem const& p, party const& h) {
  auto const& all = p.scenario_.households_;
  auto const& first = all[h.members_.front()];
  return std::ranges::all_of(h.members_, [&](std::uint32_t const m) {
    auto const& one = all[m];
    return h.members_.size() == 1 || (!chooses_point(one) && !one.door_ && fixed_place(one) == fixed_place(first) &&
                                      ready_from(p.scenario_, one) == ready_from(p.scenario_, first) &&
                                      board_by(p.scenario_, one) == board_by(p.scenario_, first));
  });
}

bool shifts_are_apart(problem const& p, vehicle_id const v) {
  auto const& turns = p.vehicles_[v.v_].turns_;
  for (auto i = std::size_t{1}; i < turns.size(); ++i) {
    if (shift_of(p, v, turns[i]).from_ < shift_of(p, v, turns[i - 1]).until_) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_covered(problem const& p) {
  auto const& s = p.scenario_;
  auto const nobody_has_begun = !s.committed_ || (s.committed_->trips_.empty() && s.committed_->duties_.empty());
  auto turns = std::size_t{0};
  for (auto i = std::uint32_t{0}; i != p.vehicles_.size(); ++i) {
    turns += p.vehicles_[i].turns_.size();
    if (!shifts_are_apart(p, {i})) {
      return false;
    }
  }
  // Fewer doors and points than are near to every door.
  return nobody_has_begun && p.households_.size() <= kMostParties && p.vehicles_.size() <= kMostVehicles &&
         turns <= kMostTurns && p.times_.places_ <= kMostPlaces && s.pickup_points_.size() <= kNearDoors &&
         p.points_.size() - p.first_door_ <= kNearDoors &&
         std::ranges::all_of(p.households_, [&](party const& h) { return boards_as_one(p, h); });
}

std::vector<turn_out> turns_of(problem const& p) {
  auto list = std::vector<turn_out>{};
  for (auto i = std::uint32_t{0}; i != p.vehicles_.size(); ++i) {
    auto const& named = p.scenario_.vehicles_[i];
    for (auto k = std::size_t{0}; k != p.vehicles_[i].turns_.size(); ++k) {
      auto const& x = shift_of(p, {i}, p.vehicles_[i].turns_[k]);
      auto const from = std::max(x.from_, available_from(p.scenario_, named));
      auto const until = std::min(x.until_, named.available_until_.value_or(x.until_));
      if (from < until) {
        list.push_back({.vehicle_ = {i}, .turn_ = k, .from_ = since_start(p, from), .until_ = since_start(p, until)});
      }
    }
  }
  return list;
}

bool drive(crew_rules const& rules, std::int64_t const driving, crew_state& c) {
  auto const most = rules.driving_without_break_s_.v_;
  auto left = driving;
  while (c.since_break_ + left > most) {
    auto const part = most - c.since_break_;
    c.time_ += part + rules.break_s_.v_;
    left -= part;
    c.since_break_ = 0;
  }
  c.time_ += left;
  c.since_break_ += left;
  c.driven_ += driving;
  return c.driven_ <= rules.driving_per_shift_s_.v_;
}

shortest_times::shortest_times(problem const& p) : places_{p.times_.places_} {
  auto const profiles = p.times_.tables_.front().size();
  for (auto f = std::size_t{0}; f != profiles; ++f) {
    for (auto i = std::uint32_t{0}; i != places_; ++i) {
      for (auto k = std::uint32_t{0}; k != places_; ++k) {
        times_.push_back(i == k ? 0 : p.times_.least(f, {i}, {k}).v_);
      }
    }
    auto* const t = times_.data() + f * places_ * places_;
    for (auto over = std::size_t{0}; over != places_; ++over) {
      for (auto i = std::size_t{0}; i != places_; ++i) {
        for (auto k = std::size_t{0}; k != places_; ++k) {
          t[i * places_ + k] = std::min(t[i * places_ + k], t[i * places_ + over] + t[over * places_ + k]);
        }
      }
    }
  }
}

std::int64_t boards_from(problem const& p, household_id const h, point_id const q) {
  auto const from = std::max(p.households_[h.v_].ready_from_, p.points_[q.v_].open_from_);
  return std::max<std::int64_t>(0, since_start(p, from));
}

std::int64_t unloads_from(problem const& p, centre_id const c) {
  return since_start(p, open_from(p.scenario_, p.scenario_.centres_[c.v_]));
}

std::optional<std::int64_t> board(problem const& p, household_id const h, point_id const q, std::int64_t const begin,
                                  bool const again) {
  auto const& party = p.households_[h.v_];
  auto const& place = p.points_[q.v_];
  if (place.capacity_ && party.persons_ > *place.capacity_) {
    return std::nullopt;
  }
  auto const takes =
      again ? place.loading_.per_person_s_.v_ * party.persons_.v_ : loading_time(place, party.persons_).v_;
  auto const by = std::min(place.open_until_, party.board_by_.value_or(place.open_until_));
  return begin + takes <= since_start(p, by) ? std::optional{begin + takes} : std::nullopt;
}

}  // namespace leeward::planning::exact
