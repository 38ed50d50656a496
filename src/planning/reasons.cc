#include "planning/reasons.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace leeward::planning {

namespace {

unserved make(problem const& p, household_id const h, unserved_reason const reason, std::string sentence) {
  return {.household_ = p.scenario_.households_[h.v_].id_, .reason_ = reason, .sentence_ = std::move(sentence)};
}

// "3 seats and 1 wheelchair bay"
std::string in_words(std::vector<std::pair<std::int64_t, std::string_view>> const& things) {
  auto words = std::vector<std::string>{};
  for (auto const& [n, what] : things) {
    if (n != 0) {
      words.push_back(fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"));
    }
  }
  if (words.size() < 2) {
    return words.empty() ? "no place" : words.front();
  }
  auto const last = std::move(words.back());
  words.pop_back();
  return fmt::format("{} and {}", fmt::join(words, ", "), last);
}

std::string in_words(room const& r) {
  return in_words({{r.seats_.v_, "seat"},
                   {r.wheelchair_bays_.v_, "wheelchair bay"},
                   {r.lying_places_.v_, "lying place"},
                   {r.oxygen_.v_, "place with oxygen"}});
}

std::string in_words(beds const& b) {
  return in_words({{b.general_.v_, "general bed"}, {b.accessible_.v_, "accessible bed"}});
}

std::string in_words(seconds const s) { return fmt::format("{} h {:02} min", s.v_ / 3600, s.v_ % 3600 / 60); }

template <typename Id, typename List>
std::vector<Id> all_of(List const& list, auto&& which) {
  auto ids = std::vector<Id>{};
  for (auto i = std::uint32_t{0}; i != list.size(); ++i) {
    if (which(Id{i})) {
      ids.push_back({i});
    }
  }
  return ids;
}

std::vector<vehicle_id> vehicles_for(problem const& p, household_id const h) {
  return all_of<vehicle_id>(p.vehicles_, [&](vehicle_id const v) { return can_take(p, v, h); });
}

std::vector<centre_id> centres_for(problem const& p, household_id const h) {
  return all_of<centre_id>(p.scenario_.centres_, [&](centre_id const c) { return can_house(p, c, h); });
}

bool has_vehicle(problem const& p, household_id const h) {
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    if (can_take(p, {v}, h)) {
      return true;
    }
  }
  return false;
}

bool has_centre(problem const& p, household_id const h) {
  for (auto c = std::uint32_t{0}; c != p.scenario_.centres_.size(); ++c) {
    if (can_house(p, {c}, h)) {
      return true;
    }
  }
  return false;
}

bool has_way(problem const& p, vehicle_id const v, point_id const point, centre_id const c) {
  auto const depot = p.at(p.vehicles_[v.v_].depot_);
  return p.driving(v, depot, p.at(point)) < kNoWay && p.driving(v, p.at(point), p.at(c)) < kNoWay &&
         p.driving(v, p.at(c), depot) < kNoWay;
}

bool has_way(problem const& p, household_id const h) {
  auto const point = p.households_[h.v_].point_;
  for (auto v = std::uint32_t{0}; v != p.vehicles_.size(); ++v) {
    for (auto c = std::uint32_t{0}; can_take(p, {v}, h) && c != p.scenario_.centres_.size(); ++c) {
      if (can_house(p, {c}, h) && has_way(p, {v}, point, {c})) {
        return true;
      }
    }
  }
  return false;
}

std::string why_no_centre(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const serving = all_of<centre_id>(
      p.scenario_.centres_, [&](centre_id const c) { return (party.needs_ & ~p.served_needs_[c.v_]) == 0; });
  if (serving.empty()) {
    return fmt::format("No centre serves all that it needs ({} centres in all).", p.scenario_.centres_.size());
  }
  return fmt::format("It needs {} in one centre; no centre that serves its needs has as many ({} of {} serve them).",
                     in_words(party.beds_), serving.size(), p.scenario_.centres_.size());
}

std::string why_unusable(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const& point = p.scenario_.pickup_points_[party.point_.v_];
  if (party.ready_from_ >= open_until(p.scenario_, point)) {
    return fmt::format("Its pickup point {} closes at {}; it is ready from {} on.", point.name_,
                       to_string(open_until(p.scenario_, point)), to_string(party.ready_from_));
  }
  return fmt::format("Its pickup point {} is not step-free, and it has {}.", point.name_,
                     in_words(room{{}, party.takes_.wheelchair_bays_, party.takes_.lying_places_, {}}));
}

std::string why_no_vehicle(problem const& p, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const has_pet = (party.needs_ & to_set({need::kPet})) != 0;
  return fmt::format("It needs {} in one vehicle{}; no vehicle of the fleet of {} has that.", in_words(party.takes_),
                     has_pet ? " that takes pets" : "", p.vehicles_.size());
}

std::string why_no_bed(problem const& p, free_places const& left, household_id const h) {
  auto const due = p.households_[h.v_].beds_;
  auto const centres = centres_for(p, h);
  auto sum = beds{};
  for (auto const c : centres) {
    sum = sum + left.beds_[c.v_];
  }
  auto words = std::vector<std::string>{};
  if (due.general_ != persons{}) {
    words.push_back(fmt::format("{} general", sum.general_.v_));
  }
  if (due.accessible_ != persons{}) {
    words.push_back(fmt::format("{} accessible", sum.accessible_.v_));
  }
  return fmt::format(
      "It needs {} in one centre; no centre that could take it has that left (beds left in all {} of "
      "them together: {}).",
      in_words(due), centres.size(), fmt::join(words, " and "));
}

// The shortest drive from its point to one of these, by a vehicle that could take it; kNoWay if there is none.
seconds shortest_drive(problem const& p, household_id const h, std::vector<vehicle_id> const& vehicles,
                       std::vector<centre_id> const& centres) {
  auto const point = p.households_[h.v_].point_;
  auto shortest = kNoWay;
  for (auto const v : vehicles) {
    for (auto const c : centres) {
      if (has_way(p, v, point, c)) {
        shortest = std::min(shortest, p.driving(v, p.at(point), p.at(c)));
      }
    }
  }
  return shortest;
}

}  // namespace

std::optional<unserved> why_never(problem const& p, household_id const h) {
  if (!can_board(p, h)) {
    return make(p, h, unserved_reason::kPointUnusable, why_unusable(p, h));
  }
  if (!has_vehicle(p, h)) {
    return make(p, h, unserved_reason::kNoVehicle, why_no_vehicle(p, h));
  }
  if (!has_centre(p, h)) {
    return make(p, h, unserved_reason::kNoCentre, why_no_centre(p, h));
  }
  if (!has_way(p, h)) {
    auto const& point = p.scenario_.pickup_points_[p.households_[h.v_].point_.v_];
    return make(p, h, unserved_reason::kNoRoad,
                fmt::format("No vehicle that could take it has a way by road from its depot over {} to a centre that "
                            "could ({} of them), and back.",
                            point.name_, centres_for(p, h).size()));
  }
  return std::nullopt;
}

unserved why_not(problem const& p, free_places const& left, household_id const h) {
  auto const& party = p.households_[h.v_];
  auto const& point = p.scenario_.pickup_points_[party.point_.v_];
  auto const open = all_of<centre_id>(p.scenario_.centres_, [&](centre_id const c) {
    return can_house(p, c, h) && fits(party.beds_, left.beds_[c.v_]);
  });
  if (open.empty()) {
    return make(p, h, unserved_reason::kNoBed, why_no_bed(p, left, h));
  }
  auto const vehicles = vehicles_for(p, h);
  auto const shortest = shortest_drive(p, h, vehicles, open);
  if (shortest >= kNoWay) {
    return make(p, h, unserved_reason::kNoRoad,
                fmt::format("It needs {} in one centre; no vehicle that could take it has a way by road from its depot "
                            "over {} to a centre that has them left ({} of them), and back.",
                            in_words(party.beds_), point.name_, open.size()));
  }
  return make(
      p, h, unserved_reason::kNoTime,
      fmt::format("No vehicle that could take it ({} of {}) can bring it to a bed before the operation ends at "
                  "{} within its crews' hours; the shortest drive from {} to a centre with beds left is {}.",
                  vehicles.size(), p.vehicles_.size(), to_string(p.scenario_.end_), point.name_, in_words(shortest)));
}

}  // namespace leeward::planning
